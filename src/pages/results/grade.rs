//! The grade with its band and cap, and how the score is computed.

use leptos::prelude::*;

use super::explain;
use crate::components::{Sign, css, sign};
use crate::route::Step;
use crate::state::State;
use demarc_catalog::PracticeId;
use demarc_core::analysis::{ANSWERS_FOR_A_GRADE, Analysis, Grade, Score, Standing};
use demarc_core::labels;

pub(super) fn panel(state: State, analysis: &Analysis) -> AnyView {
    let standing = &analysis.whole;
    let caps = standing.missing_cornerstones.iter().filter_map(|id| {
        let practice = state.catalog().practice(id)?;
        let address = state.at(Step::Practice(id.clone())).to_string();
        Some(
            view! {
                <li>
                    <a href=address>{practice.title.as_str()}</a>
                    {why_it_caps(state, analysis, id)}
                </li>
            }
            .into_any(),
        )
    });
    let caps = caps.collect_view();
    let caps = (!caps.is_empty()).then(|| {
        view! {
            <div>
                <p>"Cornerstones not in place, or not known. Until they are begun, the grade is developing at best:"</p>
                <ul>{caps}</ul>
            </div>
        }
        .into_any()
    });
    let score = standing.score.as_ref();
    view! {
        <section class=css::grade(standing.grade) aria-labelledby="grade">
            <h2 id="grade">
                {sign(Sign::of_grade(standing.grade))}
                {format!("Grade: {}", labels::grade_of(standing))}
            </h2>
            {standing.is_too_small().then(|| too_small(standing))}
            {score.map(sentence)}
            {score.map(band)}
            {caps}
            {score.map(explain::score)}
        </section>
    }
    .into_any()
}

/// A standing in a line: its grade, and how many of its questions are answered.
pub(super) fn in_short(standing: &Standing) -> String {
    let capped = if standing.missing_cornerstones.is_empty() {
        ""
    } else {
        ", a cornerstone is not in place or not known"
    };
    format!(
        "{}{capped} · {} of {} answered",
        labels::grade_or_why(standing),
        standing.answered,
        standing.in_scope,
    )
}

/// That nobody knows of a missing cornerstone, and by whom its risk is accepted.
fn why_it_caps(state: State, analysis: &Analysis, id: &PracticeId) -> Option<String> {
    let gap = analysis.gap(id)?;
    let unknown = gap.level.is_none().then(|| "nobody knows".to_owned());
    let accepted = gap.is_accepted().then(|| {
        state.with_untracked(|it| {
            let accepted = it.answers.get(id)?.accepted_risk()?;
            Some(labels::accepted(accepted))
        })
    });
    let told: Vec<String> = unknown.into_iter().chain(accepted.flatten()).collect();
    (!told.is_empty()).then(|| format!(" ({})", told.join(", ")))
}

/// How few answers there are, where they are too few for a grade.
fn too_small(standing: &Standing) -> AnyView {
    let few = labels::grade_or_why(standing);
    let enough = format!("It takes {ANSWERS_FOR_A_GRADE} answers that apply.");
    view! { <p>{few} ". " {enough}</p> }.into_any()
}

fn sentence(score: &Score) -> AnyView {
    let [value, low, high] =
        [score.value, score.low, score.high].map(|figure| labels::score(Some(figure)));
    let sentence = if score.made_of.unknown + score.made_of.unanswered == 0 {
        format!("Score {value} of 100.")
    } else {
        format!(
            "Score {value} of 100. Depending on what you don’t know or have not answered, between {low} and {high}."
        )
    };
    view! { <p>{sentence}</p> }.into_any()
}

/// The band as a drawing; the sentence above it gives the same figures.
fn band(score: &Score) -> AnyView {
    let bar = |class: &'static str, from: f64, width: f64, [y, height]: [&'static str; 2]| {
        let [from, width] = [from, width].map(labels::hundredths);
        view! { <rect class=class x=from y=y width=width height=height></rect> }.into_any()
    };
    let starts = Grade::ALL.map(Grade::starts_at).into_iter();
    let ticks = starts.clone().filter(|at| *at > 0);
    let ticks = ticks.map(|at| bar("band__tick", f64::from(at), 0.4, ["2", "8"]));
    let spans = Grade::ALL.map(|it| format!("{}fr", it.ends_at() - it.starts_at()));
    let columns = spans.join(" ");
    let marker = (score.value - 0.5).clamp(0.0, 99.0);
    view! {
        <svg class="band" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            {bar("band__track", 0.0, 100.0, ["4", "4"])}
            {bar("band__range", score.low, score.high - score.low, ["3", "6"])}
            {ticks.collect_view()}
            {bar("band__score", marker, 1.0, ["0", "12"])}
        </svg>
        <div class="band-scale" style:grid-template-columns=columns aria-hidden="true">
            {starts.map(|at| view! { <span>{at}</span> }.into_any()).collect_view()}
        </div>
    }
    .into_any()
}
