//! Import of files: [`read`] takes in their contents, [`plan`] compares them with the inventory, and [`Import`] says step
//! by step what to write. Nothing is written here: the caller writes the result of each step, in its order.

mod apply;
#[cfg(test)]
mod evidence_tests;
#[cfg(test)]
mod tests;

pub use apply::{Context, Import, Outcome, Step, Stop};

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Assessment, AssessmentId, Field, Moment};
use crate::exchange::contents::merged;
use crate::exchange::file::{self, Contents};
use crate::exchange::limits;
use crate::labels;
use crate::records::record::ReadError;
use crate::records::{EVIDENCE, Entries, EvidenceRecord, RecordId};
use crate::store::{Inventory, Key};
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

    /// The actions that a user can choose for all such assessments together. Replacing many is not offered.
    pub const FOR_ALL: [Self; 3] = [Self::Merge, Self::Copy, Self::Skip];
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
    /// The evidence of the assessment and of these snapshots in the file, by their ids.
    pub evidence: BTreeMap<AssessmentId, Entries>,
    /// Whether the evidence of the assessment has something that the stored one lacks.
    pub brings_evidence: bool,
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

/// Reads a file and adds its contents to those of the files before it. `now` is in milliseconds since 1970.
///
/// # Errors
/// [`ReadError`], whose message is for the person who chose the file: also when all files together are beyond the
/// [`limits`].
pub fn read(
    contents: &mut Contents,
    bytes: &[u8],
    catalog: &Catalog,
    now: u64,
) -> Result<(), ReadError> {
    let mut more = file::read(bytes)?;
    normalize(&mut more, catalog, now);
    contents.add(more);
    limits::check(contents)
}

/// Makes the content of a file comparable with stored content: variants are named, and edits by a clock that was ahead
/// have no date (see [`Moment::undated`]). `now` is in milliseconds since 1970. The date of the file says nothing: copying
/// and unpacking change it.
pub fn normalize(contents: &mut Contents, catalog: &Catalog, now: u64) {
    let latest_credible = Moment::latest_credible(now);
    for assessment in &mut contents.assessments {
        assessment.normalize(catalog);
        assessment.distrust_after(latest_credible);
    }
    for (key, text) in &mut contents.others {
        if key.record().is_some_and(|(kind, _)| *kind == EVIDENCE)
            && let Ok((of, mut entries)) = EvidenceRecord::read(text)
        {
            entries.distrust_after(latest_credible);
            *text = EvidenceRecord::write(&of, &entries);
        }
    }
}

/// Plans the import of these contents. A snapshot belongs to the assessment it was taken of, in the
/// file or stored; without that, it becomes an assessment of its own. Evidence goes where its assessment or snapshot goes.
#[must_use]
pub fn plan(
    contents: Contents,
    inventory: &Inventory,
    mut fresh_id: impl FnMut() -> AssessmentId,
) -> Vec<ImportItem> {
    let mut evidence = contents.evidence();
    let all = contents.assessments.into_iter();
    let (snapshots, whole): (Vec<_>, Vec<_>) = all.partition(|it| it.snapshot.is_some());
    let kept = Kept::new(inventory);
    let mut whole = merged(whole);
    for it in &mut whole {
        if kept.snapshots.contains(&it.id) {
            // Snapshots are not edited: different content under the id of a stored snapshot is added as a copy.
            let copy = it.duplicate(fresh_id(), it.name.clone());
            move_evidence(&mut evidence, &it.id, &copy.id);
            *it = copy;
        }
    }
    let mut places: BTreeMap<AssessmentId, usize> =
        (whole.iter().map(|it| it.id.clone())).zip(0..).collect();
    let mut new: Vec<Vec<Assessment>> = vec![Vec::new(); whole.len()];
    for snapshot in snapshots {
        let Some(info) = &snapshot.snapshot else {
            continue;
        };
        let place = match (places.get(&info.of), kept.assessments.get(&info.of)) {
            (Some(place), _) => *place,
            (None, Some(here)) => {
                places.insert(here.id.clone(), whole.len());
                whole.push((*here).clone());
                new.push(Vec::new());
                whole.len() - 1
            }
            (None, None) => {
                let name = format!("{} ({})", labels::name(&snapshot.name), info.label);
                let copy = snapshot.duplicate(fresh_id(), name);
                move_evidence(&mut evidence, &snapshot.id, &copy.id);
                whole.push(copy);
                new.push(Vec::new());
                continue;
            }
        };
        if !kept.has(&snapshot.id) {
            new[place].push(snapshot);
        }
    }
    let items = whole.into_iter().zip(new).map(|(assessment, snapshots)| {
        let here = kept.assessments.get(&assessment.id);
        let here = here.map(|here| (*here).clone());
        let ids = snapshots.iter().chain([&assessment]).map(|it| &it.id);
        let evidence = ids.filter_map(|id| evidence.remove_entry(id)).collect();
        let there = kept.evidence.get(&RecordId::from(&assessment.id)).copied();
        ImportItem::new(assessment, here, snapshots, evidence, there)
    });
    items.collect()
}

fn move_evidence(
    evidence: &mut BTreeMap<AssessmentId, Entries>,
    from: &AssessmentId,
    to: &AssessmentId,
) {
    if let Some(entries) = evidence.remove(from) {
        evidence.insert(to.clone(), entries);
    }
}

/// Checks that everything fits beside what is stored, so that a file with all of it can be opened again.
///
/// # Errors
/// What is too much, and what to do, for the user.
pub fn check_room(plan: &[ImportItem], inventory: &Inventory) -> Result<(), String> {
    let new = plan.iter().filter(|it| it.here.is_none()).count();
    let snapshots: usize = plan.iter().map(|it| it.snapshots.len()).sum();
    for (kept, new, limit, what) in [
        (
            inventory.assessments.len(),
            new,
            limits::ASSESSMENTS,
            "assessments",
        ),
        (
            inventory.snapshots.len(),
            snapshots,
            limits::SNAPSHOTS,
            "snapshots",
        ),
    ] {
        if kept + new > limit && new > 0 {
            return Err(format!(
                "It has {new} {what} that are not here, and {kept} are here already; Demarc keeps up to {limit}. Delete what you no longer need, or open a file with fewer."
            ));
        }
    }
    Ok(())
}

/// What is stored, by its ids.
struct Kept<'a> {
    assessments: BTreeMap<&'a AssessmentId, &'a Assessment>,
    snapshots: BTreeSet<&'a AssessmentId>,
    /// The records of evidence.
    evidence: BTreeMap<&'a RecordId, &'a str>,
    /// The keys of texts that can't be read.
    unreadable: BTreeSet<&'a str>,
}

impl<'a> Kept<'a> {
    fn new(inventory: &'a Inventory) -> Self {
        let unreadable = inventory.unreadable.iter();
        Self {
            assessments: inventory
                .assessments
                .iter()
                .map(|it| (&it.id, it))
                .collect(),
            snapshots: inventory.snapshots.iter().map(|it| &it.id).collect(),
            evidence: inventory.others_of(&EVIDENCE).collect(),
            unreadable: unreadable.map(|it| it.key.as_str()).collect(),
        }
    }

    /// Whether an assessment or snapshot has this id, readable or not.
    fn has(&self, id: &AssessmentId) -> bool {
        self.assessments.contains_key(id)
            || self.snapshots.contains(id)
            || self
                .unreadable
                .contains(Key::assessment(id).to_string().as_str())
    }
}

impl ImportItem {
    /// `there` is the record of the stored assessment's evidence.
    fn new(
        assessment: Assessment,
        here: Option<Assessment>,
        snapshots: Vec<Assessment>,
        evidence: BTreeMap<AssessmentId, Entries>,
        there: Option<&str>,
    ) -> Self {
        let there = there.and_then(|text| EvidenceRecord::read(text).ok());
        let mut there = there.map(|(_, entries)| entries).unwrap_or_default();
        let own = evidence.get(&assessment.id);
        let mut it = Self {
            brings_evidence: own.is_some_and(|own| there.merge(own)),
            assessment,
            here,
            snapshots,
            evidence,
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
            _ if self.snapshots.is_empty()
                && !self.brings_evidence
                && here.contains(&self.assessment) =>
            {
                ImportAction::Skip
            }
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
