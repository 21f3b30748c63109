//! Reconciliation of the device and its mirror. The store has no access to the mirror, only to its rows.

use super::key_value::Entry;
use super::merge::{Resolution, is_record_of, resolve};
use super::record_store::RecordStore;
use crate::assessment::SortedSet;
use crate::records::key::Key;
use crate::records::kind::{Kind, RecordId};

impl RecordStore {
    /// Merges a row of the mirror into the device. `now` is in milliseconds since 1970.
    pub fn receive(&self, key: &str, text: &str, now: u64) {
        self.set_clock(now);
        self.memory.insert(key, &self.with_memory(key, text));
        // `save_error` reports a failure.
        self.flush_memory().ok();
    }

    /// Reconciles the device and the mirror when the app starts: each gets what it lost from the other. A browser
    /// writes the device's records to disk seconds later, and can be killed before. `rows` are all rows of the mirror;
    /// what it lacks is added to the changes for it.
    pub fn reconcile(&self, rows: &[Entry], now: u64) {
        self.set_clock(now);
        let rows_by_key = || {
            let keys = rows.iter().map(|(key, row)| (self.parse(key), key, row));
            keys.filter_map(|(parsed, key, row)| Some((parsed?, key, row)))
                .filter(|(parsed, ..)| parsed.is_mirrored())
        };
        // Deleted records first: they decide which records must not come back.
        for (parsed, key, row) in rows_by_key() {
            // What is in the bin or in quarantine does not change: it exists or it does not.
            match parsed {
                Key::Bin(_, kind, id) if self.text(key).is_none() => {
                    self.put_or_remember(key, row);
                    self.delete_again(kind, &id, row);
                }
                Key::Quarantine(..) if self.text(key).is_none() => self.put_or_remember(key, row),
                Key::Note(note)
                    if self
                        .text(key)
                        .is_none_or(|it| note.is_later(row, &it, self.latest_credible())) =>
                {
                    self.put_or_remember(key, row);
                }
                _ => {}
            }
        }
        self.know_binned();
        for (parsed, key, row) in rows_by_key() {
            if let Key::Record(kind, id) = parsed {
                self.reconcile_row(kind, &id, key, row, now);
            }
        }
        self.known_binned.take();
        // `save_error` reports a failure.
        self.flush_memory().ok();
        let there: SortedSet<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
        for (key, text) in self.entries().0 {
            if !there.contains(&key.as_str()) {
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
            if self.is_in_bin(kind, id, row) {
                self.note_change(key, None, Some(row));
            } else {
                // All of them are written together, after the last.
                self.note_change(key, Some(row), None);
                self.memory.insert(key, row);
            }
            return;
        };
        match resolve(kind, id, row, &there, self.latest_credible()) {
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
        let is_binned = |there: &String| kind.covers(binned, there, self.latest_credible());
        if let Some(there) = self.text(&key).filter(is_binned) {
            self.note_change(&key, None, Some(&there));
            self.memory.take_out(&key);
            // If the device can't be written, the record is removed at the next start.
            self.on_device(|device| device.remove(&key)).ok();
        }
    }
}
