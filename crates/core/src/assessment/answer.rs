//! An answer to a practice: the response, and what was noted beside it.
//! It knows nothing of the practice's question or weight.

use serde::{Deserialize, Serialize};

use super::Phase;
use demarc_catalog::{Date, Level};

/// What a user says about one practice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answer {
    /// The response; `None` while only notes are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// Anything worth remembering.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The person or team who sees to it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The day it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Where the evidence is: an address, or words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// When it is to be closed, if somebody moved it there by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
}

impl Answer {
    /// Whether anything is noted beside the response.
    #[must_use]
    pub fn has_notes(&self) -> bool {
        let texts = [&self.note, &self.owner, &self.evidence];
        texts.iter().any(|text| !text.is_empty()) || self.due.is_some()
    }
}

/// The response to a practice's question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Response {
    /// Nothing of it is there.
    NotInPlace,
    /// Begun.
    Started,
    /// There, with known holes.
    Mostly,
    /// There, and kept so.
    Fully,
    /// Nobody present knows.
    DontKnow,
    /// It can't apply here, for a reason.
    NotApplicable {
        /// The kind of reason.
        reason: NotApplicable,
        /// The reason in a sentence; never blank.
        #[serde(deserialize_with = "not_blank")]
        because: String,
    },
}

/// A practice is not left out of the score without a sentence that says why.
fn not_blank<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() {
        return Err(serde::de::Error::custom(
            "\"because\" is blank, where a sentence has to say why the practice is not applicable",
        ));
    }
    Ok(text)
}

/// Why a practice does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotApplicable {
    /// Outside what is being assessed.
    OutOfScope,
    /// Somebody entitled to decided to do without.
    BusinessDecision,
    /// The workload is built so that it can't matter.
    Architecture,
    /// Something else.
    Other,
}

impl NotApplicable {
    /// Every kind of reason, in the order they are offered.
    pub const ALL: [Self; 4] = [
        Self::OutOfScope,
        Self::BusinessDecision,
        Self::Architecture,
        Self::Other,
    ];
}

impl Response {
    /// The level it names; `None` for don't know and not applicable.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::NotInPlace => Some(Level::NotInPlace),
            Self::Started => Some(Level::Started),
            Self::Mostly => Some(Level::Mostly),
            Self::Fully => Some(Level::Fully),
            Self::DontKnow | Self::NotApplicable { .. } => None,
        }
    }
}

impl From<Level> for Response {
    fn from(level: Level) -> Self {
        match level {
            Level::NotInPlace => Self::NotInPlace,
            Level::Started => Self::Started,
            Level::Mostly => Self::Mostly,
            Level::Fully => Self::Fully,
        }
    }
}
