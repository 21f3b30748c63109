//! The private keys of workshops, in a database of their own: IndexedDB keeps a key that can't be exported, and no
//! record, file or copy of Demarc's has it.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore};

use super::indexed_db::{MirrorError, answer, give_up_later, listen};
use super::sealing::PrivateKey;

/// The database's name, and its one object store.
const NAME: &str = "demarc:v1:keys";
const KEYS: &str = "keys";

/// Keeps the private key of a workshop. When it returns, the browser has it.
///
/// # Errors
/// When the browser keeps nothing.
pub async fn keep(workshop: &str, key: &PrivateKey) -> Result<(), MirrorError> {
    let (database, store) = opened("readwrite").await?;
    store.put_with_key(&key.0, &workshop.into())?;
    done(&store).await?;
    database.close();
    Ok(())
}

/// The private key of a workshop; `None` when this browser does not have it.
pub async fn find(workshop: &str) -> Option<PrivateKey> {
    let (database, store) = opened("readonly").await.ok()?;
    let found = JsFuture::from(listen(&store.get(&workshop.into()).ok()?)).await;
    database.close();
    found.ok().filter(|it| it.is_object()).map(PrivateKey)
}

/// Forgets the private key of a workshop: what is sealed for it can't be opened here any more.
///
/// # Errors
/// When the browser does not answer.
pub async fn forget(workshop: &str) -> Result<(), MirrorError> {
    let (database, store) = opened("readwrite").await?;
    store.delete(&workshop.into())?;
    done(&store).await?;
    database.close();
    Ok(())
}

async fn opened(mode: &str) -> Result<(IdbDatabase, IdbObjectStore), MirrorError> {
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
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = answer(&request).await?.unchecked_into();
    let begin: js_sys::Function =
        js_sys::Reflect::get(&database, &"transaction".into())?.dyn_into()?;
    let transaction = begin.call2(&database, &KEYS.into(), &mode.into())?;
    let transaction: web_sys::IdbTransaction = transaction.unchecked_into();
    let store = transaction.object_store(KEYS)?;
    Ok((database, store))
}

/// Waits until what was asked of the store is written.
async fn done(store: &IdbObjectStore) -> Result<(), MirrorError> {
    let transaction = store.transaction();
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        give_up_later(&reject);
    });
    JsFuture::from(done).await?;
    Ok(())
}
