//! The parts of the app that are fetched once it runs: which of them a route needs, and how far each has come.
//! It knows routes and no page: what fetches a part is handed in.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::frame;
use crate::route::{Route, Step};

/// A file, or several, that the app fetches once it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The texts of the catalog.
    Texts,
    /// The styles of the pages that are not in the first load.
    Styles,
    /// The pages that ask: from the services to the check of the answers.
    Ask,
    /// The results.
    Results,
    /// The report and its files.
    Report,
    /// The model: the read, and exploring it.
    Model,
    /// The pages about what is kept: files, snapshots, the bin, privacy; and accessibility.
    Keep,
}

impl Part {
    /// All, the one that most pages need first.
    pub const ALL: [Self; 7] = [
        Self::Texts,
        Self::Styles,
        Self::Ask,
        Self::Results,
        Self::Report,
        Self::Model,
        Self::Keep,
    ];
}

/// What the page of a route needs before it can be drawn. `index.html` asks for the largest of it along with the app.
pub fn needs(route: &Route) -> &'static [Part] {
    match route {
        // The first page, and the first questions: whoever starts an assessment waits for nothing.
        Route::Home | Route::Unknown(_) => &[],
        Route::Model | Route::Explore(..) => &[Part::Texts, Part::Styles, Part::Model],
        Route::Bin | Route::Privacy => &[Part::Keep],
        Route::Accessibility => &[Part::Texts, Part::Styles, Part::Keep],
        Route::Open => &[Part::Texts, Part::Styles, Part::Keep],
        Route::Assessment(_, step) => match step {
            Step::Situation => &[],
            Step::Domain(_) | Step::Practice(_) | Step::Check => &[Part::Texts, Part::Ask],
            Step::Services | Step::Beliefs => &[Part::Texts, Part::Styles, Part::Ask],
            Step::Practices => &[Part::Ask],
            Step::Results(_) => &[Part::Texts, Part::Styles, Part::Results],
            Step::Report => &[Part::Texts, Part::Styles, Part::Report],
            Step::Snapshots => &[Part::Texts, Part::Keep],
        },
    }
}

/// How far a part has come; of several, the greatest is how far all have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadState {
    /// It is there.
    Done,
    /// It is on its way.
    Waiting,
    /// It did not come, or is of another build.
    Failed,
}

/// Fetches a part; whether it is there then. What failed can be fetched again.
pub type Fetch = fn(Part) -> Pin<Box<dyn Future<Output = bool>>>;

/// The handle on what is fetched.
#[derive(Clone, Copy)]
pub struct Loading {
    states: RwSignal<[LoadState; Part::ALL.len()]>,
    requested: StoredValue<[bool; Part::ALL.len()]>,
    fetch: Fetch,
}

impl Loading {
    /// Nothing is requested yet.
    pub fn new(fetch: Fetch) -> Self {
        Self {
            states: RwSignal::new([LoadState::Waiting; Part::ALL.len()]),
            requested: StoredValue::new([false; Part::ALL.len()]),
            fetch,
        }
    }

    /// How far all has come that the page of this route needs; tracked.
    pub fn state_of(self, route: &Route) -> LoadState {
        let states = self.states.get();
        let needed = needs(route).iter().map(|part| states[*part as usize]);
        needed.max().unwrap_or(LoadState::Done)
    }

    /// Requests what the page of a route needs, and nothing else as long as that is on its way. The first pages need
    /// nothing; what is needed most likely after them is requested when they show.
    pub fn request_for(self, route: &Route) {
        match needs(route) {
            [] => frame::once_shown(move || self.request(&[Part::Ask])),
            needed => self.request(needed),
        }
    }

    /// Fetches again what failed.
    pub fn try_again(self) {
        let states = self.states.get_untracked();
        for part in Part::ALL {
            if states[part as usize] == LoadState::Failed {
                self.start(part);
            }
        }
    }

    /// Fetches those that were not requested before.
    fn request(self, parts: &[Part]) {
        for part in parts {
            let requested = self
                .requested
                .try_update_value(|it| std::mem::replace(&mut it[*part as usize], true));
            if requested == Some(false) {
                self.start(*part);
            }
        }
    }

    fn start(self, part: Part) {
        let set = move |state| self.states.update(|it| it[part as usize] = state);
        set(LoadState::Waiting);
        spawn_local(async move {
            let there = (self.fetch)(part).await;
            set(if there {
                LoadState::Done
            } else {
                LoadState::Failed
            });
            // With everything fetched, the app works on where the network is lost later.
            if !self.is_fetching() {
                self.request(&Part::ALL);
            }
        });
    }

    /// Whether something that was requested is on its way.
    fn is_fetching(self) -> bool {
        let requested = self.requested.get_value();
        let states = self.states.get_untracked();
        let mut both = requested.iter().zip(&states);
        both.any(|(requested, state)| *requested && *state == LoadState::Waiting)
    }
}
