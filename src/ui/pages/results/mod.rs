//! The gap analysis: headline, grade, what to fix first, domains, matrix, gaps.
//! It shows the analysis and computes nothing of its own.

mod gaps;
mod grade;
mod matrix;

use leptos::prelude::*;

use crate::analysis::{Analysis, DomainStanding, Gap};
use crate::ui::components::{Steps, save_as_file};
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// How many gaps "what to fix first" shows.
const FIRST: usize = 5;

/// The results.
#[component]
pub fn Results() -> impl IntoView {
    let state = State::get();
    let filters = gaps::Filters::new();
    view! {
        <main id="main" class="page page--wide" tabindex="-1">
            <Steps/>
            <h1 class="page-title" tabindex="-1">
                "Results"
                {move || {
                    let name = state.with(|it| it.name.clone());
                    (!name.trim().is_empty()).then(|| format!(": {name}"))
                }}
            </h1>
            {move || state.analysis.get().map(|analysis| report(state, &analysis, filters))}
        </main>
    }
}

fn report(state: State, analysis: &Analysis, filters: gaps::Filters) -> impl IntoView + use<> {
    let first: Vec<Gap> = analysis.gaps.iter().take(FIRST).cloned().collect();
    let any_first = !first.is_empty();
    view! {
        <p class="headline">{headline(analysis)}</p>
        {grade::panel(state, &analysis.whole)}
        {any_first
            .then(|| {
                view! {
                    <section aria-labelledby="first">
                        <h2 id="first">"What to fix first"</h2>
                        <ol class="fixes">
                            {first.into_iter().map(|gap| gaps::fix(state, gap)).collect_view()}
                        </ol>
                    </section>
                }
            })}
        <section aria-labelledby="domains">
            <h2 id="domains">"Score per domain"</h2>
            <ul class="scores">
                {analysis.domains.iter().map(|it| domain_row(state, it)).collect_view()}
            </ul>
        </section>
        {matrix::section(state, &analysis.services)}
        <gaps::Gaps gaps=analysis.gaps.clone() findings=analysis.practices.clone() filters/>
        <p class="actions">
            <button type="button" class="button" on:click=move |_| save_as_file(state)>
                "Save this assessment as a file"
            </button>
            <a class="button button--quiet" href=state.at(Step::Check).to_string()>
                "Check your answers"
            </a>
        </p>
    }
}

fn headline(analysis: &Analysis) -> String {
    let open = analysis.gaps.len();
    let whole = &analysis.whole;
    let left = whole.in_scope - whole.answered;
    let said = match (whole.answered, open) {
        (0, _) => "Nothing is answered yet, so there is nothing to judge.".to_owned(),
        (_, 0) => "Every duty you answered for is fully in place.".to_owned(),
        (_, _) => format!(
            "Of {} on your side of the line, {} not fully in place.",
            words::count(whole.applicable, "duty", "duties"),
            if open == 1 {
                "1 is".to_owned()
            } else {
                format!("{open} are")
            },
        ),
    };
    if left == 0 {
        said
    } else {
        format!(
            "{said} {} still open.",
            words::count(left, "question is", "questions are")
        )
    }
}

fn domain_row(state: State, row: &DomainStanding) -> impl IntoView + use<> {
    let name = state
        .catalog()
        .domain(&row.domain)
        .map(|it| it.name.as_str());
    let score = row.standing.score;
    let missing = !row.standing.missing_cornerstones.is_empty();
    view! {
        <li class="scores__row">
            <a href=state.at(Step::Domain(row.domain.clone())).to_string()>{name}</a>
            <meter
                min="0"
                max="100"
                aria-hidden="true"
                prop:value=score.map_or(0.0, |it| it.value.floor())
            ></meter>
            <span>
                {words::score(score.map(|it| it.value))}
                " "
                <span class="meta">
                    {words::grade(row.standing.grade)}
                    {missing.then_some(", capped by a cornerstone")}
                    {format!(" · {} of {} answered", row.standing.answered, row.standing.in_scope)}
                </span>
            </span>
        </li>
    }
}
