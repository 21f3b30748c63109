//! What is in files: assessments and snapshots, each once, and how much can't be read.
//! It knows no format.

use crate::assessment::Assessment;

/// What is in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The assessments and snapshots in it.
    pub assessments: Vec<Assessment>,
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
    }
}

impl From<Vec<Assessment>> for Contents {
    fn from(assessments: Vec<Assessment>) -> Self {
        Self {
            assessments,
            unreadable: 0,
        }
    }
}
