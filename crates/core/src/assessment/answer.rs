//! An answer to a practice: the response, and what was noted beside it.
//! It knows nothing of the practice's question or weight.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Assessment, Phase};
use demarc_catalog::{Date, Level, PracticeId};

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
    /// The answer in which nothing is said.
    pub(super) const NONE: Self = Self {
        response: None,
        note: String::new(),
        owner: String::new(),
        due: None,
        evidence: String::new(),
        phase: None,
    };

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

demarc_catalog::keyed! {
    /// Why a practice does not apply.
    pub enum NotApplicable {
        /// Outside what is being assessed.
        OutOfScope = "out-of-scope",
        /// Somebody entitled to decided to do without.
        BusinessDecision = "business-decision",
        /// The workload is built so that it can't matter.
        Architecture = "architecture",
        /// Something else.
        Other = "other",
    }
}

impl Response {
    /// The key under which it is written; every reason for not applicable has the same.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotInPlace => Level::NotInPlace.key(),
            Self::Started => Level::Started.key(),
            Self::Mostly => Level::Mostly.key(),
            Self::Fully => Level::Fully.key(),
            Self::DontKnow => "dont-know",
            Self::NotApplicable { .. } => "not-applicable",
        }
    }

    /// The response that a key stands for. Not applicable is none: it needs a reason.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match Level::from_key(key) {
            Some(level) => Some(level.into()),
            None => (key == Self::DontKnow.key()).then_some(Self::DontKnow),
        }
    }

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

impl Assessment {
    /// Changes the answer to a practice. One in which nothing is left is forgotten.
    pub fn change_answer(&mut self, practice: &PracticeId, change: impl FnOnce(&mut Answer)) {
        let answer = self.answers.entry(practice.clone()).or_default();
        change(answer);
        if *answer == Answer::NONE {
            self.answers.remove(practice);
        }
    }

    /// The same with some practices fully in place, for looking at what would be.
    #[must_use]
    pub fn as_if_closed(&self, practices: &BTreeSet<PracticeId>) -> Self {
        let mut it = self.clone();
        for practice in practices {
            it.respond(practice, Some(Response::Fully));
        }
        it
    }

    /// How many practices are answered, those that are not asked included.
    #[must_use]
    pub fn answered(&self) -> usize {
        let answers = self.answers.values();
        answers.filter(|it| it.response.is_some()).count()
    }

    /// What was answered to a practice, if anything.
    #[must_use]
    pub fn response(&self, practice: &PracticeId) -> Option<&Response> {
        self.answers.get(practice)?.response.as_ref()
    }

    /// Answers a practice, or takes the answer back; note, owner, date and evidence stay.
    pub fn respond(&mut self, practice: &PracticeId, response: Option<Response>) {
        self.change_answer(practice, |answer| answer.response = response);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_has_the_key_under_which_it_is_written() {
        let levels = Level::ALL.map(Response::from);
        for it in levels.into_iter().chain([Response::DontKnow]) {
            assert_eq!(serde_json::to_value(&it).unwrap(), it.key());
            assert_eq!(Response::from_key(it.key()), Some(it));
        }
        let because = "No key of ours needs one.".to_owned();
        let reason = NotApplicable::Architecture;
        let it = Response::NotApplicable { reason, because };
        let json = serde_json::to_value(&it).unwrap();
        assert!(json.get(it.key()).is_some());
        assert_eq!(Response::from_key(it.key()), None);
    }

    #[test]
    fn an_answer_taken_back_leaves_nothing_but_its_note() {
        let mut it = Assessment::new(crate::assessment::AssessmentId::from_bits(1), "Shop");
        let practice: PracticeId = "iam.root".parse().unwrap();
        it.respond(&practice, Some(Response::Mostly));
        it.respond(&practice, None);
        assert!(it.answers.is_empty());
        it.change_answer(&practice, |answer| answer.note = "ask Ana".into());
        it.respond(&practice, Some(Response::Mostly));
        it.respond(&practice, None);
        assert_eq!((it.answers.len(), it.answered()), (1, 0));
    }
}
