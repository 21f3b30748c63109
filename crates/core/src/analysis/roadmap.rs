//! The roadmap: which gap is closed when, by priority and effort, as far as there is capacity.
//! It knows gaps and what was moved by hand; it knows no calendar.

use super::Gap;
use crate::assessment::{Assessment, Capacity, Phase};
use demarc_catalog::{Effort, PracticeId};

/// The length of each phase that has one, in units of the 30 days that a capacity is for.
const MONTHS: [u32; 2] = [1, 3];

/// What it takes to close a gap, in days of work, for planning: days, weeks and months are taken as 2, 8 and 30.
#[must_use]
pub fn days(effort: Effort) -> u32 {
    match effort {
        Effort::Small => 2,
        Effort::Medium => 8,
        Effort::Large => 30,
    }
}

/// The gaps by when they are closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roadmap {
    /// How much can be done in 30 days.
    pub capacity: Capacity,
    /// Now, next, later.
    pub phases: [RoadmapPhase; 3],
}

/// What is done in one phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapPhase {
    /// The phase.
    pub phase: Phase,
    /// How much can be done in it, in days of work; `None` where there is no end.
    pub room: Option<u32>,
    /// How much is planned for it, in days of work; more than the room only where things were moved by hand.
    pub planned: u32,
    /// What is closed in it, the first first.
    pub items: Vec<RoadmapItem>,
}

/// A gap on the roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapItem {
    /// Its practice.
    pub practice: PracticeId,
    /// Whether somebody put it there by hand.
    pub moved: bool,
}

/// Plans the gaps: what was moved by hand stays where it was put; the others come by priority, each in the first phase
/// that has room left for it; what takes months, in the second at the earliest. What fits nowhere comes later.
#[must_use]
pub fn roadmap(gaps: &[Gap], assessment: &Assessment) -> Roadmap {
    let capacity = assessment.plan.capacity.unwrap_or_default();
    let room = MONTHS.map(|months| months * u32::from(capacity.days()));
    let by_hand = |gap: &Gap| assessment.answers.get(&gap.practice)?.phase;
    let mut planned = [0; 3];
    for gap in gaps {
        if let Some(phase) = by_hand(gap) {
            planned[phase as usize] += days(gap.effort);
        }
    }
    let mut items = [const { Vec::new() }; 3];
    for gap in gaps {
        let moved = by_hand(gap);
        let index = moved.map_or_else(
            || {
                let takes = days(gap.effort);
                // What takes months is not done in one, whoever has the time.
                let first = usize::from(gap.effort == Effort::Large);
                let fits = |index: &usize| planned[*index] + takes <= room[*index];
                let index = (first..room.len()).find(fits).unwrap_or(room.len());
                planned[index] += takes;
                index
            },
            |phase| phase as usize,
        );
        items[index].push(RoadmapItem {
            practice: gap.practice.clone(),
            moved: moved.is_some(),
        });
    }
    let mut items = items.into_iter();
    Roadmap {
        capacity,
        phases: Phase::ALL.map(|phase| RoadmapPhase {
            phase,
            room: room.get(phase as usize).copied(),
            planned: planned[phase as usize],
            items: items.next().unwrap_or_default(),
        }),
    }
}
