//! A new version of the site: what the user is asked, and when it may take over.
//! `public/offline.js` fetches it and says that it waits; which files it has is no business of this.

use leptos::ev::Custom;
use leptos::prelude::*;

use super::components::reactive::when;
use super::document;
use super::state::{SaveStatus, State};

/// What `public/offline.js` says: a new version waits, or another tab took it.
const WAITS: &str = "demarc:version";
/// What it hears: the user wants it.
const RENEW: &str = "demarc:renew";

/// Asks, once there is something to ask. The page is loaded again only when what was entered is saved.
pub fn toast(state: State) -> AnyView {
    let waits = RwSignal::new(false);
    let wanted = RwSignal::new(false);
    let listener = window_event_listener(Custom::<web_sys::Event>::new(WAITS), move |_| {
        waits.set(true);
    });
    on_cleanup(move || listener.remove());
    Effect::new(move |_| {
        if wanted.get() && state.keeping.get() != SaveStatus::Saving {
            // Somebody may be asked whether to leave, and stay.
            wanted.set(false);
            document::tell(RENEW);
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
