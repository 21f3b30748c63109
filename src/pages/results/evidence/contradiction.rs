//! The answers that findings contradict: what was said, what was seen, what the criteria say; lower the answer, or explain.

use leptos::prelude::*;

use super::Page;
use super::explain;
use super::head::{mark, section_id};
use super::verdicts::checks;
use crate::browser::focus;
use crate::components::of_catalog;
use crate::components::reactive::{flag, when};
use crate::route::Step;
use crate::state::Message;
use demarc_catalog::{Level, PracticeId};
use demarc_core::assessment::Response;
use demarc_core::evidence::{PracticeEvidence, Verdict, Weighed};
use demarc_core::labels;

pub(super) fn section(page: Page, weighed: &Weighed) -> AnyView {
    let analysis = page.state.analysis.get();
    let open = analysis.map_or_else(Vec::new, |it| weighed.open_first(&it));
    let explained: Vec<AnyView> = weighed
        .explained()
        .map(|it| explain::explained(page, it))
        .collect();
    if open.is_empty() && explained.is_empty() {
        return ().into_any();
    }
    let lowered: Vec<(PracticeId, Level)> = open
        .iter()
        .filter_map(|it| Some((it.practice.clone(), it.at_most?)))
        .collect();
    let bulk = (lowered.len() > 1 && !page.is_fixed()).then(|| {
        let text = format!("Lower all {} answers to what the checks allow", lowered.len());
        view! {
            <p class="actions">
                <button type="button" class="button button--small" on:click=move |_| lower(page, &lowered)>
                    {text}
                </button>
            </p>
        }
        .into_any()
    });
    let items: Vec<AnyView> = open.iter().map(|it| item(page, weighed, it)).collect();
    let explained = (!explained.is_empty()).then(|| {
        view! {
            <h3>"Explained"</h3>
            <ul class="evidence-list">{explained}</ul>
        }
        .into_any()
    });
    let hint = if items.is_empty() {
        "Every contradiction is explained."
    } else {
        "Failing checks speak against these answers. Look at what failed; then repair it and read a new scan, lower the answer (at the question you can go lower still), or explain why it stands."
    };
    view! {
        <section aria-labelledby=section_id(Verdict::Contradicted)>
            <h2 id=section_id(Verdict::Contradicted) tabindex="-1">{mark(Verdict::Contradicted)} " Contradicted"</h2>
            <p>{hint}</p>
            {bulk}
            <ol class="contradictions">{items}</ol>
            {explained}
        </section>
    }
    .into_any()
}

fn item(page: Page, weighed: &Weighed, it: &PracticeEvidence) -> AnyView {
    let state = page.state;
    let (Some(practice), Some(at_most)) = (state.catalog().practice(&it.practice), it.at_most)
    else {
        return ().into_any();
    };
    let id = StoredValue::new(it.practice.clone());
    let says =
        state.analyzed(|analysis| labels::evidence::weighed(it, analysis, &weighed.coverage));
    let said = state.with(|assessment| {
        let response = assessment.response(&it.practice);
        response.and_then(Response::level)
    });
    let criterion = said.zip(state.practice_text(&it.practice)).map(|(level, text)| {
        view! {
            <p class="hint">
                {format!("“{}” means: ", labels::level(level))} {of_catalog(text.levels.criterion(level))}
            </p>
        }
        .into_any()
    });
    let ended = it
        .explained
        .as_ref()
        .filter(|it| !it.holds)
        .map(|it| view! { <p class="meta">{labels::evidence::explained(it)}</p> }.into_any());
    let is_explaining = flag(move || id.with_value(|id| page.draft.is_of(id)));
    let actions = (!page.is_fixed()).then(|| {
        let lower_one = move |_| lower(page, &[(id.get_value(), at_most)]);
        let title = practice.title.clone();
        view! {
            {when(
                move || !is_explaining.get(),
                move || {
                    view! {
                        <p class="actions">
                            <button type="button" class="button button--small" on:click=lower_one>
                                {format!("Lower to “{}”", labels::level(at_most))}
                                <span class="visually-hidden">": " {title.clone()}</span>
                            </button>
                            <button
                                type="button"
                                class="button button--small button--quiet"
                                on:click=move |_| {
                                    page.draft.begin(Some(id.get_value()));
                                    focus::first("form.explain-form input");
                                }
                            >
                                "Explain…"
                                <span class="visually-hidden">": " {title.clone()}</span>
                            </button>
                        </p>
                    }
                        .into_any()
                },
            )}
            {when(
                move || is_explaining.get(),
                move || explain::form(page, id.get_value()),
            )}
        }
        .into_any()
    });
    view! {
        <li class="contradiction">
            <h3>
                <a href=state.at(Step::Practice(it.practice.clone())).to_string()>
                    {practice.title.as_str()}
                </a>
            </h3>
            <p class="contradiction__says">{says}</p>
            <div class="contradiction__seen">{checks(page, weighed, it)}</div>
            <div class="contradiction__settle">{criterion} {ended} {actions}</div>
        </li>
    }
    .into_any()
}

/// Lowers answers, as one step that can be undone.
fn lower(page: Page, answers: &[(PracticeId, Level)]) {
    page.session.edit(|assessment| {
        for (id, level) in answers {
            assessment.respond(id, Some((*level).into()));
        }
    });
    page.messages
        .show(Message::Changed(labels::changed(answers.len(), "")));
    focus::first("#evidence-says, #evidence-contradicted");
}
