//! The situation: name, workload, facts, depth.
//! The questions come from the catalog; none is known here.

use leptos::prelude::*;

use crate::assessment::Assessment;
use crate::catalog::{Choose, Depth, FactId, Question};
use crate::ui::components::steps;
use crate::ui::live::{flag, value, when};
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// The situation.
pub fn page() -> AnyView {
    let state = State::get();
    let write = move |part: fn(&mut Assessment, String)| {
        move |event: leptos::ev::Event| state.edit(|it| part(it, event_target_value(&event)))
    };
    let questions = &state.catalog().questions;
    view! {
        <main id="main" class="page" tabindex="-1">
            {steps(state)}
            <h1 class="page-title" tabindex="-1">"Your situation"</h1>
            <p class="lede">
                "Pick what is true. Every question can be left open; what you pick decides what is asked and what weighs more."
            </p>
            <div class="field">
                <label for="name">"Name of this assessment"</label>
                <input
                    id="name"
                    type="text"
                    autocomplete="off"
                    prop:value=value(move || state.with(|it| it.name.clone()))
                    on:input=write(|it, text| it.name = text)
                />
            </div>
            <div class="field">
                <label for="workload">"The workload"</label>
                <p class="hint" id="workload-hint">"What it does and for whom, in a sentence"</p>
                <textarea
                    id="workload"
                    rows="2"
                    aria-describedby="workload-hint"
                    prop:value=value(move || state.with(|it| it.profile.workload.clone()))
                    on:input=write(|it, text| it.profile.workload = text)
                ></textarea>
            </div>
            {questions.iter().map(|question| facts(state, question)).collect_view()}
            {depths(state)}
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Services).to_string()>
                    "Continue to services"
                </a>
            </p>
        </main>
    }
    .into_any()
}

/// How deep the questions go.
fn depths(state: State) -> AnyView {
    let choices = [Depth::Quick, Depth::Standard, Depth::Full].map(|depth| {
        choice(
            "radio",
            "depth",
            words::depth(depth),
            Some(words::depth_hint(depth)),
            flag(move || state.with(|it| it.profile.depth) == depth),
            move |_| state.edit(|it| it.profile.depth = depth),
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
            &option.label,
            option.hint.as_deref(),
            holds,
            move |on| state.edit(|it| it.set_fact(question, fact.clone(), on)),
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
                    let leave_open = move |_| state.edit(|it| it.leave_open(question));
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

/// A radio button or a checkbox with its label, and a few words more.
fn choice(
    kind: &'static str,
    group: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    checked: Signal<bool>,
    choose: impl Fn(bool) + 'static,
) -> AnyView {
    let choose: Box<dyn Fn(bool)> = Box::new(choose);
    view! {
        <label class="choice">
            <input
                type=kind
                name=group
                prop:checked=checked
                on:change=move |event| choose(event_target_checked(&event))
            />
            <span class="choice__label">{label}</span>
            {hint.map(|hint| view! { <span class="choice__hint">{hint}</span> }.into_any())}
        </label>
    }
    .into_any()
}
