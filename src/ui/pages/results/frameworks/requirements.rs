//! A framework's requirements in groups, each with the practices that carry it, narrowed by state and by words.
//! Every row is drawn once; narrowing only hides, so that a list of hundreds follows each key.

use leptos::prelude::*;

use super::bar::{mark, small};
use crate::analysis::{Asked, Carrier, FrameworkStanding, Requirement, Support};
use crate::assessment::Response;
use crate::catalog::{Framework, FrameworkKind};
use crate::ui::live::{flag, text};
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::words;

/// With more requirements than this, groups are opened one by one.
const ALL_OPEN: usize = 120;

/// What is said of a practice that is not asked.
const NOT_ASKED: &str = "Not asked";

/// What can be said of a practice, in the order in which it is counted.
const ANSWERS: [&str; 8] = [
    "Fully",
    "Mostly",
    "Started",
    "Not in place",
    "Don’t know",
    "Not answered",
    "Not applicable",
    NOT_ASKED,
];

/// With more practices than this, a requirement shows them on demand.
const FEW: usize = 4;

/// What the list is narrowed to.
#[derive(Default)]
struct Narrowed {
    support: Option<Support>,
    /// In lower case.
    words: String,
}

impl Narrowed {
    fn is_all(&self) -> bool {
        self.support.is_none() && self.words.is_empty()
    }

    fn lets_through(&self, row: &Row) -> bool {
        self.support.is_none_or(|it| it == row.support) && row.words.contains(&self.words)
    }
}

/// What a requirement is found by.
#[derive(Clone)]
struct Row {
    support: Support,
    /// Its id and the titles of its practices, in lower case.
    words: String,
}

impl Row {
    fn of(requirement: &Requirement<'_>) -> Self {
        let mut words = requirement.id.to_ascii_lowercase();
        for carrier in &requirement.carriers {
            words.push('\n');
            words.push_str(&carrier.practice.title.to_ascii_lowercase());
        }
        Self {
            support: requirement.support,
            words,
        }
    }
}

/// All requirements.
pub(super) fn section(
    state: State,
    framework: &'static Framework,
    standing: &FrameworkStanding<'_>,
) -> AnyView {
    let narrowed = RwSignal::new(Narrowed::default());
    let rows: Vec<Row> = standing.requirements.iter().map(Row::of).collect();
    let total = words::requirements(framework, rows.len());
    let rows = StoredValue::new(rows);
    let count = move || {
        narrowed
            .with(|it| rows.with_value(|all| all.iter().filter(|row| it.lets_through(row)).count()))
    };
    let opened = standing.requirements.len() <= ALL_OPEN;
    let mut place = 0;
    let groups = framework.groups().into_iter().map(|(name, ids)| {
        let requirements = standing.requirements.get(place..place + ids.len());
        place += ids.len();
        group(
            state,
            framework,
            name,
            requirements.unwrap_or_default(),
            narrowed,
            opened,
        )
    });
    let groups = groups.collect_view();
    view! {
        <section class="requirements" aria-labelledby="requirements">
            <h3 id="requirements">"One by one"</h3>
            {controls(standing, narrowed)}
            <p class="hint" role="status">
                {text(move || match count() {
                    0 => format!("None of {total} fits."),
                    count => format!("{count} of {total}"),
                })}
            </p>
            {groups}
        </section>
    }
    .into_any()
}

/// What narrows the list.
fn controls(standing: &FrameworkStanding<'_>, narrowed: RwSignal<Narrowed>) -> AnyView {
    let options = Support::ALL.into_iter().filter_map(|support| {
        let count = standing.count(support);
        let name = words::support(support);
        (count > 0)
            .then(|| view! { <option value=name>{format!("{name} ({count})")}</option> }.into_any())
    });
    let options = options.collect_view();
    let choose = move |event| {
        let name = event_target_value(&event);
        let support = Support::ALL
            .into_iter()
            .find(|it| words::support(*it) == name);
        narrowed.update(|it| it.support = support);
    };
    let find = move |event| {
        let words = event_target_value(&event).trim().to_ascii_lowercase();
        narrowed.update(|it| it.words = words);
    };
    view! {
        <div class="filters">
            <label>
                "State "
                <select on:change=choose>
                    <option value="">"All"</option>
                    {options}
                </select>
            </label>
            <label class="filters__search">
                "Find an id or a practice " <input type="search" autocomplete="off" on:input=find />
            </label>
        </div>
    }
    .into_any()
}

/// Requirements whose ids begin alike.
fn group(
    state: State,
    framework: &'static Framework,
    name: &'static str,
    requirements: &[Requirement<'_>],
    narrowed: RwSignal<Narrowed>,
    opened: bool,
) -> AnyView {
    let all: Vec<Row> = requirements.iter().map(Row::of).collect();
    let total = all.len();
    let rows = requirements
        .iter()
        .zip(&all)
        .map(|(requirement, found_by)| {
            let found_by = found_by.clone();
            let hidden = flag(move || !narrowed.with(|it| it.lets_through(&found_by)));
            row(state, framework, requirement, hidden)
        });
    let rows = rows.collect_view();
    let caption = if name.is_empty() {
        "Requirements".to_owned()
    } else {
        format!("Requirements {name}")
    };
    let table = view! {
        <table class="table requirements__table">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Requirement"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Practices that carry it"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any();
    if name.is_empty() {
        return table;
    }
    let in_place = requirements
        .iter()
        .filter(|it| it.support == Support::InPlace)
        .count();
    let total_named = words::requirements(framework, total);
    let bar = small(framework.id.as_str(), requirements);
    let all = StoredValue::new(all);
    let count = Memo::new(move |_| {
        narrowed
            .with(|it| all.with_value(|all| all.iter().filter(|row| it.lets_through(row)).count()))
    });
    let said = move || match count.get() {
        shown if shown == total => format!("{total_named}, {in_place} in place"),
        shown => format!("{shown} of {total}"),
    };
    let open = flag(move || opened || !narrowed.with(Narrowed::is_all));
    view! {
        <details class="requirements__group" prop:open=open hidden=flag(move || count.get() == 0)>
            <summary>
                {name} " " <span class="meta">{text(said)}</span> {bar}
            </summary>
            {table}
        </details>
    }
    .into_any()
}

fn row(
    state: State,
    framework: &'static Framework,
    requirement: &Requirement<'_>,
    hidden: Signal<bool>,
) -> AnyView {
    let deeper = requirement.support == Support::InPlace && requirement.goes_deeper();
    let deeper = deeper.then(|| {
        view! { <p class="meta">"As far as it is asked: a deeper assessment asks more."</p> }
            .into_any()
    });
    view! {
        <tr hidden=hidden>
            <th scope="row">{requirement.id.to_owned()}</th>
            <td>{mark(requirement.support)}</td>
            <td>{carried_by(state, framework, requirement)} {deeper}</td>
        </tr>
    }
    .into_any()
}

/// The practices that carry a requirement, or why there are none.
pub(super) fn carried_by(
    state: State,
    framework: &Framework,
    requirement: &Requirement<'_>,
) -> AnyView {
    if let Some(exception) = requirement
        .exception
        .filter(|_| requirement.carriers.is_empty())
    {
        return view! { <p>{exception.reason.clone()}</p> }.into_any();
    }
    let list = requirement.carriers.iter().map(|it| carrier(state, it));
    let list = list.collect_view();
    match requirement.carriers.len() {
        // Of automated checks, practices name the closest few.
        0 if framework.kind == FrameworkKind::Checks => {
            view! { <p class="meta">"No practice names this check."</p> }.into_any()
        }
        0 => view! { <p>"No practice carries it: nothing here speaks about it."</p> }.into_any(),
        count if count <= FEW => view! { <ul class="carriers">{list}</ul> }.into_any(),
        _ => view! {
            <details>
                <summary>{in_short(requirement)}</summary>
                <ul class="carriers">{list}</ul>
            </details>
        }
        .into_any(),
    }
}

/// How many practices there are, and how they were answered.
fn in_short(requirement: &Requirement<'_>) -> String {
    let said = |carrier: &Carrier<'_>| match carrier.asked {
        Asked::Yes(finding) => words::response(finding.response.as_ref()),
        Asked::No(_) => NOT_ASKED,
    };
    let counts = ANSWERS.iter().filter_map(|answer| {
        let carriers = requirement.carriers.iter();
        let count = carriers.filter(|it| said(it) == *answer).count();
        (count > 0).then(|| format!("{count} {}", answer.to_ascii_lowercase()))
    });
    let total = words::count(requirement.carriers.len(), "practice", "practices");
    format!("{total}: {}", counts.collect::<Vec<_>>().join(", "))
}

/// A practice with its answer, or why it is not asked.
fn carrier(state: State, carrier: &Carrier<'_>) -> AnyView {
    let practice = carrier.practice;
    let address = state.at(Step::Practice(practice.id.clone())).to_string();
    let (icon, said) = match carrier.asked {
        Asked::Yes(finding) => {
            let response = finding.response.as_ref();
            let said = match response {
                Some(Response::NotApplicable { reason, because }) => {
                    format!("Not applicable. {}", words::because(*reason, because))
                }
                _ => words::response(response).to_owned(),
            };
            (words::response_icon(response), said)
        }
        Asked::No(why) => ("…", words::unasked(why)),
    };
    view! {
        <li>
            <span class="carriers__sign" aria-hidden="true">{icon}</span>
            <span>
                <a href=address>{practice.title.clone()}</a>
                " "
                <span class="meta">{said}</span>
            </span>
        </li>
    }
    .into_any()
}
