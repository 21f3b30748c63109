//! What shows when an address leads nowhere.
//! It knows the way back, and nothing else.

use leptos::prelude::*;

use crate::ui::route::Route;

/// The address names no page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"There is no such page"</h1>
            <p>"The address may be mistyped, or from an older Demarc. Your assessments are not affected."</p>
            <p class="actions">
                <a class="button button--primary" href=Route::Home.to_string()>"Go to the first page"</a>
            </p>
        </main>
    }
}

/// The address names an assessment that this device does not have.
#[component]
pub fn NoAssessment() -> impl IntoView {
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"This assessment is not on this device"</h1>
            <p>
                "Assessments stay in the browser they were made in. If it was made elsewhere, save it there as a file and open the file here."
            </p>
            <p class="actions">
                <a class="button button--primary" href=Route::Home.to_string()>"See the assessments kept here"</a>
            </p>
        </main>
    }
}
