//! The load of the roadmap: the days of work of each owner in each phase, and what is overdue.

use super::{Roadmap, RoadmapItem, days};
use crate::assessment::{Assessment, Phase};
use crate::text;
use demarc_catalog::{Catalog, PracticeId};

/// The work of one owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerLoad {
    /// The name as it is shown; empty for what nobody owns.
    pub owner: String,
    /// The days of work in each phase.
    pub days: [u32; 3],
    /// The number of gaps that are past their due date.
    pub overdue: usize,
}

impl OwnerLoad {
    /// The days of work in all phases.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.days.iter().sum()
    }
}

/// A due date on the roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePin {
    /// The days to the date, negative after it.
    pub due_in: i32,
    /// The gaps that are due then, in planned order.
    pub practices: Vec<PracticeId>,
    /// Whether one of them is planned for a phase that begins only after the date.
    pub late: bool,
}

impl Roadmap {
    fn items(&self) -> impl Iterator<Item = (Phase, &RoadmapItem)> {
        let phases = self.phases.iter();
        phases.flat_map(|it| it.items.iter().map(|item| (it.phase, item)))
    }

    /// The load of each owner, the highest first; what nobody owns comes last. Case does not distinguish owners.
    #[must_use]
    pub fn loads(&self, catalog: &Catalog, assessment: &Assessment) -> Vec<OwnerLoad> {
        let mut loads: Vec<OwnerLoad> = Vec::new();
        for (phase, item) in self.items() {
            let answer = assessment.answers.get(&item.practice);
            let owner = answer.map_or_else(String::new, |it| text::line(&it.owner));
            let is_same = |it: &OwnerLoad| it.owner.to_lowercase() == owner.to_lowercase();
            let index = loads.iter().position(is_same).unwrap_or_else(|| {
                loads.push(OwnerLoad {
                    owner,
                    days: [0; 3],
                    overdue: 0,
                });
                loads.len() - 1
            });
            let practice = catalog.practice(&item.practice);
            loads[index].days[phase as usize] += practice.map_or(0, |it| days(it.effort));
            loads[index].overdue += usize::from(item.due_in.is_some_and(|it| it < 0));
        }
        // The sort is stable: equals keep the order of the plan.
        loads.sort_by_key(|it| (it.owner.is_empty(), std::cmp::Reverse(it.total())));
        loads
    }

    /// The due dates, the longest overdue first.
    #[must_use]
    pub fn due_pins(&self) -> Vec<DuePin> {
        let mut pins: Vec<DuePin> = Vec::new();
        for (_, item) in self.items() {
            let Some(due_in) = item.due_in else {
                continue;
            };
            let index = pins.iter().position(|it| it.due_in == due_in);
            let index = index.unwrap_or_else(|| {
                pins.push(DuePin {
                    due_in,
                    practices: Vec::new(),
                    late: false,
                });
                pins.len() - 1
            });
            pins[index].practices.push(item.practice.clone());
            pins[index].late |= item.late;
        }
        pins.sort_by_key(|it| it.due_in);
        pins
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{analyze, roadmap};
    use crate::assessment::{AssessmentId, Response};

    #[test]
    fn load_is_by_owner_and_phase_and_dates_are_pins() {
        let catalog = demarc_edition::catalog();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let today = "2026-11-24".parse().unwrap();
        let gaps = catalog
            .practices
            .iter()
            .filter(|it| it.depth.key() == "quick");
        let gaps: Vec<_> = gaps.take(4).map(|it| it.id.clone()).collect();
        let given = [
            ("Ana", Some("2026-11-20"), Phase::Now),
            ("ana ", Some("2026-12-01"), Phase::Later),
            ("", None, Phase::Next),
            ("Bo", Some("2026-12-01"), Phase::Now),
        ];
        for (id, (owner, due, phase)) in gaps.iter().zip(given) {
            it.respond(id, Some(Response::NotInPlace));
            it.change_answer(id, |answer| {
                answer.owner = owner.to_owned();
                answer.due = due.map(|it| it.parse().unwrap());
                answer.phase = Some(phase);
            });
        }
        let analysis = analyze(catalog, &it, &today);
        let plan = roadmap(&analysis.gaps, &it);
        let takes = |id: &PracticeId| days(catalog.practice(id).unwrap().effort);
        let loads = plan.loads(catalog, &it);
        let names: Vec<_> = loads.iter().map(|it| it.owner.as_str()).collect();
        assert_eq!(names.last(), Some(&""));
        let ana = loads.iter().find(|it| it.owner.eq_ignore_ascii_case("ana"));
        let ana = ana.unwrap();
        assert_eq!(ana.days, [takes(&gaps[0]), 0, takes(&gaps[1])]);
        assert_eq!((ana.overdue, loads.len()), (1, 3));
        let all: u32 = loads.iter().map(OwnerLoad::total).sum();
        assert_eq!(all, plan.phases.iter().map(|it| it.planned).sum::<u32>());

        let pins = plan.due_pins();
        let dates: Vec<_> = pins
            .iter()
            .map(|it| (it.due_in, it.practices.len(), it.late))
            .collect();
        assert_eq!(dates, [(-4, 1, false), (7, 2, true)]);
    }
}
