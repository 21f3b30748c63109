//! What is in files: assessments and snapshots, each once, and how much can't be read.
//! It knows no format.

use crate::assessment::Assessment;
use crate::records::key::Key;

/// What is in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The assessments and snapshots in it.
    pub assessments: Vec<Assessment>,
    /// The texts of a rescue file's other records, in use or deleted. Two versions of one are merged.
    pub others: Vec<(Key, String)>,
    /// How many records of a rescue file can't be read.
    pub unreadable: usize,
}

impl Contents {
    /// Adds what is in another file. Two versions of one assessment become one, the later edit of each field.
    pub fn add(&mut self, other: Self) {
        self.unreadable += other.unreadable;
        for it in other.assessments {
            match self.assessments.iter_mut().find(|mine| mine.id == it.id) {
                Some(mine) => drop(mine.merge(&it)),
                None => self.assessments.push(it),
            }
        }
        for (key, text) in other.others {
            self.add_other(key, text);
        }
    }

    /// Adds the text of a record that is no assessment.
    pub(super) fn add_other(&mut self, key: Key, text: String) {
        let there = self.others.iter_mut().find(|(of, _)| *of == key);
        match (there, key.record()) {
            (Some((_, mine)), Some((kind, _))) => {
                if let Some(both) = kind.merge(mine, &text) {
                    *mine = both;
                }
            }
            _ => self.others.push((key, text)),
        }
    }
}

impl From<Vec<Assessment>> for Contents {
    fn from(assessments: Vec<Assessment>) -> Self {
        Self {
            assessments,
            ..Self::default()
        }
    }
}
