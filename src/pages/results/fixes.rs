//! One of the first gaps: what to do this week, the reason for its rank, owner and due date.

use leptos::prelude::*;

use super::{assign, copying, explain};
use crate::components::{kind_mark, of_catalog};
use crate::route::Step;
use crate::state::State;
use demarc_catalog::{Catalog, Level, Practice};
use demarc_core::analysis::{Analysis, Finding, Gap};
use demarc_core::labels;

pub(super) fn fix(state: State, analysis: &Analysis, gap: &Gap) -> Option<AnyView> {
    let practice = state.catalog().practice(&gap.practice)?;
    let text = state.practice_text(&gap.practice)?;
    let finding = analysis.finding(&gap.practice)?;
    // The owner can be edited in this row, so the kind that depends on it is left out.
    let kinds = gap.kinds_but_unowned().map(|kind| {
        view! {
            {kind_mark(kind)}
            " "
        }
        .into_any()
    });
    let id = &practice.id;
    let answer =
        Signal::derive(move || state.with(|it| it.answers.get(id).cloned().unwrap_or_default()));
    let suffix = format!("first-{}", practice.id.as_str().replace('.', "-"));
    let fix = view! {
        <li class="fix">
            <h3>
                <a href=state.at(Step::Practice(gap.practice.clone())).to_string()>
                    {practice.title.as_str()}
                </a>
            </h3>
            <p class="fix__marks">{super::gaps::states(gap)} {kinds.collect_view()}</p>
            <div class="fix__who">{assign::fields(state, practice, answer, &suffix)}</div>
            <details class="more fix__more">
                <summary>
                    "This week, and why"
                    <span class="visually-hidden">": " {practice.title.as_str()}</span>
                </summary>
                <p class="fix__step">
                    <strong>"This week: "</strong>
                    {of_catalog(&text.guide.first_step)}
                </p>
                <p>{of_catalog(&text.why)}</p>
                <p class="hint">{why_here(state.catalog(), practice, gap, finding)}</p>
                <p class="actions">{copying::finding(state, practice)}</p>
                {explain::priority(state, practice, gap, finding)}
            </details>
        </li>
    };
    Some(fix.into_any())
}

/// The reason for a gap's rank, in a sentence.
fn why_here(catalog: &Catalog, practice: &Practice, gap: &Gap, finding: &Finding) -> String {
    let missing = match gap.level {
        None => "nobody knows whether anything is in place".to_owned(),
        Some(level) => format!("{} so far", labels::level(level).to_ascii_lowercase()),
    };
    let raised = finding.weight.raised_by.iter().take(2);
    let raised = raised.filter_map(|fact| Some(catalog.fact(fact)?.label.as_str()));
    let raised = raised.collect::<Vec<_>>().join(", ");
    let raised = if raised.is_empty() {
        raised
    } else {
        format!(" (it weighs more here: {raised})")
    };
    let is_missing = gap.level.unwrap_or(Level::NotInPlace) == Level::NotInPlace;
    let cornerstone = if practice.cornerstone && is_missing {
        " A cornerstone: until it is known to be begun, the grade is developing at best."
    } else if practice.cornerstone {
        " A cornerstone."
    } else {
        ""
    };
    format!(
        "Why here: impact {} of 5{raised}, {missing}, {}.{cornerstone}",
        practice.impact.get(),
        labels::effort(practice.effort),
    )
}
