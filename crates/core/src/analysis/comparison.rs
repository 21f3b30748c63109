//! Comparison of two analyses of one catalog: changed practices, closed and opened gaps, changes of scores.

use serde::Serialize;

use super::{Analysis, Finding, Standing};
use crate::assessment::Response;
use demarc_catalog::{Catalog, DomainId, Level, PracticeId};

/// The differences between two analyses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The change of the whole assessment.
    pub whole: StandingChange,
    /// Each domain that is in scope on either side, in catalog order.
    pub domains: Vec<(DomainId, StandingChange)>,
    /// Each practice that is in scope on either side, in catalog order.
    pub practices: Vec<AnswerChange>,
    /// Gaps before that are fully in place after, by priority before.
    pub closed: Vec<PracticeId>,
    /// Gaps before that are no gaps after for another reason: not applicable, not asked, or no longer answered.
    pub dropped: Vec<PracticeId>,
    /// Gaps after that were no gaps before, by priority.
    pub opened: Vec<PracticeId>,
}

/// The standing of a set of practices before and after. `None` where none of them is in scope.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandingChange {
    /// Before.
    pub before: Option<Standing>,
    /// After.
    pub after: Option<Standing>,
}

/// The state of a practice before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerChange {
    /// The practice.
    pub practice: PracticeId,
    /// The kind of change.
    pub kind: ChangeKind,
    /// Before.
    pub before: AnswerState,
    /// After.
    pub after: AnswerState,
}

/// The state of a practice in an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerState {
    /// The practice is not asked.
    NotAsked,
    /// The practice is asked; the response, if it is answered.
    Asked(Option<Response>),
}

demarc_catalog::keyed! {
    /// The kind of change of a practice. Every pair of [`AnswerState`] has exactly one kind.
    pub enum ChangeKind {
        /// Both are levels or “don't know”, and the value rose.
        Improved = "improved",
        /// Both are levels or “don't know”, and the value fell.
        Fell = "fell",
        /// Asked without an answer before, answered after.
        Answered = "answered",
        /// Not asked or not applicable before, applicable after.
        NewlyApplies = "newly-applies",
        /// Applicable before, not applicable or not asked after.
        NoLongerApplies = "no-longer-applies",
        /// Answered before, not answered after.
        TakenBack = "taken-back",
        /// The response changed between “don't know” and “not in place”, which have the same value.
        Reworded = "reworded",
        /// No change, or one without effect: not asked on one side, not applicable on the other.
        Unchanged = "unchanged",
    }
}

impl ChangeKind {
    fn of(before: &AnswerState, after: &AnswerState) -> Self {
        let (was, is) = match (before.answer(), after.answer()) {
            (None, None) => return Self::Unchanged,
            (None, Some(_)) => return Self::NewlyApplies,
            (Some(_), None) => return Self::NoLongerApplies,
            (Some(None), Some(None)) => return Self::Unchanged,
            (Some(None), Some(Some(_))) => return Self::Answered,
            (Some(Some(_)), Some(None)) => return Self::TakenBack,
            (Some(Some(was)), Some(Some(is))) => (was, is),
        };
        let worth = |it: &Response| it.level().map_or(0, Level::thirds);
        match worth(is).cmp(&worth(was)) {
            std::cmp::Ordering::Greater => Self::Improved,
            std::cmp::Ordering::Less => Self::Fell,
            std::cmp::Ordering::Equal if was == is => Self::Unchanged,
            std::cmp::Ordering::Equal => Self::Reworded,
        }
    }
}

impl AnswerState {
    fn of(finding: Option<&Finding>) -> Self {
        finding.map_or(Self::NotAsked, |it| Self::Asked(it.response.clone()))
    }

    /// The response, where the practice applies; the inner `None` means not answered.
    fn answer(&self) -> Option<Option<&Response>> {
        match self {
            Self::NotAsked | Self::Asked(Some(Response::NotApplicable { .. })) => None,
            Self::Asked(response) => Some(response.as_ref()),
        }
    }
}

impl StandingChange {
    fn of(before: Option<&Standing>, after: Option<&Standing>) -> Self {
        Self {
            before: before.cloned(),
            after: after.cloned(),
        }
    }

    /// The change of the score in points, computed from scores rounded down as they are shown, so that the three
    /// numbers agree; `None` unless both sides have a score.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a score is 0 to 100")]
    pub fn points(&self) -> Option<i32> {
        let score = |side: &Option<Standing>| Some(side.as_ref()?.score?.value as i32);
        Some(score(&self.after)? - score(&self.before)?)
    }
}

impl Comparison {
    /// The practices with this kind of change, in catalog order.
    pub fn of_kind(&self, kind: ChangeKind) -> impl Iterator<Item = &AnswerChange> {
        self.practices.iter().filter(move |it| it.kind == kind)
    }
}

/// Compares two analyses of one catalog.
#[must_use]
pub fn compare(catalog: &Catalog, before: &Analysis, after: &Analysis) -> Comparison {
    let mut findings = (
        before.practices.iter().peekable(),
        after.practices.iter().peekable(),
    );
    let change = |id: &PracticeId| {
        // Both lists are in catalog order, so the next item of each is this practice or a later one.
        let was = findings.0.next_if(|it| it.practice == *id);
        let is = findings.1.next_if(|it| it.practice == *id);
        was.or(is)?;
        let (before, after) = (AnswerState::of(was), AnswerState::of(is));
        Some(AnswerChange {
            practice: id.clone(),
            kind: ChangeKind::of(&before, &after),
            before,
            after,
        })
    };
    let practices: Vec<AnswerChange> = catalog
        .practices
        .iter()
        .map(|it| &it.id)
        .filter_map(change)
        .collect();
    let domains = catalog.domains.iter().filter_map(|domain| {
        let find = |of: &'_ Analysis| {
            let standing = of.domains.iter().find(|it| it.domain == domain.id)?;
            Some(standing.standing.clone())
        };
        let (before, after) = (find(before), find(after));
        let is_in_scope = before.is_some() || after.is_some();
        is_in_scope.then(|| (domain.id.clone(), StandingChange { before, after }))
    });
    let is_full = |id: &PracticeId| {
        let full = AnswerState::Asked(Some(Response::Fully));
        practices
            .iter()
            .any(|it| it.practice == *id && it.after == full)
    };
    let gone = not_among(before, after);
    Comparison {
        whole: StandingChange::of(Some(&before.whole), Some(&after.whole)),
        domains: domains.collect(),
        closed: gone.iter().filter(|id| is_full(id)).cloned().collect(),
        dropped: gone.iter().filter(|id| !is_full(id)).cloned().collect(),
        opened: not_among(after, before),
        practices,
    }
}

/// The gaps of one analysis that are no gaps in the other, in the order of the first.
fn not_among(one: &Analysis, other: &Analysis) -> Vec<PracticeId> {
    let is_new = |id: &&PracticeId| !other.gaps.iter().any(|it| it.practice == **id);
    let ids = one.gaps.iter().map(|it| &it.practice);
    ids.filter(is_new).cloned().collect()
}
