//! The situation: name, workload, facts, depth.
//! The questions come from the catalog; none is known here.

use leptos::prelude::*;

use crate::catalog::{Choose, Depth, FactId, Question};
use crate::ui::components::Steps;
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// The situation.
#[component]
pub fn Situation() -> impl IntoView {
    let state = State::get();
    view! {
        <main id="main" class="page" tabindex="-1">
            <Steps/>
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
                    prop:value=move || state.with(|it| it.name.clone())
                    on:input=move |event| state.edit(|it| it.name = event_target_value(&event))
                />
            </div>
            <div class="field">
                <label for="workload">"The workload"</label>
                <p class="hint" id="workload-hint">"What it does and for whom, in a sentence"</p>
                <textarea
                    id="workload"
                    rows="2"
                    aria-describedby="workload-hint"
                    prop:value=move || state.with(|it| it.profile.workload.clone())
                    on:input=move |event| state.edit(|it| it.profile.workload = event_target_value(&event))
                ></textarea>
            </div>
            {state
                .catalog()
                .questions
                .iter()
                .map(|question| view! { <Facts question/> })
                .collect_view()}
            <fieldset class="choices">
                <legend>"How deep should the questions go?"</legend>
                {[Depth::Quick, Depth::Standard, Depth::Full]
                    .into_iter()
                    .map(|depth| {
                        view! {
                            <label class="choice">
                                <input
                                    type="radio"
                                    name="depth"
                                    prop:checked=move || state.with(|it| it.profile.depth) == depth
                                    on:change=move |_| state.edit(|it| it.profile.depth = depth)
                                />
                                <span class="choice__label">{words::depth(depth)}</span>
                                <span class="choice__hint">{words::depth_hint(depth)}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </fieldset>
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Services).to_string()>
                    "Continue to services"
                </a>
            </p>
        </main>
    }
}

/// One question with its options.
#[component]
fn Facts(question: &'static Question) -> impl IntoView {
    let state = State::get();
    let kind = match question.choose {
        Choose::One => "radio",
        Choose::Many => "checkbox",
    };
    let options = question
        .options
        .iter()
        .filter_map(|option| Some((option, FactId::new(&question.id, &option.id)?)))
        .map(|(option, fact)| {
            let holds = {
                let fact = fact.clone();
                move || state.with(|it| it.profile.facts.contains(&fact))
            };
            view! {
                <label class="choice">
                    <input
                        type=kind
                        name=question.id.as_str()
                        prop:checked=holds
                        on:change=move |event| {
                            state
                                .edit(|it| {
                                    it.set_fact(question, fact.clone(), event_target_checked(&event));
                                })
                        }
                    />
                    <span class="choice__label">{option.label.as_str()}</span>
                    {option
                        .hint
                        .as_deref()
                        .map(|hint| view! { <span class="choice__hint">{hint}</span> })}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{question.label.as_str()}</legend>
            {(question.choose == Choose::Many)
                .then(|| view! { <p class="hint">"Choose all that hold."</p> })}
            {options}
        </fieldset>
    }
}
