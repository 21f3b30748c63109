//! Moving texts: what can't be read is set aside. A text is removed only once its copy is written.

use super::key_value::StoreError;
use super::record_store::RecordStore;
use crate::records::key::Key;

impl RecordStore {
    /// Sets aside what can't be read, so that nothing is written over it. What a newer edition wrote is left in place.
    pub fn quarantine(&self, now: u64) {
        self.tick(now);
        for it in self.load().0.unreadable {
            if !it.newer && !matches!(self.parse(&it.key), Some(Key::Quarantine(..))) {
                // What can't be moved now stays where it is, and is not written over either.
                self.set_aside(&it.key, &it.text, now).ok();
            }
        }
    }

    /// Moves what can't be read out of the way. Where that is not possible it stays, and must not be written over.
    /// What memory has under the key is another text and stays.
    pub(super) fn set_aside(&self, key: &str, text: &str, now: u64) -> Result<(), StoreError> {
        // What was set aside in the same millisecond stays, too.
        let is_free = |now: &u64| {
            let key = Key::quarantine_key(key, *now).to_string();
            self.text(&key).is_none()
        };
        let now = (now..=u64::MAX).find(is_free).unwrap_or(now);
        let quarantine_key = Key::quarantine_key(key, now).to_string();
        if self.in_memory(key).is_none_or(|mine| mine == text) {
            return self.move_text(key, text, &quarantine_key);
        }
        self.copy_on_device(key, text, &quarantine_key)?;
        self.free_on_device(key)
    }

    /// Moves a text to another key, and removes the old one only when the new one is there.
    pub(super) fn move_text(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
        let was = self.text(from);
        self.copy_on_device(from, text, to)?;
        self.note_change(to, Some(text), None);
        self.note_change(from, None, was.as_deref());
        self.memory.take_out(from);
        self.free_on_device(from)
    }

    /// Puts a text under a key of the device; in exchange for what is under another, if there is no room for both.
    fn copy_on_device(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
        match self.on_device(|device| device.set(to, text)) {
            Ok(()) => Ok(()),
            Err(StoreError::Full) => self.on_device(|device| {
                let there = device.get(from)?;
                device.remove(from)?;
                let moved = device.set(to, text);
                if let (Err(_), Some(there)) = (moved, there)
                    && device.set(from, &there).is_err()
                {
                    // Both are only here now; what memory has under the old key may be another text.
                    let key = self.in_memory(from).map_or(from, |_| to);
                    self.memory.insert(key, &there);
                }
                moved
            }),
            Err(error) => {
                self.memory.insert(to, text);
                self.save_error.set(Some(error));
                Ok(())
            }
        }
    }

    /// Removes a text from the device, and uses the room for what only memory has.
    fn free_on_device(&self, key: &str) -> Result<(), StoreError> {
        let outcome = self.remove_from_device(key);
        // `save_error` tells of what is still in memory.
        self.flush_memory().ok();
        outcome
    }
}
