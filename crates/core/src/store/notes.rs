//! Notes about assessments: the order of use and the last export. No answers are lost with them.

use super::inventory::ids;
use super::record_store::RecordStore;
use crate::assessment::AssessmentId;
use crate::records::key::{Key, Note};
use crate::records::kind::RecordId;

impl RecordStore {
    /// When an assessment was last saved as a file, in milliseconds since 1970; `None` also where a clock that was ahead
    /// noted a time that is not credible.
    #[must_use]
    pub fn last_export(&self, id: &AssessmentId) -> Option<u64> {
        let at = self.text(&last_export(&id.into()))?.parse().ok();
        at.filter(|at| *at <= self.latest_credible().milliseconds())
    }

    /// Records that an assessment was saved as a file at `now`.
    pub fn note_export(&self, id: &AssessmentId, now: u64) {
        self.put_or_remember(&last_export(&id.into()), &now.to_string());
    }

    /// Moves an id to the front of the index.
    pub(super) fn mark_used(&self, id: &RecordId) {
        self.mark_all_used(std::slice::from_ref(id));
    }

    /// Moves ids to the front of the index.
    pub(super) fn mark_all_used(&self, used: &[RecordId]) {
        let mut ids = self.index();
        if !ids.starts_with(used) {
            ids.retain(|other| !used.contains(other));
            ids.splice(0..0, used.iter().cloned());
            self.put_index(&ids);
        }
    }

    /// Removes the notes about an assessment.
    pub(super) fn remove_notes(&self, id: &RecordId) {
        self.remove_if_possible(&last_export(id));
        let mut ids = self.index();
        ids.retain(|other| other != id);
        self.put_index(&ids);
    }

    fn index(&self) -> Vec<RecordId> {
        let text = self.text(&Key::Note(Note::Index).to_string());
        ids(&text.unwrap_or_default())
    }

    fn put_index(&self, ids: &[RecordId]) {
        let texts: Vec<&str> = ids.iter().map(RecordId::as_str).collect();
        self.put_or_remember(&Key::Note(Note::Index).to_string(), &texts.join(" "));
    }
}

fn last_export(id: &RecordId) -> String {
    Key::Note(Note::LastExport(id.clone())).to_string()
}
