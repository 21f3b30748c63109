//! Conflict resolution between two stored versions of one record: the text to write, and the text to adopt in this tab.

use crate::records::key::Key;
use crate::records::kind::{Kind, RecordId};
use crate::records::record::ReadError;

/// The change of a key, for the mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorChange {
    /// The key.
    pub key: Key,
    /// The current text; `None` when it was removed.
    pub text: Option<String>,
    /// The previous text, as far as this tab knows. Its content is in `text` or was removed.
    pub was: Option<String>,
}

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

/// Compares a readable text with the stored version.
pub(super) fn resolve(kind: &Kind, id: &RecordId, text: &str, there: &str) -> Resolution {
    match (kind.read)(there) {
        Ok(header) if header.id != *id => Resolution::Damaged,
        Ok(_) => match kind.merge(text, there) {
            Some(both) => Resolution::Merge(both),
            None => Resolution::Write,
        },
        Err(ReadError::Newer(_)) => Resolution::Newer,
        Err(_) => Resolution::Damaged,
    }
}

/// What to do with a row of the mirror when a change reaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowAction {
    /// Write this text.
    Put(String),
    /// Remove the row.
    Remove,
    /// Leave the row as it is: it contains the change.
    Leave,
    /// Leave the row as it is, although it does not contain the change.
    Refuse,
}

/// What to do with the current row, which another tab may have written. The second value is the text to adopt in this
/// tab, if the row contained more.
#[must_use]
pub fn resolve_change(change: &MirrorChange, there: Option<&str>) -> (RowAction, Option<String>) {
    let record = change.key.record();
    let Some(text) = &change.text else {
        let covers = |was: &str, there: &str| record.is_some_and(|(it, _)| it.covers(was, there));
        return match (there, &change.was) {
            (Some(there), Some(was)) if there != was && !covers(was, there) => {
                (RowAction::Leave, Some(there.to_owned()))
            }
            _ => (RowAction::Remove, None),
        };
    };
    // Usually the row is the text that this tab's text was made from.
    let known = |there: &&str| *there == text || change.was.as_deref() == Some(*there);
    let Some(there) = there.filter(|there| !known(there)) else {
        return (RowAction::Put(text.clone()), None);
    };
    // An unreadable text, or one of another record, replaces nothing.
    let is_own = |(kind, id): &(&Kind, &RecordId)| is_record_of(kind, id, text);
    let Some((kind, id)) = record.filter(is_own) else {
        return (RowAction::Leave, None);
    };
    match resolve(kind, id, text, there) {
        Resolution::Write | Resolution::Damaged => (RowAction::Put(text.clone()), None),
        Resolution::Newer => (RowAction::Refuse, None),
        Resolution::Merge(both) => (RowAction::Put(both.clone()), Some(both)),
    }
}

/// Whether a text is readable and belongs to the record with this id.
pub(super) fn is_record_of(kind: &Kind, id: &RecordId, text: &str) -> bool {
    (kind.read)(text).is_ok_and(|header| header.id == *id)
}
