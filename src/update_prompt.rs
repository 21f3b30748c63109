//! The prompt for a new version of the site, which `public/offline.js` has fetched.

use leptos::prelude::*;

use crate::browser::page;
use crate::components::reactive::when;
use crate::state::{Autosave, SaveStatus};

/// The event from `public/offline.js`: a new version is waiting, or another tab activated it.
const WAITS: &str = "demarc:version";
/// The event to `public/offline.js`: the user wants the new version.
const RENEW: &str = "demarc:renew";

/// The prompt, while a new version is waiting. The page reloads only after the open assessment is saved.
pub fn toast() -> AnyView {
    let autosave = Autosave::get();
    let waits = RwSignal::new(false);
    let wanted = RwSignal::new(false);
    page::when_told(WAITS, move || waits.set(true));
    Effect::new(move |_| {
        if wanted.get() && autosave.status() != SaveStatus::Saving {
            // The browser may ask whether to leave, and the user may stay.
            wanted.set(false);
            page::tell(RENEW);
        }
    });
    let ask = move || {
        view! {
            <div class="toast">
                <span>"A new version of Demarc is here. What you entered stays."</span>
                <button type="button" class="button button--small" on:click=move |_| wanted.set(true)>
                    "Reload now"
                </button>
                <button type="button" class="button button--small button--quiet" on:click=move |_| waits.set(false)>
                    "Later"
                </button>
            </div>
        }
        .into_any()
    };
    view! { <div role="status">{when(move || waits.get(), ask)}</div> }.into_any()
}
