//! The state of the screens: one handle, passed by context. The open assessment has one owner, and this is it.
//! Pages read through memos and change through `edit`, the one place that saves what is edited.

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::document;
use super::route::{Route, Step};
use crate::analysis::{Analysis, analyze};
use crate::assessment::{Assessment, AssessmentId};
use crate::catalog::{Catalog, PracticeId, PracticeText, ServiceId, ServiceText, Texts};
use crate::storage::browser::Local;
use crate::storage::{Kept, Shelf, StoreError};
use crate::{edition, exchange};

/// How far the catalog's words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// They are on their way.
    Waiting,
    /// They are there.
    Done,
    /// They did not come, or are another edition's.
    Failed,
}

/// The handle on all state.
#[derive(Clone, Copy)]
pub struct State {
    /// Where in the app we are.
    pub route: Memo<Route>,
    /// The open assessment.
    open: RwSignal<Option<Assessment>>,
    /// Its analysis.
    pub analysis: Memo<Option<Analysis>>,
    /// What is kept on this device.
    pub kept: RwSignal<Kept>,
    /// Why the device keeps nothing, if so.
    pub trouble: RwSignal<Option<StoreError>>,
    /// The assessment deleted last, to undo.
    pub deleted: RwSignal<Option<Assessment>>,
    /// Whether the catalog's words are there.
    pub texts_reading: RwSignal<Reading>,
    /// The place before this one.
    came_from: StoredValue<Option<Route>>,
    shelf: StoredValue<Shelf, LocalStorage>,
}

impl State {
    /// Opens the device's storage, reads the address, and puts the handle into the context.
    pub fn provide() -> Self {
        let (shelf, trouble) = match Local::open() {
            Ok(local) => (Shelf::new(Some(Box::new(local))), None),
            Err(error) => (Shelf::new(None), Some(error)),
        };
        let route = document::current_route();
        let address = RwSignal::new(route.clone());
        let open = RwSignal::new(None::<Assessment>);
        let state = Self {
            route: Memo::new(move |_| address.get()),
            open,
            analysis: Memo::new(move |_| {
                open.with(|open| open.as_ref().map(|it| analyze(edition::catalog(), it)))
            }),
            kept: RwSignal::new(Kept::default()),
            trouble: RwSignal::new(trouble),
            deleted: RwSignal::new(None),
            texts_reading: RwSignal::new(Reading::Waiting),
            came_from: StoredValue::new(None),
            shelf: StoredValue::new_local(shelf),
        };
        state.read_texts();
        state.open_named(&route);
        let listener = window_event_listener(leptos::ev::hashchange, move |_| {
            let route = document::current_route();
            state.open_named(&route);
            state.came_from.set_value(Some(address.get_untracked()));
            address.set(route);
        });
        on_cleanup(move || listener.remove());
        provide_context(state);
        state
    }

    /// The handle, from the context that `provide` filled above every page.
    pub fn get() -> Self {
        expect_context()
    }

    /// The built-in catalog.
    pub fn catalog(self) -> &'static Catalog {
        edition::catalog()
    }

    /// The catalog's words. Pages that ask for them are shown once they are there; before, there are none.
    pub fn texts(self) -> &'static Texts {
        static NONE: OnceLock<Texts> = OnceLock::new();
        edition::texts().unwrap_or_else(|| NONE.get_or_init(Texts::default))
    }

    /// The words of a practice.
    pub fn practice_text(self, id: &PracticeId) -> Option<&'static PracticeText> {
        self.texts().practice(id)
    }

    /// The words of a service.
    pub fn service_text(self, id: &ServiceId) -> Option<&'static ServiceText> {
        self.texts().service(id)
    }

    /// Fetches the catalog's words, and says when they are there.
    pub fn read_texts(self) {
        self.texts_reading.set(Reading::Waiting);
        spawn_local(async move {
            let bytes = document::fetch(edition::TEXTS_FILE).await;
            let read = bytes.is_some_and(|bytes| edition::read_texts(&bytes).is_ok());
            self.texts_reading
                .set(if read { Reading::Done } else { Reading::Failed });
        });
    }

    /// Makes the assessment that a route names the open one, if the device has it.
    fn open_named(self, route: &Route) {
        if let Route::Assessment(id, _) = route {
            self.open(id);
        }
    }

    /// Makes the assessment with this id the open one; false if the device has none.
    fn open(self, id: &AssessmentId) -> bool {
        let is_open = |open: &Option<Assessment>| open.as_ref().is_some_and(|it| it.id == *id);
        if self.open.with_untracked(is_open) {
            return true;
        }
        self.read_shelf();
        let found = self
            .kept
            .with_untracked(|kept| kept.assessments.iter().find(|it| it.id == *id).cloned());
        let was_found = found.is_some();
        self.open.set(found.map(named));
        was_found
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
            .with(|it| it.as_ref().map(read).unwrap_or_default())
    }

    /// Changes the open assessment, and keeps it: the one place that saves what is edited.
    pub fn edit(self, change: impl FnOnce(&mut Assessment)) {
        self.open.update(|open| {
            if let Some(assessment) = open {
                change(assessment);
            }
        });
        self.open.with_untracked(|open| {
            if let Some(assessment) = open {
                self.report(self.shelf.with_value(|shelf| shelf.save(assessment)));
            }
        });
    }

    /// The place of a page of the open assessment.
    pub fn at(self, step: Step) -> Route {
        let id = self
            .open
            .with_untracked(|open| open.as_ref().map(|it| it.id.clone()));
        id.map_or(Route::Home, |id| Route::Assessment(id, step))
    }

    /// Whether somebody came from this page of the open assessment.
    pub fn came_from(self, step: Step) -> bool {
        let place = self.at(step);
        self.came_from.with_value(|it| it.as_ref() == Some(&place))
    }

    /// The practices in scope, in order.
    pub fn in_scope(self) -> Vec<PracticeId> {
        self.analyzed(|it| {
            it.practices
                .iter()
                .map(|finding| finding.practice.clone())
                .collect()
        })
    }

    /// Keeps a new assessment and goes to a page of it.
    pub fn start(self, assessment: Assessment, step: Step) {
        let assessment = named(assessment);
        let route = Route::Assessment(assessment.id.clone(), step);
        self.put(&assessment);
        self.open.set(Some(assessment));
        document::go(&route);
    }

    /// An id that no other assessment has.
    pub fn fresh_id(self) -> AssessmentId {
        AssessmentId::from_bits(document::random_bits())
    }

    /// Takes in an assessment from a file. Whatever else is kept under its id stays beside it.
    pub fn take_in(self, assessment: Assessment) {
        let (taken, same) = self.kept.with_untracked(|kept| {
            let same = kept.assessments.contains(&assessment);
            (kept.has(&assessment.id), same)
        });
        let assessment = if taken && !same {
            let name = format!("{} (from file)", assessment.name);
            assessment.duplicate(self.fresh_id(), name)
        } else {
            assessment
        };
        self.start(assessment, Step::Practices);
    }

    /// Opens the filled-in example, as the user left it.
    pub fn open_example(self) {
        let Ok(example) = exchange::assessment::read(edition::EXAMPLE) else {
            return;
        };
        let route = Route::Assessment(example.id.clone(), Step::Results);
        if self.open(&example.id) {
            document::go(&route);
        } else if self.kept.with_untracked(|kept| kept.has(&example.id)) {
            // What is there can't be read, and is not to be overwritten.
            let name = example.name.clone();
            self.start(example.duplicate(self.fresh_id(), name), Step::Results);
        } else {
            self.start(example, Step::Results);
        }
    }

    /// Keeps an assessment that is not open, or one under a new name.
    pub fn put(self, assessment: &Assessment) {
        self.report(self.shelf.with_value(|shelf| shelf.save(assessment)));
        self.replace_open(&assessment.id, Some(assessment));
        self.read_shelf();
    }

    /// Deletes an assessment, and remembers it for undo.
    pub fn delete(self, assessment: Assessment) {
        let deleted = self.shelf.with_value(|shelf| shelf.delete(&assessment.id));
        self.replace_open(&assessment.id, None);
        if deleted.is_ok() || self.trouble.get_untracked().is_some() {
            self.deleted.set(Some(assessment));
        }
        self.report(deleted);
        self.read_shelf();
    }

    /// Lets the open assessment follow what became of the one with this id; another is left alone, and told nothing.
    fn replace_open(self, id: &AssessmentId, with: Option<&Assessment>) {
        self.open.maybe_update(|open| {
            let is_open = open.as_ref().is_some_and(|it| it.id == *id);
            if is_open {
                *open = with.cloned();
            }
            is_open
        });
    }

    /// Brings back the assessment deleted last.
    pub fn undo_delete(self) {
        if let Some(assessment) = self.deleted.get_untracked() {
            self.put(&assessment);
            self.deleted.set(None);
            self.open_named(&document::current_route());
        }
    }

    /// Reads again what the device keeps.
    pub fn read_shelf(self) {
        let (kept, error) = self.shelf.with_value(Shelf::load);
        self.kept.set(kept);
        if let Some(error) = error {
            self.trouble.set(Some(error));
        }
    }

    fn report(self, outcome: Result<(), StoreError>) {
        let trouble = outcome.err();
        if self.trouble.get_untracked() != trouble {
            self.trouble.set(trouble);
        }
    }
}

/// The assessment as this edition names things.
fn named(mut assessment: Assessment) -> Assessment {
    assessment.name_variants(edition::catalog());
    assessment
}
