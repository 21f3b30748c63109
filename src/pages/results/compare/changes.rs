//! What differs between two assessments: the situation, the score of each domain, and each practice.
//! It draws a comparison; it does not choose the two sides.

use leptos::prelude::*;

use crate::components::{Sign, sign};
use crate::route::Step;
use crate::state::State;
use demarc_core::analysis::{
    AnswerChange, AnswerState, ChangeKind, Comparison, Standing, StandingChange,
};
use demarc_core::assessment::{Assessment, Field};
use demarc_core::labels;
use demarc_core::library::versions::situation_changes;

/// The differences in situation and services, which move the score too.
pub(super) fn situation(state: State, from: &Assessment, to: &Assessment) -> AnyView {
    let differences = situation_changes(from, to);
    let changed = differences.iter().map(|field| {
        let name = labels::field(state.catalog(), field);
        let sentence = match field {
            Field::Service(id) if !to.has_service(id) => format!("Service removed: {name}"),
            Field::Service(id) if !from.has_service(id) => {
                format!(
                    "Service added: {}",
                    labels::value(state.catalog(), field, to)
                )
            }
            Field::Fact(id) if to.profile.facts.contains(id) => format!("Now holds: {name}"),
            Field::Fact(_) => format!("No longer holds: {name}"),
            _ => format!(
                "{name}: {} before, {} now",
                labels::value(state.catalog(), field, from),
                labels::value(state.catalog(), field, to)
            ),
        };
        view! { <li>{sentence}</li> }.into_any()
    });
    let changed = changed.collect_view();
    if changed.is_empty() {
        return ().into_any();
    }
    view! {
        <details>
            <summary>
                {labels::count(
                    changed.len(),
                    "change to the situation or the services",
                    "changes to the situation and the services",
                )}
            </summary>
            <p>"What is asked changed with them, so part of the difference is not progress or decline."</p>
            <ul>{changed}</ul>
        </details>
    }
    .into_any()
}

/// The score of each domain.
pub(super) fn domains(state: State, comparison: &Comparison) -> AnyView {
    let rows = comparison.domains.iter().map(|(id, shift)| {
        let name = state.catalog().domain(id).map_or("", |it| &it.name);
        row(name, shift)
    });
    view! {
        <h3>"Score per domain"</h3>
        <table class="table shifts">
            <thead>
                <tr>
                    <th scope="col">"Domain"</th>
                    <th scope="col">"Before"</th>
                    <th scope="col">"After"</th>
                    <th scope="col">"Change"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot>{row("The whole", &comparison.whole)}</tfoot>
        </table>
    }
    .into_any()
}

fn row(name: &'static str, shift: &StandingChange) -> AnyView {
    let side = |standing: &Option<Standing>| {
        let standing = standing.as_ref();
        let score = standing.and_then(|it| it.score).map(|it| it.value);
        let grade = standing.map_or(labels::grade(None), labels::grade_of);
        view! {
            <td>
                {labels::score(score)} " "
                <span class="meta">{if score.is_some() { grade } else { "" }}</span>
            </td>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            {side(&shift.before)}
            {side(&shift.after)}
            <td>{points(shift)}</td>
        </tr>
    }
    .into_any()
}

/// The change of a score: a sign, a number, and the direction without color.
fn points(shift: &StandingChange) -> AnyView {
    let signed = |of: Sign, points: String| view! { {sign(of)} {points} }.into_any();
    match shift.points() {
        None => "–".into_any(),
        Some(0) => "0".into_any(),
        Some(points) if points > 0 => signed(Sign::Rise, format!(" +{points}")),
        Some(points) => signed(Sign::Fall, format!(" −{}", points.unsigned_abs())),
    }
}

/// The changed practices by kind of change.
pub(super) fn practices(state: State, comparison: &Comparison) -> AnyView {
    let kinds = ChangeKind::ALL.into_iter();
    let kinds = kinds.filter(|kind| *kind != ChangeKind::Unchanged);
    let lists = kinds.map(|kind| list(state, comparison, kind));
    let unchanged = comparison.of_kind(ChangeKind::Unchanged).count();
    view! {
        {lists.collect_view()}
        <p class="meta">
            {format!("{}.", labels::change(ChangeKind::Unchanged, unchanged))}
        </p>
    }
    .into_any()
}

fn list(state: State, comparison: &Comparison, kind: ChangeKind) -> AnyView {
    let rows = comparison.of_kind(kind);
    let rows = rows.filter_map(|it| change(state, comparison, it));
    let rows = rows.collect_view();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <h3>{labels::change(kind, rows.len())}</h3>
        <ul class="changes">{rows}</ul>
    }
    .into_any()
}

fn change(state: State, comparison: &Comparison, change: &AnswerChange) -> Option<AnyView> {
    let practice = state.catalog().practice(&change.practice)?;
    let address = state.at(Step::Practice(practice.id.clone())).to_string();
    let gap = if comparison.closed.contains(&practice.id) {
        Some("Gap closed")
    } else if comparison.opened.contains(&practice.id) {
        Some("New gap")
    } else {
        None
    };
    let gap = gap.map(|gap| view! { <span class="changes__gap">{gap}</span> }.into_any());
    let row = view! {
        <li>
            <a href=address>{practice.title.as_str()}</a>
            <span class="changes__answers">
                {answer_state(&change.before)} " " {sign(Sign::Next)} " "
                <span class="visually-hidden">" to "</span> {answer_state(&change.after)}
            </span>
            {gap}
        </li>
    };
    Some(row.into_any())
}

fn answer_state(state: &AnswerState) -> AnyView {
    let kind = state.into();
    view! {
        <span class="changes__answer">
            {sign(Sign::of_answer(kind))}
            " "
            {labels::answer(kind)}
        </span>
    }
    .into_any()
}
