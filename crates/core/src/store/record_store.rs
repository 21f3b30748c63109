//! The store of records: on the device while that works, otherwise in memory until the page closes.

use std::cell::{Cell, RefCell};

use super::inventory::Inventory;
use super::key_value::{Entry, KeyValueStore, MemoryStore, StoreError};
use super::mirror::MirrorChange;
use crate::assessment::{AssessmentId, Moment};
use crate::records::key::{Key, PREFIX};
use crate::records::kind::{Kind, RecordId};
use crate::records::kinds::{KINDS, Kinds};

/// Stores records. Other tabs write to the same device, so the stored text is read and merged before it is overwritten.
pub struct RecordStore {
    kinds: Kinds,
    pub(super) device: Option<Box<dyn KeyValueStore>>,
    /// Texts that the device could not store.
    pub(super) memory: MemoryStore,
    /// Texts that must not be written to the device, because a newer edition's record is there.
    pub(super) blocked_by_newer: MemoryStore,
    /// The last text that this tab saw under the key of each record that it wrote or opened.
    seen: RefCell<Vec<Entry>>,
    pub(super) outbox: RefCell<Vec<MirrorChange>>,
    /// The records with a copy in the bin, while many records are written.
    pub(super) known_binned: RefCell<Option<Vec<(&'static Kind, RecordId)>>>,
    /// Whether a text that this tab had seen was missing when it was written again.
    pub(super) vanished: Cell<bool>,
    /// Why a text is only in memory, if one is.
    pub(super) save_error: Cell<Option<StoreError>>,
    /// The time that this store was given last, in milliseconds since 1970.
    pub(super) clock: Cell<u64>,
}

impl RecordStore {
    /// A store on a device, or only in memory, for all kinds of records.
    #[must_use]
    pub fn new(device: Option<Box<dyn KeyValueStore>>) -> Self {
        Self::with_kinds(device, KINDS)
    }

    /// A store for these kinds of records. Records of other kinds are not touched.
    #[must_use]
    pub fn with_kinds(device: Option<Box<dyn KeyValueStore>>, kinds: Kinds) -> Self {
        Self {
            kinds,
            device,
            memory: MemoryStore::default(),
            blocked_by_newer: MemoryStore::default(),
            seen: RefCell::default(),
            outbox: RefCell::default(),
            known_binned: RefCell::default(),
            vanished: Cell::new(false),
            save_error: Cell::new(None),
            clock: Cell::new(0),
        }
    }

    /// All stored records, and the error if the device could not be read.
    #[must_use]
    pub fn load(&self) -> (Inventory, Option<StoreError>) {
        let (entries, error) = self.entries();
        let inventory = Inventory::from_entries(entries, self.kinds, self.latest_credible());
        (inventory, error)
    }

    /// The text under a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.in_memory(key)
            .or_else(|| self.on_device(|device| device.get(key)).ok().flatten())
    }

    /// Why a text is only in memory, if one is.
    #[must_use]
    pub fn save_error(&self) -> Option<StoreError> {
        if self.blocked_by_newer.is_empty() {
            self.save_error.get().filter(|_| !self.memory.is_empty())
        } else {
            Some(StoreError::Newer)
        }
    }

    /// Whether site data was cleared since the last call, while this tab was open.
    pub fn has_vanished(&self) -> bool {
        self.vanished.replace(false)
    }

    /// Forgets the text that this tab saw of an assessment, before a version is saved that does not derive from it.
    pub fn forget(&self, id: &AssessmentId) {
        self.forget_seen(&Key::assessment(id).to_string());
    }

    /// The same for a record of any kind.
    pub fn forget_record(&self, kind: &'static Kind, id: &RecordId) {
        self.forget_seen(&Key::Record(kind, id.clone()).to_string());
    }

    /// Parses a key, for the kinds of this store.
    pub(super) fn parse(&self, key: &str) -> Option<Key> {
        Key::parse_among(key, self.kinds)
    }

    /// All entries under this app's keys, and the error if the device could not be read. Texts in memory replace those
    /// of the device, because they are newer.
    pub(super) fn entries(&self) -> (Vec<Entry>, Option<StoreError>) {
        self.entries_where(&|_| true)
    }

    /// The entries under the wanted keys of this app.
    pub(super) fn entries_where(
        &self,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> (Vec<Entry>, Option<StoreError>) {
        let mut entries = Vec::new();
        let outcome = self.on_device(|device| {
            for key in device.keys()? {
                if key.starts_with(PREFIX)
                    && is_wanted(&key)
                    && let Some(text) = device.get(&key)?
                {
                    entries.push((key, text));
                }
            }
            Ok(())
        });
        let memory = self.memory.all().into_iter();
        let memory = memory.chain(self.blocked_by_newer.all());
        for (key, text) in memory.filter(|(key, _)| is_wanted(key)) {
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

    /// Removes a key from the device, if there is a device.
    pub(super) fn remove_from_device(&self, key: &str) -> Result<(), StoreError> {
        match &self.device {
            Some(device) => device.remove(key),
            None => Ok(()),
        }
    }

    /// Stores a text under a key, in memory if the device can't store it.
    pub(super) fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.note_change(key, Some(text), None);
        self.memory.insert(key, text);
        self.flush_memory()
    }

    /// The same for callers that can't handle a failure.
    pub(super) fn put_or_remember(&self, key: &str, text: &str) {
        // The text is in memory then, and `save_error` has the reason.
        self.put(key, text).ok();
    }

    /// Removes a key. Where that fails, the text stays everywhere.
    pub(super) fn remove(&self, key: &str) -> Result<(), StoreError> {
        let was = self.text(key);
        self.remove_from_device(key)?;
        self.note_change(key, None, was.as_deref());
        self.memory.take_out(key);
        Ok(())
    }

    /// The same for texts that may stay when the device can't be written; a later start removes them.
    pub(super) fn remove_if_possible(&self, key: &str) {
        // A text that stays takes space and has no effect.
        self.remove(key).ok();
    }

    /// The last text that this tab saw under a key.
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

    /// Sets the time, in milliseconds since 1970, for what is read and merged from now on: edits that are later than any
    /// clock can say lose. A store that was given no time takes every edit as it is dated.
    pub fn set_clock(&self, now: u64) {
        self.clock.set(now);
    }

    /// See [`Moment::latest_credible`].
    pub(super) fn latest_credible(&self) -> Moment {
        Moment::latest_credible(self.clock.get())
    }
}
