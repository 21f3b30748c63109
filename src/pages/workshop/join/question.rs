//! One question, or one statement, for a participant.

use leptos::prelude::*;

use super::reply::{Place, Reply};
use crate::components::reactive::{flag, value, when};
use crate::components::{choice, of_catalog};
use crate::state::State;
use demarc_catalog::{Level, PracticeId};
use demarc_core::analysis::CellRef;
use demarc_core::assessment::{Belief, NotApplicable};
use demarc_core::labels;
use demarc_core::workshop::Vote;

/// The question or statement with this number.
pub(super) fn page(reply: Reply, index: usize) -> AnyView {
    let practice = reply.asked(|it| it.practices.get(index).cloned());
    let cell = reply.asked(|it| {
        let index = index.checked_sub(it.practices.len())?;
        it.statements.get(index).cloned()
    });
    let count = reply.count();
    let body = match (practice, cell) {
        (Some(practice), _) => question(reply, practice),
        (None, Some(cell)) => statement(reply, cell),
        (None, None) => ().into_any(),
    };
    let is_last = index + 1 >= count;
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        reply.go(if is_last {
            Place::Review
        } else {
            Place::Question(index + 1)
        });
    };
    let back = move |_| {
        reply.go(index.checked_sub(1).map_or(Place::Start, Place::Question));
    };
    view! {
        <p class="meta join__position">
            {format!("{} of {count}", index + 1)}
            <progress aria-label="Questions passed" max=count.to_string() value=(index + 1).to_string()></progress>
        </p>
        <form class="join__question" on:submit=next novalidate>
            {body}
            <p class="actions join__nav">
                <button type="button" class="button" on:click=back>"Back"</button>
                <button type="submit" class="button button--primary">
                    {if is_last { "Check" } else { "Next" }}
                </button>
                <button
                    type="button"
                    class="button button--quiet"
                    on:click=move |_| reply.go(Place::Review)
                >
                    "All questions"
                </button>
            </p>
        </form>
    }
    .into_any()
}

fn question(reply: Reply, practice: PracticeId) -> AnyView {
    let state = State::get();
    let texts = state.practice_text(&practice);
    let Some(texts) = texts else {
        return view! { <h1 class="page-title" tabindex="-1">{practice.to_string()}</h1> }
            .into_any();
    };
    let id = &texts.id;
    let vote = Memo::new(move |_| reply.ballot.with(|it| it.votes.get(id).copied()));
    let option = move |name: &'static str, hint: &'static str, of: Vote| {
        choice(
            "radio",
            "vote",
            name.to_owned(),
            Some(hint),
            flag(move || vote.get() == Some(of)),
            move |_| reply.edit(|it| it.vote(id, Some(of))),
        )
    };
    let levels = Level::ALL.map(|level| {
        option(
            labels::level(level),
            texts.short.criterion(level),
            Vote::Level(level),
        )
    });
    let without = move || matches!(vote.get(), Some(Vote::NotApplicable(_)));
    let not_applicable = choice(
        "radio",
        "vote",
        "Not applicable".to_owned(),
        Some("It can’t matter here"),
        flag(without),
        move |_| {
            let of = Vote::NotApplicable(NotApplicable::OFFERED[0]);
            reply.edit(|it| it.vote(id, Some(of)));
        },
    );
    let reasons = move || {
        let reasons = NotApplicable::OFFERED.map(|reason| {
            let of = Vote::NotApplicable(reason);
            choice(
                "radio",
                "reason",
                labels::reason(reason).to_owned(),
                None,
                flag(move || vote.get() == Some(of)),
                move |_| reply.edit(|it| it.vote(id, Some(of))),
            )
        });
        view! {
            <fieldset class="choices">
                <legend>"Why not?"</legend>
                {reasons.collect_view()}
            </fieldset>
        }
        .into_any()
    };
    let comment = move |event: leptos::ev::Event| {
        let written = event_target_value(&event);
        reply.edit(|it| {
            if written.trim().is_empty() {
                it.comments.remove(id);
            } else {
                it.comments.insert(id.clone(), written);
            }
        });
    };
    let has_comment = reply
        .ballot
        .with_untracked(|it| it.comments.get(id).is_some());
    let criteria = Level::ALL.map(|level| {
        view! {
            <dt>{labels::level(level)}</dt>
            <dd>{of_catalog(texts.levels.criterion(level))}</dd>
        }
        .into_any()
    });
    view! {
        <fieldset class="choices">
            <legend>
                <h1 class="page-title" tabindex="-1">{texts.question.as_str()}</h1>
            </legend>
            {levels.collect_view()}
            {option("Don’t know", "A good answer: somebody can go and look", Vote::DontKnow)}
            {not_applicable}
        </fieldset>
        {when(without, reasons)}
        <details class="more">
            <summary>"What the levels mean, and why it matters"</summary>
            <dl class="facts">{criteria.collect_view()}</dl>
            <p>{of_catalog(&texts.why)}</p>
        </details>
        <details class="more" open=has_comment>
            <summary>"Add a sentence"</summary>
            <div class="field">
                <label for="comment">"What the others should know"</label>
                <p class="hint" id="comment-hint">
                    "Codes have no room for sentences: with one, you hand in a file beside the code."
                </p>
                <textarea
                    id="comment"
                    rows="2"
                    maxlength="500"
                    aria-describedby="comment-hint"
                    prop:value=value(move || {
                        reply.ballot.with(|it| it.comments.get(id).cloned().unwrap_or_default())
                    })
                    on:input=comment
                ></textarea>
            </div>
        </details>
    }
    .into_any()
}

fn statement(reply: Reply, cell: CellRef) -> AnyView {
    let catalog = State::get().catalog();
    let deployment = catalog.deployment(&cell.service);
    let operator = deployment.and_then(|it| it.operator());
    let service = deployment.map_or_else(|| cell.service.to_string(), |it| it.name());
    let layer = catalog.layer(&cell.layer);
    let (name, summary) = layer.map_or(("", ""), |it| (it.name.as_str(), it.summary.as_str()));
    let cell = StoredValue::new(cell);
    let belief =
        Memo::new(move |_| cell.with_value(|cell| reply.ballot.with(|it| it.belief(cell))));
    let choices = Belief::offered(operator.is_some()).iter().map(|of| {
        let of = *of;
        choice(
            "radio",
            "belief",
            match (of, operator) {
                (Belief::Operator, Some(name)) => name.to_owned(),
                _ => labels::belief(of).to_owned(),
            },
            None,
            flag(move || belief.get() == Some(of)),
            move |_| cell.with_value(|cell| reply.edit(|it| it.believe(cell, Some(of)))),
        )
    });
    view! {
        <fieldset class="choices">
            <legend>
                <span class="meta">{service}</span>
                <h1 class="page-title" tabindex="-1">{name} ": who takes care of it?"</h1>
            </legend>
            <p class="hint">{summary}</p>
            {choices.collect_view()}
        </fieldset>
    }
    .into_any()
}
