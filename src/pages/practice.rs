//! One question: the line above it, the levels below, how to put it in place, and the links to other questions.

use leptos::prelude::*;

use crate::browser::{address, focus};
use crate::components::reactive::{live, text, value, when};
use crate::components::{
    NotApplicableFields, acceptance, answering, changed_criteria, fact, findings, frame, notes,
    of_catalog, sides, sources,
};
use crate::loading::Loading;
use crate::route::Step;
use crate::state::State;
use demarc_catalog::{Level, Practice, PracticeId, PracticeText, Strength};
use demarc_core::analysis::Unasked;
use demarc_core::labels;

/// The page of one practice.
pub fn page(id: &PracticeId) -> AnyView {
    let state = State::get();
    match (state.catalog().practice(id), state.practice_text(id)) {
        (Some(practice), Some(text)) => question(state, practice, text),
        _ => {
            let id = id.clone();
            live(move || {
                let _ = Loading::has_texts();
                gone(state, &id)
            })
        }
    }
}

/// The page for a practice that this catalog does not have.
fn gone(state: State, id: &PracticeId) -> AnyView {
    let has_answer = state.with_untracked(|it| it.answers.contains_key(id));
    let kept = has_answer.then(|| {
        view! { <p>"Your answer to it is kept in this assessment, and does not count."</p> }
            .into_any()
    });
    let removed = state.texts().removed_practice(id);
    let now = removed.and_then(|it| state.catalog().practice(&it.now));
    let (title, says) = match (removed, now) {
        (Some(removed), Some(now)) => (
            format!("“{}” is no longer a question of its own", removed.title),
            format!("“{}” asks about it now.", now.title),
        ),
        _ => (
            format!("There is no practice {id} in this catalog"),
            "It was removed or renamed in this edition, or the address is mistyped.".to_owned(),
        ),
    };
    let nearest = now.map_or_else(|| state.catalog().nearest_practices(id), |it| vec![it]);
    let nearest = nearest.into_iter().map(|it| {
        let address = state.at(Step::Practice(it.id.clone())).to_string();
        view! {
            <li>
                <a href=address>{it.title.as_str()}</a>
            </li>
        }
        .into_any()
    });
    let nearest = nearest.collect_view();
    let nearest = (!nearest.is_empty()).then(|| {
        view! {
            <h2>"Nearest"</h2>
            <ul>{nearest}</ul>
        }
        .into_any()
    });
    view! {
        <main id="main" class="page" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">
                {title}
            </h1>
            <p>{says}</p>
            {kept}
            {nearest}
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Practices).to_string()>
                    "See all practices"
                </a>
            </p>
        </main>
    }
    .into_any()
}

fn question(state: State, practice: &'static Practice, texts: &'static PracticeText) -> AnyView {
    let fields = NotApplicableFields::of(state, &practice.id);
    let position = Memo::new(move |_| state.analyzed(|it| it.position(&practice.id)));
    let previous = move || {
        let previous = position.with(|it| it.as_ref()?.previous.clone());
        state.at(previous.map_or(Step::Practices, Step::Practice))
    };
    // An edit that starts on the check page returns to the check page.
    let from_check = state.came_from(Step::Check);
    let id = &practice.id;
    let lacks_acceptance = move || !fields.chosen.get() && acceptance::is_incomplete(state, id);
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(move || fields.incomplete() || lacks_acceptance()) {
            fields.refused.set(true);
            focus::first(".error-summary");
            return;
        }
        if focus::on_field("[type=date][aria-invalid]") {
            return;
        }
        let next = position.with_untracked(|it| it.as_ref()?.next.clone());
        let next = next.filter(|_| !from_check);
        address::go(&state.at(next.map_or(Step::Check, Step::Practice)));
    };
    let domain = state.catalog().domain(&practice.id.domain());
    let refused = move || fields.refused.get() && fields.incomplete();
    view! {
        <main id="main" class="page" tabindex="-1">
            {frame(state)}
            {when(refused, error_summary)}
            {when(
                move || fields.refused.get() && lacks_acceptance(),
                move || acceptance::error_summary(state, id),
            )}
            <p class="meta">
                <a href=state.at(Step::Domain(practice.id.domain())).to_string()>
                    {domain.map_or("", |it| &it.name)}
                </a>
                {text(move || {
                    position
                        .with(|it| {
                            let it = it.as_ref()?;
                            Some(format!(" · question {} of {}", it.number, it.of))
                        })
                        .unwrap_or_default()
                })}
            </p>
            {when(move || position.with(Option::is_none), move || out_of_scope(state, practice))}
            {acceptance::offer(state, id)}
            {changed_criteria(state, texts)}
            <form class="question" on:submit=go_on novalidate>
                <div class="question__answer">
                    {sides(texts)} {answering(state, texts, fields)}
                    <div class="question-nav">
                        <a class="button" href=value(move || previous().to_string())>"Back"</a>
                        <button type="submit" class="button button--primary">
                            {if from_check { "Back to check" } else { "Continue" }}
                        </button>
                    </div>
                </div>
                <div class="question__background">
                    {findings(move |access| (access.panel)(id))}
                    {background(state, practice, texts)} {notes(state, &practice.id)}
                </div>
            </form>
        </main>
    }
    .into_any()
}

fn error_summary() -> AnyView {
    let to_reason = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus::first("#reason input");
    };
    view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>"There is a problem"</h2>
            <p>"“Not applicable” needs a reason and a sentence, so that the next reader can follow."</p>
            <ul>
                <li>
                    <a href="#reason" on:click=to_reason>"Say why it is not applicable"</a>
                </li>
            </ul>
        </div>
    }
    .into_any()
}

/// That the practice is not asked, and why.
fn out_of_scope(state: State, practice: &'static Practice) -> AnyView {
    let why = state.analyzed(|analysis| {
        state.with_untracked(|it| Unasked::why(state.catalog(), it, analysis, practice))
    });
    let why = why.map(|why| format!(": {}", labels::unasked(why)));
    view! {
        <div class="notice notice--warning">
            <p>
                {format!(
                    "This practice is not asked in this assessment{}. An answer to it is kept, and does not count.",
                    why.unwrap_or_default(),
                )}
            </p>
            <p>
                <a href=state.at(Step::Check).to_string()>"Check your answers"</a>
            </p>
        </div>
    }
    .into_any()
}

/// Why the practice matters, how to put it in place, and the requirements it counts toward.
fn background(state: State, practice: &'static Practice, text: &'static PracticeText) -> AnyView {
    let cornerstone = practice.cornerstone.then(|| {
        view! { <p><strong>"A cornerstone: "</strong>"while it is not in place, or nobody can say, no grade is better than developing."</p> }
            .into_any()
    });
    let unverified = text.unverified.as_deref().map(|what| {
        view! { <p><strong>"Not verified in AWS’s documentation: "</strong>{what}</p> }.into_any()
    });
    let guide = &text.guide;
    let automation = format!("{} {}", guide.automation, labels::cost(guide.cost));
    view! {
        <details class="more" open>
            <summary>"Why it matters"</summary>
            <p>{of_catalog(&text.why)}</p>
            {cornerstone}
            {unverified}
            {sources(&text.sources)}
        </details>
        <details class="more">
            <summary>"How to put it in place"</summary>
            <dl class="facts">
                {fact("This week", of_catalog(&guide.first_step))}
                {fact("To last", of_catalog(&guide.fix))}
                {fact("Usually owned by", guide.role.as_str().into_any())}
                {fact("How to verify", of_catalog(&guide.verify))}
                {fact("Automated by", automation.into_any())}
                {fact("Control", labels::control(practice.control).into_any())}
            </dl>
        </details>
        <details class="more">
            <summary>"What it counts toward"</summary>
            {with_texts(move || mappings(state, text))}
        </details>
        <details class="more">
            <summary>"What scanners see of it"</summary>
            {with_texts(move || checks(state, text))}
        </details>
    }
    .into_any()
}

/// What needs more than the texts of the domain, once they are there.
fn with_texts(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    when(Loading::has_texts, draw)
}

/// The requirements that the practice is mapped to. Ids only: the texts belong to their publishers.
fn mappings(state: State, text: &'static PracticeText) -> AnyView {
    let rows = |strength: Strength| {
        let of_strength = text.mappings().filter(|(_, it, _)| *it == strength);
        let rows = of_strength.filter_map(|(framework, _, ids)| {
            let framework = state.texts().framework(framework)?;
            Some(fact(&framework.name, ids.join(", ").into_any()))
        });
        rows.collect::<Vec<_>>()
    };
    let group = |says: &'static str, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| {
            view! {
                <p>{says}</p>
                <dl class="facts">{rows}</dl>
            }
            .into_any()
        })
    };
    view! {
        {group("These requirements can’t be met without it:", rows(Strength::Needs))}
        {group("It helps with these, and decides none:", rows(Strength::Supports))}
    }
    .into_any()
}

/// The automated checks that say something about the answer, or why none contradicts one.
fn checks(state: State, text: &'static PracticeText) -> AnyView {
    let unseen = text.unseen.as_deref();
    let unseen = unseen.map(|why| {
        view! { <p>"No failed check contradicts an answer here. " {of_catalog(why)}</p> }.into_any()
    });
    let tools = text.checks.iter().filter_map(|(list, mapping)| {
        let list = state.texts().check_list(list)?;
        let mut lines: Vec<AnyView> = Vec::new();
        for level in Level::ALL {
            let of_level = mapping.direct().filter(|(it, _)| *it == level);
            let ids: Vec<&str> = of_level.map(|(_, id)| id).collect();
            if !ids.is_empty() {
                let most = labels::at_most(level);
                let line =
                    view! { <p>{format!("{most} with a failure of {}", ids.join(", "))}</p> };
                lines.push(line.into_any());
            }
        }
        if !mapping.asks.is_empty() {
            let ids = mapping.asks.join(", ");
            let line = view! { <p>{format!("Look again after a failure of {ids}")}</p> };
            lines.push(line.into_any());
        }
        Some(fact(&list.name, lines.into_any()))
    });
    let tools = tools.collect::<Vec<_>>();
    let list = (!tools.is_empty()).then(|| {
        view! {
            <dl class="facts">{tools}</dl>
            <p class="meta">"A pass shows one setting at one time, and confirms no answer."</p>
        }
        .into_any()
    });
    view! {
        {unseen}
        {list}
    }
    .into_any()
}
