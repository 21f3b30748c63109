//! What pages read: the open assessment and its analysis, the catalog, the route.
//! Nothing can be changed through this handle: that takes `Session` or `Library`.

use std::sync::OnceLock;

use leptos::prelude::*;

use super::analyzer::Analyzed;
use super::navigation::Navigation;
use crate::route::{Route, Step};
use demarc_catalog::{Catalog, PracticeId, PracticeText, ServiceId, ServiceText, Texts};
use demarc_core::analysis::Analysis;
use demarc_core::assessment::Assessment;
use demarc_core::report::Subject;

/// The reading handle.
#[derive(Clone, Copy)]
pub struct State {
    /// The current route.
    pub route: Memo<Route>,
    /// The analysis of the open assessment, which follows a change once the change itself shows.
    pub analysis: Memo<Option<Analyzed>>,
    open: RwSignal<Option<Assessment>>,
    redraws: RwSignal<u32>,
    navigation: Navigation,
}

impl State {
    /// The handle on these.
    pub(super) fn new(
        navigation: Navigation,
        open: RwSignal<Option<Assessment>>,
        analysis: Memo<Option<Analyzed>>,
        redraws: RwSignal<u32>,
    ) -> Self {
        Self {
            route: navigation.route,
            analysis,
            open,
            redraws,
            navigation,
        }
    }

    /// The built-in catalog. Its names are there with the first page that is not in the first load.
    pub fn catalog(self) -> &'static Catalog {
        demarc_edition::catalog_or_outline()
    }

    /// The catalog's texts. Pages that need them are shown once they are there; before, there are none.
    pub fn texts(self) -> &'static Texts {
        static NONE: OnceLock<Texts> = OnceLock::new();
        demarc_edition::texts().unwrap_or_else(|| NONE.get_or_init(Texts::default))
    }

    /// Whether the analysis considers evidence; tracked.
    pub fn has_evidence(self) -> bool {
        self.analysis
            .with(|it| it.as_ref().is_some_and(|it| it.weighing().is_some()))
    }

    /// Reads from what a report of the open assessment is about, with the evidence that its analysis considers.
    pub fn with_subject<T>(
        self,
        assessment: &Assessment,
        analysis: &Analyzed,
        read: impl FnOnce(&Subject<'_>) -> T,
    ) -> T {
        read(&Subject {
            catalog: self.catalog(),
            texts: self.texts(),
            assessment,
            analysis,
            evidence: analysis.weighing().filter(|it| !it.evidence.is_empty()),
            workshop: None,
        })
    }

    /// The texts of a practice, once those of its domain are there.
    pub fn practice_text(self, id: &PracticeId) -> Option<&'static PracticeText> {
        demarc_edition::practice_text(id)
    }

    /// The texts of a service.
    pub fn service_text(self, id: &ServiceId) -> Option<&'static ServiceText> {
        self.texts().service(id)
    }

    /// Reads from the open assessment; tracked.
    pub fn with<T: Default>(self, read: impl FnOnce(&Assessment) -> T) -> T {
        self.open
            .with(|open| open.as_ref().map(read).unwrap_or_default())
    }

    /// Reads from the open assessment once.
    pub fn with_untracked<T: Default>(self, read: impl FnOnce(&Assessment) -> T) -> T {
        self.open
            .with_untracked(|open| open.as_ref().map(read).unwrap_or_default())
    }

    /// Reads from the analysis of the open assessment; tracked.
    pub fn analyzed<T: Default>(self, read: impl FnOnce(&Analysis) -> T) -> T {
        self.analysis
            .with(|it| it.as_deref().map(read).unwrap_or_default())
    }

    /// Whether the open assessment is a snapshot, which nobody edits; tracked.
    pub fn is_snapshot(self) -> bool {
        self.with(|it| it.snapshot.is_some())
    }

    /// The same for a page, which is of a snapshot or of none as long as it is there.
    pub fn shows_snapshot(self) -> bool {
        self.with_untracked(|it| it.snapshot.is_some())
    }

    /// Follows the changes that did not come from the page: from undoing, from another tab.
    pub fn track_redraws(self) {
        self.redraws.track();
    }

    /// The route of a page of the open assessment.
    pub fn at(self, step: Step) -> Route {
        let id = self.with_untracked(|it| Some(it.id.clone()));
        id.map_or(Route::Home, |id| Route::Assessment(id, step))
    }

    /// The page that somebody came from, if it was one of an assessment; else the first page.
    pub fn back(self) -> Route {
        let from = self.navigation.previous();
        from.filter(|it| matches!(it, Route::Assessment(..)))
            .unwrap_or(Route::Home)
    }

    /// Whether somebody came from this page of the open assessment.
    pub fn came_from(self, step: Step) -> bool {
        self.navigation.previous() == Some(self.at(step))
    }
}
