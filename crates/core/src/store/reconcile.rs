//! Reconciliation of the device and its mirror. The store has no access to the mirror, only to its rows.

use super::key_value::Entry;
use super::merge::{Resolution, is_record_of, resolve};
use super::record_store::RecordStore;
use crate::records::key::Key;
use crate::records::kind::{Kind, RecordId};

impl RecordStore {
    /// Merges a row of the mirror into the device.
    pub fn receive(&self, key: &str, text: &str) {
        self.memory.insert(key, &self.with_memory(key, text));
        // `save_error` reports a failure.
        self.flush_memory().ok();
    }

    /// Reconciles the device and the mirror when the app starts: each gets what it lost from the other. A browser
    /// writes the device's records to disk seconds later, and can be killed before. `rows` are all rows of the mirror;
    /// what it lacks is added to the changes for it.
    pub fn reconcile(&self, rows: &[Entry], now: u64) {
        self.tick(now);
        let rows_by_key = || {
            let keys = rows.iter().map(|(key, row)| (self.parse(key), key, row));
            keys.filter_map(|(parsed, key, row)| Some((parsed?, key, row)))
                .filter(|(parsed, ..)| parsed.is_mirrored())
        };
        // Deleted records first: they decide which records must not come back.
        for (parsed, key, row) in rows_by_key() {
            // A record in the bin does not change: it exists or it does not.
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
        // `save_error` reports a failure.
        self.flush_memory().ok();
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
                // All of them are written together, after the last.
                _ => {
                    self.note_change(key, Some(row), None);
                    self.memory.insert(key, row);
                }
            }
            return;
        };
        match resolve(kind, id, row, &there) {
            Resolution::Write => self.put_or_remember(key, row),
            Resolution::Merge(both) => self.put_or_remember(key, &both),
            Resolution::Damaged => {
                // Without room for the quarantine, the row stays in memory and is written with the next save.
                self.set_aside(key, &there, now).ok();
                self.put_or_remember(key, row);
            }
            Resolution::Newer => {}
        }
    }

    /// Removes a record that the mirror has as deleted, and the device does not.
    fn delete_again(&self, kind: &'static Kind, id: &RecordId, binned: &str) {
        let key = Key::Record(kind, id.clone()).to_string();
        if let Some(there) = self.text(&key).filter(|there| kind.covers(binned, there)) {
            self.note_change(&key, None, Some(&there));
            self.memory.take_out(&key);
            // If the device can't be written, the record is removed at the next start.
            self.on_device(|device| device.remove(&key)).ok();
        }
    }
}
