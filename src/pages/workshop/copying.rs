//! The button that copies a code or an invite.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::components::reactive::text;

/// A button that copies a text, and says beside it how that went. `what` completes its accessible name.
pub(super) fn copy(class: &'static str, what: &'static str, of: String) -> AnyView {
    let said = RwSignal::new("");
    let act = move |_| {
        let of = of.clone();
        // Cleared first, so that a screen reader announces a repeated copy.
        said.set("");
        spawn_local(async move {
            let is_copied = clipboard::write(&of).await;
            let _ = said.try_set(if is_copied {
                "Copied."
            } else {
                "The browser did not allow it. Select the text and copy it yourself."
            });
        });
    };
    view! {
        <button type="button" class=class on:click=act>
            "Copy"
            <span class="visually-hidden">{format!(": {what}")}</span>
        </button>
        <span role="status">{text(move || said.get().to_owned())}</span>
    }
    .into_any()
}
