//! The grade with its band and cap, and how the score is computed.

use leptos::prelude::*;

use super::explain;
use crate::components::reactive::live;
use crate::components::{BandMark, Sign, band, band_scale, css, sign};
use crate::route::{Step, View};
use crate::state::{EvidenceAccess, State};
use demarc_catalog::PracticeId;
use demarc_core::analysis::{ANSWERS_FOR_A_GRADE, Analysis, Score, Standing};
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
            <div class="grade__caps">
                <p>"Developing at best until these cornerstones are begun:"</p>
                <ul>{caps}</ul>
            </div>
        }
        .into_any()
    });
    let score = standing.score;
    let value = labels::score(score.map(|it| it.value));
    view! {
        <section class=css::grade(standing.grade) aria-labelledby="grade">
            <div class="grade__head">
                <p class="grade__score">
                    <strong>{value}</strong>
                    <span class="meta">" of 100" {score.as_ref().and_then(between)}</span>
                </p>
                <h2 id="grade">
                    {sign(Sign::of_grade(standing.grade))}
                    <span class="visually-hidden">"Grade: "</span>
                    {labels::grade_of(standing)}
                </h2>
            </div>
            {standing.is_too_small().then(|| too_small(standing))}
            {score.map(|score| live(move || scale(state, &score)))}
            {caps}
            {score.as_ref().map(explain::score)}
        </section>
    }
    .into_any()
}

/// The score on its scale, with what the findings support once that is known.
fn scale(state: State, score: &Score) -> AnyView {
    let supported = EvidenceAccess::get().and_then(|access| (access.supported)());
    let mut marks = vec![BandMark::Range("band__range", score.low, score.high)];
    marks.extend(
        supported
            .as_ref()
            .map(|(value, _)| BandMark::Score("band__supported", *value)),
    );
    marks.push(BandMark::Score("band__score", score.value));
    let seen = supported.as_ref().map(|(_, sentence)| {
        view! {
            <p class="grade__seen meta">
                <a href=state.at(Step::Results(View::Evidence)).to_string()>{sentence.clone()}</a>
            </p>
        }
        .into_any()
    });
    view! {
        {band(&marks)}
        {band_scale("band-scale band-scale--named", |it| labels::grade(Some(it)).to_owned())}
        {seen}
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
    let grade = labels::grade_or_why(standing);
    if standing.is_too_small() && standing.in_scope >= ANSWERS_FOR_A_GRADE {
        // It says how many are answered already.
        return format!("{grade}{capped}");
    }
    format!(
        "{grade}{capped} · {} of {} answered",
        standing.answered, standing.in_scope,
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

/// Between which figures the score lies, by what is not known or not answered; nothing where everything is answered.
fn between(score: &Score) -> Option<String> {
    if score.made_of.unknown + score.made_of.unanswered == 0 {
        return None;
    }
    let [low, high] = [score.low, score.high].map(|figure| labels::score(Some(figure)));
    Some(format!(" ({low} to {high})"))
}
