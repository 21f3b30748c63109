//! A kind of record: how its texts are read and merged, and the policy for keeping them, said once.
//! The store calls these functions and looks into no text itself.

use std::fmt;

use demarc_catalog::is_slug;

use crate::assessment::AssessmentId;
use crate::records::record::ReadError;

/// A kind of record. To add one, describe it in a file of [`super::kinds`] and list it there.
pub struct Kind {
    /// The word in its keys: `demarc:v1:WORD:ID`. Devices have such keys, so it must not change.
    pub word: &'static str,
    /// Reads a text: what the store has to know of the record, or why the text is none.
    pub read: fn(&str) -> Result<Header, ReadError>,
    /// Whether a text was written by an earlier version of its format. Such a text is kept as it was until what
    /// replaces it has been read back.
    pub is_older: fn(&str) -> bool,
    /// The text of the same record under another id, and of another owner, or of none any more. `None` when it can't
    /// exist so.
    pub readdress: fn(&str, &RecordId, Option<&RecordId>) -> Option<String>,
    /// What becomes of two stored versions of one record.
    pub versions: Versions,
    /// Whether [`crate::store::Inventory`] has it, in use or deleted.
    pub listed: bool,
    /// Whether it is read from a rescue file.
    pub rescued: bool,
    /// What deleting does to it.
    pub deletion: Deletion,
}

/// What the store has to know of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its id, which its key has to name.
    pub id: RecordId,
    /// The record it belongs to: a snapshot's assessment. It is deleted and restored with that.
    pub owner: Option<RecordId>,
}

/// What becomes of two stored versions of one record.
pub enum Versions {
    /// They are not merged: what is written last replaces what was there. Such records have no second copy, since
    /// nothing says which of two copies was written last.
    LastWriter,
    /// They become one.
    Merged {
        /// Merges what is there into a text; `None` when the text has all of it. Both can be read. It has to be
        /// commutative, associative and idempotent.
        merge: fn(text: &str, there: &str) -> Option<String>,
        /// Whether IndexedDB has a second copy.
        mirrored: bool,
    },
}

/// What deleting a record, or the one it belongs to, does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// It moves to the bin, and comes back from there with what it belongs to.
    ToBin,
    /// It is not put into the bin. When what it belongs to is deleted, it stays until nothing of that is kept.
    WithOwner,
}

impl Kind {
    /// Whether the mirror has a second copy of such records.
    #[must_use]
    pub fn is_mirrored(&self) -> bool {
        matches!(self.versions, Versions::Merged { mirrored: true, .. })
    }

    /// A text merged with what is there; `None` when the text has all of it, or replaces it.
    #[must_use]
    pub fn merge(&self, text: &str, there: &str) -> Option<String> {
        match self.versions {
            Versions::LastWriter => None,
            Versions::Merged { merge, .. } => merge(text, there),
        }
    }

    /// Whether a text has everything that is in another; `false` if either can't be read.
    #[must_use]
    pub fn covers(&self, text: &str, other: &str) -> bool {
        if (self.read)(text).is_err() || (self.read)(other).is_err() {
            return false;
        }
        match self.versions {
            Versions::LastWriter => text == other,
            Versions::Merged { merge, .. } => merge(text, other).is_none(),
        }
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word)
    }
}

/// The id of a record of any kind: 1 to 64 lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordId(String);

impl RecordId {
    /// The id that a text is.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_slug(text).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&AssessmentId> for RecordId {
    fn from(id: &AssessmentId) -> Self {
        Self(id.as_str().to_owned())
    }
}

impl From<&RecordId> for AssessmentId {
    fn from(id: &RecordId) -> Self {
        #[expect(clippy::expect_used, reason = "both have one grammar")]
        Self::try_from(id.0.clone()).expect("an id of a record is one of an assessment")
    }
}

impl PartialEq<AssessmentId> for RecordId {
    fn eq(&self, other: &AssessmentId) -> bool {
        self.0 == other.as_str()
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
