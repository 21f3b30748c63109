//! What filters, sorts and groups the list of gaps: chips for kinds and states, fields for the rest.
//! The values of their options are keys and ids; their texts are labels.

use leptos::prelude::*;

use super::super::assign;
use super::Page;
use crate::components::reactive::{flag, text, value, when, word};
use crate::components::{Sign, sign};
use demarc_catalog::Effort;
use demarc_core::analysis::{
    Analysis, Gap, GapFilter, GapGrouping, GapKind, GapQuery, GapSort, GapState, OwnerFilter,
    domains_with_gaps,
};
use demarc_core::labels;

/// An option: its value, and its label.
type Choice = (String, String);

pub(super) fn filters(page: Page, analysis: &Analysis) -> AnyView {
    let Page { state, query, .. } = page;
    let catalog = state.catalog();
    let domains = domains_with_gaps(catalog, analysis);
    let domains = domains.map(|it| choice(it.id.as_str(), &it.name));
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
            filter(|it| key_of(it.domain.as_ref())),
            set(|it, key| it.domain = key.parse().ok()),
        ),
        select(
            "Service",
            "All",
            services.collect(),
            filter(|it| key_of(it.service.as_ref())),
            set(|it, key| it.service = key.parse().ok()),
        ),
        select(
            "Impact",
            "All",
            impacts.collect(),
            filter(|it| key_of(it.impact.as_ref())),
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
            filter(|it| key_of(it.framework.as_ref())),
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
        <div class="gap-filters" role="search" aria-label="Gaps">
            <div class="gap-filters__first">
                <label class="filters__search">
                    "Search "
                    <input
                        type="search"
                        autocomplete="off"
                        prop:value=value(move || query.with(|it| it.filter.search.clone()))
                        on:input=move |event| query.update(|it| it.filter.search = event_target_value(&event))
                    />
                </label>
                <div class="chips" role="group" aria-label="Kinds and states">
                    {chips(page, analysis)}
                </div>
            </div>
            <div class="gap-filters__more">
                {fields}
                {when(move || query.with(|it| it.filter.is_narrow()), reset)}
            </div>
        </div>
    }
    .into_any()
}

/// The kinds and states that the list can be narrowed to, each with the number of its gaps.
fn chips(page: Page, analysis: &Analysis) -> Vec<AnyView> {
    let query = page.query;
    let occurs = |kind: &GapKind| {
        analysis
            .gaps
            .iter()
            .any(|gap| gap.kinds().any(|it| it == *kind))
    };
    let kinds = GapKind::ALL
        .into_iter()
        .filter(|kind| occurs(kind) || query.with_untracked(|it| it.filter.kind == Some(*kind)));
    let kinds = kinds.map(|kind| {
        chip(
            page,
            Sign::of_kind(kind),
            labels::kind(kind),
            labels::kind_hint(kind),
            move |gap| gap.kinds().any(|it| it == kind),
            move || query.with(|it| it.filter.kind == Some(kind)),
            move |on| query.update(|it| it.filter.kind = on.then_some(kind)),
        )
    });
    let is_any = |state: GapState| analysis.gaps.iter().any(|gap| state.matches(gap));
    // Where nothing is accepted, everything is open.
    let states = GapState::ALL.into_iter().filter(|state| {
        let is_set = query.with_untracked(|it| it.filter.state == Some(*state));
        let tells = is_any(*state) && (*state != GapState::Open || is_any(GapState::Accepted));
        tells || is_set
    });
    let states = states.map(|state| {
        chip(
            page,
            Sign::of_state(state),
            labels::gap_state(state),
            "",
            move |gap| state.matches(gap),
            move || query.with(|it| it.filter.state == Some(state)),
            move |on| query.update(|it| it.filter.state = on.then_some(state)),
        )
    });
    kinds.chain(states).collect()
}

fn chip(
    page: Page,
    of: Sign,
    name: &'static str,
    hint: &'static str,
    fits: impl Fn(&Gap) -> bool + Send + Sync + 'static,
    is_on: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
) -> AnyView {
    let count = text(move || {
        let count = (page.state).analyzed(|it| it.gaps.iter().filter(|gap| fits(gap)).count());
        count.to_string()
    });
    let is_on = flag(is_on);
    let pressed = word(move || Some(if is_on.get() { "true" } else { "false" }));
    let title = (!hint.is_empty()).then_some(hint);
    view! {
        <button
            type="button"
            class="chip"
            title=title
            aria-pressed=pressed
            on:click=move |_| set(!is_on.get_untracked())
        >
            {sign(of)}
            {name}
            " "
            <span class="chip__count">{count}</span>
        </button>
    }
    .into_any()
}

fn choice(key: &str, name: &str) -> Choice {
    (key.to_owned(), name.to_owned())
}

fn key_of<T: ToString>(one: Option<&T>) -> String {
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
    let class = if all.is_empty() {
        "pill"
    } else {
        "pill pill--filter"
    };
    let mut options = Vec::new();
    if !all.is_empty() {
        options.push(option(String::new(), all.to_owned()));
    }
    options.extend(choices.into_iter().map(|(value, name)| option(value, name)));
    view! {
        <label class=class>
            {label} " "
            <select on:change=move |event| choose(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}
