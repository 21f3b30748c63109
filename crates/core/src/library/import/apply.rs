//! Applies the plan of an import, a step for each assessment: what to write, and the message to show at the end.

use std::vec::IntoIter;

use super::{ImportAction, ImportItem};
use crate::assessment::{Assessment, AssessmentId, Moment};
use crate::labels;
use crate::records::Entries;

/// With more outcomes than this, the message gives only their number.
const TOLD: usize = 3;

/// Inputs that the core can't produce: what is stored, the time, the writer and fresh ids.
pub struct Context<'a> {
    /// The assessment or snapshot that is stored under an id now, if it is readable. It may have changed since the plan
    /// was made.
    pub stored: &'a dyn Fn(&AssessmentId) -> Option<Assessment>,
    /// The evidence that is stored of an assessment or snapshot.
    pub evidence: &'a dyn Fn(&AssessmentId) -> Option<Entries>,
    /// Whether an id is in use, by a readable record or another.
    pub is_used: &'a dyn Fn(&AssessmentId) -> bool,
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
    /// The assessment stayed as it was, and its evidence was merged.
    EvidenceMerged,
    /// The stored assessment was replaced by the one of the file.
    Replaced,
    /// Written as a copy beside the stored assessment.
    Copied,
}

/// One item of an import, applied. It counts as opened once its writes are stored and [`Import::finish`] has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The assessments to write, in this order: a snapshot of the earlier state comes before what replaces it.
    pub writes: Vec<Assessment>,
    /// The evidence to write after them, each with the assessment or snapshot that it belongs to.
    pub evidence: Vec<(AssessmentId, Entries)>,
    /// The id of the opened assessment on this device.
    into: AssessmentId,
    /// The name of the opened assessment on this device.
    name: String,
    /// What became of it, if anything changed.
    outcome: Option<Outcome>,
}

/// Why an import ends before its last item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The user canceled it.
    Canceled,
    /// The device has no room for more.
    Full,
}

/// An import that goes on step by step, so that a page can be drawn in between.
#[derive(Debug)]
pub struct Import {
    /// The items that are not applied yet, with their actions.
    rest: IntoIter<(ImportItem, ImportAction)>,
    total: usize,
    /// The label of the snapshots of the earlier state.
    label: String,
    opened: Vec<AssessmentId>,
    /// The outcomes that changed something, with the names of the assessments on this device.
    outcomes: Vec<(String, Outcome)>,
    /// Why it ended early, with the names of the assessments that were not opened.
    stopped: Option<(Stop, Vec<String>)>,
}

impl Import {
    /// Begins the import of a plan with the action that the user chose for each item; without a choice, the planned one.
    /// `file` is the name of the file.
    #[must_use]
    pub fn new(plan: Vec<ImportItem>, chosen: &[ImportAction], file: &str) -> Self {
        let mut items = Vec::new();
        for (index, item) in plan.into_iter().enumerate() {
            let action = chosen.get(index).copied().unwrap_or(item.action);
            if action != ImportAction::Skip {
                items.push((item, action));
            }
        }
        Self {
            total: items.len(),
            rest: items.into_iter(),
            label: format!("Before opening {file}"),
            opened: Vec::new(),
            outcomes: Vec::new(),
            stopped: None,
        }
    }

    /// The number of assessments to open, without those that are left out.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// The ids of the opened assessments on this device.
    #[must_use]
    pub fn opened(&self) -> &[AssessmentId] {
        &self.opened
    }

    /// Applies the next item; `None` after the last.
    pub fn next(&mut self, context: &mut Context<'_>) -> Option<Step> {
        let (mut item, action) = self.rest.next()?;
        let it = item.assessment;
        let own = item.evidence.remove(&it.id);
        let here = match action {
            ImportAction::Merge | ImportAction::Replace => (context.stored)(&it.id),
            _ => None,
        };
        let mut step = Step {
            writes: Vec::new(),
            evidence: Vec::new(),
            into: it.id.clone(),
            name: it.name.clone(),
            outcome: None,
        };
        match (action, here.filter(|here| here.snapshot.is_none())) {
            (ImportAction::Merge, Some(here)) => {
                let mut merged = here.clone();
                let changed = merged.merge(&it).len();
                if changed > 0 {
                    self.take_snapshot(&here, &mut step, context);
                    step.outcome = Some(Outcome::Merged(changed));
                }
                // Also when only moments are later: they decide about the next merge.
                if merged != here {
                    step.writes.push(merged);
                }
                let mut evidence = (context.evidence)(&here.id).unwrap_or_default();
                if own.is_some_and(|own| evidence.merge(&own)) {
                    step.evidence.push((here.id, evidence));
                    step.outcome.get_or_insert(Outcome::EvidenceMerged);
                }
            }
            (ImportAction::Replace, Some(here)) => {
                self.take_snapshot(&here, &mut step, context);
                let at = (context.moment_after)(&here);
                let mut replaced = here.clone();
                replaced.edit(at, |now| now.restore(&it));
                step.writes.push(replaced);
                // A file that was saved without evidence says nothing about it.
                if let Some(own) = own {
                    let mut evidence = (context.evidence)(&here.id).unwrap_or_default();
                    let latest = evidence.latest().max(own.latest());
                    evidence.replace(&own, at.max(Moment::after(latest, 0, 0)));
                    step.evidence.push((here.id, evidence));
                }
                step.outcome = Some(Outcome::Replaced);
            }
            (ImportAction::Copy, _) => {
                step.name = format!("{} (from file)", it.name);
                let copy = it.duplicate((context.fresh_id)(), &step.name);
                step.into = copy.id.clone();
                step.evidence.extend(own.map(|own| (copy.id.clone(), own)));
                step.writes.push(copy);
                step.outcome = Some(Outcome::Copied);
            }
            // The stored assessment may have been deleted in the meantime.
            _ => {
                step.evidence.extend(own.map(|own| (it.id.clone(), own)));
                step.writes.push(it);
                step.outcome = Some(Outcome::Added);
            }
        }
        for mut snapshot in item.snapshots {
            if !(context.is_used)(&snapshot.id) {
                let evidence = item.evidence.remove_entry(&snapshot.id);
                step.evidence.extend(evidence);
                if let Some(info) = &mut snapshot.snapshot {
                    info.of = step.into.clone();
                }
                step.writes.push(snapshot);
            }
        }
        Some(step)
    }

    /// Keeps what an assessment is before the step as a snapshot, with its evidence.
    fn take_snapshot(&self, here: &Assessment, step: &mut Step, context: &mut Context<'_>) {
        let at = (context.moment_after)(here);
        let snapshot = here.take_snapshot((context.fresh_id)(), &*self.label, at);
        let evidence = (context.evidence)(&here.id);
        let evidence = evidence.map(|evidence| (snapshot.id.clone(), evidence));
        step.evidence.extend(evidence);
        step.writes.push(snapshot);
    }

    /// Counts a step whose writes are stored.
    pub fn finish(&mut self, step: Step) {
        self.opened.push(step.into);
        if let Some(outcome) = step.outcome {
            self.outcomes.push((step.name, outcome));
        }
    }

    /// Ends the import: the steps whose writes could not be stored, and all that follow, are not opened.
    pub fn stop(&mut self, why: Stop, unsaved: Vec<Step>) {
        let rest = self.rest.by_ref().map(|(item, _)| item.assessment.name);
        let left: Vec<String> = unsaved.into_iter().map(|it| it.name).chain(rest).collect();
        if !left.is_empty() {
            self.stopped = Some((why, left));
        }
    }

    /// The message to show about the import.
    #[must_use]
    pub fn message(&self) -> String {
        if let Some((why, left)) = &self.stopped {
            return self.cut_short(*why, left);
        }
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

    /// The message about an import that ended early.
    fn cut_short(&self, why: Stop, left: &[String]) -> String {
        let told = left.iter().take(TOLD);
        let told = told.map(|name| format!("“{}”", labels::name(name)));
        let mut names = told.collect::<Vec<_>>().join(", ");
        let more = left.len().saturating_sub(TOLD);
        if more > 0 {
            names = format!("{names} and {more} more");
        }
        let opened = format!(
            "{} of {} were opened, and stay",
            self.opened.len(),
            self.total
        );
        let not = format!("Not opened: {names}. The file still has them");
        match why {
            Stop::Canceled => format!("Canceled. {opened}. {not}."),
            Stop::Full => format!(
                "This browser has no room for more. {opened}. {not}: delete what you no longer need, then open it again."
            ),
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
            Outcome::EvidenceMerged => "its evidence is merged".to_owned(),
            Outcome::Replaced => format!("replaced; {was}"),
            Outcome::Copied => "kept beside what was here".to_owned(),
        };
        format!("“{name}”: {became}.")
    }
}
