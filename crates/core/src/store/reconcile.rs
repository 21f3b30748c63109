//! The device and the mirror, brought together. The store knows no mirror, only its rows.

use super::key_value::Entry;
use super::merge::{Resolution, is_record_of, resolve};
use super::record_store::RecordStore;
use crate::records::key::Key;
use crate::records::kind::{Kind, RecordId};

impl RecordStore {
    /// Puts on the device what the mirror has, merged with what is here.
    pub fn receive(&self, key: &str, text: &str) {
        self.memory.insert(key, &self.with_memory(key, text));
        // `save_error` tells of a failure.
        self.flush_memory().ok();
    }

    /// Brings the device and the mirror together, when the app starts. What either lost, the other gives back: a
    /// browser writes the device's records to disk seconds later, and can be killed before. `rows` is all that the
    /// mirror has; what it lacks goes out as changes.
    pub fn reconcile(&self, rows: &[Entry], now: u64) {
        self.tick(now);
        let rows_by_key = || {
            let keys = rows.iter().map(|(key, row)| (self.parse(key), key, row));
            keys.filter_map(|(parsed, key, row)| Some((parsed?, key, row)))
                .filter(|(parsed, ..)| parsed.is_mirrored())
        };
        // What was deleted comes first: it says what is not to come back.
        for (parsed, key, row) in rows_by_key() {
            // A record in the bin does not change: it is there or it is not.
            if let Key::Bin(_, kind, id) = parsed
                && self.text(key).is_none()
            {
                self.put_or_remember(key, row);
                self.delete_again(kind, &id, row);
            }
        }
        for (parsed, key, row) in rows_by_key() {
            if let Key::Record(kind, id) = parsed {
                self.reconcile_row(kind, &id, key, row, now);
            }
        }
        for (key, text) in self.entries().0 {
            if rows.iter().all(|(of, _)| *of != key) {
                self.note_change(&key, Some(&text), None);
            }
        }
    }

    fn reconcile_row(&self, kind: &Kind, id: &RecordId, key: &str, row: &str, now: u64) {
        let there = self.text(key);
        if there.as_deref() == Some(row) || !is_record_of(kind, id, row) {
            return;
        }
        let Some(there) = there else {
            match self.binned_text(kind, id) {
                Some(binned) if kind.covers(&binned, row) => self.note_change(key, None, Some(row)),
                _ => self.put_or_remember(key, row),
            }
            return;
        };
        match resolve(kind, id, row, &there) {
            Resolution::Write => self.put_or_remember(key, row),
            Resolution::Merge(both) => self.put_or_remember(key, &both),
            Resolution::Damaged => {
                // Where there is no room to set it aside, the row waits in memory and is tried again with the next save.
                self.set_aside(key, &there, now).ok();
                self.put_or_remember(key, row);
            }
            Resolution::Newer => {}
        }
    }

    /// Removes what the mirror knows to be deleted, when the device has forgotten that.
    fn delete_again(&self, kind: &'static Kind, id: &RecordId, binned: &str) {
        let key = Key::Record(kind, id.clone()).to_string();
        if let Some(there) = self.text(&key).filter(|there| kind.covers(binned, there)) {
            self.note_change(&key, None, Some(&there));
            self.memory.take_out(&key);
            // On a device that can't be written it is deleted again at the next start.
            self.on_device(|device| device.remove(&key)).ok();
        }
    }
}
