//! What is kept, read and sorted for lists.

use super::key_value::Entry;
use super::notes::ids;
use crate::assessment::{Assessment, AssessmentId};
use crate::records::key::{Key, Note, PREFIX};
use crate::records::kind::{Kind, RecordId};
use crate::records::kinds::Kinds;
use crate::records::kinds::assessment::ASSESSMENT;
use crate::records::record::{self, ReadError};

/// What is kept on a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// The assessments that could be read, last used first.
    pub assessments: Vec<Assessment>,
    /// The snapshots, those taken last first.
    pub snapshots: Vec<Assessment>,
    /// Assessments and snapshots that were deleted, last deleted first.
    pub bin: Vec<Binned>,
    /// Records of the other kinds that are listed, in use or deleted, with their texts.
    pub others: Vec<(Key, String)>,
    /// What could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// Something deleted that can be brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// Where it is.
    pub key: Key,
    /// When it was deleted, in milliseconds since 1970.
    pub deleted: u64,
    /// What it is.
    pub assessment: Assessment,
}

/// A text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it is.
    pub key: String,
    /// The text as found.
    pub text: String,
    /// Why, in the user's words.
    pub message: String,
    /// Whether a newer edition wrote it: it is left in its place, for that edition.
    pub newer: bool,
}

/// Why a text under a key of a record is not listed there.
enum Problem {
    Misplaced,
    Unreadable(ReadError),
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        Self::Unreadable(error)
    }
}

impl Inventory {
    /// Reads and sorts entries.
    pub(super) fn from_entries(entries: Vec<Entry>, kinds: Kinds) -> Self {
        let mut inventory = Self::default();
        let index = Key::Note(Note::Index).to_string();
        let index = entries.iter().find(|(key, _)| *key == index);
        let index = index.map(|(_, text)| ids(text)).unwrap_or_default();
        for (key, text) in entries {
            let taken_in = match Key::parse_among(&key, kinds) {
                Some(Key::Record(kind, id)) => inventory.put_record(kind, &id, &text, &index),
                Some(Key::Bin(deleted, kind, id)) => {
                    inventory.put_binned(deleted, kind, &id, &text)
                }
                Some(Key::Quarantine(_, rest)) => {
                    let message = quarantined(&rest, &text, kinds);
                    inventory.unreadable.push(Unreadable {
                        key,
                        text,
                        message,
                        newer: false,
                    });
                    continue;
                }
                Some(Key::Before(..) | Key::Note(_)) | None => continue,
            };
            if let Err(problem) = taken_in {
                inventory.unreadable.push(Unreadable {
                    key,
                    text,
                    message: problem.message(),
                    newer: problem.is_newer(),
                });
            }
        }
        inventory
    }

    fn put_record(
        &mut self,
        kind: &'static Kind,
        id: &RecordId,
        text: &str,
        index: &[RecordId],
    ) -> Result<(), Problem> {
        // Assessments are listed as what they are, so they are not read twice.
        if *kind == ASSESSMENT {
            let it = record::read(text)?;
            if *id != it.id {
                return Err(Problem::Misplaced);
            }
            self.put_assessment(it, index);
            return Ok(());
        }
        if (kind.read)(text)?.id != *id {
            return Err(Problem::Misplaced);
        }
        if kind.listed {
            let key = Key::Record(kind, id.clone());
            self.others.push((key, text.to_owned()));
        }
        Ok(())
    }

    fn put_binned(
        &mut self,
        deleted: u64,
        kind: &'static Kind,
        id: &RecordId,
        text: &str,
    ) -> Result<(), Problem> {
        let key = Key::Bin(deleted, kind, id.clone());
        if *kind == ASSESSMENT {
            let assessment = record::read(text)?;
            let later = |other: &Binned| other.deleted > deleted;
            let index = self.bin.partition_point(later);
            let binned = Binned {
                key,
                deleted,
                assessment,
            };
            self.bin.insert(index, binned);
            return Ok(());
        }
        (kind.read)(text)?;
        if kind.listed {
            self.others.push((key, text.to_owned()));
        }
        Ok(())
    }

    /// Puts an assessment or a snapshot where it is in order.
    fn put_assessment(&mut self, it: Assessment, index: &[RecordId]) {
        let taken = |it: &Assessment| it.snapshot.as_ref().map(|snapshot| snapshot.taken);
        if it.snapshot.is_some() {
            let later = |other: &Assessment| taken(other) > taken(&it);
            let index = self.snapshots.partition_point(later);
            self.snapshots.insert(index, it);
        } else {
            let before = |other: &Assessment| rank(index, other) < rank(index, &it);
            let index = self.assessments.partition_point(before);
            self.assessments.insert(index, it);
        }
    }

    /// Whether a record has this id, readable or not.
    #[must_use]
    pub fn has(&self, id: &AssessmentId) -> bool {
        let key = Key::assessment(id).to_string();
        self.find(id).is_some() || self.unreadable.iter().any(|it| it.key == key)
    }

    /// The assessment or snapshot with this id.
    #[must_use]
    pub fn find(&self, id: &AssessmentId) -> Option<&Assessment> {
        let all = self.assessments.iter().chain(&self.snapshots);
        all.into_iter().find(|it| it.id == *id)
    }

    /// The snapshots of an assessment, those taken last first.
    pub fn snapshots_of(&self, id: &AssessmentId) -> impl Iterator<Item = &Assessment> {
        let id = id.clone();
        let is_of = move |it: &&Assessment| it.snapshot.as_ref().is_some_and(|at| at.of == id);
        self.snapshots.iter().filter(is_of)
    }

    /// The records of a kind that are in use, with their texts; of one that is listed, and not assessments.
    pub fn others_of(&self, kind: &Kind) -> impl Iterator<Item = (&RecordId, &str)> {
        let word = kind.word;
        self.others.iter().filter_map(move |(key, text)| match key {
            Key::Record(kind, id) if kind.word == word => Some((id, text.as_str())),
            _ => None,
        })
    }
}

impl Problem {
    fn message(&self) -> String {
        match self {
            Self::Misplaced => "It is kept in the place of another.".to_owned(),
            Self::Unreadable(error) => damaged(error),
        }
    }

    fn is_newer(&self) -> bool {
        matches!(self, Self::Unreadable(ReadError::Newer(_)))
    }
}

fn damaged(error: &ReadError) -> String {
    match error {
        ReadError::Newer(_) => format!(
            "This Demarc can’t read it: {}. Reload the page to get the newest Demarc.",
            error.what()
        ),
        _ => format!("It is damaged: {}.", error.what()),
    }
}

/// Why a text was set aside. It is read again: an edition since may have learned to read it.
fn quarantined(rest: &str, text: &str, kinds: Kinds) -> String {
    let stood = Key::parse_among(&format!("{PREFIX}{rest}"), kinds);
    let kind = stood
        .as_ref()
        .and_then(Key::record)
        .map_or(&ASSESSMENT, |(kind, _)| kind);
    match (kind.read)(text) {
        Err(error) => damaged(&error),
        Ok(_) => "It could not be read when it was set aside; this Demarc can. Save it as a file and open that.".to_owned(),
    }
}

/// What assessments are sorted by: when they were used, then by name.
fn rank(index: &[RecordId], it: &Assessment) -> (usize, String, String) {
    let used = index.iter().position(|id| *id == it.id);
    let name = it.name.to_ascii_lowercase();
    (used.unwrap_or(index.len()), name, it.id.to_string())
}
