//! Where somebody is in the wizard, and how far.
//! It knows the order of the steps and nothing of what they hold.

use leptos::prelude::*;

use crate::components::reactive::{flag, text, value, word};
use crate::document;
use crate::route::{Route, Step, View};
use crate::state::{SaveStatus, State};

/// The six steps, the current one marked, how many of the questions are answered, and whether all of it is kept. Of a
/// snapshot, what it is.
pub fn steps(state: State) -> AnyView {
    if let Some(snapshot) = state.with_untracked(|it| it.snapshot.clone()) {
        let link = |name: &'static str, route: Route| {
            view! { <a href=route.to_string()>{name}</a> }.into_any()
        };
        return view! {
            <div class="notice">
                <p>
                    <strong>{snapshot.label}</strong>
                    {format!(": a snapshot, taken {}. It can’t be changed.", document::moment(snapshot.taken.milliseconds()))}
                </p>
                <p class="actions">
                    {link("Results", state.at(Step::Results(View::Overview)))} {link("Answers", state.at(Step::Check))}
                    {link("Back to the assessment", Route::Assessment(snapshot.of, Step::Snapshots))}
                </p>
            </div>
        }
        .into_any();
    }
    let step = |name: &'static str, step: Step| {
        let address = state.at(step.clone()).to_string();
        let current = word(move || is_within(&state.route.get(), &step).then_some("step"));
        view! {
            <li>
                <a href=address aria-current=current>{name}</a>
            </li>
        }
        .into_any()
    };
    let answered = move || state.analyzed(|it| it.whole.answered);
    let in_scope = move || state.analyzed(|it| it.whole.in_scope);
    view! {
        <nav class="steps" aria-label="Steps of the assessment">
            <ol>
                {step("Situation", Step::Situation)} {step("Services", Step::Services)}
                {step("Who does what", Step::Beliefs)} {step("Practices", Step::Practices)}
                {step("Check", Step::Check)} {step("Results", Step::Results(View::Overview))}
            </ol>
        </nav>
        <div class="progress-line">
            <progress
                aria-label="Questions answered"
                max=value(move || in_scope().max(1).to_string())
                prop:value=value(move || answered().to_string())
            ></progress>
            <span>
                {text(move || format!("{} of {} answered", answered(), in_scope()))}
            </span>
            {kept(state)}
        </div>
    }
    .into_any()
}

/// Whether what was entered is kept, and the ways back.
fn kept(state: State) -> AnyView {
    let (spelled, sign) = (
        move || match state.keeping.get() {
            SaveStatus::Saving => "Saving…",
            SaveStatus::Saved => "Saved",
            SaveStatus::Unsaved => "Not saved",
        },
        move || match state.keeping.get() {
            SaveStatus::Saving => "under-way",
            SaveStatus::Saved => "kept",
            SaveStatus::Unsaved => "in-memory",
        },
    );
    let button = |name: &'static str, keys: &'static str, can: Signal<bool>, act: fn(State)| {
        view! {
            <button
                type="button"
                class="button button--small button--quiet"
                aria-keyshortcuts=keys
                aria-disabled=value(move || (!can.get()).to_string())
                on:click=move |_| act(state)
            >
                {name}
            </button>
        }
        .into_any()
    };
    view! {
        <span class="kept" data-keeping=value(move || sign().to_owned())>
            <span class="kept__word">{text(move || spelled().to_owned())}</span>
            {button("Undo", "Control+Z Meta+Z", flag(move || state.steps.get().0), State::undo)}
            {button("Redo", "Control+Shift+Z Meta+Shift+Z", flag(move || state.steps.get().1), State::redo)}
            <a
                href=state.at(Step::Snapshots).to_string()
                aria-current=word(move || is_within(&state.route.get(), &Step::Snapshots).then_some("page"))
            >
                "Snapshots"
            </a>
        </span>
    }
    .into_any()
}

fn is_within(route: &Route, step: &Step) -> bool {
    let Route::Assessment(_, current) = route else {
        return false;
    };
    match current {
        Step::Domain(_) | Step::Practice(_) => *step == Step::Practices,
        Step::Results(_) | Step::Report => *step == Step::Results(View::Overview),
        _ => current == step,
    }
}
