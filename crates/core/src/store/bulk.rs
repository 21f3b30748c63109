//! Writes many assessments in one go: the index is written once, and the texts in memory are tried once.

use super::key_value::KeyValueStore as _;
use super::record_store::RecordStore;
use super::save::{SaveOutcome, read_outcome};
use crate::assessment::{Assessment, AssessmentId};
use crate::records::key::Key;
use crate::records::kind::{Kind, RecordId};
use crate::records::kinds::assessment::ASSESSMENT;
use crate::records::record;

impl RecordStore {
    /// Saves an assessment or snapshot that need not derive from what this tab saw of it, merged with what is stored.
    /// [`Self::finish_bulk`] has to follow, after one or several. `now` is in milliseconds since 1970.
    pub fn save_in_bulk(&self, assessment: &Assessment, now: u64) -> SaveOutcome {
        self.forget(&assessment.id);
        self.know_binned();
        let text = record::write(assessment);
        let id = RecordId::from(&assessment.id);
        read_outcome(self.save_text(&ASSESSMENT, &id, &text, now, |_| Ok(())))
    }

    /// The same for a record of another kind, such as the evidence of an assessment.
    pub fn save_record_in_bulk(
        &self,
        kind: &'static Kind,
        id: &RecordId,
        text: &str,
        now: u64,
    ) -> SaveOutcome<String> {
        self.forget_record(kind, id);
        self.save_text(kind, id, text, now, |_| Ok(()))
    }

    /// Ends the saving of these assessments: moves them to the front of the index, the last one first, and tries to
    /// write what is only in memory.
    pub fn finish_bulk(&self, ids: &[AssessmentId]) {
        let ids: Vec<RecordId> = ids.iter().rev().map(RecordId::from).collect();
        self.known_binned.take();
        // Writes the texts in memory too; `save_error` reports a failure.
        self.mark_all_used(&ids);
    }

    /// Looks once, for many records, which of them have a copy in the bin: to look for each takes a time that is quadratic
    /// in their number. It holds until `known_binned` is emptied, before this tab puts anything into the bin.
    pub(super) fn know_binned(&self) {
        if self.known_binned.borrow().is_none() {
            let in_memory = [&self.memory, &self.blocked_by_newer];
            let in_memory = in_memory.map(|memory| memory.keys().unwrap_or_default());
            let known = self.binned_records(&in_memory.concat());
            self.known_binned.replace(Some(known));
        }
    }

    /// Whether a record is only in memory, or newer there.
    #[must_use]
    pub fn is_in_memory(&self, key: &Key) -> bool {
        self.in_memory(&key.to_string()).is_some()
    }

    /// Takes back a record that was left in memory by [`Self::save_in_bulk`]: neither the device nor the mirror gets it. The
    /// device keeps what it has.
    pub fn withdraw(&self, key: &Key) {
        let name = key.to_string();
        self.memory.take_out(&name);
        self.forget_seen(&name);
        let mut outbox = self.outbox.borrow_mut();
        outbox.retain(|change| change.key != *key);
    }
}
