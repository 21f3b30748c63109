//! Two versions of one thing meet: on the device, in a row of the journal. What stands there then, and what is to be
//! taken in here. Pure functions of texts.

use super::key::Key;
use crate::assessment::Assessment;
use crate::exchange::record::{self, ReadError};

/// What changed under a key, for the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorChange {
    /// The key.
    pub key: String,
    /// The text that stands there now; `None` when it was taken away.
    pub text: Option<String>,
    /// What stood there before, as this tab knows it: all of it is in the text, or was taken away.
    pub was: Option<String>,
}

/// What becomes of an assessment when another version of it already stands where it is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Resolution {
    /// What stands there holds nothing else: the text can go there.
    Write,
    /// Both together.
    Merge(Box<Assessment>),
    /// What stands there can't be read: it is to be set aside.
    Damaged,
    /// A newer edition wrote what stands there: it is to be left alone.
    Newer,
}

/// Looks at what stands where an assessment is to go.
pub(super) fn resolve(assessment: &Assessment, there: &str) -> Resolution {
    match record::read(there) {
        Ok(other) if other.id != assessment.id => Resolution::Damaged,
        Ok(other) => {
            let mut merged = assessment.clone();
            merged.merge(&other);
            if merged == *assessment {
                Resolution::Write
            } else {
                Resolution::Merge(Box::new(merged))
            }
        }
        Err(ReadError::Newer(_)) => Resolution::Newer,
        Err(_) => Resolution::Damaged,
    }
}

/// What becomes of a journal's row when a change reaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowAction {
    /// This is what stands there now.
    Put(String),
    /// It goes.
    Remove,
    /// It stays as it is.
    Leave,
    /// It stays as it is, and what was to go there is not kept.
    Refuse,
}

/// Settles a change with the row that stands there, which another tab may have written: the row, and the text to take
/// in here if there was more in it.
#[must_use]
pub fn resolve_change(change: &MirrorChange, there: Option<&str>) -> (RowAction, Option<String>) {
    let Some(text) = &change.text else {
        return match (there, &change.was) {
            (Some(there), Some(was)) if there != was && !covers(was, there) => {
                (RowAction::Leave, Some(there.to_owned()))
            }
            _ => (RowAction::Remove, None),
        };
    };
    // Most often what stands there is what this tab went on from.
    let known = |there: &&str| *there == text || change.was.as_deref() == Some(*there);
    let Some(there) = there.filter(|there| !known(there)) else {
        return (RowAction::Put(text.clone()), None);
    };
    let mine = record::read(text).ok();
    let Some(mine) = mine.filter(|it| is_of(it, &change.key)) else {
        // What can't be read, or stands in another's place, takes nothing's place.
        return (RowAction::Leave, None);
    };
    match resolve(&mine, there) {
        Resolution::Write | Resolution::Damaged => (RowAction::Put(text.clone()), None),
        Resolution::Newer => (RowAction::Refuse, None),
        Resolution::Merge(both) => {
            let both = record::write(&both);
            (RowAction::Put(both.clone()), Some(both))
        }
    }
}

/// Whether an assessment may stand under a key.
fn is_of(it: &Assessment, key: &str) -> bool {
    match Key::parse(key) {
        Some(Key::Assessment(id) | Key::Bin(_, id)) => it.id == id,
        _ => true,
    }
}

/// Whether everything edited in one text is in another.
pub(super) fn covers(text: &str, other: &str) -> bool {
    match (record::read(text), record::read(other)) {
        (Ok(it), Ok(other)) => it.contains(&other),
        _ => false,
    }
}
