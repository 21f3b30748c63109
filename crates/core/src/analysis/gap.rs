//! Gaps: practices that are answered and not fully in place, with kind, priority and order.

use std::cmp::Reverse;

use serde::Serialize;

use super::{AcceptanceState, Scoped};
use crate::assessment::Response;
use demarc_catalog::{Date, DomainId, Effort, Level, PracticeId};

demarc_catalog::keyed! {
    /// The kind of a gap, the most severe first.
    pub enum GapKind {
        /// The customer owns a share of a layer, and the user believed that AWS owns all of it.
        Assumption = "assumption",
        /// Findings of scanners contradict the answer, and nobody has explained it.
        Contradicted = "contradicted",
        /// Known to be the customer's duty, and below fully in place.
        Unmet = "unmet",
        /// Answered with “don't know”.
        Unverified = "unverified",
        /// No owner is named.
        Unowned = "unowned",
        /// AWS owns a layer that the user believed to be the customer's.
        OverReach = "over-reach",
    }
}

/// A practice that applies, was answered, and is not fully in place, or not by what the findings support.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// The practice.
    pub practice: PracticeId,
    /// Its domain.
    pub domain: DomainId,
    /// The first kind that applies.
    pub kind: GapKind,
    /// The other kinds that apply, in order.
    pub marks: Vec<GapKind>,
    /// The level answered; `None` for “don't know”, which has the value of not in place.
    pub level: Option<Level>,
    /// The effort to close the gap.
    pub effort: Effort,
    /// Weight × missing share ÷ effort, 0.13 to 7.5. Of an answer that findings contradict, the share that they leave
    /// missing counts.
    pub priority: f64,
    /// The state of the acceptance of its risk; `None` without one.
    pub acceptance: Option<AcceptanceState>,
    /// The days to the due date, 0 on that day and negative after it; `None` without a due date.
    pub due_in: Option<i32>,
}

impl Gap {
    /// All kinds that apply, in order.
    pub fn kinds(&self) -> impl Iterator<Item = GapKind> + '_ {
        std::iter::once(self.kind).chain(self.marks.iter().copied())
    }

    /// Whether its risk is accepted on the day of the analysis.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.acceptance == Some(AcceptanceState::Accepted)
    }

    /// The days since the due date passed; `None` if it did not, or while the risk is accepted.
    #[must_use]
    pub fn overdue(&self) -> Option<u32> {
        let due_in = self.due_in.filter(|days| *days < 0 && !self.is_accepted());
        due_in.map(i32::unsigned_abs)
    }

    /// All kinds that apply except [`GapKind::Unowned`].
    pub fn kinds_but_unowned(&self) -> impl Iterator<Item = GapKind> + '_ {
        self.kinds().filter(|kind| *kind != GapKind::Unowned)
    }
}

/// The unit of exact priorities is 1/360: quarters × thirds × thirtieths.
const PRIORITY_UNIT: f64 = 360.0;

/// All gaps, by priority, then impact, then catalog order. Accepted risks come last: they are not what to fix first.
pub(super) fn gaps(in_scope: &[Scoped<'_>], today: &Date) -> Vec<Gap> {
    let mut ranked = Vec::new();
    for (index, scoped) in in_scope.iter().enumerate() {
        if !scoped.is_gap() {
            continue;
        }
        let level = scoped.response().and_then(Response::level);
        let acceptance = scoped.acceptance(today);
        let is_accepted = acceptance == Some(AcceptanceState::Accepted);
        // What the findings allow is what is there.
        let counts = scoped.contradicted.or(level);
        let missing = Level::Fully.thirds() - counts.map_or(0, Level::thirds);
        let priority = scoped.weight.quarters * missing * scoped.practice.effort.thirtieths();
        let rank = (is_accepted, Reverse((priority, scoped.weight.impact)));
        ranked.push((rank, index, level, acceptance));
    }
    // Ties are decided by the index in the catalog, which is unique.
    ranked.sort_unstable();
    ranked
        .into_iter()
        .map(|((_, Reverse((priority, _))), index, level, acceptance)| {
            let scoped = &in_scope[index];
            let owner = scoped.answer.map_or("", |answer| answer.owner.trim());
            let due = scoped.answer.and_then(|answer| answer.due.as_ref());
            let fits = |kind: GapKind| match kind {
                GapKind::Assumption => scoped.assumed,
                GapKind::Contradicted => scoped.contradicted.is_some(),
                GapKind::Unmet => level.is_some_and(|level| level < Level::Fully),
                GapKind::Unverified => level.is_none(),
                GapKind::Unowned => owner.is_empty(),
                GapKind::OverReach => scoped.over_reached,
            };
            let mut kinds = GapKind::ALL.into_iter().filter(|kind| fits(*kind));
            Gap {
                practice: scoped.practice.id.clone(),
                domain: scoped.practice.id.domain(),
                // The level of a gap is either known or not, or contradicted, so at least one kind applies.
                kind: kinds.next().unwrap_or(GapKind::Unmet),
                marks: kinds.collect(),
                level,
                effort: scoped.practice.effort,
                priority: f64::from(priority) / PRIORITY_UNIT,
                acceptance,
                due_in: due.map(|due| today.days_until(due)),
            }
        })
        .collect()
}
