//! The practices that findings do not contradict, by verdict; and what was found of the checks of a practice.

use leptos::prelude::*;

use super::Page;
use super::head::{mark, section_id};
use crate::browser::focus;
use crate::components::reactive::text;
use crate::route::Step;
use crate::state::Message;
use demarc_core::evidence::{CheckEvidence, PracticeEvidence, Verdict, Weighed};
use demarc_core::labels;

/// How many failing checks are shown before the others are folded.
const FIRST_CHECKS: usize = 3;

/// The verdicts of this page's lists, with whether the list is open at first.
const LISTS: [(Verdict, bool); 6] = [
    (Verdict::Unanswered, true),
    (Verdict::InDoubt, true),
    (Verdict::Agrees, false),
    (Verdict::NothingAgainst, false),
    (Verdict::NotSeen, false),
    (Verdict::NoCheck, false),
];

pub(super) fn sections(page: Page, weighed: &Weighed) -> AnyView {
    let lists = LISTS.into_iter().filter_map(|(verdict, is_open)| {
        let rows: Vec<AnyView> = weighed
            .with(verdict)
            .map(|it| row(page, weighed, it))
            .collect();
        (!rows.is_empty()).then(|| list(verdict, is_open, rows))
    });
    lists.collect_view().into_any()
}

fn list(verdict: Verdict, is_open: bool, rows: Vec<AnyView>) -> AnyView {
    let count = rows.len();
    view! {
        <section class="evidence-group">
            <details open=is_open>
                <summary>
                    <h2 id=section_id(verdict)>
                        {mark(verdict)} " " {labels::evidence::verdict(verdict)} {format!(" ({count})")}
                    </h2>
                </summary>
                <p>{labels::evidence::verdict_hint(verdict)}</p>
                <ul class="evidence-list">{rows}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn row(page: Page, weighed: &Weighed, it: &PracticeEvidence) -> AnyView {
    let state = page.state;
    let Some(practice) = state.catalog().practice(&it.practice) else {
        return ().into_any();
    };
    let says = match it.verdict {
        Verdict::NoCheck | Verdict::NotSeen => {
            let unseen = state.practice_text(&it.practice);
            unseen.and_then(|it| it.unseen.clone())
        }
        Verdict::InDoubt if it.at_most.is_none() => None,
        _ => state
            .analyzed(|analysis| Some(labels::evidence::weighed(it, analysis, &weighed.coverage))),
    };
    let says = says.map(|says| view! { <p class="meta">{says}</p> }.into_any());
    let shows = matches!(
        it.verdict,
        Verdict::Unanswered | Verdict::InDoubt | Verdict::Agrees
    );
    let offered = (it.verdict == Verdict::Unanswered && !page.is_fixed())
        .then(|| offer(page, it))
        .flatten();
    view! {
        <li>
            <a href=state.at(Step::Practice(it.practice.clone())).to_string()>
                {practice.title.as_str()}
            </a>
            {says}
            {shows.then(|| checks(page, weighed, it))}
            {offered}
        </li>
    }
    .into_any()
}

/// Offers the highest level that the findings allow as the answer.
fn offer(page: Page, it: &PracticeEvidence) -> Option<AnyView> {
    let at_most = it.at_most?;
    let id = StoredValue::new(it.practice.clone());
    let answer = move |_| {
        page.session
            .edit(|assessment| assessment.respond(&id.get_value(), Some(at_most.into())));
        page.messages.show(Message::Changed(labels::changed(1, "")));
        focus::first("#evidence-says");
    };
    let title = page.state.catalog().practice(&it.practice)?.title.as_str();
    Some(
        view! {
            <p class="actions">
                <button type="button" class="button button--small" on:click=answer>
                    {format!("Answer “{}”, the most they allow", labels::level(at_most))}
                    <span class="visually-hidden">": " {title}</span>
                </button>
            </p>
        }
        .into_any(),
    )
}

/// What was found of the checks of a practice that fail.
pub(super) fn checks(page: Page, weighed: &Weighed, it: &PracticeEvidence) -> AnyView {
    let failing: Vec<&CheckEvidence> = it.checks.iter().filter(|it| it.counts.failed > 0).collect();
    let (first, rest) = failing.split_at(failing.len().min(FIRST_CHECKS));
    let items = |checks: &[&CheckEvidence]| -> Vec<AnyView> {
        checks.iter().map(|it| check(page, weighed, it)).collect()
    };
    let rest = (!rest.is_empty()).then(|| {
        let more = labels::count(rest.len(), "more check", "more checks");
        view! {
            <details class="more">
                <summary>{text(move || more.clone())}</summary>
                <ul class="found">{items(rest)}</ul>
            </details>
        }
        .into_any()
    });
    view! {
        <ul class="found">{items(first)}</ul>
        {rest}
    }
    .into_any()
}

fn check(page: Page, weighed: &Weighed, it: &CheckEvidence) -> AnyView {
    let tool = labels::evidence::tool(page.state.texts(), it);
    let intent = it
        .counts
        .is_intent
        .then_some(" It reads templates: this is what somebody meant to build.");
    let examples: Vec<AnyView> = it
        .counts
        .examples
        .iter()
        .map(|name| {
            view! {
                <li>
                    <code>{name.clone()}</code>
                </li>
            }
            .into_any()
        })
        .collect();
    let examples = (!examples.is_empty())
        .then(|| view! { <ul class="found__examples">{examples}</ul> }.into_any());
    view! {
        <li>
            <code>{it.check.clone()}</code>
            " "
            <span class="meta">{tool} ": " {labels::evidence::found(it, &weighed.coverage)} "." {intent}</span>
            {examples}
        </li>
    }
    .into_any()
}
