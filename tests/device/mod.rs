//! A storage for tests that they can read, share between tabs, and make fail.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use demarc_core::store::{
    KeyValueStore, MemoryStore, MirrorChange, RecordStore, StoreError, resolve_changes,
};

/// A storage that tests can read, share between tabs, and make fail.
#[derive(Clone, Default)]
pub struct Device(pub Rc<Inner>);

#[derive(Default)]
pub struct Inner {
    pub memory: MemoryStore,
    /// The largest number of characters that fit, if there is a limit.
    pub room: Cell<Option<usize>>,
    pub blocked: Cell<bool>,
    pub writes: RefCell<Vec<String>>,
    /// The number of characters that were read.
    pub read: Cell<usize>,
    /// The number of characters that were written, or could not be.
    pub tried: Cell<usize>,
}

impl Device {
    pub fn store(&self) -> RecordStore {
        RecordStore::new(Some(Box::new(self.clone())))
    }

    pub fn all(&self) -> Vec<(String, String)> {
        let keys = self.0.memory.keys().unwrap();
        let texts = keys.into_iter().map(|key| {
            let text = self.0.memory.get(&key).unwrap().unwrap();
            (key, text)
        });
        texts.collect()
    }

    pub fn clear(&self) {
        for (key, _) in self.all() {
            self.0.memory.remove(&key).unwrap();
        }
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.0.blocked.get() {
            Err(StoreError::Blocked)
        } else {
            Ok(())
        }
    }
}

impl KeyValueStore for Device {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.check()?;
        let text = self.0.memory.get(key)?;
        let read = text.as_ref().map_or(0, String::len) + key.len();
        self.0.read.set(self.0.read.get() + read);
        Ok(text)
    }
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.check()?;
        self.0
            .tried
            .set(self.0.tried.get() + key.len() + text.len());
        let others = self.all().into_iter().filter(|(of, _)| of != key);
        let taken: usize = others.map(|(key, text)| key.len() + text.len()).sum();
        let room = self.0.room.get().unwrap_or(usize::MAX);
        if taken + key.len() + text.len() > room {
            return Err(StoreError::Full);
        }
        self.0.writes.borrow_mut().push(key.to_owned());
        self.0.memory.set(key, text)
    }
    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.check()?;
        self.0.memory.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.check()?;
        let keys = self.0.memory.keys()?;
        let read: usize = keys.iter().map(String::len).sum();
        self.0.read.set(self.0.read.get() + read);
        Ok(keys)
    }
}

/// What becomes of a row of the mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Put(String),
    Removed,
    Left,
    Refused,
}

/// What becomes of the row that a change reaches, and the text to adopt in this tab.
pub fn resolved(change: &MirrorChange, there: Option<&str>) -> (Row, Option<String>) {
    let key = change.key.to_string();
    let rows = there.map(|there| (key.clone(), there.to_owned()));
    let writes = resolve_changes(std::slice::from_ref(change), &rows.into_iter().collect(), 0);
    let row = match writes.rows.get(&key) {
        _ if writes.refused => Row::Refused,
        Some(Some(text)) => Row::Put(text.clone()),
        Some(None) => Row::Removed,
        None => Row::Left,
    };
    let more = writes.more.into_iter().find(|(of, _)| *of == key);
    (row, more.map(|(_, text)| text))
}
