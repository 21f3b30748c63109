//! Moving things out of the way: deleting to the bin and bringing back, setting aside what can't be read. Nothing is
//! taken away before it stands elsewhere.

use super::inventory::ids;
use super::key::Key;
use super::key_value::{KeyValueStore as _, StoreError};
use super::merge::{Resolution, resolve};
use super::record_store::RecordStore;
use crate::assessment::{Assessment, AssessmentId};
use crate::exchange::record::{self, ReadError};

/// For how long the bin keeps what was deleted: 30 days, in milliseconds.
pub const BIN_KEEPS: u64 = 30 * 24 * 60 * 60 * 1000;

impl RecordStore {
    /// Moves an assessment and its snapshots to the bin, or a snapshot alone.
    ///
    /// # Errors
    /// When the device can't be written: then it stays where it is.
    pub fn delete(&self, id: &AssessmentId, now: u64) -> Result<(), StoreError> {
        let (kept, _) = self.load();
        let snapshots = kept.snapshots_of(id).map(|it| it.id.clone());
        let ids: Vec<_> = std::iter::once(id.clone()).chain(snapshots).collect();
        // Nothing else may be in the bin under the same time.
        let is_taken = |now: &u64| {
            let mut keys = ids.iter().map(|id| Key::Bin(*now, id.clone()));
            keys.any(|key| self.text(&key.to_string()).is_some())
        };
        let now = (now..=u64::MAX).find(|now| !is_taken(now)).unwrap_or(now);
        for id in ids {
            let key = Key::Assessment(id.clone()).to_string();
            if let Some(text) = self.whole(&key, now)? {
                self.shift(&key, &text, &Key::Bin(now, id.clone()).to_string())?;
            }
            self.forget(&id);
        }
        Ok(())
    }

    /// Brings back what was deleted at one time: an assessment with its snapshots. `fresh` is for one whose id is
    /// another's now. Gives the id that the assessment with `id` has.
    ///
    /// # Errors
    /// When the device can't be written: then it stays in the bin.
    pub fn restore(
        &self,
        deleted: u64,
        id: &AssessmentId,
        fresh: &AssessmentId,
    ) -> Result<AssessmentId, StoreError> {
        let (kept, _) = self.load();
        let with_it = |it: &Assessment| {
            it.id == *id
                || it
                    .snapshot
                    .as_ref()
                    .is_some_and(|snapshot| snapshot.of == *id)
        };
        let key_of = |id: &AssessmentId| Key::Assessment(id.clone()).to_string();
        let is_free = |id: &AssessmentId| self.text(&key_of(id)).is_none();
        let into = if is_free(id) { id } else { fresh };
        for binned in kept.bin {
            let mut it = binned.assessment;
            if binned.deleted != deleted || !with_it(&it) {
                continue;
            }
            let from = binned.key.to_string();
            let Some(text) = self.text(&from) else {
                continue;
            };
            let is_alone = it.id == *id;
            let of = it.snapshot.as_ref().map(|snapshot| snapshot.of.clone());
            if is_alone && of.as_ref().is_some_and(is_free) {
                // What it was taken of is gone: without it, a snapshot would be seen nowhere.
                let label = it.snapshot.take().map_or_else(String::new, |it| it.label);
                it.name = format!("{} ({label})", it.name);
            }
            if is_alone {
                it.id = into.clone();
            } else if !is_free(&it.id) {
                // The same snapshot is there already.
                self.take(&from)?;
                continue;
            } else if let Some(snapshot) = &mut it.snapshot {
                snapshot.of = into.clone();
            }
            // As it was, where nothing of it is another now.
            let text = match record::read(&text) {
                Ok(before) if before == it => text,
                _ => record::write(&it),
            };
            self.shift(&from, &text, &key_of(&it.id))?;
        }
        Ok(into.clone())
    }

    /// Empties the bin of what has been there for longer than [`BIN_KEEPS`].
    pub fn tidy(&self, now: u64) {
        for (key, _) in self.records().0 {
            if let Some(Key::Bin(deleted, _)) = Key::parse(&key)
                && now.saturating_sub(deleted) > BIN_KEEPS
            {
                let _ = self.take(&key);
            }
        }
    }

    /// Sets aside what can't be read, so that nothing writes over it. What a newer edition wrote is left in place.
    pub fn quarantine(&self, now: u64) {
        for it in self.load().0.unreadable {
            if !it.newer && !matches!(Key::parse(&it.key), Some(Key::Quarantine(..))) {
                let _ = self.set_aside(&it.key, &it.text, now);
            }
        }
    }

    /// Takes something out of the bin or out of quarantine for ever.
    ///
    /// # Errors
    /// When the device can't be written.
    pub fn discard(&self, key: &str) -> Result<(), StoreError> {
        self.take(key)?;
        if let Some(Key::Bin(_, id)) = Key::parse(key) {
            self.forget_all_of(&id);
        }
        Ok(())
    }

    /// Takes away what is noted of an assessment, once nothing of it is kept.
    pub(super) fn forget_all_of(&self, id: &AssessmentId) {
        let mut keys = self.records().0.into_iter().map(|(key, _)| key);
        let is_of = |key: String| match Key::parse(&key) {
            Some(Key::Assessment(of) | Key::Bin(_, of)) => of == *id,
            _ => false,
        };
        if keys.any(is_of) {
            return;
        }
        let _ = self.take(&Key::LastExport(id.clone()).to_string());
        let _ = self.take(&Key::Before(id.clone()).to_string());
        let index = Key::Index.to_string();
        let mut ids = ids(&self.text(&index).unwrap_or_default());
        ids.retain(|other| other != id);
        let words: Vec<&str> = ids.iter().map(AssessmentId::as_str).collect();
        let _ = self.put(&index, &words.join(" "));
    }

    /// What is in the bin of an assessment; of one that was deleted several times, everything together.
    #[must_use]
    pub fn binned(&self, id: &AssessmentId) -> Option<Assessment> {
        let mut whole: Option<Assessment> = None;
        for (key, text) in self.records().0 {
            let is_it = matches!(Key::parse(&key), Some(Key::Bin(_, of)) if of == *id);
            let Some(it) = record::read(&text).ok().filter(|_| is_it) else {
                continue;
            };
            match &mut whole {
                Some(whole) => drop(whole.merge(&it)),
                None => whole = Some(it),
            }
        }
        whole
    }

    /// Moves a text to another key, and takes the old one away only when the new one is there.
    pub(super) fn shift(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
        let was = self.text(from);
        self.move_on_device(from, text, to)?;
        self.note(to, Some(text), None);
        self.note(from, None, was.as_deref());
        self.memory.remove(from)?;
        self.take_from_device(from)
    }

    /// Moves what can't be read out of the way. Where that is not possible it stays, and is not to be written over.
    /// What memory has under the key is another text and stays.
    pub(super) fn set_aside(&self, key: &str, text: &str, now: u64) -> Result<(), StoreError> {
        // What was set aside in the same millisecond stays, too.
        let is_free = |now: &u64| {
            self.text(&Key::quarantine_key(key, *now).to_string())
                .is_none()
        };
        let now = (now..=u64::MAX).find(is_free).unwrap_or(now);
        let aside = Key::quarantine_key(key, now).to_string();
        if self.in_memory(key).is_none_or(|mine| mine == text) {
            return self.shift(key, text, &aside);
        }
        self.move_on_device(key, text, &aside)?;
        self.take_from_device(key)
    }

    /// Puts a text under a key of the device in exchange for what stands under another, if there is no room for both.
    fn move_on_device(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
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
                    match self.in_memory(from) {
                        Some(_) => self.memory.set(to, &there)?,
                        None => self.memory.set(from, &there)?,
                    }
                }
                moved
            }),
            Err(error) => {
                self.memory.set(to, text)?;
                self.save_error.set(Some(error));
                Ok(())
            }
        }
    }

    /// Takes a text from the device, and uses the room for what only memory has.
    fn take_from_device(&self, key: &str) -> Result<(), StoreError> {
        let outcome = match &self.device {
            Some(device) => device.remove(key),
            None => Ok(()),
        };
        let _ = self.hand_over();
        outcome
    }

    /// What is kept under the key of an assessment, here and on the device together: for moving it elsewhere.
    pub(super) fn whole(&self, key: &str, now: u64) -> Result<Option<String>, StoreError> {
        let there = self.on_device(|device| device.get(key)).ok().flatten();
        let (Some(there), mine) = (there, self.in_memory(key)) else {
            return Ok(self.in_memory(key));
        };
        if matches!(record::read(&there), Err(ReadError::Newer(_))) {
            return Err(StoreError::Newer);
        }
        let mine = mine.and_then(|text| record::read(&text).ok().zip(Some(text)));
        let Some((assessment, text)) = mine else {
            return Ok(Some(there));
        };
        Ok(Some(match resolve(&assessment, &there) {
            Resolution::Write => text,
            Resolution::Merge(both) => record::write(&both),
            Resolution::Newer => return Err(StoreError::Newer),
            Resolution::Damaged => {
                self.set_aside(key, &there, now)?;
                text
            }
        }))
    }
}
