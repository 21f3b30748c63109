//! The fields that filter, sort and group the list of gaps.
//! The values of their options are keys and ids; their texts are labels.

use leptos::prelude::*;

use super::super::assign;
use crate::components::reactive::{flag, value, when};
use crate::state::State;
use demarc_catalog::Effort;
use demarc_core::analysis::{
    Analysis, GapFilter, GapGrouping, GapKind, GapQuery, GapSort, GapState, OwnerFilter,
    domains_with_gaps,
};
use demarc_core::labels;

/// An option: its value, and its label.
type Choice = (String, String);

pub(super) fn filters(state: State, analysis: &Analysis, query: RwSignal<GapQuery>) -> AnyView {
    let catalog = state.catalog();
    let kinds = analysis.gap_kinds();
    let kinds = kinds.map(|it| choice(it.key(), labels::kind(it)));
    let domains = domains_with_gaps(catalog, analysis);
    let domains = domains.map(|it| choice(it.id.as_str(), &it.name));
    let states = GapState::ALL.map(|it| choice(it.key(), labels::gap_state(it)));
    let services = analysis.services.iter().filter_map(|row| {
        Some((
            row.service.to_string(),
            catalog.deployment(&row.service)?.name(),
        ))
    });
    let impacts = (1..=5_u32).rev().map(|it| (it.to_string(), it.to_string()));
    let efforts = Effort::ALL.map(|it| choice(it.key(), labels::effort_and_time(it)));
    let frameworks = state.texts().frameworks.iter();
    let frameworks = frameworks.map(|it| choice(it.id.as_str(), &it.name));
    let nobody = choice(OwnerFilter::Nobody.key(), labels::NOBODY);
    let owners = assign::owners(state).into_iter().map(|it| (it.clone(), it));
    let sorts = GapSort::ALL.map(|it| choice(it.key(), labels::gap_sort(it)));
    let groupings = GapGrouping::ALL.map(|it| choice(it.key(), labels::gap_grouping(it)));
    let of = move |read: fn(&GapQuery) -> String| move || query.with(read);
    let filter = move |read: fn(&GapFilter) -> String| move || query.with(|it| read(&it.filter));
    let set = move |write: fn(&mut GapFilter, &str)| {
        move |key: String| query.update(|it| write(&mut it.filter, &key))
    };
    let fields = vec![
        select(
            "Domain",
            "All",
            domains.collect(),
            filter(|it| text(it.domain.as_ref())),
            set(|it, key| it.domain = key.parse().ok()),
        ),
        select(
            "Kind",
            "All",
            kinds.collect(),
            filter(|it| it.kind.map_or("", GapKind::key).to_owned()),
            set(|it, key| it.kind = GapKind::from_key(key)),
        ),
        select(
            "State",
            "All",
            Vec::from(states),
            filter(|it| it.state.map_or("", GapState::key).to_owned()),
            set(|it, key| it.state = GapState::from_key(key)),
        ),
        select(
            "Service",
            "All",
            services.collect(),
            filter(|it| text(it.service.as_ref())),
            set(|it, key| it.service = key.parse().ok()),
        ),
        select(
            "Impact",
            "All",
            impacts.collect(),
            filter(|it| text(it.impact.as_ref())),
            set(|it, key| it.impact = key.parse().ok()),
        ),
        select(
            "Effort",
            "All",
            Vec::from(efforts),
            filter(|it| it.effort.map_or("", Effort::key).to_owned()),
            set(|it, key| it.effort = Effort::from_key(key)),
        ),
        select(
            "Owner",
            "All",
            std::iter::once(nobody).chain(owners).collect(),
            filter(|it| it.owner.as_ref().map_or("", OwnerFilter::key).to_owned()),
            set(|it, key| it.owner = OwnerFilter::from_key(key)),
        ),
        select(
            "Framework",
            "All",
            frameworks.collect(),
            filter(|it| text(it.framework.as_ref())),
            set(|it, key| it.framework = key.parse().ok()),
        ),
        select(
            "Sort by",
            "",
            Vec::from(sorts),
            of(|it| it.sort.key().to_owned()),
            move |key| query.update(|it| it.sort = GapSort::from_key(&key).unwrap_or_default()),
        ),
        select(
            "Group by",
            "",
            Vec::from(groupings),
            of(|it| it.grouping.key().to_owned()),
            move |key| {
                query.update(|it| it.grouping = GapGrouping::from_key(&key).unwrap_or_default());
            },
        ),
    ];
    let reset = move || {
        let all = move |_| query.update(|it| it.filter = GapFilter::default());
        view! {
            <button type="button" class="button button--small" on:click=all>
                "Show all"
            </button>
        }
        .into_any()
    };
    view! {
        <div class="filters" role="search" aria-label="Gaps">
            <label class="filters__search">
                "Search "
                <input
                    type="search"
                    autocomplete="off"
                    prop:value=value(move || query.with(|it| it.filter.search.clone()))
                    on:input=move |event| query.update(|it| it.filter.search = event_target_value(&event))
                />
            </label>
            {fields}
            {when(move || query.with(|it| it.filter.is_narrow()), reset)}
        </div>
    }
    .into_any()
}

fn choice(key: &str, name: &str) -> Choice {
    (key.to_owned(), name.to_owned())
}

fn text<T: ToString>(one: Option<&T>) -> String {
    one.map(ToString::to_string).unwrap_or_default()
}

fn select(
    label: &'static str,
    all: &'static str,
    choices: Vec<Choice>,
    chosen: impl Fn() -> String + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let chosen = value(chosen);
    let choose: Box<dyn Fn(String)> = Box::new(choose);
    let option = |value: String, name: String| {
        let this = value.clone();
        let selected = flag(move || chosen.with(|it| *it == this));
        view! { <option value=value prop:selected=selected>{name}</option> }.into_any()
    };
    let mut options = Vec::new();
    if !all.is_empty() {
        options.push(option(String::new(), all.to_owned()));
    }
    options.extend(choices.into_iter().map(|(value, name)| option(value, name)));
    view! {
        <label>
            {label} " "
            <select on:change=move |event| choose(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}
