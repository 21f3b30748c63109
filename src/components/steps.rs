//! The frame of an assessment's pages, in one bar: its name, the steps, the progress, the save status.

use leptos::prelude::*;

use crate::components::reactive::{flag, text, value, word};
use crate::route::{Route, Step, View};
use crate::state::{Autosave, SaveStatus, Session, State};

/// The name, the six steps with the current one marked, the number of answered questions, and the save status.
pub fn steps(state: State) -> AnyView {
    let step = |name: &'static str, step: Step| {
        let address = state.at(step.clone()).to_string();
        let current = word(move || is_within(&state.route.get(), &step).then_some("step"));
        view! {
            <li>
                <a href=address aria-current=current>
                    <span>{name}</span>
                </a>
            </li>
        }
        .into_any()
    };
    // Until what analyzes is there, the place is kept.
    let is_known = flag(move || state.analysis.with(Option::is_some));
    let answered = move || state.analyzed(|it| it.whole.answered);
    let in_scope = move || state.analyzed(|it| it.whole.in_scope);
    view! {
        <div class="frame">
        <span class="frame__name">
            {text(move || state.with(|it| demarc_core::text::line(&it.name).to_string()))}
        </span>
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
            <span class:is-unknown=move || !is_known.get()>
                {text(move || format!("{} of {} answered", answered(), in_scope()))}
            </span>
            {save_status(state)}
                <label class="frame__more">
                    <input type="checkbox"/>
                    "More"
                </label>
        </div>
        </div>
    }
    .into_any()
}

/// The save status, and the undo button.
fn save_status(state: State) -> AnyView {
    let (session, autosave) = (Session::get(), Autosave::get());
    let (name, key) = (
        move || match autosave.status() {
            SaveStatus::Saved | SaveStatus::SavedOnce if session.has_unstored() => "Not all saved",
            SaveStatus::Saving => "Saving…",
            SaveStatus::Saved => "Saved",
            SaveStatus::SavedOnce => "Saved here",
            SaveStatus::Unsaved => "Not saved",
        },
        move || match autosave.status() {
            SaveStatus::Saved | SaveStatus::SavedOnce if session.has_unstored() => "partly",
            SaveStatus::Saving => "saving",
            SaveStatus::Saved => "saved",
            SaveStatus::SavedOnce => "saved-once",
            SaveStatus::Unsaved => "unsaved",
        },
    );
    let button = |name: &'static str, keys: &'static str, can: Signal<bool>, act: fn(Session)| {
        view! {
            <button
                type="button"
                class="button button--small button--quiet"
                aria-keyshortcuts=keys
                aria-disabled=value(move || (!can.get()).to_string())
                on:click=move |_| act(session)
            >
                {name}
            </button>
        }
        .into_any()
    };
    view! {
        <span class="save-status" data-save-status=value(move || key().to_owned())>
            <span class="save-status__text">{text(move || name().to_owned())}</span>
            {button("Undo", "Control+Z Meta+Z", flag(move || session.can_undo()), Session::undo)}
            {button("Redo", "Control+Shift+Z Meta+Shift+Z", flag(move || session.can_redo()), Session::redo)}
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
        Step::Results(_) | Step::Report | Step::Workshop(_) => {
            *step == Step::Results(View::Overview)
        }
        _ => current == step,
    }
}
