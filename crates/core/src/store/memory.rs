//! Texts that are only in memory. They are written to the device as soon as it accepts them, merged with its content.

use std::borrow::Cow;
use std::cell::LazyCell;

use super::key_value::StoreError;
use super::merge::{Resolution, resolve};
use super::record_store::RecordStore;
use crate::records::key::{Key, Note};
use crate::records::kind::{Kind, RecordId};
use crate::records::record::ReadError;

impl RecordStore {
    /// Writes the texts in memory to the device. Texts that fail stay in memory, and `save_error` has the reason, so a
    /// caller without an alternative may ignore the error.
    pub(super) fn flush_memory(&self) -> Result<(), StoreError> {
        let texts = self.memory.take();
        let in_memory: Vec<String> = texts.iter().map(|(key, _)| key.clone()).collect();
        let binned = LazyCell::new(|| self.binned_records(&in_memory));
        // A text that is not shorter than one that found no room finds none either.
        let mut room = usize::MAX;
        let (mut outcome, mut rest) = (Ok(()), Vec::new());
        for (key, text) in texts {
            let is_binned = |kind, id| binned.contains(&(kind, id));
            let Err(error) = self.flush_one(&key, &text, room, is_binned) else {
                continue;
            };
            match error {
                StoreError::Newer => self.blocked_by_newer.insert(&key, &text),
                _ => {
                    if error == StoreError::Full {
                        room = room.min(text.len());
                    }
                    rest.push((key, text));
                }
            }
            self.save_error.set(Some(error));
            outcome = Err(error);
        }
        self.memory.put_back(rest);
        outcome
    }

    /// Tries again to write the texts in memory: the device may have room by now. Whether it has all of them then; `false`
    /// if there was none. `now` is in milliseconds since 1970.
    #[must_use]
    pub fn retry(&self, now: u64) -> bool {
        self.set_clock(now);
        !self.memory.is_empty() && self.flush_memory().is_ok()
    }

    /// The records with a copy in the bin, on the device or under these keys.
    pub(super) fn binned_records(&self, keys: &[String]) -> Vec<(&'static Kind, RecordId)> {
        let on_device = self.on_device(|device| device.keys()).unwrap_or_default();
        let keys = on_device.iter().chain(keys);
        keys.filter_map(|key| match self.parse(key) {
            Some(Key::Bin(_, kind, id)) => Some((kind, id)),
            _ => None,
        })
        .collect()
    }

    /// Writes one text to the device. Another tab may have written or deleted the record in the meantime. A text that is
    /// new there is not tried unless it is shorter than `room`.
    fn flush_one(
        &self,
        key: &str,
        text: &str,
        room: usize,
        is_binned: impl Fn(&'static Kind, RecordId) -> bool,
    ) -> Result<(), StoreError> {
        let there = self.on_device(|device| device.get(key))?;
        let deleted = match self.parse(key) {
            Some(Key::Record(kind, id)) if there.is_none() => is_binned(kind, id),
            _ => false,
        };
        if there.is_none() && !deleted {
            return match text.len() < room {
                true => self.on_device(|device| device.set(key, text)),
                false => Err(StoreError::Full),
            };
        }
        // An image in memory was read from the mirror; the device can have a later one.
        if let (Some(there), Some(Key::Note(note @ Note::Logo))) = (&there, self.parse(key))
            && note.is_later(there, text, self.latest_credible())
        {
            self.note_change(key, Some(there), None);
            return Ok(());
        }
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
