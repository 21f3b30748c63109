//! Several assessments and snapshots in one file: versioned JSON, described by `public/schema/collection-2.json`.
//! It knows what an assessment looks like only through its reader.

use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::records::envelope::{ReadError, check_version, parse, to_text};

/// The value of a file's `format`.
pub const FORMAT: &str = "demarc-collection";
/// The version this edition writes, and the newest it reads. Version 1 holds assessments of versions up to 3.
pub const VERSION: u64 = 2;

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    assessments: &'a [Assessment],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    assessments: Vec<Assessment>,
}

/// The assessments as text, in this order.
#[must_use]
pub fn write(assessments: &[Assessment]) -> String {
    let file = Written {
        format: FORMAT,
        version: VERSION,
        assessments,
    };
    to_text(&file)
}

/// The assessments in a text of this format.
///
/// # Errors
/// When a newer version wrote it, something in it can't be right, or two in it have one id.
pub(super) fn read(text: &str) -> Result<Vec<Assessment>, ReadError> {
    check_version(text, VERSION)?;
    let Read {
        mut assessments, ..
    } = parse(text)?;
    assessments.iter_mut().for_each(Assessment::canonicalize);
    for (index, it) in assessments.iter().enumerate() {
        if assessments[..index].iter().any(|other| other.id == it.id) {
            let detail = format!("two assessments in it have the id {}", it.id);
            return Err(ReadError::Malformed(detail));
        }
    }
    Ok(assessments)
}
