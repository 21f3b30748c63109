//! The button that copies a text to the clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::components::reactive::text;

/// The outcome of copying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Yes,
    No,
}

/// A button that copies a text, and reports the outcome beside it. `what` completes its accessible name:
/// `Copy as text: Roadmap`.
pub fn copy(what: &str, read: impl Fn() -> String + 'static) -> AnyView {
    let read: Box<dyn Fn() -> String> = Box::new(read);
    let copied = RwSignal::new(Copied::NotYet);
    let act = move |_| {
        let text = read();
        // Cleared first, so that a screen reader announces a repeated copy.
        copied.set(Copied::NotYet);
        spawn_local(async move {
            let done = clipboard::write(&text).await;
            // The signal is disposed if the user left the page.
            let _ = copied.try_set(if done { Copied::Yes } else { Copied::No });
        });
    };
    let outcome = move || match copied.get() {
        Copied::NotYet => String::new(),
        Copied::Yes => "Copied.".to_owned(),
        Copied::No => {
            "The browser did not allow it. Select the text and copy it yourself.".to_owned()
        }
    };
    let what = format!(": {what}");
    view! {
        <span class="copy">
            <button type="button" class="button button--small button--quiet" on:click=act>
                "Copy as text"<span class="visually-hidden">{what}</span>
            </button>
            <span class="copy__said" role="status">{text(outcome)}</span>
        </span>
    }
    .into_any()
}
