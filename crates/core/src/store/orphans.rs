//! Records whose owner is gone, such as a snapshot that was taken in one tab while another deleted its assessment.

use super::record_store::RecordStore;
use crate::records::key::Key;
use crate::records::kind::{Deletion, RecordId};

impl RecordStore {
    /// Gives every record whose owner is not in use a place where the user finds it, when the app starts: beside its owner
    /// in the bin, or, without one, as a record of its own under a fresh id. Returns the old and the new ids of those.
    pub fn place_orphans(
        &self,
        mut fresh_id: impl FnMut() -> RecordId,
    ) -> Vec<(RecordId, RecordId)> {
        let mut renamed = Vec::new();
        for it in self.found(&|key| matches!(key, Key::Record(..))) {
            let Some(owner) = it.header.owner.as_ref().filter(|it| !self.is_in_use(it)) else {
                continue;
            };
            if it.kind.deletion == Deletion::WithOwner {
                continue;
            }
            // With what another tab has written, and not over the record of a newer edition.
            let from = Key::Record(it.kind, it.header.id.clone());
            let Ok(Some(whole)) = self.whole_text(&from, self.clock.get()) else {
                continue;
            };
            let deleted = self.deleted_at(owner);
            let (to, text) = match deleted {
                Some(deleted) => {
                    let key = Key::Bin(deleted, it.kind, it.header.id.clone());
                    // An earlier version of it may have been deleted with its owner.
                    let there = self.text(&key.to_string());
                    let both = there.and_then(|there| {
                        let both = it.kind.merge(&there, &whole, self.latest_credible());
                        both.or(Some(there))
                    });
                    (key, both.or(Some(whole)))
                }
                None => {
                    let id = fresh_id();
                    let text = (it.kind.readdress)(&whole, &id, None);
                    (Key::Record(it.kind, id), text)
                }
            };
            // What can't be moved now is moved at a later start.
            if let Some(text) = text
                && self.move_text(&it.key, &text, &to.to_string()).is_ok()
                && let Key::Record(_, id) = to
            {
                renamed.push((it.header.id, id));
            }
        }
        renamed
    }

    /// When the record with this id was deleted last, in milliseconds since 1970.
    fn deleted_at(&self, id: &RecordId) -> Option<u64> {
        let deleted = self.found(&|key| matches!(key, Key::Bin(_, _, of) if of == id));
        let times = deleted.iter().filter_map(|it| match self.parse(&it.key) {
            Some(Key::Bin(deleted, ..)) => Some(deleted),
            _ => None,
        });
        times.max()
    }
}
