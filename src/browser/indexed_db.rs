//! The mirror: a second copy of what is kept, in the browser's IndexedDB. Unlike localStorage it says when something is
//! on the disk, and each row is read and written in one transaction. `store::resolve_change` decides what becomes of a row.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use demarc_core::store::{Entry, MirrorChange, RowAction, resolve_change};

/// The database's name: other apps may share the origin.
const NAME: &str = "demarc:v1";
/// Its one object store: texts under the keys they have in localStorage.
const RECORDS: &str = "records";

/// The mirror, open.
pub struct Mirror {
    database: IdbDatabase,
}

/// What came of writing changes.
#[derive(Debug, Default)]
pub struct Written {
    /// What has to be adopted here, because another tab had written more.
    pub more: Vec<Entry>,
    /// Whether a newer edition's row was in the way of something.
    pub refused: bool,
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
        let factory = web_sys::window()
            .ok_or(MirrorError)?
            .indexed_db()?
            .ok_or(MirrorError)?;
        let request = factory.open_with_u32(NAME, 1)?;
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
    /// has.
    ///
    /// # Errors
    /// When the browser can't write them: then none of them is written.
    pub async fn write(&self, changes: &[MirrorChange]) -> Result<Written, MirrorError> {
        let (transaction, store) = self.transaction("readwrite")?;
        let written = Rc::new(RefCell::new(Written::default()));
        for change in changes {
            self.write_one(&store, change.clone(), Rc::clone(&written))?;
        }
        let done = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
            give_up_later(&reject);
        });
        JsFuture::from(done).await?;
        Ok(written.take())
    }

    fn write_one(
        &self,
        store: &IdbObjectStore,
        change: MirrorChange,
        written: Rc<RefCell<Written>>,
    ) -> Result<(), JsValue> {
        let name = change.key.to_string();
        let key = JsValue::from_str(&name);
        let request = store.get(&key)?;
        let (answered, store) = (request.clone(), store.clone());
        let on_row = Closure::once_into_js(move || {
            let there = answered.result().unwrap_or_default();
            // Also where this tab wrote last: what it writes now need not come from that.
            let (row, came) = resolve_change(&change, there.as_string().as_deref());
            let mut written = written.borrow_mut();
            written.more.extend(came.map(|text| (name, text)));
            let asked = match row {
                RowAction::Put(text) => store.put_with_key(&text.into(), &key).is_ok(),
                RowAction::Remove => store.delete(&key).is_ok(),
                RowAction::Leave => true,
                RowAction::Refuse => {
                    written.refused = true;
                    true
                }
            };
            if !asked {
                // What can't even be asked for must not look as if it were written. A transaction that can't be aborted
                // has been already.
                store.transaction().abort().ok();
            }
        });
        request.set_onsuccess(Some(on_row.unchecked_ref()));
        Ok(())
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
fn give_up_later(reject: &Function) {
    if let Some(window) = web_sys::window() {
        // Without a timer the browser is waited for without end, as it would be without this.
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(reject, PATIENCE)
            .ok();
    }
}

/// Waits for what a request gives.
async fn answer(request: &IdbOpenDbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(listen(request)).await?;
    request.result()
}

/// A promise of what a request gives.
fn listen(request: &IdbRequest) -> Promise {
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
