//! The device and the journal, brought together: what changed and has to be told, what came in, and at the start all of
//! both. It knows no journal, only its rows.

use super::key::Key;
use super::key_value::{KeyValueStore as _, Record};
use super::merge::{MirrorChange, Resolution, covers, resolve};
use super::record_store::RecordStore;
use crate::assessment::AssessmentId;
use crate::exchange::record;

impl RecordStore {
    /// Puts on the device what the journal already has, together with what stands here.
    pub fn receive(&self, key: &str, text: &str) {
        let _ = self.memory.set(key, &self.with_memory(key, text));
        let _ = self.hand_over();
    }

    /// What changed since it was asked last, for the journal: the last change under each key.
    #[must_use]
    pub fn take_changes(&self) -> Vec<MirrorChange> {
        self.outbox.take()
    }

    /// Puts changes back that the journal could not take, before those made meanwhile.
    pub fn put_changes_back(&self, changes: Vec<MirrorChange>) {
        let mut outbox = self.outbox.borrow_mut();
        for change in changes {
            if outbox.iter().all(|later| later.key != change.key) {
                outbox.push(change);
            }
        }
    }

    /// Brings the device and the journal together, when the app starts. What either lost, the other gives back: a
    /// browser writes the device's records to disk seconds later, and can be killed before. `rows` is all that the
    /// journal has; what it lacks goes out as changes.
    pub fn reconcile(&self, rows: &[Record], now: u64) {
        // What was deleted comes first: it says what is not to come back.
        for (key, row) in rows {
            // What is in the bin does not change: it is there or it is not.
            if let Some(Key::Bin(_, id)) = Key::parse(key)
                && self.text(key).is_none()
            {
                let _ = self.put(key, row);
                self.delete_again(&id, row);
            }
        }
        for (key, row) in rows {
            let Some(Key::Assessment(id)) = Key::parse(key) else {
                continue;
            };
            let there = self.text(key);
            if there.as_ref() == Some(row) {
                continue;
            }
            let mirrored_version = record::read(row).ok().filter(|it| it.id == id);
            let Some(mirrored_version) = mirrored_version else {
                continue;
            };
            match there.map(|there| resolve(&mirrored_version, &there)) {
                None => match self.binned(&id) {
                    Some(binned) if binned.contains(&mirrored_version) => {
                        self.note(key, None, Some(row))
                    }
                    _ => drop(self.put(key, row)),
                },
                Some(Resolution::Write) => drop(self.put(key, row)),
                Some(Resolution::Merge(both)) => drop(self.put(key, &record::write(&both))),
                Some(Resolution::Damaged) => {
                    if let Some(there) = self.text(key) {
                        let _ = self.set_aside(key, &there, now);
                    }
                    let _ = self.put(key, row);
                }
                Some(Resolution::Newer) => {}
            }
        }
        for (key, text) in self.records().0 {
            let kind = Key::parse(&key);
            let mirrored = matches!(kind, Some(Key::Assessment(_) | Key::Bin(..)));
            if mirrored && rows.iter().all(|(of, _)| *of != key) {
                self.note(&key, Some(&text), None);
            }
        }
    }

    /// Takes away what the journal knows to be deleted, when the device has forgotten that.
    pub(super) fn delete_again(&self, id: &AssessmentId, binned: &str) {
        let key = Key::Assessment(id.clone()).to_string();
        if let Some(there) = self.text(&key).filter(|there| covers(binned, there)) {
            self.note(&key, None, Some(&there));
            let _ = self.memory.remove(&key);
            let _ = self.on_device(|device| device.remove(&key));
        }
    }

    /// Remembers a change for the journal, if it keeps such keys.
    pub(super) fn note(&self, key: &str, text: Option<&str>, was: Option<&str>) {
        if !matches!(Key::parse(key), Some(Key::Assessment(_) | Key::Bin(..))) {
            return;
        }
        let mut outbox = self.outbox.borrow_mut();
        let earlier = outbox.iter().position(|change| change.key == key);
        let earlier = earlier.map(|index| outbox.remove(index));
        // Two changes are one: from what stood there before the first.
        let before = earlier.and_then(|it| it.text.and(it.was).filter(|_| was.is_some()));
        outbox.push(MirrorChange {
            key: key.to_owned(),
            text: text.map(str::to_owned),
            was: if text.is_some() {
                before.or_else(|| was.map(str::to_owned))
            } else {
                was.map(str::to_owned)
            },
        });
    }

    /// Tells the journal what is in the bin of an assessment, before it is told to forget the assessment.
    pub(super) fn note_binned(&self, id: &AssessmentId) {
        for (key, text) in self.records().0 {
            if matches!(Key::parse(&key), Some(Key::Bin(_, of)) if of == *id) {
                self.note(&key, Some(&text), None);
            }
        }
    }
}
