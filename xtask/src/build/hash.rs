//! SHA-256 of files: in their names, in a page's policy, in the service worker. Equal bytes have equal names always.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

/// A hash of several pieces of data, in order.
#[derive(Debug, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Adds a piece.
    pub fn add(&mut self, bytes: &[u8]) {
        // With its length, so that no two lists of pieces are alike.
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The hash in hexadecimal digits.
    pub fn hex(self) -> String {
        digits(&self.0.finalize())
    }

    /// The first 16 of its digits: enough for a name.
    pub fn short(self) -> String {
        let mut name = self.hex();
        name.truncate(16);
        name
    }
}

/// The hash of one piece of data, in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// The hash of one piece of data as a name: 128 bits in hexadecimal digits. Nobody finds other data with this name.
pub fn name(bytes: &[u8]) -> String {
    let mut name = hex(bytes);
    name.truncate(32);
    name
}

/// The hash of a file as an `integrity` attribute has it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The source expression that allows an inline script or style in a security policy.
pub fn permission(content: &str) -> String {
    format!("'{}'", integrity(content.as_bytes()))
}

fn digits(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_other_tools() {
        // printf 1 | sha256sum; printf 1 | openssl dgst -sha256 -binary | base64
        let wanted = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        assert_eq!(hex(b"1"), wanted);
        let wanted = "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='";
        assert_eq!(permission("1"), wanted);
        assert_eq!(name(b"1"), hex(b"1")[..32]);
    }

    #[test]
    fn pieces_are_kept_apart() {
        let of = |pieces: &[&str]| {
            let mut hasher = Hasher::default();
            pieces.iter().for_each(|it| hasher.add(it.as_bytes()));
            hasher.short()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab", "c"]).len(), 16);
    }
}
