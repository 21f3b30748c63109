//! Import of a file: [`plan`] compares it with the inventory, and [`apply()`] returns what to write.
//! Nothing is written here: the caller writes the result of [`apply()`], in its order.

mod apply;
#[cfg(test)]
mod tests;

pub use apply::{Context, Import, Outcome, apply};

use crate::assessment::{Assessment, AssessmentId, Field, Moment};
use crate::labels;
use crate::store::Inventory;
use demarc_catalog::Catalog;

/// What an import does with an assessment of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportAction {
    /// Adds it under its own id, which is not in use.
    Add,
    /// Merges it: each field that was edited later in the file is taken over.
    Merge,
    /// Replaces the stored assessment; a snapshot keeps its earlier state.
    Replace,
    /// Adds it as a copy beside the stored assessment.
    Copy,
    /// Does nothing.
    Skip,
}

impl ImportAction {
    /// The actions that a user can choose for an assessment that differs from the stored one.
    pub const CHOICES: [Self; 4] = [Self::Merge, Self::Replace, Self::Copy, Self::Skip];
}

/// An assessment of the file, with the stored one of the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportItem {
    /// The assessment of the file.
    pub assessment: Assessment,
    /// The stored assessment, if there is one.
    pub here: Option<Assessment>,
    /// Its snapshots in the file that are not stored.
    pub snapshots: Vec<Assessment>,
    /// The action unless the user chooses another.
    pub action: ImportAction,
}

/// Which of two versions of a field was edited later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaterEdit {
    /// The stored one.
    Here,
    /// The one of the file.
    File,
    /// Unknown, as for files that were written by hand, and for edits by a clock that was ahead.
    Unknown,
}

/// A field that differs between the file and the stored assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// Which version was edited later.
    pub later: LaterEdit,
}

/// An assessment of the file compared with the stored one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is not stored.
    New,
    /// It is stored, with the same content.
    Same,
    /// It is stored, with other content.
    Different(Vec<Difference>),
}

/// Makes the content of a file comparable with stored content: variants are named, and edits by a clock that was ahead
/// have no date (see [`Moment::undated`]). `now` is in milliseconds since 1970. The date of the file says nothing: copying
/// and unpacking change it.
pub fn normalize(assessments: &mut [Assessment], catalog: &Catalog, now: u64) {
    for assessment in assessments {
        assessment.normalize(catalog);
        assessment.distrust_after(Moment::latest_credible(now));
    }
}

/// Plans the import of these assessments and snapshots. A snapshot belongs to the assessment it was taken of, in the
/// file or stored; without that, it becomes an assessment of its own.
#[must_use]
pub fn plan(
    contents: Vec<Assessment>,
    inventory: &Inventory,
    mut fresh_id: impl FnMut() -> AssessmentId,
) -> Vec<ImportItem> {
    let mut whole: Vec<Assessment> = Vec::new();
    let mut snapshots: Vec<(AssessmentId, Assessment)> = Vec::new();
    for it in contents {
        match &it.snapshot {
            Some(info) => snapshots.push((info.of.clone(), it)),
            None => add(&mut whole, it),
        }
    }
    for it in &mut whole {
        if inventory.snapshots.iter().any(|kept| kept.id == it.id) {
            // Snapshots are not edited: different content under the id of a stored snapshot is added as a copy.
            *it = it.duplicate(fresh_id(), it.name.clone());
        }
    }
    snapshots.retain(|(of, snapshot)| {
        if whole.iter().any(|it| it.id == *of) {
            return true;
        }
        match here(inventory, of) {
            Some(here) => {
                whole.push(here.clone());
                true
            }
            None => {
                let label = snapshot.snapshot.as_ref().map_or("", |it| &it.label);
                let name = format!("{} ({label})", labels::name(&snapshot.name));
                whole.push(snapshot.duplicate(fresh_id(), name));
                false
            }
        }
    });
    let items = whole.into_iter().map(|assessment| {
        let of_it = snapshots.iter().filter(|(of, _)| *of == assessment.id);
        let new = of_it.filter(|(_, snapshot)| !inventory.has(&snapshot.id));
        ImportItem::new(
            assessment.clone(),
            here(inventory, &assessment.id).cloned(),
            new.map(|(_, snapshot)| snapshot.clone()).collect(),
        )
    });
    items.collect()
}

/// Adds an assessment; two versions of one are merged.
fn add(whole: &mut Vec<Assessment>, it: Assessment) {
    match whole.iter_mut().find(|other| other.id == it.id) {
        Some(other) => drop(other.merge(&it)),
        None => whole.push(it),
    }
}

/// The stored assessment with an id; snapshots do not count.
fn here<'a>(inventory: &'a Inventory, id: &AssessmentId) -> Option<&'a Assessment> {
    inventory.assessments.iter().find(|it| it.id == *id)
}

impl ImportItem {
    fn new(assessment: Assessment, here: Option<Assessment>, snapshots: Vec<Assessment>) -> Self {
        let mut it = Self {
            assessment,
            here,
            snapshots,
            action: ImportAction::Add,
        };
        it.action = it.usual();
        it
    }

    /// The default action.
    fn usual(&self) -> ImportAction {
        let Some(here) = &self.here else {
            return ImportAction::Add;
        };
        let found = self.found();
        let edits = &self.assessment.edits;
        let is_undated = |it: &Difference| edits.of(&it.field).is_undated();
        match found {
            // A merge would drop what may be newer.
            Found::Different(all) if all.iter().any(is_undated) => ImportAction::Copy,
            // Nothing in the file is newer. The user can still choose another action.
            _ if self.snapshots.is_empty() && here.contains(&self.assessment) => ImportAction::Skip,
            Found::Different(all) if all.iter().all(|it| it.later == LaterEdit::Unknown) => {
                ImportAction::Copy
            }
            _ => ImportAction::Merge,
        }
    }

    /// Compares the assessment with the stored one.
    #[must_use]
    pub fn found(&self) -> Found {
        let Some(here) = &self.here else {
            return Found::New;
        };
        let differences = here.differences(&self.assessment);
        if differences.is_empty() {
            return Found::Same;
        }
        let differences = differences.into_iter().map(|field| {
            let mine = here.edits.of(&field);
            let theirs = self.assessment.edits.of(&field);
            let later = match mine.cmp(&theirs) {
                _ if mine.is_undated() || theirs.is_undated() => LaterEdit::Unknown,
                std::cmp::Ordering::Less => LaterEdit::File,
                std::cmp::Ordering::Greater => LaterEdit::Here,
                std::cmp::Ordering::Equal => LaterEdit::Unknown,
            };
            Difference { field, later }
        });
        Found::Different(differences.collect())
    }

    /// The actions that the user can choose; empty unless it differs from the stored one.
    #[must_use]
    pub fn choices(&self) -> &'static [ImportAction] {
        match self.found() {
            Found::Different(_) => &ImportAction::CHOICES,
            Found::New | Found::Same => &[],
        }
    }
}
