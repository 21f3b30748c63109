//! Recovery files: the private key of a workshop, encrypted with a passphrase. Versioned JSON.

use serde::{Deserialize, Serialize};

use super::{encoding, indent};
use crate::records::envelope::{ReadError, parse_as, to_text};
use crate::workshop::{KEY, PublicKey, WorkshopTag};

/// The value of `format` in the file.
pub const FORMAT: &str = "demarc-workshop-key";
/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The content of a recovery file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    /// The workshop.
    pub tag: WorkshopTag,
    /// The public key.
    pub public: PublicKey,
    /// The salt that the passphrase is hashed with, by PBKDF2 with SHA-256.
    pub salt: Vec<u8>,
    /// How often it is hashed.
    pub iterations: u32,
    /// The nonce of AES-256-GCM.
    pub nonce: Vec<u8>,
    /// The private key (PKCS #8), encrypted.
    pub key: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u64,
    workshop: WorkshopTag,
    public: String,
    salt: String,
    iterations: u32,
    nonce: String,
    key: String,
}

/// More would keep a browser busy for minutes.
const MOST_ITERATIONS: u32 = 10_000_000;

impl KeyFile {
    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        indent::indented(&to_text(&File {
            format: FORMAT.to_owned(),
            version: VERSION,
            workshop: self.tag,
            public: hex(&self.public),
            salt: hex(&self.salt),
            iterations: self.iterations,
            nonce: hex(&self.nonce),
            key: hex(&self.key),
        }))
    }

    /// Reads the bytes of a file, in UTF-8 or UTF-16.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the facilitator.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let file: File = parse_as(&encoding::decode(bytes)?, FORMAT, VERSION)?;
        let bytes = |name: &str, text: &str| {
            bytes_of(text).ok_or_else(|| ReadError::Malformed(format!("{name:?} is damaged")))
        };
        let public = bytes("public", &file.public)?;
        let public: [u8; KEY] = public
            .try_into()
            .map_err(|_| ReadError::Malformed("\"public\" is damaged".to_owned()))?;
        if file.iterations == 0 || file.iterations > MOST_ITERATIONS {
            return Err(ReadError::Malformed("\"iterations\" is damaged".to_owned()));
        }
        Ok(Self {
            tag: file.workshop,
            public,
            salt: bytes("salt", &file.salt)?,
            iterations: file.iterations,
            nonce: bytes("nonce", &file.nonce)?,
            key: bytes("key", &file.key)?,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    let pairs = (0..text.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> KeyFile {
        KeyFile {
            tag: WorkshopTag([1, 2, 0xfe]),
            public: [7; KEY],
            salt: vec![0, 1, 255],
            iterations: 600_000,
            nonce: vec![9; 12],
            key: vec![3; 64],
        }
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let text = file().write();
        assert!(text.contains("\"workshop\": \"0102fe\""), "{text}");
        assert_eq!(KeyFile::read(text.as_bytes()), Ok(file()));
    }

    #[test]
    fn damaged_files_are_told() {
        let text = file().write();
        for (from, to) in [
            ("0001ff", "0001f"),
            ("0001ff", "0001fz"),
            ("0001ff", "0001f\u{e9}"),
            ("600000", "0"),
            ("600000", "4000000000"),
            ("07070707", "07"),
            ("demarc-workshop-key", "demarc-ballot"),
            ("\"version\": 1", "\"version\": 2"),
            ("\"salt\"", "\"pepper\""),
        ] {
            let damaged = text.replacen(from, to, 1);
            assert!(damaged != text, "{from}");
            assert!(KeyFile::read(damaged.as_bytes()).is_err(), "{from} to {to}");
        }
        assert!(KeyFile::read(b"\xff\xfe").is_err());
    }
}
