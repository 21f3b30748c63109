//! The situation: name, workload, facts, depth.
//! The questions come from the catalog; no id is written here.

use leptos::prelude::*;

use crate::components::reactive::{flag, value, when};
use crate::components::{choice, field, findings, steps};
use crate::route::Step;
use crate::state::{Session, State};
use demarc_catalog::{Choose, Depth, FactId, Question};
use demarc_core::assessment::Assessment;
use demarc_core::labels;

/// The page of the situation.
pub fn page() -> AnyView {
    let state = State::get();
    let session = Session::get();
    let write = move |part: fn(&mut Assessment, String)| {
        move |event: leptos::ev::Event| session.edit(|it| part(it, event_target_value(&event)))
    };
    let name = view! {
        <input
            id="name"
            type="text"
            autocomplete="off"
            prop:value=value(move || state.with(|it| it.name.clone()))
            on:input=write(|it, text| it.name = text)
        />
    };
    let workload = view! {
        <textarea
            id="workload"
            rows="2"
            aria-describedby="workload-hint"
            prop:value=value(move || state.with(|it| it.profile.workload.clone()))
            on:input=write(|it, text| it.profile.workload = text)
        ></textarea>
    };
    let questions = &state.catalog().questions;
    view! {
        <main id="main" class="page" tabindex="-1">
            {steps(state)}
            <h1 class="page-title" tabindex="-1">"Your situation"</h1>
            <p class="lede">
                "Pick what is true. Every question can be left open; what you pick decides what is asked and what weighs more."
            </p>
            {field("name", "Name of this assessment", None, name.into_any())}
            {field("workload", "The workload", Some("What it does and for whom, in a sentence"), workload.into_any())}
            {questions.iter().map(|question| facts(state, question)).collect_view()}
            {depths(state)}
            {findings(|access| (access.accounts)())}
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Services).to_string()>
                    "Continue to services"
                </a>
            </p>
        </main>
    }
    .into_any()
}

/// The choice of depth: how many questions are asked.
fn depths(state: State) -> AnyView {
    let session = Session::get();
    let choices = [Depth::Quick, Depth::Standard, Depth::Full].map(|depth| {
        choice(
            "radio",
            "depth",
            labels::depth(depth).to_owned(),
            Some(labels::depth_hint(depth)),
            flag(move || state.with(|it| it.profile.depth) == depth),
            move |_| session.edit(|it| it.profile.depth = depth),
        )
    });
    view! {
        <fieldset class="choices">
            <legend>"How deep should the questions go?"</legend>
            {Vec::from(choices)}
        </fieldset>
    }
    .into_any()
}

/// One question with its options.
fn facts(state: State, question: &'static Question) -> AnyView {
    let session = Session::get();
    let (kind, hint) = match question.choose {
        Choose::One => ("radio", None),
        Choose::Many => ("checkbox", Some("Choose all that hold.")),
    };
    let options = question.options.iter().filter_map(|option| {
        let fact = FactId::new(&question.id, &option.id)?;
        let holds = {
            let fact = fact.clone();
            flag(move || state.with(|it| it.profile.facts.contains(&fact)))
        };
        Some(choice(
            kind,
            question.id.as_str(),
            option.label.clone(),
            option.hint.as_deref(),
            holds,
            move |event| {
                let on = event_target_checked(&event);
                session.edit(|it| it.set_fact(question, fact.clone(), on));
            },
        ))
    });
    let answered = move || {
        state.with(|it| {
            it.profile
                .facts
                .iter()
                .any(|fact| fact.answers(&question.id))
        })
    };
    view! {
        <fieldset class="choices">
            <legend>{question.label.as_str()}</legend>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> }.into_any())}
            {options.collect_view()}
            {when(
                move || question.choose == Choose::One && answered(),
                move || {
                    let leave_open = move |_| session.edit(|it| it.leave_open(question));
                    view! {
                        <button type="button" class="button button--quiet button--small" on:click=leave_open>
                            "Leave this open"
                        </button>
                    }
                        .into_any()
                },
            )}
        </fieldset>
    }
    .into_any()
}
