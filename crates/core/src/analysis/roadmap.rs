//! The roadmap: the phase in which each gap is closed, by priority and effort, within the capacity.

use super::Gap;
use crate::assessment::{Assessment, Capacity, Phase};
use demarc_catalog::{Effort, PracticeId};

/// The length of the first two phases, in units of 30 days. The last phase has no end.
const MONTHS: [u32; 2] = [1, 3];

/// The days of work to close a gap, for planning: days, weeks and months count as 2, 8 and 30.
#[must_use]
pub fn days(effort: Effort) -> u32 {
    match effort {
        Effort::Small => 2,
        Effort::Medium => 8,
        Effort::Large => 30,
    }
}

/// The gaps by phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roadmap {
    /// The capacity for 30 days.
    pub capacity: Capacity,
    /// The phases, in order.
    pub phases: [RoadmapPhase; 3],
}

/// The gaps of one phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapPhase {
    /// The phase.
    pub phase: Phase,
    /// The capacity of the phase, in days of work; `None` for the last phase, which has no limit.
    pub room: Option<u32>,
    /// The planned work, in days. It exceeds `room` only where gaps were moved by hand.
    pub planned: u32,
    /// The gaps, in planned order.
    pub items: Vec<RoadmapItem>,
}

/// A gap on the roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapItem {
    /// The practice.
    pub practice: PracticeId,
    /// Whether the phase was set by hand.
    pub moved: bool,
    /// The days to the due date, negative after it; `None` without one.
    pub due_in: Option<i32>,
    /// Whether the phase begins only after the due date.
    pub late: bool,
}

/// Whether a phase begins after a due date, given as the days to it. The first phase begins at once.
fn begins_after(phase: Phase, due_in: i32) -> bool {
    let months = match phase {
        Phase::Now => return false,
        Phase::Next => MONTHS[0],
        Phase::Later => MONTHS[0] + MONTHS[1],
    };
    i64::from(due_in) < 30 * i64::from(months)
}

/// Plans the gaps, except those whose risk is accepted. A phase set by hand is kept. Every other gap, by priority, goes into the first phase with enough
/// capacity left; a gap with [`Effort::Large`] goes into the second phase at the earliest. A gap that fits into neither
/// goes into the last.
#[must_use]
pub fn roadmap(gaps: &[Gap], assessment: &Assessment) -> Roadmap {
    let capacity = assessment.plan.capacity.unwrap_or_default();
    let room = MONTHS.map(|months| months * u32::from(capacity.days()));
    let gaps = || gaps.iter().filter(|gap| !gap.is_accepted());
    let by_hand = |gap: &Gap| assessment.answers.get(&gap.practice)?.phase;
    let mut planned = [0; 3];
    for gap in gaps() {
        if let Some(phase) = by_hand(gap) {
            planned[phase as usize] += days(gap.effort);
        }
    }
    let mut items = [const { Vec::new() }; 3];
    for gap in gaps() {
        let moved = by_hand(gap);
        let index = moved.map_or_else(
            || {
                let takes = days(gap.effort);
                // A large effort does not fit into 30 days, whatever the capacity.
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
            due_in: gap.due_in,
            late: (gap.due_in).is_some_and(|due| begins_after(Phase::ALL[index], due)),
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
