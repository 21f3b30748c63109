//! The parts of the app that are fetched once it runs: which of them a route needs, and how far each has come.
//! It knows routes and no page: what fetches a part is handed in.

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::frame;
use crate::route::{Route, Step, View};
use demarc_catalog::DomainId;
use demarc_edition::TEXTS_FILES;

/// A file, or several, that the app fetches once it runs, by its index below [`Part::COUNT`]. The first are the files of
/// texts: of each domain's practices, and all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part(u8);

impl Part {
    /// The styles of the pages that are not in the first load.
    pub const STYLES: Self = Self(Self::AFTER_TEXTS);
    /// The pages that ask: from the services to the check of the answers.
    pub const ASK: Self = Self(Self::AFTER_TEXTS + 1);
    /// The results.
    pub const RESULTS: Self = Self(Self::AFTER_TEXTS + 2);
    /// The report and its files.
    pub const REPORT: Self = Self(Self::AFTER_TEXTS + 3);
    /// The model: the read, and exploring it.
    pub const MODEL: Self = Self(Self::AFTER_TEXTS + 4);
    /// The pages about what is kept: files, snapshots, the bin, privacy; and accessibility.
    pub const KEEP: Self = Self(Self::AFTER_TEXTS + 5);
    /// What analyzes assessments.
    pub const ANALYSIS: Self = Self(Self::AFTER_TEXTS + 6);
    /// The page of evidence.
    pub const EVIDENCE: Self = Self(Self::AFTER_TEXTS + 7);
    /// The pages of workshops: the facilitator's, the projector's and the participants'.
    pub const WORKSHOP: Self = Self(Self::AFTER_TEXTS + 8);
    /// How many there are.
    pub const COUNT: usize = TEXTS_FILES + 9;

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a catalog has some ten domains"
    )]
    const AFTER_TEXTS: u8 = TEXTS_FILES as u8;

    /// The index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The part as a set.
    const fn alone(self) -> Parts {
        Parts(1 << self.0)
    }
}

/// A set of parts, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts(u32);

impl Parts {
    const ALL: Self = Self((1 << Part::COUNT) - 1);
    const TEXTS: Self = Self((1 << TEXTS_FILES) - 1);

    const fn and(self, part: Part) -> Self {
        Self(self.0 | part.alone().0)
    }

    fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    fn has_any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// The parts, those that most pages need first.
    pub fn each(self) -> impl Iterator<Item = Part> {
        let all = (0..32).map(Part);
        all.filter(move |part| self.has_any(part.alone()))
    }
}

/// What the page of a route needs before it can be drawn. `index.html` asks for the largest of it along with the app.
pub fn needs(route: &Route) -> Parts {
    let texts = Parts::TEXTS;
    match route {
        // The first page, and the first questions: whoever starts an assessment waits for nothing.
        Route::Home | Route::Unknown(_) => Parts::default(),
        Route::Model | Route::Explore(..) => texts.and(Part::STYLES).and(Part::MODEL),
        Route::Bin | Route::Privacy => Part::KEEP.alone(),
        Route::Accessibility | Route::Open => texts.and(Part::STYLES).and(Part::KEEP),
        Route::Join(_) => texts.and(Part::STYLES).and(Part::WORKSHOP),
        Route::Assessment(_, step) => match step {
            Step::Situation => Parts::default(),
            // The texts of the domain alone; the page shows the rest when it is there.
            Step::Domain(domain) => of_domain(domain),
            Step::Practice(id) => of_domain(&id.domain()),
            Step::Check => texts.and(Part::ASK).and(Part::ANALYSIS),
            Step::Services | Step::Beliefs => {
                texts.and(Part::STYLES).and(Part::ASK).and(Part::ANALYSIS)
            }
            Step::Practices => Part::ASK.alone().and(Part::ANALYSIS),
            Step::Results(View::Evidence) => texts
                .and(Part::STYLES)
                .and(Part::EVIDENCE)
                .and(Part::ANALYSIS),
            Step::Results(_) => texts
                .and(Part::STYLES)
                .and(Part::RESULTS)
                .and(Part::ANALYSIS),
            Step::Report => texts
                .and(Part::STYLES)
                .and(Part::REPORT)
                .and(Part::ANALYSIS),
            Step::Workshop(_) => texts
                .and(Part::STYLES)
                .and(Part::WORKSHOP)
                .and(Part::ANALYSIS),
            Step::Snapshots => texts.and(Part::KEEP).and(Part::ANALYSIS),
        },
    }
}

/// What the questions of a domain need; of a domain that the catalog does not have, what tells so.
fn of_domain(domain: &DomainId) -> Parts {
    let asks = Part::ASK.alone().and(Part::ANALYSIS);
    let index = demarc_edition::texts_of(domain).and_then(|it| u8::try_from(it).ok());
    index.map_or(asks, |index| asks.and(Part(index)))
}

/// How far the parts have come that a page needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadState {
    /// All are there.
    Done,
    /// One is on its way.
    Waiting,
    /// One did not come, or is of another build.
    Failed,
}

/// Fetches a part; whether it is there then. What failed can be fetched again.
pub type Fetch = fn(Part) -> Pin<Box<dyn Future<Output = bool>>>;

/// What has come, and what has not.
#[derive(Debug, Clone, Copy, Default)]
struct Fetched {
    done: Parts,
    failed: Parts,
}

/// The handle of the app, for pages.
static LOADING: OnceLock<Loading> = OnceLock::new();

/// The handle on what is fetched.
#[derive(Clone, Copy)]
pub struct Loading {
    fetched: RwSignal<Fetched>,
    /// Whether all texts are there, what analyzes, and what reads evidence with its texts: who reads one of them hears of no
    /// other file.
    texts: Memo<bool>,
    analysis: Memo<bool>,
    evidence: Memo<bool>,
    requested: StoredValue<Parts>,
    fetch: Fetch,
}

impl Loading {
    /// The handle of the app. Nothing is requested yet.
    pub fn set_up(fetch: Fetch) -> Self {
        *LOADING.get_or_init(|| {
            let fetched = RwSignal::new(Fetched::default());
            let has = |parts: Parts| {
                Memo::new(move |_| parts.without(fetched.get().done) == Parts::default())
            };
            Self {
                fetched,
                texts: has(Parts::TEXTS),
                analysis: has(Part::ANALYSIS.alone()),
                evidence: has(Parts::TEXTS.and(Part::EVIDENCE)),
                requested: StoredValue::new(Parts::default()),
                fetch,
            }
        })
    }

    /// How far all has come that the page of this route needs; tracked.
    pub fn state_of(self, route: &Route) -> LoadState {
        let (needed, Fetched { done, failed }) = (needs(route), self.fetched.get());
        if needed.has_any(failed) {
            LoadState::Failed
        } else if needed.without(done) == Parts::default() {
            LoadState::Done
        } else {
            LoadState::Waiting
        }
    }

    /// Whether all texts are there; tracked. They are, or come by themselves, on every page.
    pub fn has_texts() -> bool {
        LOADING.get().is_some_and(|it| it.texts.get())
    }

    /// Whether what analyzes is there; tracked.
    pub fn has_analysis() -> bool {
        LOADING.get().is_some_and(|it| it.analysis.get())
    }

    /// Whether the part of evidence is there, and the texts that it reads; tracked.
    pub fn has_evidence() -> bool {
        LOADING.get().is_some_and(|it| it.evidence.get())
    }

    /// Requests the part of evidence, with the texts that it needs, for a page that shows something of it.
    pub fn request_evidence() {
        if let Some(loading) = LOADING.get() {
            let parts = Parts::TEXTS.and(Part::STYLES).and(Part::EVIDENCE);
            loading.request(parts);
        }
    }

    /// Requests what the page of a route needs, and nothing else as long as that is on its way. The first pages need
    /// nothing; what is needed most likely after them is requested when they show.
    pub fn request_for(self, route: &Route) {
        let needed = needs(route);
        if needed == Parts::default() {
            let next = Part::ANALYSIS.alone().and(Part::ASK);
            frame::once_shown(move || self.request(next));
        } else {
            self.request(needed);
        }
    }

    /// Fetches again what failed.
    pub fn try_again(self) {
        for part in self.fetched.get_untracked().failed.each() {
            self.start(part);
        }
    }

    /// Fetches those that were not requested before.
    fn request(self, parts: Parts) {
        let before = self.requested.get_value();
        self.requested.set_value(Parts(before.0 | parts.0));
        for part in parts.without(before).each() {
            self.start(part);
        }
    }

    fn start(self, part: Part) {
        let alone = part.alone();
        self.fetched
            .update(|it| it.failed = it.failed.without(alone));
        spawn_local(async move {
            let there = (self.fetch)(part).await;
            self.fetched.update(|it| {
                let of = if there { &mut it.done } else { &mut it.failed };
                *of = of.and(part);
            });
            // With everything fetched, the app works on where the network is lost later.
            if !self.is_fetching() {
                self.request(Parts::ALL);
            }
        });
    }

    /// Whether something that was requested is on its way.
    fn is_fetching(self) -> bool {
        let Fetched { done, failed } = self.fetched.get_untracked();
        let requested = self.requested.get_value();
        requested.without(done).without(failed) != Parts::default()
    }
}
