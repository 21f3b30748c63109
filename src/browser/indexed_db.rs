//! The mirror: a second copy of what is kept, in the browser's IndexedDB. Unlike localStorage it says when something is
//! on the disk, and rows are read and written in one transaction. `store::resolve_changes` decides what becomes of them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use demarc_core::store::{Entry, MirrorChange, MirrorWrites, resolve_changes, rows_of};

/// The database's name: other apps may share the origin.
const NAME: &str = "demarc:v1";
/// Its one object store: texts under the keys they have in localStorage.
const RECORDS: &str = "records";

/// The mirror, open.
pub struct Mirror {
    database: IdbDatabase,
}

/// The browser can't keep a mirror, or has closed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MirrorError;

impl From<JsValue> for MirrorError {
    fn from(_: JsValue) -> Self {
        Self
    }
}

impl Mirror {
    /// Opens the mirror of this origin.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn open() -> Result<Self, MirrorError> {
        let there = Self::open_version(None).await?;
        if there.database.object_store_names().contains(RECORDS) {
            return Ok(there);
        }
        // Something else than Demarc made the database, or broke it.
        let next = there.database.version() + 1.0;
        drop(there);
        Self::open_version(Some(next)).await
    }

    /// Opens a version of the database, or the one that is there. A version that is not there yet gets the object store.
    async fn open_version(version: Option<f64>) -> Result<Self, MirrorError> {
        let factory = web_sys::window()
            .ok_or(MirrorError)?
            .indexed_db()?
            .ok_or(MirrorError)?;
        let request = match version {
            Some(version) => factory.open_with_f64(NAME, version)?,
            None => factory.open(NAME)?,
        };
        let upgraded = request.clone();
        let upgrade = Closure::once_into_js(move || {
            // Where this fails there is no object store, so every transaction fails, which the caller is told.
            if let Ok(database) = upgraded.result() {
                let database = database.unchecked_into::<IdbDatabase>();
                database.create_object_store(RECORDS).ok();
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let database: IdbDatabase = answer(&request).await?.unchecked_into();
        // Whoever wants to delete it, or a newer edition to change it, would wait for ever for this tab.
        let closing = database.clone();
        let close = Closure::once_into_js(move || closing.close());
        database.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Self { database })
    }

    /// Every row.
    ///
    /// # Errors
    /// When the browser has closed the mirror.
    pub async fn rows(&self) -> Result<Vec<Entry>, MirrorError> {
        let (_, store) = self.transaction("readonly")?;
        let (keys, texts) = (store.get_all_keys()?, store.get_all()?);
        // Both were asked for before either is awaited: a transaction ends when nothing is asked of it.
        let (keys, texts) = (listen(&keys), listen(&texts));
        let keys = Array::from(&JsFuture::from(keys).await?);
        let texts = Array::from(&JsFuture::from(texts).await?);
        let rows = keys.iter().zip(texts.iter());
        Ok(rows
            .filter_map(|(key, text)| key.as_string().zip(text.as_string()))
            .collect())
    }

    /// Writes changes, in one transaction. When it returns, they are on the disk, those apart whose place a newer edition
    /// has. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// When the browser can't write them: then none of them is written.
    pub async fn write(
        &self,
        changes: Vec<MirrorChange>,
        now: u64,
    ) -> Result<MirrorWrites, MirrorError> {
        let (transaction, store) = self.transaction("readwrite")?;
        let keys = rows_of(&changes);
        let requests = keys.iter().map(|key| store.get(&key.into()));
        let requests = requests.collect::<Result<Vec<IdbRequest>, _>>()?;
        let Some(last) = requests.last().cloned() else {
            return Ok(MirrorWrites::default());
        };
        let written = Rc::new(RefCell::new(MirrorWrites::default()));
        let into = Rc::clone(&written);
        // Requests are answered in their order.
        let on_rows = Closure::once_into_js(move || {
            let rows = keys
                .into_iter()
                .zip(&requests)
                .filter_map(|(key, request)| {
                    let row = request.result().ok()?;
                    Some((key, row.as_string()?))
                });
            let writes = resolve_changes(&changes, &rows.collect(), now);
            let asked = writes.rows.iter().all(|(key, text)| match text {
                Some(text) => store.put_with_key(&text.into(), &key.into()).is_ok(),
                None => store.delete(&key.into()).is_ok(),
            });
            if !asked {
                // What can't even be asked for must not look as if it were written. A transaction that can't be aborted
                // has been already.
                store.transaction().abort().ok();
            }
            into.replace(writes);
        });
        last.set_onsuccess(Some(on_rows.unchecked_ref()));
        let done = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
            give_up_later(&reject);
        });
        JsFuture::from(done).await?;
        Ok(written.take())
    }

    /// A transaction that is over only when the disk has it, and the object store in it.
    fn transaction(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        // web-sys knows no third argument.
        let begin: Function = Reflect::get(&self.database, &"transaction".into())?.dyn_into()?;
        let transaction = begin.call3(&self.database, &RECORDS.into(), &mode.into(), &options)?;
        let transaction: IdbTransaction = transaction.unchecked_into();
        let store = transaction.object_store(RECORDS)?;
        Ok((transaction, store))
    }
}

impl Drop for Mirror {
    fn drop(&mut self) {
        self.database.close();
    }
}

/// How long the browser may take for anything, in milliseconds: beyond that it never answers.
const PATIENCE: i32 = 5_000;

/// Rejects a promise that has not been kept in time. One that has been is not moved by it.
pub(super) fn give_up_later(reject: &Function) {
    if let Some(window) = web_sys::window() {
        // Without a timer the browser is waited for without end, as it would be without this.
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(reject, PATIENCE)
            .ok();
    }
}

/// Waits for what a request gives.
pub(super) async fn answer(request: &IdbOpenDbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(listen(request)).await?;
    request.result()
}

/// A promise of what a request gives.
pub(super) fn listen(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let answered = request.clone();
        let success = Closure::once_into_js(move || {
            // Resolving a promise throws nothing.
            resolve
                .call1(&JsValue::UNDEFINED, &answered.result().unwrap_or_default())
                .ok();
        });
        request.set_onsuccess(Some(success.unchecked_ref()));
        request.set_onerror(Some(&reject));
        give_up_later(&reject);
    })
}
