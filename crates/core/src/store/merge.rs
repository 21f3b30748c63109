//! Conflict resolution between two stored versions of one record: what to write, and what to adopt here. Functions of
//! texts.

use super::outbox::MirrorChange;
use crate::records::kind::{Kind, RecordId};
use crate::records::record::ReadError;

/// What to do with the text of a record where another version is already stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Resolution {
    /// There is nothing else in it: the text can be written.
    Write,
    /// This text, both versions merged, is to be written.
    Merge(String),
    /// What is there can't be read: it has to be set aside first.
    Damaged,
    /// A newer edition wrote what is there: nothing may be written.
    Newer,
}

/// Compares a record's text, which can be read, with what is there.
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
    /// Leave the row as it is: it has all of the change.
    Leave,
    /// Leave the row as it is, though the change is not in it.
    Refuse,
}

/// What to do with the row that is there, which another tab may have written, and the text to adopt here if there was
/// more in it.
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
    // Most often the row is what this tab's text was made from.
    let known = |there: &&str| *there == text || change.was.as_deref() == Some(*there);
    let Some(there) = there.filter(|there| !known(there)) else {
        return (RowAction::Put(text.clone()), None);
    };
    // A text that can't be read, or is of another record, replaces nothing.
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

/// Whether a text can be read and is of the record with this id.
pub(super) fn is_record_of(kind: &Kind, id: &RecordId, text: &str) -> bool {
    (kind.read)(text).is_ok_and(|header| header.id == *id)
}
