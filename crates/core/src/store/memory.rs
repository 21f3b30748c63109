//! What only memory has: written to the device as soon as that takes it, merged with what is there by then.

use std::borrow::Cow;

use super::key_value::StoreError;
use super::merge::{Resolution, resolve};
use super::record_store::RecordStore;
use crate::records::key::Key;
use crate::records::record::ReadError;

impl RecordStore {
    /// Writes what memory keeps to the device. What fails stays in memory, and `save_error` says why, so that a caller
    /// who can do nothing about it may ignore the error.
    pub(super) fn flush_memory(&self) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        for (key, text) in self.memory.take() {
            if let Err(error) = self.flush_one(&key, &text) {
                let memory = match error {
                    StoreError::Newer => &self.blocked_by_newer,
                    _ => &self.memory,
                };
                memory.insert(&key, &text);
                self.save_error.set(Some(error));
                outcome = Err(error);
            }
        }
        outcome
    }

    /// Writes one text to the device. Another tab may have written the record since memory took it, or deleted it.
    fn flush_one(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let there = self.on_device(|device| device.get(key))?;
        let mut text = Cow::Borrowed(text);
        if there.as_deref() != Some(&*text)
            && let Some(Key::Record(kind, id)) = self.parse(key)
            && (kind.read)(&text).is_ok()
        {
            match there.as_deref().map(|it| resolve(kind, &id, &text, it)) {
                None if self
                    .binned_text(kind, &id)
                    .is_some_and(|binned| kind.covers(&binned, &text)) =>
                {
                    self.note_binned(kind, &id);
                    self.note_change(key, None, Some(&text));
                    return Ok(());
                }
                None | Some(Resolution::Write) => {}
                Some(Resolution::Merge(both)) => {
                    text = Cow::Owned(both);
                    self.note_change(key, Some(&text), None);
                }
                Some(Resolution::Newer) => return Err(StoreError::Newer),
                Some(Resolution::Damaged) => {
                    let there = there.as_deref().unwrap_or_default();
                    self.set_aside(key, there, self.clock.get())?;
                }
            }
        }
        self.on_device(|device| device.set(key, &text))
    }

    /// A record's text, merged with what only memory has of it.
    pub(super) fn with_memory(&self, key: &str, text: &str) -> String {
        let here = self.in_memory(key).filter(|here| here != text);
        let merged = match (here, self.parse(key)) {
            (Some(here), Some(Key::Record(kind, id))) if (kind.read)(text).is_ok() => {
                match resolve(kind, &id, text, &here) {
                    Resolution::Merge(both) => Some(both),
                    _ => None,
                }
            }
            _ => None,
        };
        merged.unwrap_or_else(|| text.to_owned())
    }

    /// All that is kept of a record, in memory and on the device, for moving it elsewhere.
    pub(super) fn whole_text(&self, key: &Key, now: u64) -> Result<Option<String>, StoreError> {
        let name = key.to_string();
        let there = self.on_device(|device| device.get(&name)).ok().flatten();
        let (Some(there), Some((kind, id))) = (there, key.record()) else {
            return Ok(self.in_memory(&name));
        };
        if matches!((kind.read)(&there), Err(ReadError::Newer(_))) {
            return Err(StoreError::Newer);
        }
        let mine = self.in_memory(&name);
        let Some(mine) = mine.filter(|it| (kind.read)(it).is_ok()) else {
            return Ok(Some(there));
        };
        Ok(Some(match resolve(kind, id, &mine, &there) {
            Resolution::Write => mine,
            Resolution::Merge(both) => both,
            Resolution::Newer => return Err(StoreError::Newer),
            Resolution::Damaged => {
                self.set_aside(&name, &there, now)?;
                mine
            }
        }))
    }
}
