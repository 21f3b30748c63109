//! The id of an assessment.

use serde::{Deserialize, Serialize};

use demarc_catalog::is_slug;

/// Identifies an assessment: 1 to 64 lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AssessmentId(String);

impl AssessmentId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id for 64 random bits.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(format!("{bits:016x}"))
    }
}

impl TryFrom<String> for AssessmentId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        if is_slug(&text) {
            Ok(Self(text))
        } else {
            Err("an assessment's id is 1 to 64 lower-case letters, digits and hyphens".to_owned())
        }
    }
}

impl From<AssessmentId> for String {
    fn from(id: AssessmentId) -> Self {
        id.0
    }
}

impl std::fmt::Display for AssessmentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
