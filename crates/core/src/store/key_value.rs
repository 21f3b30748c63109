//! The interface of key-value storage, such as a browser's localStorage, and an implementation in memory.

use std::cell::RefCell;
use std::fmt;

/// Storage of texts under keys.
pub trait KeyValueStore {
    /// The text under a key.
    ///
    /// # Errors
    /// When the storage can't be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Stores a text under a key.
    ///
    /// # Errors
    /// When the storage is full or can't be written.
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;
    /// Removes a key.
    ///
    /// # Errors
    /// When the storage can't be written.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
    /// All keys, including those of other apps.
    ///
    /// # Errors
    /// When the storage can't be read.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// Why a text can't be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreError {
    /// The browser refuses access.
    Blocked,
    /// No room is left.
    Full,
    /// A newer edition wrote the stored text.
    Newer,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blocked => "This browser does not let Demarc keep anything on this device, so closing the tab loses your work. Save the assessment as a file, or allow site data for this page.",
            Self::Full => "The space this browser gives to the site is full, so the latest changes are not kept on this device. Save the assessment as a file, then delete assessments you no longer need.",
            Self::Newer => "A newer Demarc has changed this assessment, in another tab perhaps, so the latest changes made here are not kept. Save the assessment as a file, reload the page, and open the file there.",
        })
    }
}

/// A key with its text.
pub type Entry = (String, String);

/// Storage that lasts as long as the page: for tests, and for texts that the device can't store.
#[derive(Debug, Default)]
pub struct MemoryStore(RefCell<Vec<Entry>>);

impl MemoryStore {
    /// All entries.
    pub(super) fn all(&self) -> Vec<Entry> {
        self.0.borrow().clone()
    }

    /// Whether it has no entries.
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Removes and returns all entries.
    pub(super) fn take(&self) -> Vec<Entry> {
        self.0.take()
    }

    /// Puts back entries that [`Self::take`] gave, under keys that have got no text since.
    pub(super) fn put_back(&self, entries: Vec<Entry>) {
        let since = self.0.replace(entries);
        since.iter().for_each(|(key, text)| self.insert(key, text));
    }

    /// The text under a key. Unlike other storage, memory can always be read and written.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let entries = self.0.borrow();
        let found = entries.iter().find(|(of, _)| of == key);
        found.map(|(_, text)| text.clone())
    }

    /// Stores a text under a key.
    pub(super) fn insert(&self, key: &str, text: &str) {
        self.take_out(key);
        self.0.borrow_mut().push((key.to_owned(), text.to_owned()));
    }

    /// Removes a key.
    pub(super) fn take_out(&self, key: &str) {
        self.0.borrow_mut().retain(|(of, _)| of != key);
    }
}

impl KeyValueStore for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.text(key))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.insert(key, text);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.take_out(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.borrow().iter().map(|(key, _)| key.clone()).collect())
    }
}
