//! Sealing for a workshop by the browser's own WebCrypto: X25519, HKDF with SHA-256, AES-256-GCM.
//! The interfaces are called by name: their types in web-sys would bring glue into the first load.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use demarc_core::workshop::{
    KEY, NONCE, PublicKey, Sealable, Sealed, Sealing, TAG_BITS, WorkshopTag,
};

/// How often a passphrase is hashed for a recovery file: what OWASP recommends for PBKDF2 with SHA-256.
const ITERATIONS: u32 = 600_000;
/// The bytes of the salt and of the nonce of a recovery file.
const SALT: usize = 16;

/// The keys of a workshop: the private key, which the browser holds and does not give out, and the public one.
#[derive(Debug, Clone)]
pub struct Keys {
    pub(super) private: JsValue,
    /// What participants seal for.
    pub public: PublicKey,
}

impl Keys {
    /// Whether the browser would give out the private key.
    #[must_use]
    pub fn can_be_exported(&self) -> bool {
        let it = Reflect::get(&self.private, &"extractable".into());
        it.map_or(true, |it| it.is_truthy())
    }
}

/// New keys, and the one copy of the private key that a recovery file can be made of.
#[derive(Debug)]
pub struct NewKeys {
    /// The keys. The private one can't be exported.
    pub keys: Keys,
    /// The private key as bytes (PKCS #8).
    pub copy: Vec<u8>,
}

/// The bytes that a recovery file has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedKey {
    /// The salt of the passphrase.
    pub salt: Vec<u8>,
    /// How often the passphrase is hashed.
    pub iterations: u32,
    /// The nonce of the cipher.
    pub nonce: Vec<u8>,
    /// The private key, encrypted.
    pub text: Vec<u8>,
}

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// The browser has no X25519, or none on a page like this.
    Unavailable,
    /// The key does not open it: it was sealed for another key, or was changed since.
    Refused,
}

impl From<JsValue> for SealError {
    fn from(_: JsValue) -> Self {
        Self::Unavailable
    }
}

/// Makes a pair of keys.
///
/// # Errors
/// When the browser can't.
pub async fn generate() -> Result<NewKeys, SealError> {
    let pair = generate_pair().await?;
    let copy = ask("exportKey", [&"pkcs8".into(), &pair.private]).await?;
    let copy = Uint8Array::new(&copy).to_vec();
    let keys = keys_of(&copy, pair.public).await?;
    Ok(NewKeys { keys, copy })
}

/// The keys of a private key as bytes (PKCS #8), and its public key.
///
/// # Errors
/// When the bytes are no key.
pub async fn keys_of(private: &[u8], public: PublicKey) -> Result<Keys, SealError> {
    let bytes = Uint8Array::from(private);
    let uses = Array::of1(&"deriveBits".into());
    let private = ask(
        "importKey",
        [
            &"pkcs8".into(),
            &bytes,
            &named("X25519"),
            &JsValue::FALSE,
            &uses,
        ],
    )
    .await?;
    Ok(Keys { private, public })
}

/// Seals bytes for a workshop, each time by keys of their own.
///
/// # Errors
/// When the browser can't, or the public key is none.
pub async fn seal(
    body: &[u8],
    what: Sealable,
    tag: WorkshopTag,
    workshop: &PublicKey,
) -> Result<Sealed, SealError> {
    let pair = generate_pair().await?;
    let sealing = Sealing::new(what, tag, &pair.public, workshop);
    let key = shared_key(&pair.private, workshop, &sealing).await?;
    let body = Uint8Array::from(body);
    let content = ask("encrypt", [&once(&sealing)?, &key, &body]).await?;
    Ok(Sealed {
        tag,
        fresh: pair.public,
        content: Uint8Array::new(&content).to_vec(),
    })
}

/// Opens what was sealed for a workshop.
///
/// # Errors
/// When its key does not open it: it was sealed for another, or changed since.
pub async fn open(sealed: &Sealed, what: Sealable, keys: &Keys) -> Result<Vec<u8>, SealError> {
    let sealing = sealed.sealing(what, &keys.public);
    let key = shared_key(&keys.private, &sealed.fresh, &sealing).await;
    // A public key of a low order gives no secret; browsers refuse it.
    let key = key.map_err(|_| SealError::Refused)?;
    let content = Uint8Array::from(sealed.content.as_slice());
    let opened = ask("decrypt", [&once(&sealing)?, &key, &content]).await;
    let opened = opened.map_err(|_| SealError::Refused)?;
    Ok(Uint8Array::new(&opened).to_vec())
}

/// Locks the bytes of a private key with a passphrase.
///
/// # Errors
/// When the browser can't.
pub async fn lock(key: &[u8], passphrase: &str) -> Result<LockedKey, SealError> {
    let (salt, nonce) = (random(SALT)?, random(NONCE.len())?);
    let locks = passphrase_key(passphrase, &salt, ITERATIONS, "encrypt").await?;
    let key = Uint8Array::from(key);
    let text = ask("encrypt", [&gcm(&nonce, &[])?, &locks, &key]).await?;
    Ok(LockedKey {
        salt: salt.to_vec(),
        iterations: ITERATIONS,
        nonce: nonce.to_vec(),
        text: Uint8Array::new(&text).to_vec(),
    })
}

/// Unlocks the private key of a recovery file.
///
/// # Errors
/// When the passphrase is another one.
pub async fn unlock(
    locked: &LockedKey,
    public: PublicKey,
    passphrase: &str,
) -> Result<Keys, SealError> {
    let salt = Uint8Array::from(locked.salt.as_slice());
    let nonce = Uint8Array::from(locked.nonce.as_slice());
    let unlocks = passphrase_key(passphrase, &salt, locked.iterations, "decrypt").await?;
    let text = Uint8Array::from(locked.text.as_slice());
    let key = ask("decrypt", [&gcm(&nonce, &[])?, &unlocks, &text]).await;
    let key = key.map_err(|_| SealError::Refused)?;
    keys_of(&Uint8Array::new(&key).to_vec(), public).await
}

/// A pair as the browser made it: its private key can be exported.
struct Pair {
    private: JsValue,
    public: [u8; KEY],
}

async fn generate_pair() -> Result<Pair, SealError> {
    let uses = Array::of1(&"deriveBits".into());
    let pair = ask("generateKey", [&named("X25519"), &JsValue::TRUE, &uses]).await?;
    let public = Reflect::get(&pair, &"publicKey".into())?;
    let public = ask("exportKey", [&"raw".into(), &public]).await?;
    let public = Uint8Array::new(&public).to_vec();
    Ok(Pair {
        private: Reflect::get(&pair, &"privateKey".into())?,
        public: public.try_into().map_err(|_| SealError::Unavailable)?,
    })
}

/// The key of a message: of what both private keys know.
async fn shared_key(
    private: &JsValue,
    public: &PublicKey,
    sealing: &Sealing,
) -> Result<JsValue, SealError> {
    let none = Array::new();
    let public = Uint8Array::from(public.as_slice());
    let public = ask(
        "importKey",
        [
            &"raw".into(),
            &public,
            &named("X25519"),
            &JsValue::TRUE,
            &none,
        ],
    )
    .await?;
    let with = object(&[("name", "X25519".into()), ("public", public)])?;
    let secret = ask("deriveBits", [&with, private, &256.into()]).await?;
    let derives = Array::of1(&"deriveKey".into());
    let secret = ask(
        "importKey",
        [
            &"raw".into(),
            &secret,
            &named("HKDF"),
            &JsValue::FALSE,
            &derives,
        ],
    )
    .await?;
    let derivation = object(&[
        ("name", "HKDF".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(sealing.salt.as_slice()).into()),
        ("info", Uint8Array::from(sealing.info).into()),
    ])?;
    derive(&derivation, &secret, &["encrypt", "decrypt"]).await
}

async fn passphrase_key(
    passphrase: &str,
    salt: &Uint8Array,
    iterations: u32,
    use_of_it: &str,
) -> Result<JsValue, SealError> {
    let bytes = Uint8Array::from(passphrase.as_bytes());
    let derives = Array::of1(&"deriveKey".into());
    let secret = ask(
        "importKey",
        [
            &"raw".into(),
            &bytes,
            &named("PBKDF2"),
            &JsValue::FALSE,
            &derives,
        ],
    )
    .await?;
    let derivation = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", salt.into()),
        ("iterations", iterations.into()),
    ])?;
    derive(&derivation, &secret, &[use_of_it]).await
}

/// A key for AES-256-GCM.
async fn derive(how: &JsValue, from: &JsValue, uses: &[&str]) -> Result<JsValue, SealError> {
    let cipher = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let uses: Array = uses.iter().map(|it| JsValue::from(*it)).collect();
    ask("deriveKey", [how, from, &cipher, &JsValue::FALSE, &uses]).await
}

/// The cipher for a key that is used once.
fn once(sealing: &Sealing) -> Result<JsValue, SealError> {
    let nonce = Uint8Array::from(NONCE.as_slice());
    let associated = Uint8Array::from(sealing.associated.as_slice());
    gcm(
        &nonce,
        &[
            ("additionalData", associated.into()),
            ("tagLength", TAG_BITS.into()),
        ],
    )
}

fn gcm(nonce: &Uint8Array, more: &[(&str, JsValue)]) -> Result<JsValue, SealError> {
    let mut fields = vec![("name", "AES-GCM".into()), ("iv", nonce.into())];
    fields.extend(more.iter().cloned());
    object(&fields)
}

fn named(algorithm: &str) -> JsValue {
    algorithm.into()
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, SealError> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

fn random(length: usize) -> Result<Uint8Array, SealError> {
    let mut bytes = vec![0; length];
    window()
        .crypto()?
        .get_random_values_with_u8_array(&mut bytes)?;
    Ok(Uint8Array::from(bytes.as_slice()))
}

/// Calls a method of `crypto.subtle`, which is missing on pages that are not served securely.
async fn ask<const N: usize>(method: &str, arguments: [&JsValue; N]) -> Result<JsValue, SealError> {
    let subtle = Reflect::get(&window().crypto()?.into(), &"subtle".into())?;
    let method: Function = Reflect::get(&subtle, &method.into())?.dyn_into()?;
    let arguments: Array = arguments.into_iter().collect();
    let promise: Promise = Reflect::apply(&method, &subtle, &arguments)?.dyn_into()?;
    Ok(JsFuture::from(promise).await?)
}
