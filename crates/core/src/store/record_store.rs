//! The shelf: assessments under their keys, on the device while that works, else in memory until the page closes.
//! Other tabs write to the same device, so what stands there is looked at before it is written over, and merged.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use super::inventory::{Inventory, ids};
use super::key::{Key, PREFIX};
use super::key_value::{KeyValueStore, MemoryStore, Record, StoreError};
use super::merge::{MirrorChange, Resolution, resolve};
use crate::assessment::{Assessment, AssessmentId};
use crate::exchange::record::{self, ReadError};

/// Where assessments are kept.
pub struct RecordStore {
    pub(super) device: Option<Box<dyn KeyValueStore>>,
    /// What the device could not take.
    pub(super) memory: MemoryStore,
    /// What must not go to the device, where a newer edition's record stands.
    pub(super) blocked_by_newer: MemoryStore,
    /// The text this tab last saw under the key of each assessment it wrote or opened.
    seen: RefCell<Vec<Record>>,
    /// What changed and is still to be told to the journal.
    pub(super) outbox: RefCell<Vec<MirrorChange>>,
    /// Whether something this tab had seen was gone when it was written again.
    vanished: Cell<bool>,
    /// Why something is in memory only, if so.
    pub(super) save_error: Cell<Option<StoreError>>,
}

/// How saving ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveOutcome {
    /// It is kept.
    Saved,
    /// Together with what another tab had changed, this is what it is now. Whether it is kept, [`RecordStore::save_error`] tells.
    Merged(Box<Assessment>),
    /// It was deleted in another tab, and was not saved.
    Deleted,
    /// It is in memory only, and the latest of another tab, if any, is not lost.
    InMemory(StoreError),
}

/// What follows for an open assessment from what another tab did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteChange {
    /// Nothing.
    Nothing,
    /// It is this now; and has to be saved, when this tab knew more than what stands there.
    Changed {
        /// What it is now.
        merged: Box<Assessment>,
        /// Whether this tab knew more, or may have.
        knew_more: bool,
    },
    /// It was deleted, as it is here.
    Deleted,
    /// It was deleted by somebody who had not seen all that it is here.
    DeletedUnseen,
    /// The site's data was cleared.
    Vanished,
}

impl RecordStore {
    /// A shelf on a device's store, or on memory alone.
    #[must_use]
    pub fn new(device: Option<Box<dyn KeyValueStore>>) -> Self {
        Self {
            device,
            memory: MemoryStore::default(),
            blocked_by_newer: MemoryStore::default(),
            seen: RefCell::default(),
            outbox: RefCell::default(),
            vanished: Cell::new(false),
            save_error: Cell::new(None),
        }
    }

    /// Everything kept, and why the device could not be read, if so.
    #[must_use]
    pub fn load(&self) -> (Inventory, Option<StoreError>) {
        let (records, error) = self.records();
        (Inventory::from_records(records), error)
    }

    /// This app's records, and why the device could not be read, if so. What only memory could take is newer than
    /// what the device has.
    pub(super) fn records(&self) -> (Vec<Record>, Option<StoreError>) {
        let mut records = Vec::new();
        let outcome = self.on_device(|device| {
            for key in device.keys()? {
                if key.starts_with(PREFIX)
                    && let Some(text) = device.get(&key)?
                {
                    records.push((key, text));
                }
            }
            Ok(())
        });
        for (key, text) in self
            .memory
            .all()
            .into_iter()
            .chain(self.blocked_by_newer.all())
        {
            records.retain(|(of, _)| *of != key);
            records.push((key, text));
        }
        let error = outcome.err().filter(|_| self.device.is_some());
        (records, error)
    }

    /// The assessment or snapshot with this id, as it stands there now.
    #[must_use]
    pub fn open(&self, id: &AssessmentId) -> Option<Assessment> {
        let key = Key::Assessment(id.clone()).to_string();
        let text = self.text(&key)?;
        let assessment = record::read(&text).ok().filter(|it| it.id == *id)?;
        self.see(&key, text);
        Some(assessment)
    }

    /// The text under a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.in_memory(key)
            .or_else(|| self.on_device(|device| device.get(key)).ok().flatten())
    }

    /// Keeps an assessment, with what another tab changed of it meanwhile, and whatever the device could not take
    /// before. `now` is in milliseconds since 1970.
    pub fn save(&self, assessment: &Assessment, now: u64) -> SaveOutcome {
        let key = Key::Assessment(assessment.id.clone()).to_string();
        let read = self.on_device(|device| device.get(&key));
        let seen = self.seen(&key);
        // What only memory has may be more than the version that is saved now.
        let here = self
            .in_memory(&key)
            .filter(|here| seen.as_ref() != Some(here));
        let mut merged = here.and_then(|here| match resolve(assessment, &here) {
            Resolution::Merge(both) => Some(both),
            _ => None,
        });
        let mut stuck = None;
        match &read {
            Ok(None) if seen.is_some() && self.in_memory(&key).is_none() => {
                if self.binned(&assessment.id).is_some() {
                    return SaveOutcome::Deleted;
                }
                self.vanished.set(true);
            }
            Ok(Some(there)) if seen.as_ref() != Some(there) => {
                let it = merged.as_deref().unwrap_or(assessment);
                match resolve(it, there) {
                    Resolution::Write => {}
                    Resolution::Merge(both) => merged = Some(both),
                    Resolution::Damaged => stuck = self.set_aside(&key, there, now).err(),
                    Resolution::Newer => {
                        let _ = self.blocked_by_newer.set(&key, &record::write(it));
                        return SaveOutcome::InMemory(StoreError::Newer);
                    }
                }
            }
            _ => {}
        }
        let there = read.ok().flatten();
        let text = record::write(merged.as_deref().unwrap_or(assessment));
        let original = there.filter(|there| record::is_older(there));
        let before = Key::Before(assessment.id.clone()).to_string();
        if let Some(original) = &original {
            let _ = self.put(&before, original);
        }
        let _ = self.blocked_by_newer.remove(&key);
        let _ = self.memory.remove(&key);
        self.note(&key, Some(&text), seen.as_deref());
        // What stands there was looked at just now.
        let written = match stuck {
            Some(error) => Err(error),
            None => self.on_device(|device| device.set(&key, &text)),
        };
        let others = self.hand_over();
        if let Err(error) = written {
            let _ = self.memory.set(&key, &text);
            self.save_error.set(Some(error));
        }
        let outcome = written.and(others);
        if original.is_some() && self.on_device(|device| device.get(&key)) == Ok(Some(text.clone()))
        {
            let _ = self.take(&before);
        }
        self.see(&key, text);
        self.use_now(&assessment.id);
        match (merged, outcome) {
            (Some(merged), _) => SaveOutcome::Merged(merged),
            (None, Err(error)) => SaveOutcome::InMemory(error),
            (None, Ok(())) => SaveOutcome::Saved,
        }
    }

    /// Why something is in memory only, whatever was saved since.
    #[must_use]
    pub fn save_error(&self) -> Option<StoreError> {
        if self.blocked_by_newer.is_empty() {
            self.save_error.get().filter(|_| !self.memory.is_empty())
        } else {
            Some(StoreError::Newer)
        }
    }

    /// Forgets what this tab has seen of an assessment: for saving a version of it that does not come from there.
    pub fn forget(&self, id: &AssessmentId) {
        let key = Key::Assessment(id.clone()).to_string();
        self.seen.borrow_mut().retain(|(of, _)| *of != key);
    }

    /// Whether site data was cleared under this tab since it was asked last.
    pub fn has_vanished(&self) -> bool {
        self.vanished.replace(false)
    }

    /// What follows for an open assessment when another tab wrote `text` under its key, or took it away.
    #[must_use]
    pub fn on_remote_change(&self, assessment: &Assessment, text: Option<&str>) -> RemoteChange {
        let Some(text) = text else {
            return match self.binned(&assessment.id) {
                Some(binned) if binned.contains(assessment) => RemoteChange::Deleted,
                Some(_) => RemoteChange::DeletedUnseen,
                None => RemoteChange::Vanished,
            };
        };
        let other = match record::read(text) {
            Ok(other) if other.id == assessment.id => other,
            Err(ReadError::Newer(_)) => return RemoteChange::Nothing,
            // It is set aside when this tab saves, and what it had written over is there again.
            _ => {
                return RemoteChange::Changed {
                    merged: Box::new(assessment.clone()),
                    knew_more: true,
                };
            }
        };
        let key = Key::Assessment(other.id.clone()).to_string();
        self.see(&key, text.to_owned());
        let mut merged = assessment.clone();
        merged.merge(&other);
        // What is heard can be long past: something else may stand there by now.
        let there = self.on_device(|device| device.get(&key)).ok().flatten();
        let is_past = there.is_some_and(|there| there != text);
        if merged == *assessment && merged == other && !is_past {
            RemoteChange::Nothing
        } else {
            let knew_more = merged != other || is_past;
            RemoteChange::Changed {
                merged: Box::new(merged),
                knew_more,
            }
        }
    }

    /// When an assessment was last saved as a file, in milliseconds since 1970.
    #[must_use]
    pub fn last_export(&self, id: &AssessmentId) -> Option<u64> {
        self.text(&Key::LastExport(id.clone()).to_string())?
            .parse()
            .ok()
    }

    /// Notes that an assessment was saved as a file now.
    pub fn note_export(&self, id: &AssessmentId, now: u64) {
        let _ = self.put(&Key::LastExport(id.clone()).to_string(), &now.to_string());
    }

    /// A text of an assessment together with what only memory has of it.
    pub(super) fn with_memory(&self, key: &str, text: &str) -> String {
        let here = self.in_memory(key).filter(|here| here != text);
        match (here, record::read(text)) {
            (Some(here), Ok(it)) => match resolve(&it, &here) {
                Resolution::Merge(both) => record::write(&both),
                _ => text.to_owned(),
            },
            _ => text.to_owned(),
        }
    }

    /// Puts a text under a key; into memory when the device can't take it.
    pub(super) fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.note(key, Some(text), None);
        self.memory.set(key, text)?;
        self.hand_over()
    }

    pub(super) fn take(&self, key: &str) -> Result<(), StoreError> {
        self.note(key, None, self.text(key).as_deref());
        self.memory.remove(key)?;
        self.on_device(|device| device.remove(key))
    }

    /// Moves what memory keeps to the device.
    pub(super) fn hand_over(&self) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        for (key, text) in self.memory.take() {
            if let Err(error) = self.hand_over_one(&key, &text) {
                let index = match error {
                    StoreError::Newer => &self.blocked_by_newer,
                    _ => &self.memory,
                };
                index.set(&key, &text)?;
                self.save_error.set(Some(error));
                outcome = Err(error);
            }
        }
        outcome
    }

    /// Moves one text to the device. Another tab may have written an assessment since memory took it, or deleted it.
    fn hand_over_one(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let there = self.on_device(|device| device.get(key))?;
        let mut text = Cow::Borrowed(text);
        if there.as_deref() != Some(&*text)
            && let (Some(Key::Assessment(id)), Ok(it)) = (Key::parse(key), record::read(&text))
        {
            match there.as_deref().map(|there| resolve(&it, there)) {
                None if self.binned(&id).is_some_and(|binned| binned.contains(&it)) => {
                    self.note_binned(&id);
                    self.note(key, None, Some(&text));
                    return Ok(());
                }
                None | Some(Resolution::Write) => {}
                Some(Resolution::Merge(both)) => {
                    text = Cow::Owned(record::write(&both));
                    self.note(key, Some(&text), None);
                }
                Some(Resolution::Newer) => return Err(StoreError::Newer),
                Some(Resolution::Damaged) => {
                    let now = it.edits.latest().milliseconds();
                    self.set_aside(key, there.as_deref().unwrap_or_default(), now)?;
                }
            }
        }
        self.on_device(|device| device.set(key, &text))
    }

    pub(super) fn on_device<T>(
        &self,
        act: impl FnOnce(&dyn KeyValueStore) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &self.device {
            Some(device) => act(device.as_ref()),
            None => Err(StoreError::Blocked),
        }
    }

    pub(super) fn in_memory(&self, key: &str) -> Option<String> {
        let of = |memory: &MemoryStore| memory.get(key).ok().flatten();
        of(&self.blocked_by_newer).or_else(|| of(&self.memory))
    }

    fn seen(&self, key: &str) -> Option<String> {
        let seen = self.seen.borrow();
        seen.iter()
            .find(|(of, _)| of == key)
            .map(|(_, text)| text.clone())
    }

    pub(super) fn see(&self, key: &str, text: String) {
        let mut seen = self.seen.borrow_mut();
        seen.retain(|(of, _)| of != key);
        seen.push((key.to_owned(), text));
    }

    /// Puts an id at the front of the index.
    fn use_now(&self, id: &AssessmentId) {
        let key = Key::Index.to_string();
        let index = self.text(&key).unwrap_or_default();
        let mut ids = ids(&index);
        if ids.first() != Some(id) {
            ids.retain(|other| other != id);
            ids.insert(0, id.clone());
            let words: Vec<&str> = ids.iter().map(AssessmentId::as_str).collect();
            let _ = self.put(&key, &words.join(" "));
        }
    }
}
