//! The model without an assessment: who does what for any service, and for two side by side.
//! It knows the catalog and nothing of assessments.

use leptos::prelude::*;

use crate::catalog::ServiceRef;

/// A service as a stack with the line through it, or two; none chosen: how the line moves, and all services.
pub fn page(_one: Option<&ServiceRef>, _other: Option<&ServiceRef>) -> AnyView {
    view! {
        <main id="main" class="page page--wide" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"Explore"</h1>
        </main>
    }
    .into_any()
}
