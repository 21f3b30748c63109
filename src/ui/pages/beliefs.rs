//! Who does what: statements drawn from the chosen services, answered before the catalog's answer is shown.
//! It knows the statements and not how they were drawn.

use leptos::prelude::*;

use crate::ui::components::steps;
use crate::ui::state::State;

/// The belief check.
pub fn page() -> AnyView {
    let state = State::get();
    view! {
        <main id="main" class="page" tabindex="-1">
            {steps(state)}
            <h1 class="page-title" tabindex="-1">"Who does what"</h1>
        </main>
    }
    .into_any()
}
