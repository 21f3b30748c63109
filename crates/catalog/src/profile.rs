//! The questions about a situation, whose options are facts.
//! Nothing here knows what was answered.

use serde::{Deserialize, Serialize};

use super::QuestionId;

/// A question about the situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id, the first word of its facts' ids.
    pub id: QuestionId,
    /// The question as asked.
    pub label: String,
    /// How a sentence about a workload begins to tell the answer: `holds`. Questions without it are not told.
    #[serde(default)]
    pub says: String,
    /// Whether one option or any number can be chosen.
    pub choose: Choose,
    /// The options.
    #[serde(alias = "option")]
    pub options: Vec<FactOption>,
}

crate::keyed! {
    /// How many options can hold at once.
    pub enum Choose {
        /// One at most.
        One = "one",
        /// Any number.
        Many = "many",
    }
}

/// An option of a question: choosing it makes a fact true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactOption {
    /// Its id, unique within the question.
    pub id: String,
    /// Its label.
    pub label: String,
    /// How such a sentence goes on, where it is not with the label: `personal data`.
    #[serde(default)]
    pub says: String,
    /// A few words more.
    #[serde(default)]
    pub hint: Option<String>,
}
