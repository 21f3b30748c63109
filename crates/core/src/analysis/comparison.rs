//! Two analyses side by side: what improved, what fell, what is new, and how the scores moved.
//! It knows two analyses of one catalog, and not whose or when they were.

use serde::Serialize;

use super::{Analysis, Finding, Standing};
use crate::assessment::Response;
use demarc_catalog::{Catalog, DomainId, Level, PracticeId};

/// What differs between two analyses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The whole.
    pub whole: StandingChange,
    /// Each domain that either has in scope, in catalog order.
    pub domains: Vec<(DomainId, StandingChange)>,
    /// Each practice that either has in scope, in catalog order.
    pub practices: Vec<AnswerChange>,
    /// Gaps of before that are fully in place after, the one that mattered most first.
    pub closed: Vec<PracticeId>,
    /// Gaps of before that are none after for another reason: not applicable, not asked, or the answer taken back.
    pub dropped: Vec<PracticeId>,
    /// Gaps of after that were none before, the one to close first first.
    pub opened: Vec<PracticeId>,
}

/// How a set of practices stood, and stands. `None` where none of them was in scope.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandingChange {
    /// Before.
    pub before: Option<Standing>,
    /// After.
    pub after: Option<Standing>,
}

/// A practice, before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerChange {
    /// The practice.
    pub practice: PracticeId,
    /// What became of it.
    pub kind: ChangeKind,
    /// Before.
    pub before: AnswerState,
    /// After.
    pub after: AnswerState,
}

/// What an assessment says about a practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerState {
    /// It does not ask it.
    NotAsked,
    /// It asks it, and has this answer or none.
    Asked(Option<Response>),
}

demarc_catalog::keyed! {
    /// What became of a practice. Every pair of [`AnswerState`] is exactly one of these.
    pub enum ChangeKind {
        /// Both are levels or don't know, and what it is worth rose.
        Improved = "improved",
        /// Both are levels or don't know, and what it is worth fell.
        Fell = "fell",
        /// It was asked and not answered, and is answered now.
        Answered = "answered",
        /// It was not asked, or not applicable, and applies now.
        NewlyApplies = "newly-applies",
        /// It applied, and is not applicable now, or not asked.
        NoLongerApplies = "no-longer-applies",
        /// It was answered, and is not answered now.
        TakenBack = "taken-back",
        /// Worth as much, and said otherwise: from don't know to not in place, or back.
        Reworded = "reworded",
        /// The same, or of no consequence: not asked on one side, and not applicable on the other.
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

    /// The answer, if any, where the practice applies.
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

    /// By how many points the score rose, of scores rounded down as they are shown, so that the three numbers agree;
    /// `None` unless both sides have one.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a score is 0 to 100")]
    pub fn points(&self) -> Option<i32> {
        let score = |side: &Option<Standing>| Some(side.as_ref()?.score?.value as i32);
        Some(score(&self.after)? - score(&self.before)?)
    }
}

impl Comparison {
    /// The practices of which this became, in catalog order.
    pub fn of_kind(&self, kind: ChangeKind) -> impl Iterator<Item = &AnswerChange> {
        self.practices.iter().filter(move |it| it.kind == kind)
    }
}

/// What differs between two analyses of one catalog.
#[must_use]
pub fn compare(catalog: &Catalog, before: &Analysis, after: &Analysis) -> Comparison {
    let mut findings = (
        before.practices.iter().peekable(),
        after.practices.iter().peekable(),
    );
    let change = |id: &PracticeId| {
        // Both are in catalog order, so the next one of each is this practice's or a later one's.
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

/// The gaps of one analysis that the other does not have, in the first one's order.
fn not_among(one: &Analysis, other: &Analysis) -> Vec<PracticeId> {
    let is_new = |id: &&PracticeId| !other.gaps.iter().any(|it| it.practice == **id);
    let ids = one.gaps.iter().map(|it| &it.practice);
    ids.filter(is_new).cloned().collect()
}
