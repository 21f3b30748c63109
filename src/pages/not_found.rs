//! The pages for an address that names nothing.

use leptos::prelude::*;

use crate::route::Route;
use crate::state::Library;
use demarc_core::assessment::AssessmentId;

/// The page for an unknown address.
pub fn page() -> AnyView {
    dead_end(
        "There is no such page",
        "The address may be mistyped, or from an older Demarc. Your assessments are not affected.",
        "Go to the first page",
    )
}

/// The page for an assessment that is not on this device, or is in the bin.
pub fn no_assessment(id: &AssessmentId) -> AnyView {
    if Library::get().is_binned(id) {
        return dead_end_to(
            "This assessment is deleted",
            "It can be brought back for at least 30 days after it was deleted.",
            "See what is deleted",
            &Route::Bin,
        );
    }
    dead_end(
        "This assessment is not on this device",
        "Assessments stay in the browser they were made in. If it was made elsewhere, save it there as a file and open the file here.",
        "See the assessments kept here",
    )
}

fn dead_end(heading: &'static str, explanation: &'static str, way_back: &'static str) -> AnyView {
    dead_end_to(heading, explanation, way_back, &Route::Home)
}

fn dead_end_to(
    heading: &'static str,
    explanation: &'static str,
    way_back: &'static str,
    to: &Route,
) -> AnyView {
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">{heading}</h1>
            <p>{explanation}</p>
            <p class="actions">
                <a class="button button--primary" href=to.to_string()>{way_back}</a>
            </p>
        </main>
    }
    .into_any()
}
