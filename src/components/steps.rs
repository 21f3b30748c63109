//! The steps of an assessment, with the current one and the progress.

use leptos::prelude::*;

use crate::browser::clock;
use crate::components::reactive::{flag, text, value, word};
use crate::route::{Route, Step, View};
use crate::state::{Autosave, SaveStatus, Session, State};

/// The six steps with the current one marked, the number of answered questions, and the save status. For a snapshot,
/// its description instead.
pub fn steps(state: State) -> AnyView {
    if let Some(snapshot) = state.with_untracked(|it| it.snapshot.clone()) {
        let link = |name: &'static str, route: Route| {
            view! { <a href=route.to_string()>{name}</a> }.into_any()
        };
        return view! {
            <div class="notice">
                <p>
                    <strong>{demarc_core::text::line(&snapshot.label)}</strong>
                    {format!(": a snapshot, taken {}. It can’t be changed.", clock::moment(snapshot.taken.milliseconds()))}
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
            {save_status(state)}
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
        Step::Results(_) | Step::Report => *step == Step::Results(View::Overview),
        _ => current == step,
    }
}
