//! Conflict resolution between two stored versions of one record: the text to write, and the text to adopt in this tab.

use crate::assessment::Moment;
use crate::records::kind::{Kind, RecordId};
use crate::records::record::ReadError;

/// How to write the text of a record over the stored version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Resolution {
    /// The stored version has nothing else: write the text.
    Write,
    /// Write this text, which merges both versions.
    Merge(String),
    /// The stored version can't be read: move it to quarantine first.
    Damaged,
    /// A newer edition wrote the stored version: write nothing.
    Newer,
}

/// Compares a readable text with the stored version. `latest_credible`: see [`Moment::latest_credible`].
pub(super) fn resolve(
    kind: &Kind,
    id: &RecordId,
    text: &str,
    there: &str,
    latest_credible: Moment,
) -> Resolution {
    match (kind.read)(there) {
        Ok(header) if header.id != *id => Resolution::Damaged,
        Ok(_) => match kind.merge(text, there, latest_credible) {
            Some(both) => Resolution::Merge(both),
            None => Resolution::Write,
        },
        Err(ReadError::Newer(_)) => Resolution::Newer,
        Err(_) => Resolution::Damaged,
    }
}

/// Whether a text is readable and belongs to the record with this id.
pub(super) fn is_record_of(kind: &Kind, id: &RecordId, text: &str) -> bool {
    (kind.read)(text).is_ok_and(|header| header.id == *id)
}
