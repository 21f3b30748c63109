//! The stored records, read and sorted for lists.

use std::cmp::Reverse;

use super::key_value::Entry;
use crate::assessment::{Assessment, AssessmentId, Moment};
use crate::records::key::{Key, Note, PREFIX};
use crate::records::kind::{Kind, RecordId};
use crate::records::kinds::Kinds;
use crate::records::kinds::assessment::ASSESSMENT;
use crate::records::record::{self, ReadError};

/// The records that a device stores.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// The readable assessments, most recently used first.
    pub assessments: Vec<Assessment>,
    /// The readable snapshots, newest first.
    pub snapshots: Vec<Assessment>,
    /// Deleted assessments and snapshots, last deleted first.
    pub bin: Vec<Binned>,
    /// Records of the other listed kinds, in use or deleted, with their texts.
    pub others: Vec<(Key, String)>,
    /// The texts that can't be read.
    pub unreadable: Vec<Unreadable>,
}

/// A deleted assessment or snapshot that can be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// The key.
    pub key: Key,
    /// When it was deleted, in milliseconds since 1970.
    pub deleted: u64,
    /// The assessment or snapshot.
    pub assessment: Assessment,
}

/// A text that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The key.
    pub key: String,
    /// The stored text.
    pub text: String,
    /// The reason, for the user.
    pub message: String,
    /// Whether a newer edition wrote it. Such a text stays where it is, for that edition.
    pub newer: bool,
}

/// Why a text under the key of a record can't be listed.
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
    pub(super) fn from_entries(entries: Vec<Entry>, kinds: Kinds, latest_credible: Moment) -> Self {
        let mut inventory = Self::default();
        let index = Key::Note(Note::Index).to_string();
        let index = entries.iter().find(|(key, _)| *key == index);
        let index = index.map(|(_, text)| ids(text)).unwrap_or_default();
        let mut found = Vec::new();
        for (key, text) in entries {
            let taken_in = match Key::parse_among(&key, kinds) {
                Some(Key::Record(kind, id)) => inventory.put_record(kind, &id, &text, &mut found),
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
        inventory.put_sorted(found, &index);
        let binned = inventory.bin.iter_mut().map(|it| &mut it.assessment);
        let in_use = inventory
            .assessments
            .iter_mut()
            .chain(&mut inventory.snapshots);
        for it in in_use.chain(binned) {
            it.distrust_after(latest_credible);
        }
        inventory
    }

    /// Puts assessments and snapshots in their order.
    fn put_sorted(&mut self, found: Vec<Assessment>, index: &[RecordId]) {
        let ranked = found.into_iter().map(|it| (rank(index, &it), it));
        let mut ranked: Vec<(Rank, Assessment)> = ranked.collect();
        ranked.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        for (_, it) in ranked {
            match it.snapshot {
                Some(_) => self.snapshots.push(it),
                None => self.assessments.push(it),
            }
        }
    }

    fn put_record(
        &mut self,
        kind: &'static Kind,
        id: &RecordId,
        text: &str,
        found: &mut Vec<Assessment>,
    ) -> Result<(), Problem> {
        // Assessments are parsed completely, so their headers are not read separately.
        if *kind == ASSESSMENT {
            let it = record::read(text)?;
            if *id != it.id {
                return Err(Problem::Misplaced);
            }
            found.push(it);
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

    /// Whether an assessment has this id, readable or not.
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

    /// The snapshots of an assessment, newest first.
    pub fn snapshots_of(&self, id: &AssessmentId) -> impl Iterator<Item = &Assessment> {
        let id = id.clone();
        let is_of = move |it: &&Assessment| it.snapshot.as_ref().is_some_and(|at| at.of == id);
        self.snapshots.iter().filter(is_of)
    }

    /// The records of a listed kind that are in use, with their texts. Assessments are not included.
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

/// Why a text in quarantine can't be read. It is read again, because a later edition may be able to.
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

/// The sort key of snapshots: the newest first. Of assessments: last use, then name.
type Rank = (Option<Reverse<Moment>>, usize, String, String);

fn rank(index: &[RecordId], it: &Assessment) -> Rank {
    let id = it.id.to_string();
    if let Some(snapshot) = &it.snapshot {
        return (Some(Reverse(snapshot.taken)), 0, String::new(), id);
    }
    let used = index.iter().position(|id| *id == it.id);
    let name = it.name.to_ascii_lowercase();
    (None, used.unwrap_or(index.len()), name, id)
}

/// The ids in an index. A damaged index is rebuilt while assessments are used.
pub(super) fn ids(index: &str) -> Vec<RecordId> {
    index.split(' ').filter_map(RecordId::parse).collect()
}
