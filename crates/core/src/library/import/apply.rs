//! Opening a planned file: which assessments and snapshots the device is to keep, and what is told of it.

use super::{ImportAction, ImportItem, here};
use crate::assessment::{Assessment, AssessmentId, Moment};
use crate::labels;
use crate::store::Inventory;

/// With more results than this, only their number is told.
const TOLD: usize = 3;

/// What the core can't know by itself: the time, who writes, and ids that nothing has.
pub struct Context<'a> {
    /// The moment of an edit that is made now of an assessment, after all edits that it has.
    pub moment_after: &'a dyn Fn(&Assessment) -> Moment,
    /// An id that nothing else has, another at each call.
    pub fresh_id: &'a mut dyn FnMut() -> AssessmentId,
}

/// What becomes of one item when the file is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept under its own id.
    Added,
    /// So many fields of what was here have the file's value.
    Merged(usize),
    /// What was here is what was in the file.
    Replaced,
    /// It is kept beside what was here.
    Copied,
}

/// What opening a file comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// What is to be written, in this order: what holds the earlier state comes before what takes its place.
    pub writes: Vec<Assessment>,
    /// The ids that the opened assessments have here.
    pub opened: Vec<AssessmentId>,
    /// What became of those that changed something, by the names they have here.
    pub outcomes: Vec<(String, Outcome)>,
    /// The label of the snapshots that hold what was here.
    pub label: String,
}

/// Opens a file by its plan, as the user chose for each item; where nothing was chosen, as planned. What is here may
/// have changed since the plan was made, so `inventory` is what is here now. `file` is the file's name.
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
            // What was to be merged with may have been deleted meanwhile.
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

    /// What is told of it.
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
