//! What narrows, orders and groups the list of gaps: fields above it.
//! It knows what can be chosen, and not what follows for the list.

use leptos::prelude::*;

use super::super::assign;
use super::narrow::{Group, Narrowed, Order};
use crate::components::reactive::{flag, value, when};
use crate::state::State;
use demarc_catalog::Effort;
use demarc_core::analysis::{Analysis, GapKind};
use demarc_core::labels;

const ORDERS: [(&str, Order); 5] = [
    ("Priority", Order::Priority),
    ("Impact", Order::Impact),
    ("Effort", Order::Effort),
    ("Due date", Order::Due),
    ("Title", Order::Title),
];
const GROUPS: [(&str, Group); 5] = [
    ("Nothing", Group::None),
    ("Domain", Group::Domain),
    ("Kind", Group::GapKind),
    ("Effort", Group::Effort),
    ("Owner", Group::Owner),
];
const EFFORTS: [(&str, Effort); 3] = [
    ("Small (days)", Effort::Small),
    ("Medium (weeks)", Effort::Medium),
    ("Large (months)", Effort::Large),
];
/// The value of an owner's option for gaps that nobody owns; no name is made of a space.
const NOBODY: &str = " ";

/// One thing that can be chosen: its value in the page, its name, and whether it is the one that is chosen.
type Choice = (String, String);

pub(super) fn filters(state: State, analysis: &Analysis, narrowed: RwSignal<Narrowed>) -> AnyView {
    let catalog = state.catalog();
    let kinds = GapKind::ALL.map(|it| plain(labels::kind(it)));
    let domains = catalog
        .domains
        .iter()
        .filter(|domain| analysis.gaps.iter().any(|gap| gap.domain == domain.id));
    let domains = domains.map(|it| (it.id.to_string(), it.name.clone()));
    let services = analysis.services.iter().filter_map(|row| {
        Some((
            row.service.to_string(),
            catalog.deployment(&row.service)?.name(),
        ))
    });
    let impacts = (1..=5_u32).rev().map(|it| plain(&it.to_string()));
    let frameworks = state.texts().frameworks.iter();
    let frameworks = frameworks.map(|it| (it.id.to_string(), it.name.clone()));
    let owners = assign::owners(state).into_iter().map(|it| plain(&it));
    let nobody = (NOBODY.to_owned(), "Nobody yet".to_owned());
    let of = move |read: fn(&Narrowed) -> String| move || narrowed.with(read);
    let fields = vec![
        select(
            "Domain",
            "All",
            domains.collect(),
            of(|it| text(it.domain.as_ref())),
            move |it| {
                narrowed.update(|all| all.domain = it.parse().ok());
            },
        ),
        select(
            "Kind",
            "All",
            Vec::from(kinds),
            of(|it| it.kind.map_or("", labels::kind).to_owned()),
            move |it| {
                let kind = GapKind::ALL
                    .into_iter()
                    .find(|kind| labels::kind(*kind) == it);
                narrowed.update(|all| all.kind = kind);
            },
        ),
        select(
            "Service",
            "All",
            services.collect(),
            of(|it| text(it.service.as_ref())),
            move |it| {
                narrowed.update(|all| all.service = it.parse().ok());
            },
        ),
        select(
            "Impact",
            "All",
            impacts.collect(),
            of(|it| text(it.impact.as_ref())),
            move |it| {
                narrowed.update(|all| all.impact = it.parse().ok());
            },
        ),
        select(
            "Effort",
            "All",
            named(&EFFORTS),
            of(|it| name_of(&EFFORTS, it.effort)),
            move |it| {
                narrowed.update(|all| all.effort = find(&EFFORTS, &it));
            },
        ),
        select(
            "Owner",
            "All",
            std::iter::once(nobody).chain(owners).collect(),
            of(|it| match it.owner.as_deref() {
                None => String::new(),
                Some("") => NOBODY.to_owned(),
                Some(owner) => owner.to_owned(),
            }),
            move |it| {
                let owner = (!it.is_empty()).then(|| it.trim().to_owned());
                narrowed.update(|all| all.owner = owner);
            },
        ),
        select(
            "Framework",
            "All",
            frameworks.collect(),
            of(|it| text(it.framework.as_ref())),
            move |it| {
                narrowed.update(|all| all.framework = it.parse().ok());
            },
        ),
        select(
            "Sort by",
            "",
            named(&ORDERS),
            of(|it| name_of(&ORDERS, Some(it.order))),
            move |it| {
                narrowed.update(|all| all.order = find(&ORDERS, &it).unwrap_or_default());
            },
        ),
        select(
            "Group by",
            "",
            named(&GROUPS),
            of(|it| name_of(&GROUPS, Some(it.group))),
            move |it| {
                narrowed.update(|all| all.group = find(&GROUPS, &it).unwrap_or_default());
            },
        ),
    ];
    let reset = move || {
        let all = move |_| {
            narrowed.update(|it| {
                *it = Narrowed {
                    order: it.order,
                    group: it.group,
                    ..Narrowed::default()
                };
            });
        };
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
                    prop:value=value(move || narrowed.with(|it| it.search.clone()))
                    on:input=move |event| narrowed.update(|it| it.search = event_target_value(&event))
                />
            </label>
            {fields}
            {when(move || narrowed.with(Narrowed::is_narrow), reset)}
        </div>
    }
    .into_any()
}

fn plain(name: &str) -> Choice {
    (name.to_owned(), name.to_owned())
}

fn named<T>(all: &[(&'static str, T)]) -> Vec<Choice> {
    all.iter().map(|(name, _)| plain(name)).collect()
}

fn name_of<T: Copy + PartialEq>(all: &[(&'static str, T)], one: Option<T>) -> String {
    let found = all.iter().find(|(_, it)| Some(*it) == one);
    found.map_or("", |(name, _)| *name).to_owned()
}

fn find<T: Copy>(all: &[(&'static str, T)], name: &str) -> Option<T> {
    let found = all.iter().find(|(known, _)| *known == name);
    found.map(|(_, it)| *it)
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
