//! The state of the screens: one handle, passed by context. The open assessment has one owner, and this is it.
//! Pages read through memos; `edit` changes, `keeping` keeps, and `store` holds what is done to whole assessments.

mod autosave;
mod edit;
mod library;
mod messages;

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::task::spawn_local;

pub use autosave::SaveStatus;
pub use messages::Message;

use super::document;
use super::pages::later::{self, Part};
use super::route::{Route, Step};
use crate::browser::local_storage::BrowserStore;
use demarc_catalog::{Catalog, PracticeId, PracticeText, ServiceId, ServiceText, Texts};
use demarc_core::analysis::{Analysis, analyze};
use demarc_core::assessment::{Assessment, AssessmentId, History};
use demarc_core::exchange::file::Contents;
use demarc_core::report::Subject;
use demarc_core::store::{Inventory, RecordStore, StoreError};

/// How far something has come that is fetched once the app runs; of several, the last of these is how far all have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadState {
    /// It is there.
    Done,
    /// It is on its way.
    Waiting,
    /// It did not come, or is another edition's.
    Failed,
}

/// The handle on all state.
#[derive(Clone, Copy)]
pub struct State {
    /// Where in the app we are.
    pub route: Memo<Route>,
    /// The place the address names.
    address: RwSignal<Route>,
    /// The open assessment.
    open: RwSignal<Option<Assessment>>,
    /// Its analysis, which follows a change once the change itself shows.
    pub analysis: Memo<Option<Analysis>>,
    /// Counts the times that the analysis caught up with the open assessment.
    caught_up: RwSignal<u32>,
    /// Whether it was changed since then, and is neither analyzed nor kept.
    is_behind: StoredValue<bool>,
    /// What is kept on this device.
    pub kept: RwSignal<Inventory>,
    /// Why the device keeps nothing, if so.
    pub save_error: RwSignal<Option<StoreError>>,
    /// Whether what was entered is kept.
    pub keeping: RwSignal<SaveStatus>,
    /// What the user is to be told.
    pub message: RwSignal<Option<Message>>,
    /// Whether there is something to undo, and to redo.
    pub steps: RwSignal<(bool, bool)>,
    /// Counts the changes that no part of the page made.
    redraws: RwSignal<u32>,
    /// Whether it is time to save a file.
    pub reminder: RwSignal<bool>,
    /// A file that was chosen to be opened: its name, and what is in it or why it can't be opened.
    pub chosen: RwSignal<Option<(String, Result<Contents, String>)>>,
    /// How far each piece has come that is fetched once the app runs.
    pieces: RwSignal<[LoadState; Part::ALL.len()]>,
    /// Which of them were asked for.
    asked_for: StoredValue<[bool; Part::ALL.len()]>,
    /// The place before this one.
    came_from: StoredValue<Option<Route>>,
    /// The steps by which the open assessment came to be what it is.
    history: StoredValue<History>,
    /// The steps of those that were open before.
    histories: StoredValue<Vec<(AssessmentId, History)>>,
    store: StoredValue<RecordStore, LocalStorage>,
    mirror: StoredValue<autosave::Journaling, LocalStorage>,
}

impl State {
    /// Opens the device's storage, reads the address, and puts the handle into the context.
    pub fn provide() -> Self {
        let (store, save_error) = match BrowserStore::open() {
            Ok(local) => (RecordStore::new(Some(Box::new(local))), None),
            Err(error) => (RecordStore::new(None), Some(error)),
        };
        let route = document::current_route();
        let address = RwSignal::new(route.clone());
        let open = RwSignal::new(None::<Assessment>);
        let caught_up = RwSignal::new(0);
        let state = Self {
            route: Memo::new(move |_| address.get()),
            address,
            open,
            analysis: Memo::new(move |_| {
                caught_up.track();
                open.with_untracked(|open| {
                    open.as_ref()
                        .map(|it| analyze(demarc_edition::catalog(), it))
                })
            }),
            caught_up,
            is_behind: StoredValue::new(false),
            kept: RwSignal::new(Inventory::default()),
            save_error: RwSignal::new(None),
            keeping: RwSignal::new(SaveStatus::Saved),
            message: RwSignal::new(None),
            steps: RwSignal::new((false, false)),
            redraws: RwSignal::new(0),
            reminder: RwSignal::new(false),
            chosen: RwSignal::new(None),
            pieces: RwSignal::new([LoadState::Waiting; Part::ALL.len()]),
            asked_for: StoredValue::new([false; Part::ALL.len()]),
            came_from: StoredValue::new(None),
            history: StoredValue::new(History::default()),
            histories: StoredValue::new(Vec::new()),
            store: StoredValue::new_local(store),
            mirror: StoredValue::new_local(autosave::Journaling::on(save_error)),
        };
        state.request_for(&route);
        state.open_named(&route);
        let listener = window_event_listener(leptos::ev::hashchange, move |_| {
            // First: what is open may turn out to be kept as a copy, whose pages have another address.
            state.catch_up();
            state.arrive(document::current_route());
        });
        on_cleanup(move || listener.remove());
        state.start_keeping();
        provide_context(state);
        state
    }

    /// Follows the address to a place.
    pub fn arrive(self, route: Route) {
        if self.address.with_untracked(|it| *it == route) {
            return;
        }
        self.request_for(&route);
        self.open_named(&route);
        let is_passing =
            |message: &Option<Message>| message.as_ref().is_some_and(Message::is_passing);
        if self.message.with_untracked(is_passing) {
            self.message.set(None);
        }
        self.came_from.set_value(Some(self.address.get_untracked()));
        self.address.set(route);
    }

    /// The handle, from the context that `provide` filled above every page.
    pub fn get() -> Self {
        expect_context()
    }

    /// The built-in catalog.
    pub fn catalog(self) -> &'static Catalog {
        demarc_edition::catalog()
    }

    /// The catalog's words. Pages that ask for them are shown once they are there; before, there are none.
    pub fn texts(self) -> &'static Texts {
        static NONE: OnceLock<Texts> = OnceLock::new();
        demarc_edition::texts().unwrap_or_else(|| NONE.get_or_init(Texts::default))
    }

    /// What a report of an assessment is about.
    pub fn subject<'a>(self, assessment: &'a Assessment, analysis: &'a Analysis) -> Subject<'a> {
        Subject {
            catalog: self.catalog(),
            texts: self.texts(),
            assessment,
            analysis,
        }
    }

    /// The words of a practice.
    pub fn practice_text(self, id: &PracticeId) -> Option<&'static PracticeText> {
        self.texts().practice(id)
    }

    /// The words of a service.
    pub fn service_text(self, id: &ServiceId) -> Option<&'static ServiceText> {
        self.texts().service(id)
    }

    /// How far all has come that the page of this route needs; tracked.
    pub fn reading(self, route: &Route) -> LoadState {
        let pieces = self.pieces.get();
        let needed = later::needs(route).iter();
        let readings = needed.map(|piece| pieces[*piece as usize]);
        readings.max().unwrap_or(LoadState::Done)
    }

    /// Fetches again what did not come.
    pub fn try_again(self) {
        let pieces = self.pieces.get_untracked();
        for piece in Part::ALL {
            if pieces[piece as usize] == LoadState::Failed {
                self.fetch(piece);
            }
        }
    }

    /// Asks for what the page of a route needs, and nothing else as long as that is on its way. The first pages need
    /// nothing; what is needed most likely after them is what asks, when they show.
    fn request_for(self, route: &Route) {
        match later::needs(route) {
            [] => document::once_shown(move || self.want(&[Part::Ask])),
            needed => self.want(needed),
        }
    }

    /// Fetches those that nobody has asked for yet.
    fn want(self, pieces: &[Part]) {
        for piece in pieces {
            let asked_for = self
                .asked_for
                .try_update_value(|it| std::mem::replace(&mut it[*piece as usize], true));
            if asked_for == Some(false) {
                self.fetch(*piece);
            }
        }
    }

    /// Fetches a piece, and says when it is there.
    fn fetch(self, piece: Part) {
        let say = move |reading| self.pieces.update(|it| it[piece as usize] = reading);
        say(LoadState::Waiting);
        spawn_local(async move {
            let there = later::fetch(piece).await;
            say(if there {
                LoadState::Done
            } else {
                LoadState::Failed
            });
            // A room that loses its network later has the whole app.
            if !self.is_fetching() {
                self.want(&Part::ALL);
            }
        });
    }

    /// Whether something that was asked for is on its way.
    fn is_fetching(self) -> bool {
        let asked_for = self.asked_for.get_value();
        let pieces = self.pieces.get_untracked();
        let mut both = asked_for.iter().zip(&pieces);
        both.any(|(asked_for, reading)| *asked_for && *reading == LoadState::Waiting)
    }

    /// Makes the assessment that a route names the open one, if the device has it.
    fn open_named(self, route: &Route) {
        if let Route::Assessment(id, _) = route {
            self.open(id);
        }
    }

    /// Whether this assessment or snapshot is the open one.
    fn is_open(self, id: &AssessmentId) -> bool {
        self.with_untracked(|it| it.id == *id)
    }

    /// Makes the assessment or snapshot with this id the open one; false if the device has none.
    fn open(self, id: &AssessmentId) -> bool {
        if self.is_open(id) {
            return true;
        }
        let found = self.store.with_value(|store| store.open(id));
        let was_found = found.is_some();
        self.show(found.map(normalized));
        was_found
    }

    /// Makes an assessment the open one.
    fn show(self, assessment: Option<Assessment>) {
        self.catch_up();
        self.forget_news_of_steps();
        let id = |it: &Option<Assessment>| it.as_ref().map(|it| it.id.clone());
        let (before, now) = (self.open.with_untracked(id), id(&assessment));
        let mut history = self.history.try_update_value(std::mem::take);
        self.histories.update_value(|all| {
            all.extend(before.zip(history.take()));
            let index = all.iter().position(|(of, _)| Some(of) == now.as_ref());
            history = index.map(|index| all.remove(index).1);
        });
        self.history.set_value(history.unwrap_or_default());
        self.tell_steps();
        self.set_open(assessment);
    }

    /// Lets the open assessment be another, or be what it became elsewhere.
    fn set_open(self, assessment: Option<Assessment>) {
        self.open.set(assessment);
        self.caught_up.update(|count| *count += 1);
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

    /// Has drawn anew what does not follow every change: what changed is no part of the page's own doing.
    pub fn redraw(self) {
        self.catch_up();
        self.redraws.update(|count| *count += 1);
    }

    /// Follows changes of that kind.
    pub fn track_redraws(self) {
        self.redraws.track();
    }

    /// The place of a page of the open assessment.
    pub fn at(self, step: Step) -> Route {
        let id = self
            .open
            .with_untracked(|open| open.as_ref().map(|it| it.id.clone()));
        id.map_or(Route::Home, |id| Route::Assessment(id, step))
    }

    /// The page that somebody came from, if it was one of an assessment; else the first page.
    pub fn way_back(self) -> Route {
        let from = self.came_from.get_value();
        from.filter(|it| matches!(it, Route::Assessment(..)))
            .unwrap_or(Route::Home)
    }

    /// Whether somebody came from this page of the open assessment.
    pub fn came_from(self, step: Step) -> bool {
        let index = self.at(step);
        self.came_from.with_value(|it| it.as_ref() == Some(&index))
    }

    /// An id that no other assessment has.
    pub fn fresh_id(self) -> AssessmentId {
        AssessmentId::from_bits(document::random_bits())
    }
}

/// The assessment as this edition names things.
fn normalized(mut assessment: Assessment) -> Assessment {
    assessment.normalize(demarc_edition::catalog());
    assessment
}
