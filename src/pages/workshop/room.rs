//! One workshop, for the parts of its page.

use leptos::prelude::*;

use crate::browser::channel::Channel;
use crate::state::{Library, Session, State};
use demarc_catalog::PracticeId;
use demarc_core::assessment::{AssessmentId, Moment};
use demarc_core::store::Entries;
use demarc_core::workshop::{self, Outcome, Reveal, Workshop, WorkshopTag};

/// The name of the channel between the facilitator's window and the projector's, before the id of the assessment.
pub(super) const CHANNEL: &str = "demarc:v1:workshop:";

/// One workshop of the open assessment.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub state: State,
    pub session: Session,
    pub library: Library,
    of: StoredValue<Option<AssessmentId>>,
    pub tag: WorkshopTag,
    pub workshop: Memo<Option<Workshop>>,
    /// What the room answered; `None` before the analysis is there.
    pub reveal: Memo<Option<Reveal>>,
    /// The question that is talked about.
    pub selected: RwSignal<Option<PracticeId>>,
    /// When the time for it is over, in milliseconds since 1970.
    pub ends: RwSignal<Option<u64>>,
}

impl Room {
    /// The facilitator's. It tells the projector's window what it shows.
    pub(super) fn new(state: State, tag: WorkshopTag) -> Self {
        let room = Self::silent(state, tag);
        let tell = move || {
            let ends = room.ends.get().unwrap_or_default();
            let practice = room.selected.get();
            let practice = practice.as_ref().map_or("", PracticeId::as_str);
            format!("{tag} {ends} {practice}")
        };
        let of = room.of.get_value();
        let name = of.map(|it| format!("{CHANNEL}{it}")).unwrap_or_default();
        // A window that opens later asks, with an empty text.
        let again = RwSignal::new(0_u32);
        let channel = Channel::open(&name, move |_| again.update(|it| *it += 1));
        Effect::new(move |_| {
            again.track();
            room.workshop.track();
            if let Some(channel) = channel {
                channel.send(&tell());
            }
        });
        room
    }

    /// One that tells nobody.
    pub(super) fn silent(state: State, tag: WorkshopTag) -> Self {
        let library = Library::get();
        let of = state.with_untracked(|it| Some(it.id.clone()));
        let id = of.clone();
        let workshop = Memo::new(move |_| {
            let all = library.workshops(id.as_ref()?);
            all.into_iter().find(|it| it.tag == tag)
        });
        let reveal = Memo::new(move |_| {
            workshop.with(|workshop| {
                let workshop = workshop.as_ref()?;
                state.analysis.with(|analysis| {
                    let analysis = analysis.as_ref()?;
                    state.with_untracked(|assessment| {
                        Some(state.with_subject(assessment, analysis, |subject| {
                            workshop::reveal(
                                subject.catalog,
                                assessment,
                                analysis,
                                workshop,
                                subject.evidence.as_ref().map(|it| it.weighed),
                            )
                        }))
                    })
                })
            })
        });
        Self {
            state,
            session: Session::get(),
            library,
            of: StoredValue::new(of),
            tag,
            workshop,
            reveal,
            selected: RwSignal::new(None),
            ends: RwSignal::new(None),
        }
    }

    /// Edits what is kept of the workshops. A failure to keep it is told by the save status.
    pub(super) fn edit(self, edit: impl FnOnce(&mut Entries, Moment)) {
        if let Some(of) = self.of.get_value() {
            self.library.edit_workshops(&of, edit);
        }
    }

    /// What is kept of all workshops of the assessment.
    pub(super) fn entries(self) -> Entries {
        let of = self.of.get_value();
        untrack(|| of.map(|of| self.library.workshop_entries(&of))).unwrap_or_default()
    }

    /// Concludes questions: their outcomes are kept, and entered into the assessment as one step that can be undone.
    pub(super) fn conclude(self, outcomes: Vec<(PracticeId, Outcome)>) {
        self.edit(|entries, at| {
            for (practice, outcome) in &outcomes {
                entries.conclude(self.tag, practice, Some(outcome), at);
            }
        });
        self.session.end_step();
        self.session.edit(move |assessment| {
            for (practice, outcome) in &outcomes {
                outcome.enter(practice, assessment);
            }
        });
        self.session.end_step();
    }

    /// Reads from the workshop; tracked.
    pub(super) fn with<T: Default>(self, read: impl FnOnce(&Workshop) -> T) -> T {
        self.workshop
            .with(|it| it.as_ref().map(read).unwrap_or_default())
    }

    /// Reads from it once.
    pub(super) fn with_untracked<T: Default>(self, read: impl FnOnce(&Workshop) -> T) -> T {
        self.workshop
            .with_untracked(|it| it.as_ref().map(read).unwrap_or_default())
    }

    /// Reads from what the room answered; tracked.
    pub(super) fn revealed<T: Default>(self, read: impl FnOnce(&Reveal) -> T) -> T {
        self.reveal
            .with(|it| it.as_ref().map(read).unwrap_or_default())
    }

    /// Whether the answers are revealed; tracked.
    pub(super) fn is_revealed(self) -> bool {
        self.with(|it| it.is_revealed)
    }

    /// The title of a practice.
    pub(super) fn title(self, practice: &PracticeId) -> String {
        let found = self.state.catalog().practice(practice);
        found.map_or_else(|| practice.to_string(), |it| it.title.clone())
    }

    /// The outcome of a question; tracked.
    pub(super) fn outcome(self, practice: &PracticeId) -> Option<Outcome> {
        self.with(|it| it.outcomes.get(practice).cloned())
    }
}
