//! What became of a question: agreed, parked, or somebody goes and looks.

use serde::{Deserialize, Serialize};

use crate::assessment::{Assessment, Response};
use demarc_catalog::{Date, PracticeId};

demarc_catalog::keyed! {
    /// What became of a question.
    #[derive(Default)]
    pub enum OutcomeKind {
        /// The room agreed on an answer.
        #[default]
        Agreed = "agreed",
        /// It was put aside.
        Parked = "parked",
        /// A person looks at how it is, by a day.
        GoAndLook = "go-and-look",
    }
}

/// What became of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Outcome {
    /// What became of it.
    pub kind: OutcomeKind,
    /// The answer that was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Response>,
    /// The person or team responsible, or the person who looks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// What participants still hold against the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dissent: Vec<Dissent>,
    /// Who should have been asked and was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub not_asked: String,
}

/// What a participant still holds against the agreed answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Dissent {
    /// The place of the role in the list of the workshop, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<u8>,
    /// The name; empty if it is not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What they hold, in a sentence.
    pub because: String,
}

impl Outcome {
    /// Whether an answer was agreed that somebody holds something against.
    #[must_use]
    pub fn has_reservation(&self) -> bool {
        self.kind == OutcomeKind::Agreed && !self.dissent.is_empty()
    }

    /// Enters the outcome into the assessment: the agreed answer, the owner and the day. What is parked changes nothing.
    pub fn enter(&self, practice: &PracticeId, assessment: &mut Assessment) {
        if self.kind == OutcomeKind::Parked {
            return;
        }
        if let Some(answer) = &self.answer {
            assessment.respond(practice, Some(answer.clone()));
        }
        if !self.owner.is_empty() || self.due.is_some() {
            assessment.change_answer(practice, |it| {
                if !self.owner.is_empty() {
                    it.owner.clone_from(&self.owner);
                }
                if self.due.is_some() {
                    it.due.clone_from(&self.due);
                }
            });
        }
    }
}
