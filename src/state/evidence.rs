//! The evidence of an assessment: read from what the device keeps, and edited entry by entry.

use leptos::prelude::*;

use super::autosave::Autosave;
use super::library::Library;
use super::messages::Message;
use crate::browser::clock;
use crate::loading::Loading;
use demarc_core::assessment::{AssessmentId, Moment};
use demarc_core::exchange::record::ReadError;
use demarc_core::store::{
    EVIDENCE, Entries, EvidenceRecord, Kind, RecordId, RecordStore, SaveOutcome, WORKSHOP,
};

/// An edit of the entries of a record, at a moment.
pub(super) type EditEntries<'a> = Box<dyn FnOnce(&mut Entries, Moment) + 'a>;

/// How a record of entries beside an assessment is read and written.
pub(super) struct RecordFormat {
    pub kind: &'static Kind,
    pub read: fn(&str) -> Result<(AssessmentId, Entries), ReadError>,
    pub write: fn(&AssessmentId, &Entries) -> String,
}

impl Autosave {
    /// Gives a copy of the open assessment the evidence and the workshops that it had.
    pub(super) fn carry_evidence(self, to: &AssessmentId) {
        if let Some(record) = self.session.evidence() {
            self.store
                .with_value(|store| save_copy(store, &EVIDENCE, &record, to));
        }
        let open = self.session.open();
        let workshops = self.inventory.with_untracked(|kept| {
            let mut all = kept.others_of(&WORKSHOP);
            let found = all.find(|(id, _)| open.as_ref().is_some_and(|open| **id == open.id));
            found.map(|(_, text)| text.to_owned())
        });
        if let Some(record) = workshops {
            self.store
                .with_value(|store| save_copy(store, &WORKSHOP, &record, to));
        }
    }

    /// Lets the analysis know the evidence of the open assessment, and has fetched what reads it.
    pub(super) fn note_evidence(self) {
        let open = self.session.open();
        let record = self.inventory.with_untracked(|kept| {
            let mut all = kept.others_of(&EVIDENCE);
            let found = all.find(|(id, _)| open.as_ref().is_some_and(|open| **id == open.id));
            found.map(|(_, text)| text.to_owned())
        });
        if record.is_some() {
            Loading::request_evidence();
        }
        self.session.set_evidence(record);
    }
}

impl Library {
    /// The text of a record beside an assessment, such as that of its evidence; empty without one.
    pub fn record_beside(self, kind: &'static Kind, of: &AssessmentId) -> String {
        let id = RecordId::from(of);
        let kept = self.autosave.store(|store| store.open_record(kind, &id));
        kept.unwrap_or_default()
    }

    /// The same as the inventory has it; tracked.
    pub fn listed_beside(self, kind: &'static Kind, of: &AssessmentId) -> Option<String> {
        self.with_inventory(|kept| {
            let mut all = kept.others_of(kind);
            let found = all.find(|(id, _)| **id == *of);
            found.map(|(_, text)| text.to_owned())
        })
    }

    /// Edits the evidence of an assessment. Returns whether the device has it then.
    pub fn edit_evidence(self, of: &AssessmentId, edit: impl FnOnce(&mut Entries, Moment)) -> bool {
        const FORMAT: RecordFormat = RecordFormat {
            kind: &EVIDENCE,
            read: EvidenceRecord::read,
            write: EvidenceRecord::write,
        };
        self.edit_entries(&FORMAT, of, Box::new(edit))
    }

    /// Edits a record of entries beside an assessment. Returns whether the device has it then.
    pub(super) fn edit_entries(
        self,
        format: &RecordFormat,
        of: &AssessmentId,
        edit: EditEntries<'_>,
    ) -> bool {
        let kind = format.kind;
        let was_open = self.session.is_open(of);
        self.autosave.leave_deleted();
        // Where another tab deleted the assessment, it has become a copy.
        let now_open = self.session.open().map(|it| it.id);
        let of = now_open.filter(|_| was_open).unwrap_or_else(|| of.clone());
        let id = RecordId::from(&of);
        let outcome = self.autosave.store(|store| {
            let there = store.open_record(kind, &id);
            if there.is_none() {
                // Deleted meanwhile, in another tab perhaps: what is added now begins anew.
                store.forget_record(kind, &id);
            }
            let read = there.and_then(|text| (format.read)(&text).ok());
            let mut entries = read.map(|(_, entries)| entries).unwrap_or_default();
            let at = entries.next_moment(clock::now(), self.session.writer());
            edit(&mut entries, at);
            let text = (format.write)(&of, &entries);
            store.save_record(kind, &id, &text, clock::now())
        });
        let error = match outcome {
            SaveOutcome::InMemory(error) => Some(error),
            _ => None,
        };
        self.autosave.saved(error);
        self.read_inventory();
        error.is_none() && outcome != SaveOutcome::Deleted
    }

    /// Moves the evidence of an assessment to the bin.
    pub fn delete_evidence(self, of: &AssessmentId) {
        let outcome = self
            .autosave
            .store(|store| store.delete_record(&EVIDENCE, &of.into(), clock::now()));
        match outcome {
            Ok(()) => self.messages.show(Message::Told(
                "The evidence is deleted. It is kept under “Deleted and set aside” for at least 30 days."
                    .to_owned(),
            )),
            Err(error) => self.messages.show(Message::Failed(error)),
        }
        self.autosave.saved(None);
        self.read_inventory();
    }

    /// Brings deleted evidence back, beside what was read since.
    pub fn bring_back_evidence(self, of: &AssessmentId, key: &str, record: &str) {
        let Ok((_, binned)) = EvidenceRecord::read(record) else {
            return;
        };
        let is_kept = self.edit_evidence(of, |entries, _| {
            entries.merge(&binned);
        });
        if is_kept {
            self.discard(key);
        }
    }

    /// Gives a snapshot the evidence and the workshops that its assessment has now.
    pub(super) fn copy_evidence(self, of: &AssessmentId, to: &AssessmentId) {
        self.autosave.store(|store| {
            for kind in [&EVIDENCE, &WORKSHOP] {
                if let Some(record) = store.open_record(kind, &of.into()) {
                    save_copy(store, kind, &record, to);
                }
            }
        });
    }
}

/// Saves a record as that of another assessment or snapshot. A failure is told by the status: the text is in
/// memory then.
fn save_copy(store: &RecordStore, kind: &'static Kind, record: &str, to: &AssessmentId) {
    let to = RecordId::from(to);
    if let Some(text) = (kind.readdress)(record, &to, Some(&to)) {
        let _ = store.save_record(kind, &to, &text, clock::now());
    }
}
