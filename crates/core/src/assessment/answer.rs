//! An answer to a practice: the response and the notes.

use serde::{Deserialize, Serialize};

use super::{Acceptance, Assessment, NotApplicableDraft, Phase};
use demarc_catalog::{Date, Level, PracticeId};

/// The answer of a user to a practice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answer {
    /// The response; `None` while there are only notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// The acceptance of the risk, or a draft of it. It counts once it is complete, and while the practice is a gap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// Free text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The person or team responsible.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The due date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The evidence: an address, or a description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// The phase of the roadmap, if it was set by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// What is entered for “not applicable” and is not complete. It is no response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<NotApplicableDraft>,
}

impl Answer {
    /// The empty answer.
    pub(super) const NONE: Self = Self {
        response: None,
        acceptance: None,
        note: String::new(),
        owner: String::new(),
        due: None,
        evidence: String::new(),
        phase: None,
        draft: None,
    };

    /// The response that counts: the one given, or “not in place” where only an accepted risk is recorded.
    #[must_use]
    pub fn counted_response(&self) -> Option<&Response> {
        let accepted = self.accepted_risk().map(|_| &Response::NotInPlace);
        self.response.as_ref().or(accepted)
    }

    /// Whether a note, an owner, a due date or evidence is filled in.
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
    /// Nothing is in place.
    NotInPlace,
    /// Work has begun.
    Started,
    /// In place, with known exceptions.
    Mostly,
    /// In place and maintained.
    Fully,
    /// The answer is unknown.
    DontKnow,
    /// The practice does not apply, for a reason.
    NotApplicable {
        /// The kind of reason.
        reason: NotApplicable,
        /// An explanation, not blank.
        #[serde(deserialize_with = "not_blank")]
        because: String,
    },
}

/// Rejects a blank explanation: a practice is left out of the score only with a stated reason.
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
    /// The kind of reason why a practice does not apply.
    pub enum NotApplicable {
        /// Outside the scope of the assessment.
        OutOfScope = "out-of-scope",
        /// A business decision to go without. It is not offered for new answers: such a decision accepts the risk, and
        /// [`Acceptance`] says by whom and until when.
        BusinessDecision = "business-decision",
        /// The architecture makes the practice irrelevant.
        Architecture = "architecture",
        /// Another reason.
        Other = "other",
    }
}

impl NotApplicable {
    /// The reasons that are offered for new answers.
    pub const OFFERED: [Self; 3] = [Self::OutOfScope, Self::Architecture, Self::Other];
}

impl Response {
    /// The key of the response; the same for every reason for “not applicable”.
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

    /// The response with this key. `None` for “not applicable”, which needs a reason.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match Level::from_key(key) {
            Some(level) => Some(level.into()),
            None => (key == Self::DontKnow.key()).then_some(Self::DontKnow),
        }
    }

    /// The level of the response; `None` for “don't know” and “not applicable”.
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

    /// Whether it is “not applicable”, for whatever reason.
    #[must_use]
    pub fn is_not_applicable(&self) -> bool {
        matches!(self, Self::NotApplicable { .. })
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
    /// Changes the answer to a practice. An answer that is empty afterwards is removed.
    pub fn change_answer(&mut self, practice: &PracticeId, change: impl FnOnce(&mut Answer)) {
        let answer = self.answers.or_default(practice);
        change(answer);
        if *answer == Answer::NONE {
            self.answers.remove(practice);
        }
    }

    /// A copy in which these practices are fully in place, for what-if analysis.
    #[must_use]
    pub fn as_if_closed<'a>(&self, practices: impl IntoIterator<Item = &'a PracticeId>) -> Self {
        let mut it = self.clone();
        for practice in practices {
            it.respond(practice, Some(Response::Fully));
        }
        it
    }

    /// The number of practices with a response that counts, including those that are not asked.
    #[must_use]
    pub fn answered(&self) -> usize {
        let answers = self.answers.values();
        let counted = answers.filter(|it| it.counted_response().is_some());
        counted.count()
    }

    /// The response to a practice that counts, if there is one.
    #[must_use]
    pub fn response(&self, practice: &PracticeId) -> Option<&Response> {
        self.answers.get(practice)?.counted_response()
    }

    /// Sets or removes the response to a practice; acceptance, note, owner, date and evidence stay. A draft of “not
    /// applicable” ends.
    pub fn respond(&mut self, practice: &PracticeId, response: Option<Response>) {
        self.change_answer(practice, |answer| {
            answer.response = response;
            answer.draft = None;
        });
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
