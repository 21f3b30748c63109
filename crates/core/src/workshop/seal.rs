//! How replies are sealed: which bytes go where. The cryptography itself is the browser's.
//!
//! For each reply the participant makes a fresh X25519 key pair. The secret that it shares with the workshop's key goes
//! through HKDF-SHA-256 with [`Sealing::salt`] and [`Sealing::info`] to a key for AES-256-GCM. No key is used twice, so the
//! nonce is [`NONCE`], and not kept. [`Sealing::associated`] is authenticated along with the content.

use super::{WorkshopTag, base32};

/// The nonce of AES-GCM: zeros, because each reply has a fresh key.
pub const NONCE: [u8; 12] = [0; 12];
/// The length of the authentication tag of AES-GCM in bits. A code is typed and photographed, and each key has one message.
pub const TAG_BITS: u32 = 96;
/// The same in bytes: how much longer the sealed content is than the content.
pub const TAG_BYTES: usize = TAG_BITS as usize / 8;
/// The length of a public key of X25519 in bytes.
pub const KEY: usize = 32;

/// A public key of X25519.
pub type PublicKey = [u8; KEY];

/// What is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealable {
    /// The compact bytes of a ballot, which become a code.
    Code,
    /// A ballot with its comments as JSON, which becomes a file.
    File,
}

/// The arguments of the cryptography for one reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealing {
    /// The salt of HKDF: the public keys of the reply and of the workshop.
    pub salt: Vec<u8>,
    /// The info of HKDF: what is sealed, and in which version.
    pub info: &'static [u8],
    /// The associated data of AES-GCM: the version and the tag of the workshop.
    pub associated: Vec<u8>,
}

impl Sealing {
    /// The arguments for a reply with a fresh key to a workshop.
    #[must_use]
    pub fn new(what: Sealable, tag: WorkshopTag, fresh: &PublicKey, workshop: &PublicKey) -> Self {
        let info: &[u8] = match what {
            Sealable::Code => b"demarc workshop code 1",
            Sealable::File => b"demarc workshop file 1",
        };
        Self {
            salt: [*fresh, *workshop].concat(),
            info,
            associated: [&[1][..], &tag.0].concat(),
        }
    }
}

/// A sealed reply: what a code or a file carries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sealed {
    /// The workshop that it is for.
    pub tag: WorkshopTag,
    /// The public key that was made for it.
    pub fresh: PublicKey,
    /// The sealed content, with the authentication tag at its end, as AES-GCM gives it.
    pub content: Vec<u8>,
}

impl Sealed {
    /// The arguments to open it as the workshop with this public key.
    #[must_use]
    pub fn sealing(&self, what: Sealable, workshop: &PublicKey) -> Sealing {
        Sealing::new(what, self.tag, &self.fresh, workshop)
    }

    /// The fresh key and the content in base 32, for files.
    #[must_use]
    pub fn to_text(&self) -> String {
        base32::encode(&[&self.fresh[..], &self.content].concat())
    }

    /// The reply of a text in base 32; `None` if it is none.
    #[must_use]
    pub fn from_text(tag: WorkshopTag, text: &str) -> Option<Self> {
        let values: Option<Vec<u8>> = text.chars().map(base32::value).collect();
        let bytes = base32::decode(&values?)?;
        Self::from_bytes(&[&tag.0[..], &bytes].concat())
    }

    /// The bytes: the tag, the fresh key, the content.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        [&self.tag.0[..], &self.fresh, &self.content].concat()
    }

    /// The reply of these bytes; `None` if they are too short for one.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut bytes = super::bytes::Reader(bytes);
        let it = Self {
            tag: WorkshopTag(bytes.array()?),
            fresh: bytes.array()?,
            content: bytes.0.to_vec(),
        };
        (it.content.len() >= TAG_BYTES).then_some(it)
    }
}
