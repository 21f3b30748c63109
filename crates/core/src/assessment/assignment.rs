//! Bulk changes of answers: owner, due date, roadmap phase; and the owners in use.

use super::{Assessment, Phase};
use demarc_catalog::{Date, PracticeId};

/// Values for several answers. A blank or missing value changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assignment {
    /// The owner.
    pub owner: String,
    /// The due date.
    pub due: Option<Date>,
    /// The phase of the roadmap.
    pub phase: Option<Phase>,
}

impl Assessment {
    /// Sets the owner, the due date and the phase of the answers to these practices. Returns the number of answers that
    /// are different now.
    pub fn assign(&mut self, practices: &[PracticeId], given: &Assignment) -> usize {
        let mut changed = 0;
        for practice in practices {
            self.change_answer(practice, |answer| {
                let before = answer.clone();
                if !given.owner.trim().is_empty() {
                    answer.owner.clone_from(&given.owner);
                }
                if given.due.is_some() {
                    answer.due.clone_from(&given.due);
                }
                answer.phase = given.phase.or(answer.phase);
                changed += usize::from(*answer != before);
            });
        }
        changed
    }

    /// Removes every phase that was set by hand.
    pub fn forget_phases(&mut self) {
        let moved = self.answers.iter().filter(|(_, it)| it.phase.is_some());
        let moved: Vec<PracticeId> = moved.map(|(id, _)| id.clone()).collect();
        for practice in moved {
            self.change_answer(&practice, |answer| answer.phase = None);
        }
    }

    /// The owners of all answers, each once, sorted.
    #[must_use]
    pub fn owners(&self) -> Vec<String> {
        let owners = self.answers.values().map(|it| it.owner.trim());
        let mut owners: Vec<&str> = owners.filter(|it| !it.is_empty()).collect();
        owners.sort_unstable();
        owners.dedup();
        owners.into_iter().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::AssessmentId;

    #[test]
    fn what_is_blank_stays_as_it_is() {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let [root, mfa]: [PracticeId; 2] = ["iam.root", "iam.mfa"].map(|it| it.parse().unwrap());
        it.change_answer(&root, |answer| {
            answer.owner = "Ana".into();
            answer.phase = Some(Phase::Later);
        });
        let due = Date::try_from("2027-02-03".to_owned()).ok();
        let given = Assignment {
            owner: " ".into(),
            due: due.clone(),
            phase: None,
        };
        assert_eq!(it.assign(&[root.clone(), mfa.clone()], &given), 2);
        assert_eq!(it.assign(&[root.clone(), mfa.clone()], &given), 0);
        assert_eq!(it.answers[&root].owner, "Ana");
        assert_eq!(it.answers[&root].phase, Some(Phase::Later));
        assert_eq!(it.answers[&root].due, due);
        assert_eq!(it.answers[&mfa].due, due);
        let given = Assignment {
            owner: " Ana".into(),
            phase: Some(Phase::Now),
            ..Assignment::default()
        };
        it.assign(std::slice::from_ref(&mfa), &given);
        assert_eq!(it.answers[&mfa].due, due);
        assert_eq!(it.owners(), ["Ana"]);
        it.forget_phases();
        assert!(it.answers.values().all(|answer| answer.phase.is_none()));
    }

    #[test]
    fn an_answer_that_was_only_moved_is_forgotten_with_its_phase() {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let given = Assignment {
            phase: Some(Phase::Now),
            ..Assignment::default()
        };
        it.assign(&["iam.root".parse().unwrap()], &given);
        it.forget_phases();
        assert!(it.answers.is_empty());
    }
}
