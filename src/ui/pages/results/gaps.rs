//! The gaps: the first few with their reasons, and the whole list with filters.
//! It knows the gaps of the analysis, and assigns owners.

use leptos::prelude::*;

use super::{analyzed, explain};
use crate::analysis::{Analysis, Finding, Gap, Kind};
use crate::catalog::{DomainId, Practice, PracticeText};
use crate::ui::live::{flag, live, text};
use crate::ui::looks;
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::words;

/// One of the first gaps, with why it is first.
pub(super) fn fix(state: State, gap: &Gap) -> Option<AnyView> {
    let practice = state.catalog().practice(&gap.practice)?;
    let text = state.practice_text(&gap.practice)?;
    let cornerstone = if practice.cornerstone {
        " A cornerstone."
    } else {
        ""
    };
    let meta = format!(
        "Impact {} of 5, {}. {}{cornerstone}",
        practice.impact.get(),
        words::effort(practice.effort),
        answered(gap),
    );
    let fix = view! {
        <li class="fix">
            <h3>
                <a href=state.at(Step::Practice(gap.practice.clone())).to_string()>
                    {practice.title.as_str()}
                </a>
            </h3>
            <p>{text.why.as_str()}</p>
            <p>
                <strong>"This week: "</strong>
                {text.guide.first_step.as_str()}
            </p>
            <p class="fix__meta">{meta}</p>
        </li>
    };
    Some(fix.into_any())
}

fn answered(gap: &Gap) -> String {
    gap.level.map_or_else(
        || "Answered: don’t know.".to_owned(),
        |level| format!("Answered: {}.", words::level(level).to_ascii_lowercase()),
    )
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Priority,
    Impact,
    Effort,
    Domain,
}

const ORDERS: [(&str, Order); 4] = [
    ("Priority", Order::Priority),
    ("Impact", Order::Impact),
    ("Effort", Order::Effort),
    ("Domain", Order::Domain),
];

/// What the list is narrowed to, and its order.
#[derive(Clone)]
struct Narrowed {
    kind: Option<Kind>,
    domain: Option<DomainId>,
    order: Order,
}

impl Narrowed {
    fn lets_through(&self, gap: &Gap) -> bool {
        let kind = self.kind;
        kind.is_none_or(|kind| gap.kind == kind || gap.marks.contains(&kind))
            && self.domain.as_ref().is_none_or(|it| *it == gap.domain)
    }

    /// The gaps to show, in their order.
    fn shown(&self, state: State, gaps: &[Gap]) -> Vec<Gap> {
        let order = self.order;
        let catalog = state.catalog();
        let rank = |gap: &Gap| match (order, catalog.practice(&gap.practice)) {
            (Order::Impact, Some(practice)) => 5 - practice.impact.get() as usize,
            (Order::Effort, _) => gap.effort as usize,
            (Order::Domain, _) => {
                let of_gap = catalog.domains.iter().position(|it| it.id == gap.domain);
                of_gap.unwrap_or_default()
            }
            (Order::Priority | Order::Impact, _) => 0,
        };
        // The ranks are few, and within one the analysis's order by priority stays.
        let mut shown = Vec::new();
        for wanted in 0..catalog.domains.len().max(5) {
            let of_rank = |gap: &&Gap| rank(gap) == wanted && self.lets_through(gap);
            shown.extend(gaps.iter().filter(of_rank).cloned());
        }
        shown
    }
}

pub(super) fn view(state: State) -> AnyView {
    analyzed(state, section)
}

/// All gaps.
fn section(state: State, analysis: &Analysis) -> AnyView {
    let narrowed = RwSignal::new(Narrowed {
        kind: None,
        domain: None,
        order: Order::Priority,
    });
    let total = words::count(analysis.gaps.len(), "gap", "gaps");
    let gaps = StoredValue::new(analysis.gaps.clone());
    let findings = StoredValue::new(analysis.practices.clone());
    let count = move || {
        narrowed
            .with(|it| gaps.with_value(|all| all.iter().filter(|gap| it.lets_through(gap)).count()))
    };
    let rows = move || {
        let shown = narrowed.with(|it| gaps.with_value(|all| it.shown(state, all)));
        let rows = shown.iter().filter_map(|gap| {
            let practice = state.catalog().practice(&gap.practice)?;
            let text = state.practice_text(&gap.practice)?;
            findings.with_value(|all| {
                let finding = all.iter().find(|it| it.practice == gap.practice)?;
                Some(row(state, practice, text, gap, finding))
            })
        });
        rows.collect_view().into_any()
    };
    view! {
        <section aria-labelledby="gaps">
            <h2 id="gaps">"All gaps"</h2>
            {controls(state, analysis, narrowed)}
            <p class="hint" role="status">
                {text(move || match count() {
                    0 => format!("None of {total} fits. Choose All to see them."),
                    count => format!("{count} of {total}"),
                })}
            </p>
            <ul class="gaps">{live(rows)}</ul>
        </section>
    }
    .into_any()
}

/// What narrows and orders the list.
fn controls(state: State, analysis: &Analysis, narrowed: RwSignal<Narrowed>) -> AnyView {
    let all = || option("", "All", flag(|| false));
    let mut kinds = vec![all()];
    kinds.extend(Kind::ALL.map(|kind| {
        let name = words::kind(kind);
        option(
            name,
            name,
            flag(move || narrowed.with(|it| it.kind == Some(kind))),
        )
    }));
    let mut domains = vec![all()];
    domains.extend(state.catalog().domains.iter().filter_map(|domain| {
        let has_gap = analysis.gaps.iter().any(|gap| gap.domain == domain.id);
        let selected = move || narrowed.with(|it| it.domain.as_ref() == Some(&domain.id));
        has_gap.then(|| option(domain.id.as_str(), &domain.name, flag(selected)))
    }));
    let orders = ORDERS.map(|(name, order)| {
        option(
            name,
            name,
            flag(move || narrowed.with(|it| it.order == order)),
        )
    });
    let choose_kind = move |name: String| {
        let kind = Kind::ALL.into_iter().find(|it| words::kind(*it) == name);
        narrowed.update(|it| it.kind = kind);
    };
    let choose_order = move |name: String| {
        let order = ORDERS.into_iter().find(|(known, _)| *known == name);
        narrowed.update(|it| it.order = order.map_or(Order::Priority, |(_, order)| order));
    };
    view! {
        <div class="filters">
            {select("Kind ", kinds, choose_kind)}
            {select("Domain ", domains, move |id| narrowed.update(|it| it.domain = id.parse().ok()))}
            {select("Sort by ", Vec::from(orders), choose_order)}
        </div>
    }
    .into_any()
}

fn select(
    label: &'static str,
    options: Vec<AnyView>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let choose: Box<dyn Fn(String)> = Box::new(choose);
    view! {
        <label>
            {label} <select on:change=move |event| choose(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}

fn option(value: &'static str, name: &'static str, selected: Signal<bool>) -> AnyView {
    view! { <option value=value selected=selected>{name}</option> }.into_any()
}

fn mark(kind: Kind) -> AnyView {
    view! {
        <span class=looks::kind(kind) title=words::kind_hint(kind)>
            {words::kind(kind)}
        </span>
        " "
    }
    .into_any()
}

fn row(
    state: State,
    practice: &'static Practice,
    text: &'static PracticeText,
    gap: &Gap,
    finding: &Finding,
) -> AnyView {
    let id = &practice.id;
    let kinds: Vec<Kind> = std::iter::once(gap.kind)
        .chain(gap.marks.iter().copied())
        .collect();
    let marks = move || {
        let owned = state.with(|it| {
            it.answers
                .get(id)
                .is_some_and(|it| !it.owner.trim().is_empty())
        });
        let kinds = kinds
            .iter()
            .copied()
            .filter(|kind| *kind != Kind::Unowned || !owned);
        kinds.map(mark).collect_view().into_any()
    };
    let domain = state.catalog().domain(&gap.domain);
    let meta = format!(
        "{} · priority {} · {}",
        domain.map_or("", |it| &it.name),
        words::hundredths(gap.priority),
        answered(gap),
    );
    let owner_id = format!("owner-{}", id.as_str().replace('.', "-"));
    let owner = state.with_untracked(|it| it.answers.get(id).map(|it| it.owner.clone()));
    let frozen = state.shows_snapshot();
    let assign = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        state.edit(|it| it.change_answer(id, |answer| answer.owner = name));
    };
    view! {
        <li class="gap">
            <h3>
                <a href=state.at(Step::Practice(id.clone())).to_string()>{practice.title.as_str()}</a>
            </h3>
            <p>{live(marks)}</p>
            <p>{text.question.as_str()}</p>
            <p class="meta">{meta}</p>
            <div class="field">
                <label for=owner_id.clone()>"Owner"</label>
                <input
                    id=owner_id
                    type="text"
                    autocomplete="off"
                    readonly=frozen
                    prop:value=owner.unwrap_or_default()
                    on:change=assign
                />
            </div>
            {explain::priority(state, practice, gap, finding)}
        </li>
    }
    .into_any()
}
