//! The gap analysis as a document to read, print and save as a file.
//! The core's `report` decides the content, so that the page and the files agree.

mod document;
mod logo;
mod settings;
mod summary;

use leptos::prelude::*;

use crate::browser::{clock, page};
use crate::components::reactive::when;
use crate::components::{files, frame};
use crate::state::{Library, State};
use demarc_core::report::Document;

/// The page of the report.
pub fn page() -> AnyView {
    let state = State::get();
    let logo = RwSignal::new(Library::get().logo());
    let of_today = clock::today();
    let made = Memo::new(move |_| made(state, of_today.as_ref()));
    let print = move |_| page::print();
    view! {
        <main id="main" class="page report-page" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">"Report"</h1>
            <p class="lede">
                "The findings as a document to hand over: set what stands on it, then print it or save it as a PDF from the print dialog."
            </p>
            <p class="actions">
                <button type="button" class="button button--primary" on:click=print>"Print or save as PDF"</button>
            </p>
            {settings::panel(state, logo)}
            {files(state)}
            {when(move || made.with(Option::is_some), move || document::draw(made, logo))}
        </main>
    }
    .into_any()
}

/// The document of the open assessment; `None` while the day is unknown.
fn made(state: State, today: Option<&demarc_catalog::Date>) -> Option<Document> {
    let today = today?;
    let assessment = state.with(|it| Some(it.clone()))?;
    state.analysis.with(|analysis| {
        let analysis = analysis.as_ref()?;
        Some(state.with_subject(&assessment, analysis, |it| it.document(today)))
    })
}
