//! What is kept on a device, read and sorted.
//! It changes nothing there.

use super::key::Key;
use super::key_value::Record;
use crate::assessment::{Assessment, AssessmentId};
use crate::exchange::record::{self, ReadError};

/// What is kept on a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// The assessments that could be read, last used first.
    pub assessments: Vec<Assessment>,
    /// The snapshots, those taken last first.
    pub snapshots: Vec<Assessment>,
    /// What was deleted, last deleted first.
    pub bin: Vec<Binned>,
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

impl Inventory {
    /// Sorts records out.
    pub(super) fn from_records(records: Vec<Record>) -> Self {
        let mut kept = Self::default();
        let index = Key::Index.to_string();
        let index = records.iter().find(|(key, _)| *key == index);
        let index = index.map(|(_, text)| ids(text)).unwrap_or_default();
        for (key, text) in records {
            match Key::parse(&key) {
                Some(Key::Assessment(id)) => match record::read(&text) {
                    Ok(it) if it.id != id => {
                        let message = "It is kept in another assessment’s place.".to_owned();
                        kept.unreadable.push(Unreadable {
                            key,
                            text,
                            message,
                            newer: false,
                        });
                    }
                    Ok(it) => kept.put(it, &index),
                    Err(error) => kept.unreadable.push(unreadable(key, text, &error)),
                },
                Some(Key::Bin(deleted, id)) => match record::read(&text) {
                    Ok(assessment) => {
                        let later = |other: &Binned| other.deleted > deleted;
                        let index = kept.bin.partition_point(later);
                        let key = Key::Bin(deleted, id);
                        let binned = Binned {
                            key,
                            deleted,
                            assessment,
                        };
                        kept.bin.insert(index, binned);
                    }
                    Err(error) => kept.unreadable.push(unreadable(key, text, &error)),
                },
                Some(Key::Quarantine(..)) => {
                    // Read again for the reason; if an edition since learned to read it, it says so.
                    let message = match record::read(&text) {
                        Err(error) => damaged(&error),
                        Ok(_) => "It could not be read when it was set aside; this Demarc can. Save it as a file and open that.".to_owned(),
                    };
                    kept.unreadable.push(Unreadable {
                        key,
                        text,
                        message,
                        newer: false,
                    });
                }
                Some(Key::Before(_) | Key::LastExport(_) | Key::Index | Key::Logo) | None => {}
            }
        }
        kept
    }

    /// Puts an assessment or a snapshot where its order wants it.
    fn put(&mut self, it: Assessment, index: &[AssessmentId]) {
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
        let key = Key::Assessment(id.clone()).to_string();
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
}

fn unreadable(key: String, text: String, error: &ReadError) -> Unreadable {
    Unreadable {
        key,
        text,
        message: damaged(error),
        newer: matches!(error, ReadError::Newer(_)),
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

/// What assessments are sorted by: when they were used, then by name.
fn rank(index: &[AssessmentId], it: &Assessment) -> (usize, String, String) {
    let used = index.iter().position(|id| *id == it.id);
    let name = it.name.to_ascii_lowercase();
    (used.unwrap_or(index.len()), name, it.id.to_string())
}

/// The ids in an index. One that is damaged is rebuilt as assessments are used.
pub(super) fn ids(index: &str) -> Vec<AssessmentId> {
    let words = index.split(' ').map(str::to_owned);
    words
        .filter_map(|word| AssessmentId::try_from(word).ok())
        .collect()
}
