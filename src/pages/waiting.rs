//! The page that shows while a part of the app loads, or after loading it failed.

use leptos::prelude::*;

use crate::loading::{LoadState, Loading};

/// The page for a part that is loading, or that failed to load.
pub fn page(loading: Loading, load_state: LoadState) -> AnyView {
    if load_state == LoadState::Failed {
        return view! {
            <main id="main" class="page" tabindex="-1">
                <h1 class="page-title" tabindex="-1">"This page could not be loaded"</h1>
                <p>
                    "Part of it did not arrive: is there a network? What you entered is kept. If a newer Demarc was published meanwhile, reload the page."
                </p>
                <p class="actions">
                    <button type="button" class="button button--primary" on:click=move |_| loading.try_again()>
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
