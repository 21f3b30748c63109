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
use demarc_core::report::{Document, Subject};
use demarc_core::store::{WORKSHOP, WorkshopRecord};
use demarc_core::workshop::{Held, reported, reveal, workshops};

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
        Some(state.with_subject(&assessment, analysis, |it| with_workshop(it, today)))
    })
}

/// The document with the latest workshop whose answers are revealed.
fn with_workshop(subject: &Subject<'_>, today: &demarc_catalog::Date) -> Document {
    let record = Library::get().listed_beside(&WORKSHOP, &subject.assessment.id);
    let read = record.and_then(|text| WorkshopRecord::read(&text).ok());
    let workshop = read.and_then(|(_, entries)| reported(workshops(&entries).0));
    let revealed = workshop.as_ref().map(|it| {
        let weighed = subject.evidence.map(|it| it.weighed);
        reveal(
            subject.catalog,
            subject.assessment,
            subject.analysis,
            it,
            weighed,
        )
    });
    let held = workshop.as_ref().zip(revealed.as_ref());
    let workshop = held.map(|(workshop, revealed)| Held { workshop, revealed });
    let subject = Subject {
        workshop,
        ..*subject
    };
    subject.document(today)
}
