//! Changes that the mirror has not received.

use super::mirror::MirrorChange;
use super::record_store::RecordStore;
use crate::records::kind::{Kind, RecordId};

impl RecordStore {
    /// The changes since the last call: the latest of each key.
    #[must_use]
    pub fn take_changes(&self) -> Vec<MirrorChange> {
        self.outbox.take()
    }

    /// Puts back changes that the mirror could not take, before newer ones.
    pub fn put_changes_back(&self, changes: Vec<MirrorChange>) {
        let mut outbox = self.outbox.borrow_mut();
        for change in changes {
            if outbox.iter().all(|later| later.key != change.key) {
                outbox.push(change);
            }
        }
    }

    /// Adds a change to the outbox, if the key is mirrored.
    pub(super) fn note_change(&self, key: &str, text: Option<&str>, was: Option<&str>) {
        if let Some(key) = self.parse(key) {
            self.note(MirrorChange {
                key,
                text: text.map(str::to_owned),
                was: was.map(str::to_owned),
                moved_to: None,
            });
        }
    }

    /// Adds the move of a text from one key to another to the outbox.
    pub(super) fn note_move(&self, from: &str, was: Option<&str>, to: &str, text: &str) {
        self.note_change(to, Some(text), None);
        if let Some(key) = self.parse(from) {
            self.note(MirrorChange {
                key,
                text: None,
                was: was.map(str::to_owned),
                moved_to: self.parse(to),
            });
        }
    }

    fn note(&self, mut change: MirrorChange) {
        if !change.key.is_mirrored() {
            return;
        }
        let mut outbox = self.outbox.borrow_mut();
        let earlier = outbox.iter().position(|it| it.key == change.key);
        if let Some(earlier) = earlier.map(|index| outbox.remove(index)) {
            // Two changes of a key are combined. One that removes something else than the mirror is to get, such as garbage
            // that another app wrote over it, takes nothing from the first.
            if let (None, Some(put)) = (&change.text, &earlier.text)
                && let Some((kind, _)) = change.key.record()
                && change.was.as_ref() != Some(put)
                && !change
                    .was
                    .as_ref()
                    .is_some_and(|was| kind.covers(was, put, self.latest_credible()))
            {
                outbox.push(earlier);
                return;
            }
            // The result starts from the text before the first.
            if change.text.is_some() && change.was.is_some() && earlier.text.is_some() {
                change.was = earlier.was.or(change.was);
            }
        }
        outbox.push(change);
    }

    /// Sends the deleted copies of a record to the mirror, so that they precede the removal of the record.
    pub(super) fn note_binned(&self, kind: &Kind, id: &RecordId) {
        for (key, text) in self.entries().0 {
            if self.is_bin_of(&key, kind, id) {
                self.note_change(&key, Some(&text), None);
            }
        }
    }
}
