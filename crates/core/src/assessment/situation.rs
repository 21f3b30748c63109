//! The situation of a workload, and its facts.
//!
//! A question with one option is one register: its edit is `choice exposure`, and not one edit per option. The merge
//! has no catalog, so it uses the edits: where either version has edited the question as a choice, both are read as
//! choices, and the later choice wins as a whole. Files up to version 3 have edits of single options, which
//! [`Assessment::join_choice`] turns into a choice; the result is the same before and after a merge.

use serde::{Deserialize, Serialize};

use super::{Assessment, SortedSet};
use demarc_catalog::{Choose, Depth, FactId, Question, QuestionId};

/// The situation of a workload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The description of the workload.
    pub workload: String,
    /// The facts that hold.
    pub facts: SortedSet<FactId>,
    /// The depth of the questions.
    pub depth: Depth,
}

impl Assessment {
    /// Sets whether a fact holds. For a question with one option, the other facts are removed.
    pub fn set_fact(&mut self, question: &Question, fact: FactId, holds: bool) {
        if question.choose == Choose::One {
            self.join_choice(&question.id);
        }
        if !holds {
            self.profile.facts.remove(&fact);
            return;
        }
        if question.choose == Choose::One {
            self.forget_facts(&question.id);
        }
        self.profile.facts.insert(fact);
    }

    /// Removes the answer to a question of the situation.
    pub fn leave_open(&mut self, question: &Question) {
        if question.choose == Choose::One {
            self.join_choice(&question.id);
        }
        self.forget_facts(&question.id);
    }

    fn forget_facts(&mut self, question: &QuestionId) {
        self.profile.facts.retain(|fact| !fact.answers(question));
    }

    /// The chosen option of a question with one option: the one that was edited last; of several with the same moment,
    /// the last in order.
    pub(super) fn chosen(&self, question: &QuestionId) -> Vec<&FactId> {
        let facts = self.profile.facts.iter();
        let facts = facts.filter(|fact| fact.answers(question));
        if self.edits.is_joined(question) {
            return facts.collect();
        }
        let last = self.edits.of_question(question);
        let mut facts = facts.filter(|fact| self.edits.of_option(question, fact) == last);
        facts.next_back().into_iter().collect()
    }

    /// Turns a question into one register: the edits of its options become one edit of the choice, and only the last
    /// chosen option holds.
    ///
    /// The result is the same before and after a merge, because the chosen option is the one with the latest moment.
    pub(super) fn join_choice(&mut self, question: &QuestionId) {
        if self.edits.is_joined(question) {
            return;
        }
        let chosen: Vec<FactId> = self.chosen(question).into_iter().cloned().collect();
        self.edits.join(question);
        self.forget_facts(question);
        self.profile.facts.extend(chosen);
    }

    /// Turns every question that was edited both as a choice and option by option into one register. Demarc writes no
    /// such files, but they can exist.
    pub(super) fn join_choices(&mut self) {
        let questions: Vec<QuestionId> = self.edits.choices().cloned().collect();
        for question in questions {
            self.join_choice(&question);
        }
    }

    /// Turns the questions with one option into registers in which at most one option holds.
    pub(super) fn settle_choices(&mut self, questions: &[Question]) {
        for question in questions.iter().filter(|it| it.choose == Choose::One) {
            let id = &question.id;
            if self.profile.facts.iter().any(|fact| fact.answers(id)) || self.edits.has_options(id)
            {
                self.join_choice(id);
            }
            // There are several only in files of an older catalog that allowed several.
            if let [_, .., last] = self.chosen(id).as_slice() {
                let last = (*last).clone();
                self.profile
                    .facts
                    .retain(|fact| !fact.answers(id) || *fact == last);
            }
        }
    }

    /// Copies the choice of a question from another assessment.
    pub(super) fn copy_choice(&mut self, from: &Self, question: &QuestionId) {
        self.join_choice(question);
        self.forget_facts(question);
        self.profile
            .facts
            .extend(from.chosen(question).into_iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Field, Moment};
    use demarc_catalog::FactOption;

    fn exposure() -> Question {
        let option = |id: &str| FactOption {
            id: id.into(),
            label: id.into(),
            says: String::new(),
            hint: None,
        };
        Question {
            id: "exposure".parse().unwrap(),
            label: "Who can reach it?".into(),
            says: String::new(),
            choose: Choose::One,
            options: ["internet", "partners", "internal"].map(option).into(),
        }
    }

    fn fact(option: &str) -> FactId {
        format!("exposure.{option}").parse().unwrap()
    }

    fn at(milliseconds: u64) -> Moment {
        Moment::after(Moment::default(), milliseconds, 0)
    }

    fn holds(it: &Assessment) -> Vec<&str> {
        it.profile.facts.iter().map(FactId::option).collect()
    }

    #[test]
    fn one_option_of_a_single_choice_holds() {
        let mut question = exposure();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        it.set_fact(&question, fact("internet"), true);
        it.set_fact(&question, fact("internal"), true);
        assert_eq!(holds(&it), ["internal"]);
        question.choose = Choose::Many;
        it.set_fact(&question, fact("internet"), true);
        assert_eq!(it.profile.facts.len(), 2);
        it.set_fact(&question, fact("internet"), false);
        assert_eq!(holds(&it), ["internal"]);
        it.leave_open(&question);
        assert!(it.profile.facts.is_empty());
    }

    #[test]
    fn of_edits_option_by_option_the_latest_is_the_choice() {
        let mut old = Assessment::new(AssessmentId::from_bits(1), "Shop");
        for (milliseconds, option) in [(5, "partners"), (4, "internet")] {
            old.edit(at(milliseconds), |it| {
                it.profile.facts.insert(fact(option));
            });
        }
        assert_eq!(old.edits.of(&Field::Fact(fact("internet"))), at(4));
        let mut it = old.clone();
        it.settle_choices(&[exposure()]);
        assert_eq!(holds(&it), ["partners"]);
        let choice = Field::Choice(exposure().id);
        assert_eq!(it.edits.of(&choice), at(5));
        assert!(!it.edits.has_options(&exposure().id));
        // A merge with edits of the same age changes nothing more; a younger edit wins.
        assert_eq!(it.merge(&old), []);
        let mut younger = old.clone();
        younger.edit(at(6), |it| {
            it.leave_open(&Question {
                choose: Choose::Many,
                ..exposure()
            })
        });
        assert_eq!(it.merge(&younger), [choice]);
        assert!(holds(&it).is_empty());
    }
}
