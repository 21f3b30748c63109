//! The gap analysis as a document to read, print and save.
//! It draws the document that `report` makes and knows nothing of what is in it.

use leptos::prelude::*;

use crate::ui::components::{files, steps};
use crate::ui::state::State;

/// The report.
pub fn page() -> AnyView {
    let state = State::get();
    view! {
        <main id="main" class="page" tabindex="-1">
            {steps(state)}
            <h1 class="page-title" tabindex="-1">"Report"</h1>
            {files(state)}
        </main>
    }
    .into_any()
}
