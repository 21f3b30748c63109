//! A collection: several assessments and snapshots in one file, as versioned JSON, described by
//! `public/schema/collection-3.json`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::records::envelope::{ReadError, check_version, parse, to_text};

/// The value of `format` in the file.
pub const FORMAT: &str = "demarc-collection";
/// The version that is written, and the newest that is read. Version 1 contains assessments of versions up to 3, version
/// 2 of version 4.
pub const VERSION: u64 = 3;

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

/// The text of a collection with these assessments, in this order.
#[must_use]
pub fn write(assessments: &[Assessment]) -> String {
    let file = Written {
        format: FORMAT,
        version: VERSION,
        assessments,
    };
    to_text(&file)
}

/// Reads the assessments of a collection.
///
/// # Errors
/// When a newer version wrote the text, its content is not valid, or an id occurs twice.
pub(super) fn read(text: &str) -> Result<Vec<Assessment>, ReadError> {
    check_version(text, VERSION)?;
    let Read {
        mut assessments, ..
    } = parse(text)?;
    assessments.iter_mut().for_each(Assessment::canonicalize);
    let mut ids = BTreeSet::new();
    if let Some(it) = assessments.iter().find(|it| !ids.insert(&it.id)) {
        let detail = format!("two assessments in it have the id {}", it.id);
        return Err(ReadError::Malformed(detail));
    }
    Ok(assessments)
}
