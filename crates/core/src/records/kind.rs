//! A kind of record: how its texts are read and merged, and the storage policy.
//! The store calls these functions and does not parse texts itself.

use std::fmt;

use demarc_catalog::is_slug;

use crate::assessment::{AssessmentId, Moment};
use crate::records::record::ReadError;

/// A kind of record. To add one, describe it in a file of [`super::kinds`] and list it there.
pub struct Kind {
    /// The segment of its keys: `demarc:v1:WORD:ID`. Devices have such keys, so it must not change.
    pub word: &'static str,
    /// Reads the header of a text, or returns why the text is not such a record.
    pub read: fn(&str) -> Result<Header, ReadError>,
    /// Whether a text was written by an earlier version of its format. Such a text is kept until its replacement was
    /// read back.
    pub is_older: fn(&str) -> bool,
    /// The text of the same record under another id, and with another owner or none. `None` when such a record can't
    /// exist.
    pub readdress: fn(&str, &RecordId, Option<&RecordId>) -> Option<String>,
    /// The text of the same record with an edit at `now`, in milliseconds since 1970, that changes nothing, and is later
    /// than all of a deleted copy. The copy does not contain the result: so a record that is put again after it was deleted
    /// is not taken for what was deleted.
    pub touch: fn(text: &str, deleted: &str, now: u64) -> Option<String>,
    /// How two stored versions of one record are combined.
    pub versions: Versions,
    /// Whether [`crate::store::Inventory`] lists it, in use or deleted.
    pub listed: bool,
    /// Whether it is read from a rescue file.
    pub rescued: bool,
    /// The effect of deletion.
    pub deletion: Deletion,
}

/// The data of a record that the store needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The id, which must match the key.
    pub id: RecordId,
    /// The record that it belongs to, such as the assessment of a snapshot. The record is deleted and restored together
    /// with its owner.
    pub owner: Option<RecordId>,
}

/// How two stored versions of one record are combined.
pub enum Versions {
    /// The version written last replaces the other. Such records are not mirrored, because nothing tells which of two
    /// copies was written last.
    LastWriter,
    /// The versions are merged.
    Merged {
        /// Merges `there` into `text`; `None` when `text` contains all of it. Both texts are readable. Edits of a clock
        /// that is ahead of the latest credible moment lose: see [`Moment::undated`]. The merge must be commutative,
        /// associative and idempotent.
        merge: fn(text: &str, there: &str, latest_credible: Moment) -> Option<String>,
        /// Whether IndexedDB has a second copy.
        mirrored: bool,
    },
}

/// The effect of deleting a record or its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// It moves to the bin, and is restored from there together with its owner.
    ToBin,
    /// It does not move to the bin. When its owner is deleted, it stays until no copy of the owner is left.
    WithOwner,
}

impl Kind {
    /// Whether such records are mirrored.
    #[must_use]
    pub fn is_mirrored(&self) -> bool {
        matches!(self.versions, Versions::Merged { mirrored: true, .. })
    }

    /// Merges `there` into `text`; `None` when `text` contains all of it or replaces it.
    #[must_use]
    pub fn merge(&self, text: &str, there: &str, latest_credible: Moment) -> Option<String> {
        match self.versions {
            Versions::LastWriter => None,
            Versions::Merged { merge, .. } => merge(text, there, latest_credible),
        }
    }

    /// Whether a text contains everything of another; `false` if either can't be read.
    #[must_use]
    pub fn covers(&self, text: &str, other: &str, latest_credible: Moment) -> bool {
        if (self.read)(text).is_err() || (self.read)(other).is_err() {
            return false;
        }
        match self.versions {
            Versions::LastWriter => text == other,
            Versions::Merged { merge, .. } => merge(text, other, latest_credible).is_none(),
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
    /// Parses an id; `None` for any other text.
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
