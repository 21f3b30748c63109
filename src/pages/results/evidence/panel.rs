//! What was found about one practice, beside its question.

use leptos::prelude::*;

use super::Page;
use super::head::mark;
use super::verdicts::checks;
use crate::components::reactive::live;
use crate::route::{Step, View};
use crate::state::State;
use demarc_catalog::PracticeId;
use demarc_core::evidence::{Verdict, Weighed};
use demarc_core::labels;

/// The panel; nothing while no finding is about the practice.
pub(super) fn panel(state: State, id: &'static PracticeId) -> AnyView {
    let page = Page::new(state);
    live(move || page.draw(|weighed| found(page, weighed, id)))
}

fn found(page: Page, weighed: &Weighed, id: &PracticeId) -> AnyView {
    let it = weighed.practice(id);
    let seen = it.filter(|it| !matches!(it.verdict, Verdict::NotSeen | Verdict::NoCheck));
    let Some(it) = seen else {
        return ().into_any();
    };
    let state = page.state;
    let says = match &it.explained {
        Some(explained) if it.is_explained() => labels::evidence::explained(explained),
        _ => state.analyzed(|analysis| labels::evidence::weighed(it, analysis, &weighed.coverage)),
    };
    let more = if it.is_open() {
        "Explain why the answer stands, or see all evidence"
    } else {
        "All evidence"
    };
    view! {
        <section class="found-panel" aria-labelledby="found">
            <h2 id="found">
                {mark(it.verdict)} " " {format!("Findings: {}", labels::in_a_sentence(labels::evidence::verdict(it.verdict)))}
            </h2>
            <p>{says}</p>
            {checks(page, weighed, it)}
            <p>
                <a href=state.at(Step::Results(View::Evidence)).to_string()>{more}</a>
            </p>
        </section>
    }
    .into_any()
}
