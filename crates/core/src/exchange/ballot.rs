//! Files of ballots: a sealed reply with its comments, which codes have no room for. Versioned JSON, described by
//! `public/schema/ballot-1.json`. What is sealed is the ballot as JSON.

use serde::{Deserialize, Serialize};

use super::encoding;
use crate::records::envelope::{ReadError, parse, parse_as, to_text};
use crate::workshop::{Ballot, Sealed, WorkshopTag};

/// The value of `format` in the file.
pub const FORMAT: &str = "demarc-ballot";
/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u64,
    workshop: WorkshopTag,
    /// The fresh public key and the sealed content, in base 32.
    sealed: String,
}

/// The text of the file of a sealed reply.
#[must_use]
pub fn write(sealed: &Sealed) -> String {
    to_text(&File {
        format: FORMAT.to_owned(),
        version: VERSION,
        workshop: sealed.tag,
        sealed: sealed.to_text(),
    })
}

/// Reads the bytes of a file, in UTF-8 or UTF-16.
///
/// # Errors
/// [`ReadError`], whose message is for the facilitator.
pub fn read(bytes: &[u8]) -> Result<Sealed, ReadError> {
    let file: File = parse_as(&encoding::decode(bytes)?, FORMAT, VERSION)?;
    Sealed::from_text(file.workshop, &file.sealed)
        .ok_or_else(|| ReadError::Malformed("its sealed content is damaged".to_owned()))
}

/// What is sealed into a file: a ballot with its comments.
#[must_use]
pub fn write_content(ballot: &Ballot) -> Vec<u8> {
    to_text(ballot).into_bytes()
}

/// The ballot of an opened file.
///
/// # Errors
/// [`ReadError`], whose message is for the facilitator.
pub fn read_content(content: &[u8]) -> Result<Ballot, ReadError> {
    let text = std::str::from_utf8(content).map_err(|_| ReadError::NotText)?;
    parse(text)
}
