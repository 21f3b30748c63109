//! A participant's reply while it is written: kept on the device with every change.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, focus, keys, page, random, sealing};
use crate::state::{Library, State};
use demarc_core::assessment::AssessmentId;
use demarc_core::exchange::ballot as file;
use demarc_core::workshop::{
    Ballot, HandedIn, Invite, PersonId, Questionnaire, Round, Sealable, write_code,
};

/// Where the participant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// A question, or after all questions a statement.
    Question(usize),
    /// All answers, before handing in.
    Review,
    HandedIn,
}

/// Whether the reply is on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Nothing,
    Yes,
    No,
}

/// What is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Handed {
    /// A code, and a file if there are comments.
    Sealed { code: String, file: Option<String> },
    /// It is in the workshop on this device.
    Here,
    /// It could not be sealed: why.
    Failed(&'static str),
}

/// A reply.
#[derive(Clone, Copy)]
pub(super) struct Reply {
    pub invite: StoredValue<Invite>,
    asked: StoredValue<Questionnaire>,
    pub ballot: RwSignal<Ballot>,
    /// The place of the role, once it is chosen.
    pub role: RwSignal<Option<u8>>,
    pub place: RwSignal<Place>,
    pub kept: RwSignal<Kept>,
    pub handed: RwSignal<Option<Handed>>,
    /// The assessment whose workshop this is, on the facilitator's device.
    here: StoredValue<Option<AssessmentId>>,
    library: Library,
    /// Whether the reply is being written, and has changed since.
    writing: StoredValue<(bool, bool)>,
}

impl Reply {
    pub(super) fn new(invite: Invite) -> Self {
        let (state, library) = (State::get(), Library::get());
        library.read_inventory();
        let here = library.assessment_with(invite.tag);
        Self {
            asked: StoredValue::new(invite.questionnaire(state.catalog())),
            invite: StoredValue::new(invite),
            ballot: RwSignal::new(new_ballot()),
            role: RwSignal::new(None),
            place: RwSignal::new(Place::Start),
            kept: RwSignal::new(Kept::Nothing),
            handed: RwSignal::new(None),
            here: StoredValue::new(here),
            library,
            writing: StoredValue::new((false, false)),
        }
    }

    /// Takes what the device kept.
    pub(super) fn take(self, kept: Ballot) {
        let _ = self.role.try_set(Some(kept.role));
        let is_handed_in = kept.handed_in > HandedIn::default();
        let _ = self.ballot.try_set(kept);
        let place = if is_handed_in {
            Place::Review
        } else {
            Place::Start
        };
        let _ = self.place.try_set(place);
        let _ = self.kept.try_set(Kept::Yes);
    }

    /// Reads what is asked.
    pub(super) fn asked<T>(self, read: impl FnOnce(&Questionnaire) -> T) -> T {
        self.asked.with_value(read)
    }

    /// How many questions and statements there are.
    pub(super) fn count(self) -> usize {
        self.asked(|it| it.practices.len() + it.statements.len())
    }

    /// Whether the workshop itself is on this device.
    pub(super) fn is_local(self) -> bool {
        self.here.with_value(Option::is_some)
    }

    /// Goes to a place of the page.
    pub(super) fn go(self, place: Place) {
        self.place.set(place);
        page::scroll_to_top();
        focus::first("h1");
    }

    pub(super) fn choose_role(self, place: u8) {
        self.role.set(Some(place));
        self.edit(|it| it.role = place);
    }

    /// Edits the reply, and keeps it on the device.
    pub(super) fn edit(self, edit: impl FnOnce(&mut Ballot)) {
        self.ballot.update(edit);
        self.keep();
    }

    fn keep(self) {
        // Without a role there is nothing that is worth keeping.
        if self.role.get_untracked().is_none() {
            return;
        }
        let (is_writing, _) = self.writing.get_value();
        self.writing.set_value((true, true));
        if is_writing {
            return;
        }
        let tag = self.invite.with_value(|it| it.tag);
        spawn_local(async move {
            let mut outcome = Kept::Yes;
            while self.writing.try_get_value().is_some_and(|it| it.1) {
                self.writing.set_value((true, false));
                let ballot = self.ballot.try_get_untracked();
                let content = ballot
                    .map(|it| file::write_content(&it))
                    .unwrap_or_default();
                let text = String::from_utf8(content).unwrap_or_default();
                let is_kept = keys::keep_reply(tag, Some(&text)).await.is_ok();
                outcome = if is_kept { Kept::Yes } else { Kept::No };
            }
            self.writing.try_set_value((false, false));
            let _ = self.kept.try_set(outcome);
        });
    }

    /// Hands in: into the workshop on this device, or as a sealed code.
    pub(super) fn hand_in(self) {
        let earlier = self.ballot.with_untracked(|it| it.handed_in);
        let earlier = Some(earlier).filter(|it| *it > HandedIn::default());
        let at = HandedIn::after(earlier, clock::now());
        self.edit(|it| it.handed_in = at);
        let ballot = self.ballot.get_untracked();
        let tag = self.invite.with_value(|it| it.tag);
        if let Some(of) = self.here.get_value() {
            self.library.edit_workshops(&of, |entries, _| {
                entries.add_ballot(tag, Round::First, &ballot);
            });
            self.handed.set(Some(Handed::Here));
            self.go(Place::HandedIn);
            return;
        }
        spawn_local(async move {
            let handed = self.sealed(&ballot).await;
            let handed = handed.unwrap_or(Handed::Failed(
                "This browser can’t seal answers. Chrome and Edge can from version 133, Firefox from 130, Safari from 17, on a page that is served securely. Your answers are kept here: update the browser, or tell the facilitator.",
            ));
            let _ = self.handed.try_set(Some(handed));
            self.go(Place::HandedIn);
        });
    }

    async fn sealed(self, ballot: &Ballot) -> Option<Handed> {
        let (tag, key) = self.invite.with_value(|it| (it.tag, it.public_key));
        let packed = self.asked(|it| ballot.pack(it));
        let sealed = sealing::seal(&packed, Sealable::Code, tag, &key)
            .await
            .ok()?;
        let code = write_code(&sealed)?;
        let file = if ballot.needs_file() {
            let content = file::write_content(ballot);
            let sealed = sealing::seal(&content, Sealable::File, tag, &key)
                .await
                .ok()?;
            Some(file::write(&sealed))
        } else {
            None
        };
        Some(Handed::Sealed { code, file })
    }

    /// Begins anew for the next person at this device.
    pub(super) fn next_person(self) {
        let tag = self.invite.with_value(|it| it.tag);
        self.ballot.set(new_ballot());
        self.role.set(None);
        self.handed.set(None);
        self.kept.set(Kept::Nothing);
        spawn_local(async move {
            // What can't be removed is replaced by the next person's first answer.
            let _ = keys::keep_reply(tag, None).await;
        });
        self.go(Place::Start);
    }
}

fn new_ballot() -> Ballot {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half of the random bits are enough"
    )]
    let person = PersonId(random::bits() as u32);
    Ballot::new(person, 0)
}
