//! The kinds of answers, and the number of answers of each kind.

use super::{Analysis, AnswerState, AskState, Carrier, Finding, Requirement};
use crate::assessment::Response;
use demarc_catalog::DomainId;

demarc_catalog::keyed! {
    /// The kind of an answer to a practice, in the order in which counts are shown.
    pub enum AnswerKind {
        /// Fully in place.
        Fully = "fully",
        /// Mostly in place.
        Mostly = "mostly",
        /// Started.
        Started = "started",
        /// Not in place.
        NotInPlace = "not-in-place",
        /// Answered with “don't know”.
        DontKnow = "dont-know",
        /// Asked and not answered.
        NotAnswered = "not-answered",
        /// Not applicable, for any reason.
        NotApplicable = "not-applicable",
        /// Not asked.
        NotAsked = "not-asked",
    }
}

impl AnswerKind {
    /// The kind of an answer to a practice that is asked.
    #[must_use]
    pub fn of(response: Option<&Response>) -> Self {
        match response {
            Some(Response::Fully) => Self::Fully,
            Some(Response::Mostly) => Self::Mostly,
            Some(Response::Started) => Self::Started,
            Some(Response::NotInPlace) => Self::NotInPlace,
            Some(Response::DontKnow) => Self::DontKnow,
            Some(Response::NotApplicable { .. }) => Self::NotApplicable,
            None => Self::NotAnswered,
        }
    }
}

impl From<&Finding> for AnswerKind {
    fn from(finding: &Finding) -> Self {
        Self::of(finding.response.as_ref())
    }
}

impl From<&Carrier<'_>> for AnswerKind {
    fn from(carrier: &Carrier<'_>) -> Self {
        match carrier.asked {
            AskState::Yes(finding) => finding.into(),
            AskState::No(_) => Self::NotAsked,
        }
    }
}

impl From<&AnswerState> for AnswerKind {
    fn from(state: &AnswerState) -> Self {
        match state {
            AnswerState::NotAsked => Self::NotAsked,
            AnswerState::Asked(response) => Self::of(response.as_ref()),
        }
    }
}

/// The number of answers of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AnswerCounts([usize; AnswerKind::ALL.len()]);

impl AnswerCounts {
    /// The number of answers of a kind.
    #[must_use]
    pub fn of(&self, kind: AnswerKind) -> usize {
        self.0[kind as usize]
    }

    /// The number of all answers.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// The kinds that occur, in order, with their counts.
    pub fn present(&self) -> impl Iterator<Item = (AnswerKind, usize)> + '_ {
        let all = AnswerKind::ALL
            .into_iter()
            .map(|kind| (kind, self.of(kind)));
        all.filter(|(_, count)| *count > 0)
    }
}

impl FromIterator<AnswerKind> for AnswerCounts {
    fn from_iter<T: IntoIterator<Item = AnswerKind>>(kinds: T) -> Self {
        let mut counts = Self::default();
        for kind in kinds {
            counts.0[kind as usize] += 1;
        }
        counts
    }
}

impl Analysis {
    /// The number of answers of each kind to the practices of a domain.
    #[must_use]
    pub fn answers_in(&self, domain: &DomainId) -> AnswerCounts {
        self.in_domain(domain).map(AnswerKind::from).collect()
    }
}

impl Requirement<'_> {
    /// The number of answers of each kind to the practices that are mapped to the requirement.
    #[must_use]
    pub fn answers(&self) -> AnswerCounts {
        self.carriers.iter().map(AnswerKind::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::assessment::{Assessment, AssessmentId};

    /// The day of the analyses.
    fn today() -> demarc_catalog::Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn every_answer_of_a_domain_is_counted_once() {
        let catalog = demarc_edition::catalog();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        it.respond(&"iam.root".parse().unwrap(), Some(Response::Mostly));
        let analysis = analyze(catalog, &it, &today());
        let domain = "iam".parse().unwrap();
        let counts = analysis.answers_in(&domain);
        let standing = analysis.domains.iter().find(|it| it.domain == domain);
        let standing = &standing.unwrap().standing;
        assert_eq!(counts.total(), standing.in_scope);
        assert_eq!(counts.of(AnswerKind::Mostly), 1);
        let open = standing.in_scope - 1;
        let present: Vec<_> = counts.present().collect();
        assert_eq!(
            present,
            [(AnswerKind::Mostly, 1), (AnswerKind::NotAnswered, open)]
        );
    }

    #[test]
    fn the_kind_of_an_answer_has_the_key_of_the_response() {
        for kind in AnswerKind::ALL {
            if let Some(response) = Response::from_key(kind.key()) {
                assert_eq!(AnswerKind::of(Some(&response)), kind);
            }
        }
        assert_eq!(AnswerKind::of(None), AnswerKind::NotAnswered);
        assert_eq!(
            AnswerKind::from(&AnswerState::NotAsked),
            AnswerKind::NotAsked
        );
    }
}
