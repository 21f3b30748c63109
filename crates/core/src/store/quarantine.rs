//! Quarantine of unreadable texts. A text is removed only after its copy was written.

use super::key_value::{KeyValueStore, StoreError};
use super::record_store::RecordStore;
use crate::records::key::{Key, Note};

impl RecordStore {
    /// Moves unreadable texts to quarantine, so that they are not overwritten. Texts of newer editions stay in place.
    pub fn quarantine(&self, now: u64) {
        self.set_clock(now);
        for it in self.load().0.unreadable {
            if !it.newer && !matches!(self.parse(&it.key), Some(Key::Quarantine(..))) {
                // A text that can't be moved now stays where it is, and is not overwritten either.
                self.set_aside(&it.key, &it.text, now).ok();
            }
        }
    }

    /// Moves an unreadable text to quarantine. On an error it stays, and must not be overwritten. The text in memory
    /// under the same key is another text and stays.
    pub(super) fn set_aside(&self, key: &str, text: &str, now: u64) -> Result<(), StoreError> {
        // A text that was moved in the same millisecond must not be overwritten.
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
        self.remove_from_device(key)?;
        // `save_error` reports texts that are still in memory.
        self.flush_memory().ok();
        Ok(())
    }

    /// Moves a text to another key. The old key is removed only after the new one was written. Where that fails, nothing
    /// has moved: neither the mirror nor the memory gets what the caller is told has failed.
    pub(super) fn move_text(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
        let was = self.text(from);
        self.copy_on_device(from, text, to)?;
        self.remove_from_device(from)?;
        self.note_move(from, was.as_deref(), to, text);
        self.memory.take_out(from);
        // `save_error` reports texts that are still in memory.
        self.flush_memory().ok();
        Ok(())
    }

    /// Copies a text to another key of the device; if there is no room for both, replaces the text under `from`.
    fn copy_on_device(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
        match self.on_device(|device| device.set(to, text)) {
            Ok(()) => Ok(()),
            Err(StoreError::Full) => self.on_device(|device| {
                let Some(there) = device.get(from)? else {
                    // It was never on the device, and need not be there under its new key.
                    self.keep_in_memory(to, text, StoreError::Full);
                    return Ok(());
                };
                device.remove(from)?;
                let moved = device.set(to, text).or_else(|_| {
                    self.free_index(device)?;
                    device.set(to, text)
                });
                if moved.is_err() && device.set(from, &there).is_err() {
                    // Both texts are only in memory now; the one under the old key may be another text.
                    let key = self.in_memory(from).map_or(from, |_| to);
                    self.memory.insert(key, &there);
                }
                moved
            }),
            Err(error) if self.device.is_none() => {
                self.keep_in_memory(to, text, error);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn keep_in_memory(&self, key: &str, text: &str, error: StoreError) {
        self.memory.insert(key, text);
        self.save_error.set(Some(error));
    }

    /// Takes the index off a full device: a key in the bin is some letters longer than the key of the record, and the index
    /// is rebuilt while assessments are used.
    fn free_index(&self, device: &dyn KeyValueStore) -> Result<(), StoreError> {
        let key = Key::Note(Note::Index).to_string();
        if let Some(index) = device.get(&key)? {
            device.remove(&key)?;
            self.memory.insert(&key, &index);
        }
        Ok(())
    }
}
