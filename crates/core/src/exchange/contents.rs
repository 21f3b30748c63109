//! The contents of files: assessments, snapshots, other records, and the number of unreadable records.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Assessment, AssessmentId, Moment};
use crate::records::key::Key;
use crate::records::{EVIDENCE, Entries, EvidenceRecord};

/// The contents of one or several files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The assessments and snapshots, each id once.
    pub assessments: Vec<Assessment>,
    /// The other records, such as evidence; of a rescue file in use or deleted. Two versions of one record are merged.
    pub others: Vec<(Key, String)>,
    /// The number of records of a rescue file that can't be read.
    pub unreadable: usize,
}

impl Contents {
    /// Adds the contents of another file. Two versions of one assessment are merged.
    pub fn add(&mut self, other: Self) {
        self.unreadable += other.unreadable;
        self.assessments.extend(other.assessments);
        self.assessments = merged(std::mem::take(&mut self.assessments));
        for (key, text) in other.others {
            self.add_other(key, text);
        }
    }

    /// The evidence of the assessments and snapshots that are in it.
    #[must_use]
    pub fn evidence(&self) -> BTreeMap<AssessmentId, Entries> {
        let mut all: BTreeMap<AssessmentId, Entries> = BTreeMap::new();
        for (key, text) in &self.others {
            if key.record().is_some_and(|(kind, _)| *kind == EVIDENCE)
                && let Ok((of, entries)) = EvidenceRecord::read(text)
            {
                all.entry(of).or_default().merge(&entries);
            }
        }
        let in_it: BTreeSet<&AssessmentId> = self.assessments.iter().map(|it| &it.id).collect();
        all.retain(|id, _| in_it.contains(id));
        all
    }

    /// Adds the text of a record that is not an assessment.
    pub(super) fn add_other(&mut self, key: Key, text: String) {
        let there = self.others.iter_mut().find(|(of, _)| *of == key);
        match (there, key.record()) {
            (Some((_, mine)), Some((kind, _))) => {
                if let Some(both) = kind.merge(mine, &text, Moment::MAX) {
                    *mine = both;
                }
            }
            _ => self.others.push((key, text)),
        }
    }
}

/// Each id once, at its first place: several versions of one assessment are merged.
#[must_use]
pub(crate) fn merged(all: Vec<Assessment>) -> Vec<Assessment> {
    let mut places: BTreeMap<AssessmentId, usize> = BTreeMap::new();
    let mut merged: Vec<Assessment> = Vec::new();
    for it in all {
        match places.get(&it.id) {
            Some(place) => drop(merged[*place].merge(&it)),
            None => {
                places.insert(it.id.clone(), merged.len());
                merged.push(it);
            }
        }
    }
    merged
}

impl From<Vec<Assessment>> for Contents {
    fn from(assessments: Vec<Assessment>) -> Self {
        Self {
            assessments,
            ..Self::default()
        }
    }
}
