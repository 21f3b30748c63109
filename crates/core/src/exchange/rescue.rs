//! What `rescue.html` saves when the app can't run: the device's records as they are, under their keys.
//! The page that writes it needs no WebAssembly, and is `public/rescue.js`; this reads it.

use serde::Deserialize;

use super::file::Contents;
use super::record::{self, ReadError, check_version, parse};

/// The value of a file's `format`.
pub const FORMAT: &str = "demarc-rescue";
/// The newest version this edition reads.
const VERSION: u64 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    records: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    key: String,
    text: String,
}

/// Whether what stands under a key is about assessments and holds none: the order of the list, when one was saved, the
/// image on reports.
#[must_use]
pub fn is_note(key: &str) -> bool {
    matches!(key, "demarc:v1:index" | "demarc:v1:logo") || key.starts_with("demarc:v1:filed:")
}

/// Whether what stands under a key was deleted. It is opened too, and says so in its name.
fn is_deleted(key: &str) -> bool {
    key.starts_with("demarc:v1:bin:")
}

/// The assessments in a text of this format. Two copies of one are merged; what can't be read is counted.
///
/// # Errors
/// When a newer version wrote it, or something around the records can't be right.
pub(super) fn read(text: &str) -> Result<Contents, ReadError> {
    check_version(text, VERSION)?;
    let Read { records, .. } = parse(text)?;
    let mut contents = Contents::default();
    for record in records {
        if is_note(&record.key) {
            continue;
        }
        let Ok(mut it) = record::read(&record.text) else {
            contents.unreadable += 1;
            continue;
        };
        if is_deleted(&record.key) {
            if contents.assessments.iter().any(|other| other.id == it.id) {
                continue;
            }
            it.name = format!("{} (deleted)", it.name);
        }
        match contents
            .assessments
            .iter_mut()
            .find(|other| other.id == it.id)
        {
            Some(other) => {
                other.merge(&it);
            }
            None => contents.assessments.push(it),
        }
    }
    Ok(contents)
}
