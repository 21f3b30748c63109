//! Records under their keys: on the device while that works, else in memory until the page closes.

use std::cell::{Cell, RefCell};

use super::inventory::Inventory;
use super::key_value::{Entry, KeyValueStore, MemoryStore, StoreError};
use super::outbox::MirrorChange;
use crate::assessment::AssessmentId;
use crate::records::key::{Key, PREFIX};
use crate::records::kinds::{KINDS, Kinds};

/// Keeps records. Other tabs write to the same device, so what is there is read before it is written over, and merged.
pub struct RecordStore {
    kinds: Kinds,
    device: Option<Box<dyn KeyValueStore>>,
    /// What the device could not take.
    pub(super) memory: MemoryStore,
    /// What must not go to the device, where a newer edition's record is.
    pub(super) blocked_by_newer: MemoryStore,
    /// The text this tab saw last under the key of each record it wrote or opened.
    seen: RefCell<Vec<Entry>>,
    pub(super) outbox: RefCell<Vec<MirrorChange>>,
    /// Whether something this tab had seen was gone when it was written again.
    pub(super) vanished: Cell<bool>,
    /// Why something is in memory only, if so.
    pub(super) save_error: Cell<Option<StoreError>>,
    /// The latest time this store was told, in milliseconds since 1970.
    pub(super) clock: Cell<u64>,
}

impl RecordStore {
    /// A store on a device, or on memory alone, for the kinds this edition keeps.
    #[must_use]
    pub fn new(device: Option<Box<dyn KeyValueStore>>) -> Self {
        Self::with_kinds(device, KINDS)
    }

    /// A store for these kinds of records. One that is not among them is left alone.
    #[must_use]
    pub fn with_kinds(device: Option<Box<dyn KeyValueStore>>, kinds: Kinds) -> Self {
        Self {
            kinds,
            device,
            memory: MemoryStore::default(),
            blocked_by_newer: MemoryStore::default(),
            seen: RefCell::default(),
            outbox: RefCell::default(),
            vanished: Cell::new(false),
            save_error: Cell::new(None),
            clock: Cell::new(0),
        }
    }

    /// Everything kept, and why the device could not be read, if so.
    #[must_use]
    pub fn load(&self) -> (Inventory, Option<StoreError>) {
        let (entries, error) = self.entries();
        (Inventory::from_entries(entries, self.kinds), error)
    }

    /// The text under a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.in_memory(key)
            .or_else(|| self.on_device(|device| device.get(key)).ok().flatten())
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

    /// Whether site data was cleared under this tab since this was called last.
    pub fn has_vanished(&self) -> bool {
        self.vanished.replace(false)
    }

    /// Forgets what this tab has seen of an assessment: for saving a version that does not come from there.
    pub fn forget(&self, id: &AssessmentId) {
        self.forget_seen(&Key::assessment(id).to_string());
    }

    /// The key that a text is, of those this store knows.
    pub(super) fn parse(&self, key: &str) -> Option<Key> {
        Key::parse_among(key, self.kinds)
    }

    /// Everything under this app's keys, and why the device could not be read, if so. What only memory could take is
    /// newer than what the device has.
    pub(super) fn entries(&self) -> (Vec<Entry>, Option<StoreError>) {
        let mut entries = Vec::new();
        let outcome = self.on_device(|device| {
            for key in device.keys()? {
                if key.starts_with(PREFIX)
                    && let Some(text) = device.get(&key)?
                {
                    entries.push((key, text));
                }
            }
            Ok(())
        });
        let memory = self.memory.all().into_iter();
        for (key, text) in memory.chain(self.blocked_by_newer.all()) {
            entries.retain(|(of, _)| *of != key);
            entries.push((key, text));
        }
        let error = outcome.err().filter(|_| self.device.is_some());
        (entries, error)
    }

    pub(super) fn in_memory(&self, key: &str) -> Option<String> {
        let blocked = self.blocked_by_newer.text(key);
        blocked.or_else(|| self.memory.text(key))
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

    /// Removes a key from the device, if there is one.
    pub(super) fn remove_from_device(&self, key: &str) -> Result<(), StoreError> {
        match &self.device {
            Some(device) => device.remove(key),
            None => Ok(()),
        }
    }

    /// Puts a text under a key; into memory when the device can't take it.
    pub(super) fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.note_change(key, Some(text), None);
        self.memory.insert(key, text);
        self.flush_memory()
    }

    /// The same where the caller can do nothing about a failure.
    pub(super) fn put_or_remember(&self, key: &str, text: &str) {
        // The text is in memory then, and `save_error` tells of it.
        self.put(key, text).ok();
    }

    /// Removes what is under a key.
    pub(super) fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.note_change(key, None, self.text(key).as_deref());
        self.memory.take_out(key);
        self.on_device(|device| device.remove(key))
    }

    /// The same for what may stay when the device can't be written: it is removed at another start.
    pub(super) fn remove_if_possible(&self, key: &str) {
        // What stays takes room and changes nothing.
        self.remove(key).ok();
    }

    /// The text this tab saw last under a key.
    pub(super) fn seen(&self, key: &str) -> Option<String> {
        let seen = self.seen.borrow();
        let found = seen.iter().find(|(of, _)| of == key);
        found.map(|(_, text)| text.clone())
    }

    pub(super) fn remember_seen(&self, key: &str, text: String) {
        self.forget_seen(key);
        self.seen.borrow_mut().push((key.to_owned(), text));
    }

    pub(super) fn forget_seen(&self, key: &str) {
        self.seen.borrow_mut().retain(|(of, _)| of != key);
    }

    /// Remembers a time this store was told.
    pub(super) fn tick(&self, now: u64) {
        self.clock.set(self.clock.get().max(now));
    }
}
