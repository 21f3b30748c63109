//! Changes that the mirror is still to be told of.

use super::record_store::RecordStore;
use crate::records::key::Key;
use crate::records::kind::{Kind, RecordId};

/// What changed under a key, for the mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorChange {
    /// The key.
    pub key: Key,
    /// The text that is there now; `None` when it was removed.
    pub text: Option<String>,
    /// What was there before, as far as this tab knows: all of it is in the text, or was removed.
    pub was: Option<String>,
}

impl RecordStore {
    /// The changes since this was called last, the last one under each key.
    #[must_use]
    pub fn take_changes(&self) -> Vec<MirrorChange> {
        self.outbox.take()
    }

    /// Puts changes back that the mirror could not take, before those made meanwhile.
    pub fn put_changes_back(&self, changes: Vec<MirrorChange>) {
        let mut outbox = self.outbox.borrow_mut();
        for change in changes {
            if outbox.iter().all(|later| later.key != change.key) {
                outbox.push(change);
            }
        }
    }

    /// Adds a change to the outbox, if the mirror has such keys.
    pub(super) fn note_change(&self, key: &str, text: Option<&str>, was: Option<&str>) {
        let Some(key) = self.parse(key).filter(Key::is_mirrored) else {
            return;
        };
        let mut outbox = self.outbox.borrow_mut();
        let earlier = outbox.iter().position(|change| change.key == key);
        let earlier = earlier.map(|index| outbox.remove(index));
        // Two changes become one, which starts from what was there before the first.
        let before = earlier.and_then(|it| it.text.and(it.was).filter(|_| was.is_some()));
        let before = before.filter(|_| text.is_some());
        outbox.push(MirrorChange {
            key,
            text: text.map(str::to_owned),
            was: before.or_else(|| was.map(str::to_owned)),
        });
    }

    /// Tells the mirror what the bin has of a record, so that it knows before it is told to remove the record.
    pub(super) fn note_binned(&self, kind: &Kind, id: &RecordId) {
        for (key, text) in self.entries().0 {
            if self.is_bin_of(&key, kind, id) {
                self.note_change(&key, Some(&text), None);
            }
        }
    }
}
