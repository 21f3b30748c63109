//! What a room believed of layers, beside whose they are.

use std::collections::BTreeMap;

use super::Ballot;
use super::kept::Workshop;
use crate::analysis::{CellRef, Verdict};
use crate::assessment::Belief;
use demarc_catalog::{Catalog, Owner};

/// What a room believed of one layer of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BelievedLayer {
    /// The layer.
    pub cell: CellRef,
    /// Whose it is by the catalog.
    pub owner: Owner,
    /// How many believed what.
    pub counts: BTreeMap<Belief, u32>,
}

impl BelievedLayer {
    /// How many said what they believe, “not sure” included.
    #[must_use]
    pub fn asked(&self) -> u32 {
        self.counts.values().sum()
    }

    /// How many believed what has this verdict.
    #[must_use]
    pub fn with(&self, verdict: Verdict) -> u32 {
        let counts = self.counts.iter();
        counts
            .filter(|(belief, _)| Verdict::of(**belief, self.owner) == verdict)
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether some believed that none of it is the customer's, and others that a share is.
    #[must_use]
    pub fn is_in_conflict(&self) -> bool {
        let has = |beliefs: &[Belief]| beliefs.iter().any(|it| self.counts.contains_key(it));
        has(&[Belief::Aws, Belief::Operator]) && has(&[Belief::Customer, Belief::Shared])
    }
}

/// What the room believed of each layer that was asked about, in the order of the statements.
pub(super) fn believed(
    catalog: &Catalog,
    workshop: &Workshop,
    ballots: &[&Ballot],
) -> Vec<BelievedLayer> {
    let statements = workshop.setup.statements.iter();
    let all = statements.filter_map(|cell| {
        let owner = catalog.deployment(&cell.service)?.owner(&cell.layer);
        let mut counts: BTreeMap<Belief, u32> = BTreeMap::new();
        for (belief, count) in workshop.believed.get(cell).into_iter().flatten() {
            *counts.entry(*belief).or_default() += u32::from(*count);
        }
        for belief in ballots.iter().filter_map(|it| it.belief(cell)) {
            *counts.entry(belief).or_default() += 1;
        }
        counts.retain(|_, count| *count > 0);
        (!counts.is_empty()).then(|| BelievedLayer {
            cell: cell.clone(),
            owner,
            counts,
        })
    });
    all.collect()
}
