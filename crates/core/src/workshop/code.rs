//! Codes: a sealed reply as text that survives chats, mails and dictation, `DEMARC1-…`.
//!
//! The bytes are a length (of the reply, one byte), the reply, and a checksum. The length tells a code that is cut off
//! from one that is damaged.

use super::base32;
use super::bytes::checksum;
use super::seal::Sealed;

/// What every code begins with. The digit is the version.
pub const PREFIX: &str = "DEMARC1-";
/// The version of codes that is written and read.
pub(super) const VERSION: u8 = 1;

/// The text of a sealed reply; `None` for one that is too long for a code, which needs a file.
#[must_use]
pub fn write_code(sealed: &Sealed) -> Option<String> {
    let reply = sealed.to_bytes();
    let mut bytes = vec![u8::try_from(reply.len()).ok()?];
    bytes.extend(reply);
    bytes.extend(checksum(VERSION, &bytes));
    Some([PREFIX, &base32::encode(&bytes)].concat())
}

/// The number of base-32 digits of a code whose first digits have these values; `None` while there are fewer than two.
pub(super) fn digits(first: &[u8]) -> Option<usize> {
    let [high, low, ..] = first else { return None };
    let length = (usize::from(*high) << 3) | (usize::from(*low) >> 2);
    Some(base32::length(1 + length + 2))
}

/// The reply of a code's digits; `None` if the checksum is not right.
pub(super) fn read_code(values: &[u8]) -> Option<Sealed> {
    let bytes = base32::decode(values)?;
    let (content, sum) = bytes.split_at_checked(bytes.len().checked_sub(2)?)?;
    let (_, reply) = content.split_first()?;
    let is_right = checksum(VERSION, content)[..] == *sum;
    Sealed::from_bytes(reply).filter(|_| is_right)
}
