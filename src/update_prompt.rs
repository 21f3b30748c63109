//! A new version of the site, which `public/offline.js` has fetched: asking the user, and when it may take over.

use leptos::prelude::*;

use crate::browser::page;
use crate::components::reactive::when;
use crate::state::{Autosave, SaveStatus};

/// What `public/offline.js` says: a new version waits, or another tab took it.
const WAITS: &str = "demarc:version";
/// What it hears: the user wants it.
const RENEW: &str = "demarc:renew";

/// Asks, once there is something to ask. The page is loaded again only when what was entered is saved.
pub fn toast() -> AnyView {
    let autosave = Autosave::get();
    let waits = RwSignal::new(false);
    let wanted = RwSignal::new(false);
    page::when_told(WAITS, move || waits.set(true));
    Effect::new(move |_| {
        if wanted.get() && autosave.status() != SaveStatus::Saving {
            // Somebody may be asked whether to leave, and stay.
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
