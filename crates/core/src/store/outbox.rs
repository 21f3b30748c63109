//! Changes that the mirror has not received.

use super::merge::MirrorChange;
use super::record_store::RecordStore;
use crate::records::key::Key;
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
        let Some(key) = self.parse(key).filter(Key::is_mirrored) else {
            return;
        };
        let mut outbox = self.outbox.borrow_mut();
        let earlier = outbox.iter().position(|change| change.key == key);
        let earlier = earlier.map(|index| outbox.remove(index));
        // Two changes of a key are combined; the result starts from the text before the first.
        let before = earlier.and_then(|it| it.text.and(it.was).filter(|_| was.is_some()));
        let before = before.filter(|_| text.is_some());
        outbox.push(MirrorChange {
            key,
            text: text.map(str::to_owned),
            was: before.or_else(|| was.map(str::to_owned)),
        });
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
