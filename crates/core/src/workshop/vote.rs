//! What one participant says of one practice.

use serde::{Deserialize, Serialize};

use crate::assessment::{NotApplicable, Response};
use demarc_catalog::Level;

/// What one participant says of one practice. In files it is a word: `mostly`, `dont-know`, `not-applicable.architecture`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Vote {
    /// How far it is in place.
    Level(Level),
    /// The participant does not know.
    DontKnow,
    /// It does not apply, for a kind of reason. A sentence on it is a comment of the ballot.
    NotApplicable(NotApplicable),
}

const DONT_KNOW: &str = "dont-know";
const NOT_APPLICABLE: &str = "not-applicable.";

impl Vote {
    /// The word in files.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Level(level) => level.key().to_owned(),
            Self::DontKnow => DONT_KNOW.to_owned(),
            Self::NotApplicable(reason) => [NOT_APPLICABLE, reason.key()].concat(),
        }
    }

    /// The vote with this word; `None` for any other text.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        if key == DONT_KNOW {
            return Some(Self::DontKnow);
        }
        match key.strip_prefix(NOT_APPLICABLE) {
            Some(reason) => NotApplicable::from_key(reason).map(Self::NotApplicable),
            None => Level::from_key(key).map(Self::Level),
        }
    }

    /// The level; `None` for “don't know” and “not applicable”.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(level),
            _ => None,
        }
    }

    /// The vote that says the same as an answer of an assessment.
    #[must_use]
    pub fn of(response: &Response) -> Self {
        match response {
            Response::NotApplicable { reason, .. } => Self::NotApplicable(*reason),
            other => other.level().map_or(Self::DontKnow, Self::Level),
        }
    }

    /// The answer that says the same. “Not applicable” needs a sentence that is not blank.
    #[must_use]
    pub fn response(self, because: &str) -> Option<Response> {
        match self {
            Self::Level(level) => Some(level.into()),
            Self::DontKnow => Some(Response::DontKnow),
            Self::NotApplicable(reason) => {
                let because = because.trim().to_owned();
                (!because.is_empty()).then_some(Response::NotApplicable { reason, because })
            }
        }
    }
}

impl TryFrom<String> for Vote {
    type Error = String;
    fn try_from(key: String) -> Result<Self, String> {
        Self::from_key(&key).ok_or_else(|| {
            let start: String = key.chars().take(30).collect();
            format!("“{start}” is no answer of a participant")
        })
    }
}

impl From<Vote> for String {
    fn from(vote: Vote) -> Self {
        vote.key()
    }
}
