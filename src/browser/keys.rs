//! What the browser alone keeps of workshops, in a database of its own: private keys, which IndexedDB can keep without
//! giving them out, and the answers of a participant on the way to being handed in. No record, file or copy of Demarc's
//! has them.

use js_sys::{Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore};

use super::indexed_db::{MirrorError, answer, give_up_later, listen};
use super::sealing::Keys;
use demarc_core::workshop::WorkshopTag;

/// The database's name.
const NAME: &str = "demarc:v1:workshops";
/// Its object stores, both under the tags of workshops.
const KEYS: &str = "keys";
const REPLIES: &str = "replies";

/// Keeps the keys of a workshop. When it returns, the browser has them.
///
/// # Errors
/// When the browser keeps nothing.
pub async fn keep(workshop: WorkshopTag, keys: &Keys) -> Result<(), MirrorError> {
    let both = Object::new();
    let public = Uint8Array::from(keys.public.as_slice());
    Reflect::set(&both, &"private".into(), &keys.private)?;
    Reflect::set(&both, &"public".into(), &public)?;
    put(KEYS, workshop, Some(&both.into())).await
}

/// The keys of a workshop; `None` when this browser does not have them.
pub async fn find(workshop: WorkshopTag) -> Option<Keys> {
    let both = get(KEYS, workshop).await?;
    let public = Reflect::get(&both, &"public".into()).ok()?;
    let public = public.dyn_into::<Uint8Array>().ok()?.to_vec();
    Some(Keys {
        private: Reflect::get(&both, &"private".into()).ok()?,
        public: public.try_into().ok()?,
    })
}

/// Forgets the keys of a workshop: what is sealed for it can't be opened here any more.
///
/// # Errors
/// When the browser does not answer.
pub async fn forget(workshop: WorkshopTag) -> Result<(), MirrorError> {
    put(KEYS, workshop, None).await
}

/// Keeps the answers of the participant at this device, or none any more.
///
/// # Errors
/// When the browser keeps nothing.
pub async fn keep_reply(workshop: WorkshopTag, reply: Option<&str>) -> Result<(), MirrorError> {
    put(REPLIES, workshop, reply.map(JsValue::from).as_ref()).await
}

/// The answers of the participant at this device.
pub async fn reply(workshop: WorkshopTag) -> Option<String> {
    get(REPLIES, workshop).await?.as_string()
}

async fn put(
    store: &'static str,
    workshop: WorkshopTag,
    value: Option<&JsValue>,
) -> Result<(), MirrorError> {
    let (database, store) = opened(store, "readwrite").await?;
    let key = workshop.to_string().into();
    match value {
        Some(value) => store.put_with_key(value, &key)?,
        None => store.delete(&key)?,
    };
    let transaction = store.transaction();
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        give_up_later(&reject);
    });
    let done = JsFuture::from(done).await;
    database.close();
    done?;
    Ok(())
}

async fn get(store: &'static str, workshop: WorkshopTag) -> Option<JsValue> {
    let (database, store) = opened(store, "readonly").await.ok()?;
    let request = store.get(&workshop.to_string().into()).ok()?;
    let found = JsFuture::from(listen(&request)).await;
    database.close();
    found.ok().filter(|it| !it.is_undefined())
}

async fn opened(
    store: &'static str,
    mode: &str,
) -> Result<(IdbDatabase, IdbObjectStore), MirrorError> {
    let factory = web_sys::window()
        .ok_or(MirrorError)?
        .indexed_db()?
        .ok_or(MirrorError)?;
    let request = factory.open(NAME)?;
    let upgraded = request.clone();
    let upgrade = Closure::once_into_js(move || {
        if let Ok(database) = upgraded.result() {
            let database = database.unchecked_into::<IdbDatabase>();
            database.create_object_store(KEYS).ok();
            database.create_object_store(REPLIES).ok();
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = answer(&request).await?.unchecked_into();
    let begin: js_sys::Function = Reflect::get(&database, &"transaction".into())?.dyn_into()?;
    let transaction = begin.call2(&database, &store.into(), &mode.into())?;
    let transaction: web_sys::IdbTransaction = transaction.unchecked_into();
    let store = transaction.object_store(store)?;
    Ok((database, store))
}
