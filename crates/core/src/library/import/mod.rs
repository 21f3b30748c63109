//! Import of a file: [`plan`] compares it with the inventory, [`apply()`] says what to write.
//! Nothing is written here: the caller writes what [`apply()`] gives it, in that order.

mod apply;
#[cfg(test)]
mod tests;

pub use apply::{Context, Import, Outcome, apply};

use crate::assessment::{Assessment, AssessmentId, Field, Moment};
use crate::labels;
use crate::store::Inventory;
use demarc_catalog::Catalog;

/// What import can do with an assessment in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportAction {
    /// It is kept under its own id: nothing here has that.
    Add,
    /// Each field that was edited later in the file is taken over.
    Merge,
    /// What is here becomes what is in the file; a snapshot keeps what it was.
    Replace,
    /// It is kept beside what is here.
    Copy,
    /// Nothing.
    Skip,
}

impl ImportAction {
    /// What a user can choose from for an assessment that differs from the one here.
    pub const CHOICES: [Self; 4] = [Self::Merge, Self::Replace, Self::Copy, Self::Skip];
}

/// An assessment in a file, beside the one kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportItem {
    /// As it is in the file.
    pub assessment: Assessment,
    /// As it is here, if it is.
    pub here: Option<Assessment>,
    /// Its snapshots in the file that are not here.
    pub snapshots: Vec<Assessment>,
    /// What happens to it unless the user says otherwise.
    pub action: ImportAction,
}

/// Which of two versions was edited later in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaterEdit {
    /// The one kept here.
    Here,
    /// The one in the file.
    File,
    /// Nobody knows, as of files that were written by hand.
    Unknown,
}

/// A field that the file's version and the one here have otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// Which of them is the later.
    pub later: LaterEdit,
}

/// What an assessment in a file is, seen from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is not here.
    New,
    /// It is here, and says the same.
    Same,
    /// It is here, and says something else.
    Different(Vec<Difference>),
}

/// Makes what was read from a file comparable with what is kept: services have one name each, and no edit is later than
/// the file itself (`written`, as the file's system says) or than now. So opening it twice gives the same twice.
pub fn normalize(assessments: &mut [Assessment], catalog: &Catalog, written: u64, now: u64) {
    // Of all writers the last, so that edits of that very millisecond stay what they are.
    let latest = Moment::after(Moment::default(), written.min(now), u64::MAX);
    for assessment in assessments {
        assessment.normalize(catalog);
        assessment.clamp_to(latest);
    }
}

/// Plans the opening of a file with these assessments and snapshots. A snapshot goes with what it was taken of, in the
/// file or here; one of nothing known becomes an assessment of its own.
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
            // Nobody edits a snapshot: what only has its id is kept beside it.
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

/// Adds an assessment; two versions of one become one.
fn add(whole: &mut Vec<Assessment>, it: Assessment) {
    match whole.iter_mut().find(|other| other.id == it.id) {
        Some(other) => drop(other.merge(&it)),
        None => whole.push(it),
    }
}

/// The assessment with an id that is kept here; snapshots are none.
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

    /// What is best done with it unless the user says otherwise.
    fn usual(&self) -> ImportAction {
        let Some(here) = &self.here else {
            return ImportAction::Add;
        };
        if self.snapshots.is_empty() && here.contains(&self.assessment) {
            // Nothing in it is newer: whoever wants it all the same can say so.
            return ImportAction::Skip;
        }
        match self.found() {
            Found::Different(all) if all.iter().all(|it| it.later == LaterEdit::Unknown) => {
                ImportAction::Copy
            }
            _ => ImportAction::Merge,
        }
    }

    /// What it is, seen from here.
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
                std::cmp::Ordering::Less => LaterEdit::File,
                std::cmp::Ordering::Greater => LaterEdit::Here,
                std::cmp::Ordering::Equal => LaterEdit::Unknown,
            };
            Difference { field, later }
        });
        Found::Different(differences.collect())
    }

    /// What the user can choose from: only where it differs from what is here is there a choice.
    #[must_use]
    pub fn choices(&self) -> &'static [ImportAction] {
        match self.found() {
            Found::Different(_) => &ImportAction::CHOICES,
            Found::New | Found::Same => &[],
        }
    }
}
