//! How far opening a file is, and the button that cancels it.

use leptos::prelude::*;

use crate::components::reactive::{flag, text, value};
use crate::state::{ImportProgress, Library};

/// The progress.
pub fn progress(library: Library) -> AnyView {
    let of = move |read: fn(&ImportProgress) -> String| {
        library
            .importing
            .with(|it| it.as_ref().map(read).unwrap_or_default())
    };
    let cancel = move |_| library.cancel_import();
    view! {
        <h1 class="page-title" tabindex="-1">{text(move || of(|it| format!("Opening “{}”", it.file)))}</h1>
        <p class="progress-line">
            <progress
                aria-label="Opened assessments"
                value=value(move || of(|it| it.done.to_string()))
                max=value(move || of(|it| it.total.to_string()))
            ></progress>
            <span>{text(move || of(|it| format!("{} of {}", it.done, it.total)))}</span>
        </p>
        <p class="hint">"If you cancel, what is opened by then stays."</p>
        <p class="actions">
            <button
                type="button"
                class="button"
                disabled=flag(move || library.importing.with(|it| it.as_ref().is_some_and(|it| it.canceled)))
                on:click=cancel
            >
                "Cancel"
            </button>
        </p>
    }
    .into_any()
}
