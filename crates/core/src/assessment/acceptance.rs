//! Accepted risk: a gap that somebody entitled to it leaves open.

use serde::{Deserialize, Serialize};

use super::{Answer, Assessment, NotApplicable, Response};
use demarc_catalog::{Date, Level, PracticeId};

/// The acceptance of a risk. The practice keeps its level and stays a gap. It is one field: a merge takes the later edit
/// as a whole. While a required part is blank it is a draft, which is kept and counts for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Acceptance {
    /// Who accepts the risk.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The last day of the acceptance; `None` if it holds until somebody withdraws it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub because: String,
}

demarc_catalog::keyed! {
    /// A required part of an acceptance.
    pub enum AcceptancePart {
        /// Who accepts the risk.
        By = "by",
        /// Why.
        Because = "because",
    }
}

impl Acceptance {
    /// Whether a required part is blank.
    #[must_use]
    pub fn lacks(&self, part: AcceptancePart) -> bool {
        let text = match part {
            AcceptancePart::By => &self.by,
            AcceptancePart::Because => &self.because,
        };
        text.trim().is_empty()
    }

    /// Whether no required part is blank.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !AcceptancePart::ALL.iter().any(|part| self.lacks(*part))
    }

    /// Whether the acceptance holds on a day. Its last day belongs to it.
    #[must_use]
    pub fn holds_on(&self, day: &Date) -> bool {
        self.until.as_ref().is_none_or(|until| until >= day)
    }
}

impl Response {
    /// The responses that leave a gap, whose risk can be accepted.
    pub const GAPS: [Self; 4] = [
        Self::NotInPlace,
        Self::Started,
        Self::Mostly,
        Self::DontKnow,
    ];

    /// Whether the response leaves a gap.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        !matches!(self, Self::Fully | Self::NotApplicable { .. })
    }
}

impl Answer {
    /// The acceptance of the risk, complete; `None` without one and while it is a draft.
    #[must_use]
    pub fn accepted_risk(&self) -> Option<&Acceptance> {
        self.acceptance.as_ref().filter(|it| it.is_complete())
    }

    /// Whether “risk accepted” is what was chosen last: as a draft, or with a response that leaves a gap.
    #[must_use]
    pub fn accepts_risk(&self) -> bool {
        let leaves_gap = self.counted_response().is_some_and(Response::is_gap);
        let acceptance = self.acceptance.as_ref();
        acceptance.is_some_and(|it| leaves_gap || !it.is_complete())
    }
}

impl Assessment {
    /// Chooses “risk accepted” for a practice, with what was entered for it before. A reason that was given for “not
    /// applicable” by business decision is taken over.
    pub fn choose_acceptance(&mut self, practice: &PracticeId) {
        let answer = self.answers.get(practice);
        let given = answer.and_then(|it| it.acceptance.clone());
        let decided = match answer.and_then(|it| it.response.as_ref()) {
            Some(Response::NotApplicable {
                reason: NotApplicable::BusinessDecision,
                because,
            }) => because.clone(),
            _ => String::new(),
        };
        let acceptance = given.unwrap_or(Acceptance {
            because: decided,
            ..Acceptance::default()
        });
        self.enter_acceptance(practice, acceptance);
    }

    /// Enters the acceptance of the risk of a practice. Once it is complete, a response that leaves no gap becomes “not
    /// in place”; until then the earlier response stands.
    pub fn enter_acceptance(&mut self, practice: &PracticeId, acceptance: Acceptance) {
        self.change_answer(practice, |answer| {
            let stands = answer.response.as_ref().is_some_and(Response::is_gap);
            if acceptance.is_complete() && !stands {
                answer.response = Some(Level::NotInPlace.into());
            }
            answer.acceptance = Some(acceptance);
        });
    }

    /// Sets or removes the response to a practice, and withdraws the acceptance of its risk.
    pub fn respond_without_acceptance(
        &mut self,
        practice: &PracticeId,
        response: Option<Response>,
    ) {
        self.respond(practice, response);
        self.change_answer(practice, |answer| answer.acceptance = None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Field, History, Moment};

    fn shop() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    fn root() -> PracticeId {
        "iam.root".parse().unwrap()
    }

    fn acceptance(by: &str, because: &str) -> Acceptance {
        Acceptance {
            by: by.into(),
            until: None,
            because: because.into(),
        }
    }

    #[test]
    fn an_acceptance_holds_to_the_end_of_its_last_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut it = acceptance("CISO", "Too dear");
        assert!(it.holds_on(&day("9999-12-31")));
        it.until = Some(day("2026-12-31"));
        assert!(it.holds_on(&day("2026-12-31")));
        assert!(!it.holds_on(&day("2027-01-01")));
    }

    #[test]
    fn without_who_and_why_it_is_a_draft_that_counts_for_nothing() {
        for (by, because, lacking) in [
            (" ", "Too dear", vec![AcceptancePart::By]),
            ("CISO", "\n", vec![AcceptancePart::Because]),
            ("", "", AcceptancePart::ALL.to_vec()),
        ] {
            let mut it = shop();
            it.respond(&root(), Some(Response::Fully));
            it.enter_acceptance(&root(), acceptance(by, because));
            let answer = &it.answers[&root()];
            assert_eq!(answer.accepted_risk(), None);
            assert_eq!(answer.counted_response(), Some(&Response::Fully));
            assert!(answer.accepts_risk());
            let parts = AcceptancePart::ALL.into_iter();
            let entered = answer.acceptance.clone().unwrap();
            let lacks: Vec<_> = parts.filter(|part| entered.lacks(*part)).collect();
            assert_eq!(lacks, lacking);
            let text = crate::records::record::write(&it);
            assert_eq!(crate::records::record::read(&text), Ok(it));
        }
        let mut it = shop();
        it.choose_acceptance(&root());
        assert_eq!((it.answered(), it.answers.len()), (0, 1));
    }

    #[test]
    fn an_acceptance_leaves_the_level_and_stands_for_one_where_none_is_given() {
        let mut it = shop();
        it.respond(&root(), Some(Response::Started));
        it.enter_acceptance(&root(), acceptance("CISO", "Too dear"));
        assert_eq!(it.response(&root()), Some(&Response::Started));
        assert!(it.answers[&root()].accepts_risk());
        it.respond(&root(), None);
        let answer = &it.answers[&root()];
        assert_eq!(answer.counted_response(), Some(&Response::NotInPlace));
        assert_eq!(it.answered(), 1);
        // Once it is in place there is nothing to accept, and what was entered is still there.
        it.respond(&root(), Some(Response::Fully));
        assert!(!it.answers[&root()].accepts_risk());
        it.choose_acceptance(&root());
        assert_eq!(it.response(&root()), Some(&Response::NotInPlace));
        assert!(it.answers[&root()].accepted_risk().is_some());
        it.respond_without_acceptance(&root(), None);
        assert!(it.answers.is_empty());
    }

    #[test]
    fn the_reason_of_a_business_decision_is_taken_over() {
        let mut it = shop();
        let because = "The board knows.".to_owned();
        let reason = NotApplicable::BusinessDecision;
        let decided = Response::NotApplicable { reason, because };
        it.respond(&root(), Some(decided.clone()));
        it.choose_acceptance(&root());
        // Nothing is lost before somebody says who accepts the risk.
        assert_eq!(it.response(&root()), Some(&decided));
        let entered = it.answers[&root()].acceptance.clone().unwrap();
        assert_eq!(entered, acceptance("", "The board knows."));
        it.enter_acceptance(&root(), acceptance("Board", &entered.because));
        assert_eq!(it.response(&root()), Some(&Response::NotInPlace));
        assert!(it.answers[&root()].accepted_risk().is_some());
    }

    #[test]
    fn of_two_acceptances_the_later_one_wins_whole() {
        let at = |milliseconds| Moment::after(Moment::default(), milliseconds, 0);
        let mut here = shop();
        here.edit(at(1), |it| {
            let until = "2027-01-31".parse().ok();
            let mine = acceptance("Ana", "Too dear");
            it.enter_acceptance(&root(), Acceptance { until, ..mine });
        });
        let mut there = here.clone();
        let theirs = acceptance("Ben", "Too late");
        there.edit(at(2), |it| it.enter_acceptance(&root(), theirs.clone()));
        here.edit(at(3), |it| it.respond(&root(), Some(Response::Mostly)));
        let mut other = there.clone();
        other.merge(&here);
        let field: Field = "acceptance iam.root".parse().unwrap();
        assert_eq!(here.merge(&there), [field]);
        assert_eq!(here, other);
        assert_eq!(here.answers[&root()].acceptance, Some(theirs));
        assert_eq!(here.response(&root()), Some(&Response::Mostly));
    }

    #[test]
    fn writing_why_is_one_step_of_undo() {
        let mut it = shop();
        let mut history = History::default();
        let mut edit = |it: &mut Assessment, milliseconds: u64, entered: Acceptance| {
            let at = Moment::after(it.edits.latest(), milliseconds, 0);
            history.edit(it, at, |it| it.enter_acceptance(&root(), entered));
        };
        edit(&mut it, 10_000, acceptance("", ""));
        for (index, because) in ["T", "To", "Too"].into_iter().enumerate() {
            edit(
                &mut it,
                20_000 + 300 * index as u64,
                acceptance("", because),
            );
        }
        for left in [Some(acceptance("", "")), None] {
            let at = Moment::after(it.edits.latest(), 0, 0);
            history.undo(&mut it, at);
            let answer = it.answers.get(&root());
            assert_eq!(answer.and_then(|it| it.acceptance.clone()), left);
        }
    }
}
