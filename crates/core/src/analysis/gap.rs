//! Gaps: practices that were answered and are not fully in place, with kind, priority and order.
//! It knows nothing of how practices came into scope.

use std::cmp::Reverse;

use serde::Serialize;

use super::Scoped;
use crate::assessment::Response;
use demarc_catalog::{DomainId, Effort, Level, PracticeId};

demarc_catalog::keyed! {
    /// Why something is a gap, the gravest first.
    pub enum GapKind {
        /// The customer owns a share of the layer, and the user believed AWS did it all.
        Assumption = "assumption",
        /// Known to be theirs, and below fully.
        Unmet = "unmet",
        /// Nobody knows.
        Unverified = "unverified",
        /// No person or team is named for it.
        Unowned = "unowned",
        /// AWS owns a layer of it that the user believed was theirs.
        OverReach = "over-reach",
    }
}

/// A practice that applies, was answered, and is not fully in place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// The practice.
    pub practice: PracticeId,
    /// Its domain.
    pub domain: DomainId,
    /// The first kind that fits.
    pub kind: GapKind,
    /// The other kinds that fit, in order.
    pub marks: Vec<GapKind>,
    /// The level answered; `None` for don't know, which counts as nothing in place.
    pub level: Option<Level>,
    /// What it takes to close.
    pub effort: Effort,
    /// Weight × what is missing ÷ effort, 0.13 to 7.5.
    pub priority: f64,
}

impl Gap {
    /// All kinds that fit, the first that fits first.
    pub fn kinds(&self) -> impl Iterator<Item = GapKind> + '_ {
        std::iter::once(self.kind).chain(self.marks.iter().copied())
    }

    /// The kinds that naming an owner does not change.
    pub fn kinds_but_unowned(&self) -> impl Iterator<Item = GapKind> + '_ {
        self.kinds().filter(|kind| *kind != GapKind::Unowned)
    }
}

/// Exact priorities are counted in 360ths: quarters × thirds × thirtieths.
const PRIORITY_UNIT: f64 = 360.0;

/// Every gap: by priority, then impact, then catalog order.
pub(super) fn gaps(in_scope: &[Scoped<'_>]) -> Vec<Gap> {
    let mut ranked = Vec::new();
    for (index, scoped) in in_scope.iter().enumerate() {
        let level = match scoped.response() {
            None | Some(Response::NotApplicable { .. } | Response::Fully) => continue,
            Some(response) => response.level(),
        };
        let missing = Level::Fully.thirds() - level.map_or(0, Level::thirds);
        let priority = scoped.weight.quarters * missing * scoped.practice.effort.thirtieths();
        ranked.push((Reverse((priority, scoped.weight.impact)), index, level));
    }
    // The place in the catalog decides between equals, and no two have the same.
    ranked.sort_unstable();
    ranked
        .into_iter()
        .map(|(Reverse((priority, _)), index, level)| {
            let scoped = &in_scope[index];
            let owner = scoped.answer.map_or("", |answer| answer.owner.trim());
            let fits = |kind: GapKind| match kind {
                GapKind::Assumption => scoped.assumed,
                GapKind::Unmet => level.is_some(),
                GapKind::Unverified => level.is_none(),
                GapKind::Unowned => owner.is_empty(),
                GapKind::OverReach => scoped.over_reached,
            };
            let mut kinds = GapKind::ALL.into_iter().filter(|kind| fits(*kind));
            Gap {
                practice: scoped.practice.id.clone(),
                domain: scoped.practice.id.domain(),
                // A gap's level is known or it is not, so one kind always fits.
                kind: kinds.next().unwrap_or(GapKind::Unmet),
                marks: kinds.collect(),
                level,
                effort: scoped.practice.effort,
                priority: f64::from(priority) / PRIORITY_UNIT,
            }
        })
        .collect()
}
