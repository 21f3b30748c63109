//! The browser's localStorage, through gloo-storage.

use gloo_storage::{LocalStorage, Storage};

use demarc_core::store::{KeyValueStore, StoreError};

/// The browser's localStorage.
#[derive(Debug, Clone, Copy)]
pub struct BrowserStore(());

impl BrowserStore {
    /// The store, if this browser grants it.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] when the browser refuses access.
    pub fn open() -> Result<Self, StoreError> {
        // gloo-storage panics where access is refused, so access is tried here first.
        match web_sys::window().map(|window| window.local_storage()) {
            Some(Ok(Some(_))) => Ok(Self(())),
            _ => Err(StoreError::Blocked),
        }
    }
}

impl KeyValueStore for BrowserStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        LocalStorage::raw()
            .get_item(key)
            .map_err(|_| StoreError::Blocked)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        LocalStorage::raw().set_item(key, text).map_err(|error| {
            // Browsers disagree on codes and agree on the name.
            let name = js_sys::Reflect::get(&error, &"name".into())
                .ok()
                .and_then(|name| name.as_string());
            match name.as_deref() {
                Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::Full,
                _ => StoreError::Blocked,
            }
        })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        LocalStorage::raw()
            .remove_item(key)
            .map_err(|_| StoreError::Blocked)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let raw = LocalStorage::raw();
        let length = raw.length().map_err(|_| StoreError::Blocked)?;
        (0..length)
            .filter_map(|index| raw.key(index).transpose())
            .collect::<Result<_, _>>()
            .map_err(|_| StoreError::Blocked)
    }
}
