//! The questions of the profile. Each option stands for a fact about the user's situation.

use serde::{Deserialize, Serialize};

use super::QuestionId;

/// A question of the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id. The ids of its facts start with it.
    pub id: QuestionId,
    /// The question as asked.
    pub label: String,
    /// The verb of a report's sentence about the answer, such as `holds`. Empty: reports do not mention the answer.
    #[serde(default)]
    pub says: String,
    /// How many options can be chosen.
    pub choose: Choose,
    /// The options.
    #[serde(alias = "option")]
    pub options: Vec<FactOption>,
}

crate::keyed! {
    /// How many options of a question can be chosen.
    pub enum Choose {
        /// At most one.
        One = "one",
        /// Any number.
        Many = "many",
    }
}

/// An option of a question. When it is chosen, its fact holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactOption {
    /// The id, unique within the question.
    pub id: String,
    /// The label.
    pub label: String,
    /// The object of that sentence, such as `personal data`. Empty: the label.
    #[serde(default)]
    pub says: String,
    /// A short explanation.
    #[serde(default)]
    pub hint: Option<String>,
}
