//! Applies the plan of an import: the assessments and snapshots to write, and the message to show.

use super::{ImportAction, ImportItem, here};
use crate::assessment::{Assessment, AssessmentId, Moment};
use crate::labels;
use crate::store::Inventory;

/// With more outcomes than this, the message gives only their number.
const TOLD: usize = 3;

/// Inputs that the core can't produce: the time, the writer and fresh ids.
pub struct Context<'a> {
    /// The moment of an edit of an assessment that is made now, after all its edits.
    pub moment_after: &'a dyn Fn(&Assessment) -> Moment,
    /// A new, unused id; another at each call.
    pub fresh_id: &'a mut dyn FnMut() -> AssessmentId,
}

/// The outcome for one item of the import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Written under its own id.
    Added,
    /// This number of fields took the value of the file.
    Merged(usize),
    /// The stored assessment was replaced by the one of the file.
    Replaced,
    /// Written as a copy beside the stored assessment.
    Copied,
}

/// The result of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// The assessments to write, in this order: snapshots of the earlier state come before what replaces it.
    pub writes: Vec<Assessment>,
    /// The ids of the opened assessments on this device.
    pub opened: Vec<AssessmentId>,
    /// The outcomes that changed something, with the names of the assessments on this device.
    pub outcomes: Vec<(String, Outcome)>,
    /// The label of the snapshots of the earlier state.
    pub label: String,
}

/// Applies the plan with the action that the user chose for each item; without a choice, the planned one. The stored
/// assessments may have changed since the plan was made, so `inventory` is the current state. `file` is the name of the
/// file.
#[must_use]
pub fn apply(
    plan: &[ImportItem],
    chosen: &[ImportAction],
    inventory: &Inventory,
    file: &str,
    context: &mut Context<'_>,
) -> Import {
    let mut import = Import {
        label: format!("Before opening {file}"),
        ..Import::default()
    };
    for (index, item) in plan.iter().enumerate() {
        let action = chosen.get(index).copied().unwrap_or(item.action);
        import.open(item, action, inventory, context);
    }
    import
}

impl Import {
    fn open(
        &mut self,
        item: &ImportItem,
        action: ImportAction,
        inventory: &Inventory,
        context: &mut Context<'_>,
    ) {
        let it = &item.assessment;
        let mut into = it.id.clone();
        match (action, here(inventory, &it.id)) {
            (ImportAction::Skip, _) => return,
            (ImportAction::Merge, Some(here)) => {
                let mut merged = here.clone();
                let changed = merged.merge(it).len();
                if changed > 0 {
                    self.take_snapshot(here, context);
                    self.write(merged, &it.name, Outcome::Merged(changed));
                }
            }
            (ImportAction::Replace, Some(here)) => {
                self.take_snapshot(here, context);
                let mut replaced = here.clone();
                replaced.edit((context.moment_after)(here), |now| now.restore(it));
                self.write(replaced, &it.name, Outcome::Replaced);
            }
            (ImportAction::Copy, _) => {
                let name = format!("{} (from file)", it.name);
                let copy = it.duplicate((context.fresh_id)(), &name);
                into = copy.id.clone();
                self.write(copy, &name, Outcome::Copied);
            }
            // The stored assessment may have been deleted in the meantime.
            (ImportAction::Add | ImportAction::Merge | ImportAction::Replace, _) => {
                self.write(it.clone(), &it.name, Outcome::Added);
            }
        }
        for snapshot in &item.snapshots {
            if !inventory.has(&snapshot.id) {
                let mut snapshot = snapshot.clone();
                if let Some(info) = &mut snapshot.snapshot {
                    info.of = into.clone();
                }
                self.writes.push(snapshot);
            }
        }
        self.opened.push(into);
    }

    fn take_snapshot(&mut self, here: &Assessment, context: &mut Context<'_>) {
        let at = (context.moment_after)(here);
        let id = (context.fresh_id)();
        self.writes.push(here.take_snapshot(id, &*self.label, at));
    }

    fn write(&mut self, it: Assessment, name: &str, outcome: Outcome) {
        self.writes.push(it);
        self.outcomes.push((name.to_owned(), outcome));
    }

    /// The message to show about the import.
    #[must_use]
    pub fn message(&self) -> String {
        match self.outcomes.len() {
            0 => "No answer was changed.".to_owned(),
            count if count > TOLD => format!("{count} assessments were opened."),
            _ => {
                let told = self.outcomes.iter();
                let told = told.map(|(name, outcome)| self.told(name, outcome));
                told.collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn told(&self, name: &str, outcome: &Outcome) -> String {
        let name = labels::name(name);
        let was = format!("what it was is the snapshot “{}”", self.label);
        let became = match outcome {
            Outcome::Added => "opened".to_owned(),
            Outcome::Merged(changed) => {
                let changed = labels::count(*changed, "thing", "things");
                format!("{changed} changed; {was}")
            }
            Outcome::Replaced => format!("replaced; {was}"),
            Outcome::Copied => "kept beside what was here".to_owned(),
        };
        format!("“{name}”: {became}.")
    }
}
