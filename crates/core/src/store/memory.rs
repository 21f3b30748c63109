//! Texts that are only in memory. They are written to the device as soon as it accepts them, merged with its content.

use std::borrow::Cow;

use super::key_value::StoreError;
use super::merge::{Resolution, resolve};
use super::record_store::RecordStore;
use crate::records::key::Key;
use crate::records::record::ReadError;

impl RecordStore {
    /// Writes the texts in memory to the device. Texts that fail stay in memory, and `save_error` has the reason, so a
    /// caller without an alternative may ignore the error.
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

    /// Writes one text to the device. Another tab may have written or deleted the record in the meantime.
    fn flush_one(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let there = self.on_device(|device| device.get(key))?;
        let mut text = Cow::Borrowed(text);
        if there.as_deref() != Some(&*text)
            && let Some(Key::Record(kind, id)) = self.parse(key)
            && (kind.read)(&text).is_ok()
        {
            match there
                .as_deref()
                .map(|it| resolve(kind, &id, &text, it, self.latest_credible()))
            {
                None if self
                    .binned_text(kind, &id)
                    .is_some_and(|binned| kind.covers(&binned, &text, self.latest_credible())) =>
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

    /// The text of a record, merged with the version in memory.
    pub(super) fn with_memory(&self, key: &str, text: &str) -> String {
        let here = self.in_memory(key).filter(|here| here != text);
        let merged = match (here, self.parse(key)) {
            (Some(here), Some(Key::Record(kind, id))) if (kind.read)(text).is_ok() => {
                match resolve(kind, &id, text, &here, self.latest_credible()) {
                    Resolution::Merge(both) => Some(both),
                    _ => None,
                }
            }
            _ => None,
        };
        merged.unwrap_or_else(|| text.to_owned())
    }

    /// The complete text of a record, merged from memory and the device, for moving it.
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
        Ok(Some(
            match resolve(kind, id, &mine, &there, self.latest_credible()) {
                Resolution::Write => mine,
                Resolution::Merge(both) => both,
                Resolution::Newer => return Err(StoreError::Newer),
                Resolution::Damaged => {
                    self.set_aside(&name, &there, now)?;
                    mine
                }
            },
        ))
    }
}
