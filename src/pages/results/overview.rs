//! The overview of the results: headline, grade, what to fix first, domains.
//! It computes nothing of its own.

use leptos::prelude::*;

use super::{accepted, analyzed, assign, assumptions, fixes, grade, stack};
use crate::components::with_evidence;
use crate::route::{Step, View};
use crate::state::{Library, State};
use demarc_catalog::Level;
use demarc_core::analysis::{Analysis, DomainStanding, Gap};
use demarc_core::labels;

/// How many gaps "what to fix first" shows.
const FIRST: usize = 5;

pub(super) fn view(state: State) -> AnyView {
    // The choice about the file keeps focus when the analysis follows it.
    view! { {analyzed(state, overview)} {actions(state)} }.into_any()
}

/// Saving the assessment as a file.
fn actions(state: State) -> AnyView {
    let library = Library::get();
    view! {
        {with_evidence(state)}
        <p class="actions">
            <button type="button" class="button" on:click=move |_| library.save_open_as_file()>
                {if state.shows_snapshot() { "Save this snapshot as a file" } else { "Save this assessment as a file" }}
            </button>
            <a class="button button--quiet" href=state.at(Step::Check).to_string()>
                "Check your answers"
            </a>
        </p>
    }
    .into_any()
}

fn overview(state: State, analysis: &Analysis) -> AnyView {
    let more = analysis.gaps.len().saturating_sub(FIRST);
    let all = state.at(Step::Results(View::Gaps)).to_string();
    let more = (more > 0).then(|| {
        view! {
            <p>
                <a href=all>{format!("All {} gaps", analysis.gaps.len())}</a>
            </p>
        }
        .into_any()
    });
    let first = analysis.open_gaps().take(FIRST);
    let first = first
        .filter_map(|gap| fixes::fix(state, analysis, gap))
        .collect_view();
    let first = (!first.is_empty()).then(|| {
        view! {
            <section class="overview__fixes" aria-labelledby="first">
                <h2 id="first">"What to fix first"</h2>
                <ol class="fixes">{first}</ol>
                {more}
            </section>
        }
        .into_any()
    });
    let domains = analysis.domains.iter().map(|it| domain_row(state, it));
    view! {
        <div class="overview">
            <div class="overview__verdict">
                <p class="headline">{headline(analysis)}</p>
                {accepted::overdue(state, analysis)}
                {grade::panel(state, analysis)}
            </div>
            {stack::section(state, analysis)}
            {first}
        </div>
        {assumptions::section(state, analysis)}
        {accepted::register(state, analysis)}
        {assign::names(state)}
        <section aria-labelledby="domains">
            <h2 id="domains">"Score per domain"</h2>
            <ul class="scores">{domains.collect_view()}</ul>
            <p>
                <a href=state.at(Step::Results(View::Domains)).to_string()>"Charts and targets"</a>
            </p>
        </section>
    }
    .into_any()
}

fn headline(analysis: &Analysis) -> String {
    // What only the findings say is not what was answered.
    let is_open = |gap: &&Gap| gap.level != Some(Level::Fully);
    let open = analysis.gaps.iter().filter(is_open).count();
    let whole = &analysis.whole;
    let left = whole.in_scope - whole.answered;
    let sentence = match (whole.answered, open) {
        (0, _) => "Nothing is answered yet, so there is nothing to judge.".to_owned(),
        (_, 0) if whole.score.is_none() => {
            "Nothing you answered applies, so there is nothing to judge.".to_owned()
        }
        (_, 0) => "Every duty you answered for is fully in place.".to_owned(),
        (_, _) => format!(
            "Of {} {}, {} not fully in place.",
            labels::count(whole.applicable - left, "duty", "duties"),
            if left == 0 {
                "on your side of the line"
            } else {
                "answered so far"
            },
            if open == 1 {
                "1 is".to_owned()
            } else {
                format!("{open} are")
            },
        ),
    };
    let only_found = analysis.gaps.len() - open;
    let found = match only_found {
        0 => String::new(),
        count => format!(" Findings contradict {count} more."),
    };
    if left == 0 {
        format!("{sentence}{found}")
    } else {
        format!(
            "{sentence}{found} {} still open.",
            labels::count(left, "question is", "questions are")
        )
    }
}

fn domain_row(state: State, row: &DomainStanding) -> AnyView {
    let name = state.catalog().domain(&row.domain);
    let standing = &row.standing;
    let score = standing.score.map(|it| it.value);
    let meta = grade::in_short(standing);
    view! {
        <li class="scores__row" class:scores__row--few=standing.is_too_small()>
            <a href=state.at(Step::Domain(row.domain.clone())).to_string()>
                {name.map_or("", |it| &it.name)}
            </a>
            {score.map(|_| {
                view! { <meter min="0" max="100" aria-hidden="true" prop:value=labels::score(score)></meter> }
                    .into_any()
            })}
            <p>
                <strong>{labels::score(score)}</strong>
                " "
                <span class="meta">{meta}</span>
            </p>
        </li>
    }
    .into_any()
}
