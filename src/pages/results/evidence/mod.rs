//! What the findings of scanners say beside the answers: the sentence with both scores, every practice by verdict, and
//! the files that were read.

mod contradiction;
mod explain;
mod files;
mod head;
mod panel;
mod settings;
mod verdicts;

use leptos::prelude::*;

use self::explain::Draft;
use crate::browser::{clock, focus};
use crate::components::reactive::{live, when};
use crate::components::scanner;
use crate::state::{EvidenceAccess, Library, Messages, Session, State};
use demarc_core::assessment::{AssessmentId, Moment};
use demarc_core::evidence::{Evidence, Weighed, Weighing, analyze_beside};
use demarc_core::exchange::evidence::EvidenceFile;
use demarc_core::exchange::record;
use demarc_core::store::{Entries, EvidenceRecord};

/// The evidence of the open assessment, for the parts of the page.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    session: Session,
    library: Library,
    messages: Messages,
    of: StoredValue<Option<AssessmentId>>,
    evidence: Memo<Evidence>,
    /// The findings beside the answers; `None` without evidence, and before the analysis is there.
    weighed: Memo<Option<Weighed>>,
    /// The explanation that is being entered. It outlives redraws of the list.
    draft: Draft,
}

impl Page {
    fn new(state: State) -> Self {
        let library = Library::get();
        let of = state.with_untracked(|it| Some(it.id.clone()));
        let evidence = Memo::new(move |_| {
            let of = |it: Weighing<'_>| it.evidence.clone();
            state
                .analysis
                .with(|it| it.as_ref()?.weighing().map(of))
                .unwrap_or_default()
        });
        let weighed = Memo::new(move |_| {
            let of = |it: Weighing<'_>| it.weighed.clone();
            state.analysis.with(|it| it.as_ref()?.weighing().map(of))
        });
        Self {
            state,
            session: Session::get(),
            library,
            messages: Messages::get(),
            of: StoredValue::new(of),
            evidence,
            weighed,
            draft: Draft::new(),
        }
    }

    /// Edits the entries of the evidence.
    fn edit(self, edit: impl FnOnce(&mut Entries, Moment)) {
        if let Some(of) = self.of.get_value() {
            self.library.edit_evidence(&of, edit);
        }
    }

    /// Draws from the findings beside the answers; tracked.
    fn draw(self, draw: impl Fn(&Weighed) -> AnyView) -> AnyView {
        self.weighed.with(|weighed| match weighed {
            Some(weighed) => draw(weighed),
            None => ().into_any(),
        })
    }

    /// Whether nothing of it can be changed: a snapshot.
    fn is_fixed(self) -> bool {
        self.state.shows_snapshot()
    }
}

pub(super) fn view(state: State) -> AnyView {
    let page = Page::new(state);
    page.library.read_inventory();
    let has_scans = Memo::new(move |_| page.evidence.with(|it| !it.is_empty()));
    let reader = scanner::reader(
        move |read| {
            let mut added = Ok(());
            page.edit(|entries, at| added = read.add_within_limit(entries, at));
            added
        },
        has_scans,
    );
    let reader = (!page.is_fixed()).then_some(reader);
    let example = when(
        move || !has_scans.get() && !page.is_fixed() && is_example(state),
        move || example(page),
    );
    view! {
        {when(
            move || has_scans.get(),
            move || {
                view! {
                    {live(move || page.draw(|weighed| head::head(page, weighed)))}
                    {live(move || page.draw(|weighed| contradiction::section(page, weighed)))}
                    {live(move || page.draw(|weighed| verdicts::sections(page, weighed)))}
                }
                    .into_any()
            },
        )}
        {reader}
        {example}
        {when(
            move || has_scans.get(),
            move || live(move || page.draw(|weighed| files::section(page, weighed))),
        )}
        {settings::section(page)}
    }
    .into_any()
}

/// What this part brings for other pages.
pub(super) fn access() -> EvidenceAccess {
    EvidenceAccess {
        analyze: |assessment, record, today| {
            let (_, entries) = EvidenceRecord::read(record).ok()?;
            let (evidence, texts) = (Evidence::of(&entries), demarc_edition::texts()?);
            let catalog = demarc_edition::catalog();
            let (analysis, weighed) = analyze_beside(catalog, texts, assessment, &evidence, today);
            Some((analysis, evidence, weighed))
        },
        panel: |id| panel::panel(State::get(), id),
        supported: || head::supported(State::get()),
    }
}

/// Whether the open assessment is the example that Demarc brings along.
fn is_example(state: State) -> bool {
    let example = record::read(demarc_edition::EXAMPLE);
    example.is_ok_and(|example| state.with_untracked(|it| it.name == example.name))
}

/// Offers made-up findings for the example.
fn example(page: Page) -> AnyView {
    let read = move |_| {
        let Ok(file) = EvidenceFile::read(demarc_edition::EXAMPLE_EVIDENCE) else {
            return;
        };
        let file = file.read_on(&clock::day());
        page.edit(|entries, at| file.add_to(entries, at));
        focus::first("#evidence-says");
    };
    view! {
        <p class="actions">
            <button type="button" class="button" id="example-findings" on:click=read>
                "Try it with made-up findings"
            </button>
        </p>
    }
    .into_any()
}
