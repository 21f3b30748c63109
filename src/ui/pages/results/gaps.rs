//! The gaps: the first few with their reasons, and the whole list with filters.
//! It knows the gaps of the analysis, and assigns owners.

use leptos::prelude::*;

use crate::analysis::{Finding, Gap, Kind};
use crate::catalog::{DomainId, Practice};
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// One of the first gaps, with why it is first.
pub(super) fn fix(state: State, gap: Gap) -> impl IntoView {
    let practice = state.catalog().practice(&gap.practice);
    view! {
        <li class="fix">
            <h3>
                <a href=state.at(Step::Practice(gap.practice.clone())).to_string()>
                    {practice.map(|it| it.title.as_str())}
                </a>
            </h3>
            <p>{practice.map(|it| it.why.as_str())}</p>
            <p>
                <strong>"Next: "</strong>
                {practice.map(|it| it.you.as_str())}
            </p>
            <p class="fix__meta">
                {practice.map(|it| format!("Impact {} of 5, {}. ", it.impact.get(), words::effort(it.effort)))}
                {answered(&gap)}
                {practice.is_some_and(|it| it.cornerstone).then_some(" A cornerstone.")}
            </p>
        </li>
    }
}

fn answered(gap: &Gap) -> String {
    gap.level.map_or_else(
        || "Answered: don’t know.".to_owned(),
        |level| format!("Answered: {}.", words::level(level).to_lowercase()),
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

/// All gaps.
#[component]
pub(super) fn Gaps(gaps: Vec<Gap>, findings: Vec<Finding>, filters: Filters) -> impl IntoView {
    let state = State::get();
    let catalog = state.catalog();
    let total = gaps.len();
    let domains: Vec<&'static crate::catalog::Domain> = catalog
        .domains
        .iter()
        .filter(|domain| gaps.iter().any(|gap| gap.domain == domain.id))
        .collect();
    let gaps = StoredValue::new(gaps);
    let findings = StoredValue::new(findings);
    let shown = move || {
        let mut shown = gaps.get_value();
        shown.retain(|gap| filters.lets_through(gap));
        let practice = |gap: &Gap| catalog.practice(&gap.practice);
        match filters.order.get() {
            // The analysis gives this order.
            Order::Priority => {}
            Order::Impact => {
                shown.sort_by_key(|gap| std::cmp::Reverse(practice(gap).map(|it| it.impact)))
            }
            Order::Effort => shown.sort_by_key(|gap| gap.effort),
            Order::Domain => {
                shown.sort_by_key(|gap| catalog.domains.iter().position(|it| it.id == gap.domain));
            }
        }
        shown
    };
    view! {
        <section aria-labelledby="gaps">
            <h2 id="gaps">"All gaps"</h2>
            <div class="filters">
                <label>
                    "Kind "
                    <select on:change=move |event| filters.choose_kind(&event_target_value(&event))>
                        <option value="">"All"</option>
                        {Kind::ALL
                            .into_iter()
                            .map(|kind| view! { <option value=words::kind(kind) selected=move || filters.kind.get() == Some(kind)>{words::kind(kind)}</option> })
                            .collect_view()}
                    </select>
                </label>
                <label>
                    "Domain "
                    <select on:change=move |event| filters.domain.set(event_target_value(&event).parse().ok())>
                        <option value="">"All"</option>
                        {domains
                            .into_iter()
                            .map(|domain| {
                                let selected = move || filters.domain.with(|it| it.as_ref() == Some(&domain.id));
                                view! { <option value=domain.id.as_str() selected=selected>{domain.name.as_str()}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
                <label>
                    "Sort by "
                    <select on:change=move |event| filters.choose_order(&event_target_value(&event))>
                        {ORDERS
                            .into_iter()
                            .map(|(name, order)| view! { <option value=name selected=move || filters.order.get() == order>{name}</option> })
                            .collect_view()}
                    </select>
                </label>
            </div>
            <p class="hint" role="status">
                {move || format!("{} of {}", shown().len(), words::count(total, "gap", "gaps"))}
            </p>
            <ul class="gaps">
                {move || {
                    shown()
                        .into_iter()
                        .filter_map(|gap| {
                            let practice = catalog.practice(&gap.practice)?;
                            let finding = findings
                                .with_value(|all| {
                                    all.iter().find(|it| it.practice == gap.practice).cloned()
                                })?;
                            Some(row(state, practice, &gap, &finding))
                        })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}

const ORDERS: [(&str, Order); 4] = [
    ("Priority", Order::Priority),
    ("Impact", Order::Impact),
    ("Effort", Order::Effort),
    ("Domain", Order::Domain),
];

/// What the list is narrowed to. It outlives the list, which is drawn anew with every change of the assessment.
#[derive(Clone, Copy)]
pub(super) struct Filters {
    kind: RwSignal<Option<Kind>>,
    domain: RwSignal<Option<DomainId>>,
    order: RwSignal<Order>,
}

impl Filters {
    pub(super) fn new() -> Self {
        Self {
            kind: RwSignal::new(None),
            domain: RwSignal::new(None),
            order: RwSignal::new(Order::Priority),
        }
    }

    fn choose_kind(self, name: &str) {
        self.kind.set(
            Kind::ALL
                .into_iter()
                .find(|kind| words::kind(*kind) == name),
        );
    }

    fn choose_order(self, name: &str) {
        let order = ORDERS.into_iter().find(|(known, _)| *known == name);
        self.order
            .set(order.map_or(Order::Priority, |(_, order)| order));
    }

    fn lets_through(self, gap: &Gap) -> bool {
        let kind = self.kind.get();
        let fits_kind = kind.is_none_or(|kind| gap.kind == kind || gap.marks.contains(&kind));
        fits_kind
            && self
                .domain
                .with(|domain| domain.as_ref().is_none_or(|it| *it == gap.domain))
    }
}

fn row(
    state: State,
    practice: &'static Practice,
    gap: &Gap,
    finding: &Finding,
) -> impl IntoView + use<> {
    let marks = std::iter::once(gap.kind)
        .chain(gap.marks.iter().copied())
        .map(|kind| {
            view! {
                <span class=words::kind_class(kind) title=words::kind_hint(kind)>
                    {words::kind(kind)}
                </span>
                " "
            }
        })
        .collect_view();
    let id = &practice.id;
    let owner_id = format!("owner-{}", id.as_str().replace('.', "-"));
    let owner = state.with_untracked(|it| {
        it.answers
            .get(id)
            .map(|it| it.owner.clone())
            .unwrap_or_default()
    });
    view! {
        <li class="gap">
            <h3>
                <a href=state.at(Step::Practice(id.clone())).to_string()>{practice.title.as_str()}</a>
            </h3>
            <p>{marks}</p>
            <p>{practice.question.as_str()}</p>
            <p class="meta">
                {format!("Priority {:.1} · {} ", gap.priority, answered(gap))}
                {state.catalog().domain(&gap.domain).map(|it| it.name.as_str())}
            </p>
            <div class="field">
                <label for=owner_id.clone()>"Owner"</label>
                <input
                    id=owner_id.clone()
                    type="text"
                    autocomplete="off"
                    prop:value=owner
                    on:change=move |event| {
                        let name = event_target_value(&event);
                        state
                            .edit(|it| {
                                it.answer_mut(id).owner = name;
                                it.drop_if_empty(id);
                            });
                    }
                />
            </div>
            {explain(state, practice, gap, finding)}
        </li>
    }
}

/// What the priority is made of.
fn explain(
    state: State,
    practice: &'static Practice,
    gap: &Gap,
    finding: &Finding,
) -> impl IntoView + use<> {
    let catalog = state.catalog();
    let missing = match gap.level.map_or(0, crate::catalog::Level::thirds) {
        0 => "1",
        1 => "2/3",
        _ => "1/3",
    };
    let raised: Vec<&str> = finding
        .weight
        .raised_by
        .iter()
        .filter_map(|fact| catalog.fact(fact))
        .map(|fact| fact.label.as_str())
        .collect();
    let exposure = f64::from(finding.weight.quarters) / f64::from(4 * finding.weight.impact);
    let cells: Vec<String> = finding
        .cells
        .iter()
        .filter_map(|cell| {
            let service = catalog.deployment(&cell.service)?;
            Some(format!(
                "{} ({})",
                service.name(),
                catalog.layer(&cell.layer)?.name
            ))
        })
        .collect();
    view! {
        <details class="explain">
            <summary>"How the priority is made"</summary>
            <table class="table make-up">
                <tbody>
                    <tr>
                        <th scope="row">"Impact"</th>
                        <td>{practice.impact.get()}</td>
                    </tr>
                    <tr>
                        <th scope="row">
                            "× exposure"
                            {(!raised.is_empty()).then(|| format!(", raised by: {}", raised.join(", ")))}
                        </th>
                        <td>{exposure}</td>
                    </tr>
                    <tr>
                        <th scope="row">"× what is missing"</th>
                        <td>{missing}</td>
                    </tr>
                    <tr>
                        <th scope="row">{format!("÷ {}", words::effort(practice.effort))}</th>
                        <td>{words::effort_divisor(practice.effort)}</td>
                    </tr>
                    <tr>
                        <th scope="row">"= priority"</th>
                        <td>{format!("{:.2}", gap.priority)}</td>
                    </tr>
                </tbody>
            </table>
            {(!cells.is_empty()).then(|| view! { <p class="meta">"Applies to: " {cells.join(", ")}</p> })}
        </details>
    }
}
