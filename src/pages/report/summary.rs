//! The editor of the summary: it starts from the generated summary, and can return to it.

use leptos::prelude::*;

use crate::browser::focus;
use crate::components::reactive::{value, when};
use crate::state::{Session, State};

/// The summary generated from the findings, as text with an empty line between paragraphs.
fn made(state: State) -> String {
    let assessment = state.with(|it| Some(it.clone()));
    state
        .analysis
        .with(|analysis| match (&assessment, analysis) {
            (Some(assessment), Some(analysis)) => {
                state.with_subject(assessment, analysis, |it| it.summary().join("\n\n"))
            }
            _ => String::new(),
        })
}

/// The field of the summary.
pub(super) fn field(state: State) -> AnyView {
    let session = Session::get();
    let made = Memo::new(move |_| made(state));
    let own = Memo::new(move |_| state.with(|it| it.cover.summary.clone()));
    let is_own = move || own.with(|it| !it.trim().is_empty());
    let shown = move || if is_own() { own.get() } else { made.get() };
    // An emptied field stays empty while it has focus; the generated summary does not reappear in it.
    let emptied = RwSignal::new(false);
    let write = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        emptied.set(text.trim().is_empty());
        session.edit(|it| it.cover.summary = text);
    };
    // A text equal to the generated summary counts as generated; this is decided when the field loses focus.
    let leave = move |_| {
        emptied.set(false);
        let is_made = own.with_untracked(|own| {
            !own.is_empty() && made.with_untracked(|made| made.trim() == own.trim())
        });
        if is_made {
            session.edit(|it| it.cover.summary.clear());
        }
    };
    let make = move |_| {
        emptied.set(false);
        session.edit(|it| it.cover.summary.clear());
        focus::first("#summary-text");
    };
    view! {
        <div class="field">
            <label for="summary-text">"Summary"</label>
            <p class="hint" id="summary-text-hint">
                "Made from the findings, and made anew when they change. Edit it, and it stays as you wrote it. An empty line begins a paragraph; lines that begin with 1., 2. and so on are a list."
            </p>
            <textarea
                id="summary-text"
                rows="12"
                aria-describedby="summary-text-hint"
                prop:value=value(move || if emptied.get() { String::new() } else { shown() })
                on:input=write
                on:blur=leave
            ></textarea>
            {when(
                is_own,
                move || {
                    view! {
                        <p>
                            <button type="button" class="button button--small" on:click=make>
                                "Use the made one again"
                            </button>
                        </p>
                    }
                        .into_any()
                },
            )}
        </div>
    }
    .into_any()
}
