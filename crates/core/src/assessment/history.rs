//! Undo and redo of edits. A step holds the values of its own fields before and after, and no others.

use super::{Assessment, Field, Moment};

/// The steps that can be undone, and the steps that can be redone.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<EditStep>,
    undone: Vec<EditStep>,
}

/// One edit, as two sparse assessments in which only the fields of the step are filled in.
#[derive(Debug, Clone)]
struct EditStep {
    fields: Vec<Field>,
    before: Assessment,
    after: Assessment,
    /// When it was last extended by typing; `None` once it has ended.
    at: Option<Moment>,
}

/// The maximum number of steps.
const STEPS: usize = 200;

impl History {
    /// Changes an assessment as a step that can be undone. Returns the fields that changed.
    pub fn edit(
        &mut self,
        assessment: &mut Assessment,
        at: Moment,
        edit: impl FnOnce(&mut Assessment),
    ) -> Vec<Field> {
        let before = assessment.clone();
        edit(assessment);
        let fields = assessment.note_edits(&before, at);
        self.record(&fields, &before, assessment, at);
        fields
    }

    /// Records a change of these fields between two versions as a step.
    pub fn record(
        &mut self,
        fields: &[Field],
        before: &Assessment,
        after: &Assessment,
        at: Moment,
    ) {
        if fields.is_empty() {
            return;
        }
        self.undone.clear();
        if let Some(last) = self.done.last_mut() {
            let since = |it: Moment| at.milliseconds().saturating_sub(it.milliseconds());
            let since = last.at.map_or(u64::MAX, since);
            // Only continued typing extends a step. An edit from another tab in between does not belong to it.
            let goes_on = |field: &Field| {
                let (was, is) = (field.get(before), field.get(after));
                since < is.typing_pause(&was)
                    && last.fields.contains(field)
                    && field.compare(before, &last.after).is_eq()
            };
            if fields.iter().all(goes_on) {
                for field in fields {
                    field.copy(after, &mut last.after);
                }
                last.at = Some(at);
                return;
            }
        }
        if self.done.len() == STEPS {
            self.done.remove(0);
        }
        self.done.push(EditStep {
            fields: fields.to_vec(),
            before: sparse(fields, before),
            after: sparse(fields, after),
            at: Some(at),
        });
    }

    /// Ends the last step: typing that follows is a step of its own.
    pub fn end_step(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.at = None;
        }
    }

    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Undoes the last step. A field that another edit changed in the meantime stays as it is. Returns the fields that
    /// changed; empty when there is no step.
    pub fn undo(&mut self, assessment: &mut Assessment, at: Moment) -> Vec<Field> {
        let Some(step) = self.done.pop() else {
            return Vec::new();
        };
        let changed = set_fields(assessment, &step.fields, &step.after, &step.before, at);
        self.undone.push(step);
        changed
    }

    /// Redoes the last undone step, in the same way.
    pub fn redo(&mut self, assessment: &mut Assessment, at: Moment) -> Vec<Field> {
        let Some(step) = self.undone.pop() else {
            return Vec::new();
        };
        let changed = set_fields(assessment, &step.fields, &step.before, &step.after, at);
        self.done.push(step);
        changed
    }
}

/// An assessment with these fields only.
fn sparse(fields: &[Field], from: &Assessment) -> Assessment {
    let mut it = Assessment::new(from.id.clone(), "");
    for field in fields {
        field.copy(from, &mut it);
    }
    it
}

/// Sets fields from one value to another, where they still have the first.
fn set_fields(
    assessment: &mut Assessment,
    fields: &[Field],
    from: &Assessment,
    to: &Assessment,
    at: Moment,
) -> Vec<Field> {
    assessment.edit(at, |it| {
        for field in fields {
            if field.compare(it, from).is_eq() {
                field.copy(to, it);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, NotApplicable, Response};
    use demarc_catalog::PracticeId;

    /// Edits as the screens do.
    fn edit(
        history: &mut History,
        it: &mut Assessment,
        milliseconds: u64,
        change: impl FnOnce(&mut Assessment),
    ) {
        let at = Moment::after(it.edits.latest(), milliseconds, 0);
        let before = it.clone();
        let fields = it.edit(at, change);
        history.record(&fields, &before, it, at);
    }

    fn at(it: &Assessment) -> Moment {
        Moment::after(it.edits.latest(), 0, 0)
    }

    #[test]
    fn steps_are_undone_and_redone_in_order() {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "0");
        let mut history = History::default();
        for step in 1..=150_u64 {
            edit(&mut history, &mut it, step * 10_000, |it| {
                it.name = step.to_string()
            });
        }
        for step in (0..150).rev() {
            assert!(history.can_undo());
            let at = at(&it);
            assert_eq!(history.undo(&mut it, at), [Field::Name]);
            assert_eq!(it.name, step.to_string());
        }
        assert!(!history.can_undo());
        let now = at(&it);
        assert_eq!(history.undo(&mut it, now), []);
        for step in 1..=150 {
            let at = at(&it);
            history.redo(&mut it, at);
            assert_eq!(it.name, step.to_string());
        }
        assert!(!history.can_redo());
    }

    #[test]
    fn typing_is_one_step_and_a_new_edit_ends_redoing() {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "");
        let mut history = History::default();
        for (index, text) in ["S", "Sh", "Sho", "Shop"].into_iter().enumerate() {
            edit(&mut history, &mut it, 10_000 + 300 * index as u64, |it| {
                it.name = text.into()
            });
        }
        edit(&mut history, &mut it, 60_000, |it| it.name = "Shops".into());
        let now = at(&it);
        history.undo(&mut it, now);
        assert_eq!(it.name, "Shop");
        let now = at(&it);
        history.undo(&mut it, now);
        assert_eq!(it.name, "");
        edit(&mut history, &mut it, 90_000, |it| it.name = "Other".into());
        assert!(!history.can_redo());
    }

    #[test]
    fn typing_a_reason_is_one_step_and_what_came_between_ends_it() {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let mut history = History::default();
        let practice: PracticeId = "iam.root".parse().unwrap();
        for (index, because) in ["N", "No", "None"].into_iter().enumerate() {
            let because = because.to_owned();
            let reason = NotApplicable::Other;
            let response = Response::NotApplicable { reason, because };
            edit(&mut history, &mut it, 10_000 + 300 * index as u64, |it| {
                it.respond(&practice, Some(response));
            });
        }
        let now = at(&it);
        history.undo(&mut it, now);
        assert_eq!(it.response(&practice), None);
        // An edit from another tab between two of this tab's is not undone with them.
        edit(&mut history, &mut it, 20_000, |it| {
            it.name = "Shop 1".into()
        });
        let theirs = at(&it);
        it.edit(theirs, |it| it.name = "Theirs".into());
        edit(&mut history, &mut it, 20_500, |it| {
            it.name = "Theirs 1".into()
        });
        let now = at(&it);
        history.undo(&mut it, now);
        assert_eq!(it.name, "Theirs");
    }

    #[test]
    fn what_somebody_else_changed_meanwhile_stays() {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let mut history = History::default();
        let practice = "iam.root".parse().unwrap();
        edit(&mut history, &mut it, 10, |it| {
            it.respond(&practice, Some(Response::Started));
            it.change_answer(&practice, |answer| answer.owner = "Ana".into());
        });
        let now = at(&it);
        it.edit(now, |it| it.respond(&practice, Some(Response::Fully)));
        let now = at(&it);
        assert_eq!(history.undo(&mut it, now).len(), 1);
        assert_eq!(it.response(&practice), Some(&Response::Fully));
        assert_eq!(it.answers[&practice].owner, "");
    }
}
