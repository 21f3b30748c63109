//! What shows while the catalog's words are on their way, or could not be had.
//! It knows how to ask for them again.

use leptos::prelude::*;

use crate::ui::state::{Reading, State};

/// The words are awaited, or were not found.
pub fn page(reading: Reading) -> AnyView {
    let state = State::get();
    if reading == Reading::Failed {
        return view! {
            <main id="main" class="page" tabindex="-1">
                <h1 class="page-title" tabindex="-1">"This page could not be loaded"</h1>
                <p>
                    "Its text did not arrive: is there a network? What you entered is kept. If a newer Demarc was published meanwhile, reload the page."
                </p>
                <p class="actions">
                    <button type="button" class="button button--primary" on:click=move |_| state.read_texts()>
                        "Try again"
                    </button>
                </p>
            </main>
        }
        .into_any();
    }
    view! {
        <main id="main" class="page" tabindex="-1" aria-busy="true">
            <h1 class="page-title" tabindex="-1">"Loading…"</h1>
        </main>
    }
    .into_any()
}
