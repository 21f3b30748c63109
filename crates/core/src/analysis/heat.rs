//! The state of each cell of the matrix, by which it is colored.

use super::{Analysis, CellRef, Grade, MatrixCell, ServiceRow, Verdict};
use demarc_catalog::Owner;

demarc_catalog::keyed! {
    /// The state of a layer of a service. The first that fits holds.
    pub enum CellState {
        /// Findings contradict the answer to one of its practices.
        Contradicted = "contradicted",
        /// The customer owns a share of it and believed that AWS owns all of it.
        Mistaken = "mistaken",
        /// The customer's practices score below developing.
        Open = "open",
        /// They score more, and not everything is in place.
        Partly = "partly",
        /// All of them are fully in place.
        Met = "met",
        /// None of them is answered.
        NotAnswered = "not-answered",
        /// The customer has a share of it that no question of its own asks about.
        NotAsked = "not-asked",
        /// Nothing is left to the customer: it is AWS's, an operator's, or not there.
        NotYours = "not-yours",
    }
}

impl Analysis {
    /// The state of a cell of a row.
    #[must_use]
    pub fn cell_state(&self, row: &ServiceRow, cell: &MatrixCell) -> CellState {
        let of = CellRef {
            service: row.service.clone(),
            layer: cell.layer.clone(),
        };
        let belief = self.belief_about(&of);
        let is_contradicted = cell.practices.iter().any(|id| {
            let finding = self.finding(id);
            finding.is_some_and(|it| it.contradicted.is_some())
        });
        let exposed_below = f64::from(Grade::Developing.starts_at());
        match cell.score {
            _ if is_contradicted => CellState::Contradicted,
            _ if belief.is_some_and(|it| it.verdict == Verdict::Assumption) => CellState::Mistaken,
            Some(score) if score.value < exposed_below => CellState::Open,
            Some(score) if score.value < 100.0 => CellState::Partly,
            Some(_) => CellState::Met,
            None if !cell.practices.is_empty() => CellState::NotAnswered,
            None if matches!(cell.owner, Owner::Customer | Owner::Shared) => CellState::NotAsked,
            None => CellState::NotYours,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze_with;
    use crate::assessment::{Assessment, AssessmentId, Belief, Response, SortedMap};
    use demarc_catalog::{Date, Level};

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    /// The state of a cell with practices, when all its practices have this response.
    fn state(response: Option<&Response>, belief: Option<Belief>, contradicted: bool) -> CellState {
        let catalog = demarc_edition::catalog();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        it.add_service("ec2/instance".parse().unwrap());
        let analysis = analyze_with(catalog, &it, &SortedMap::default(), &today());
        let cells = &analysis.services[0].cells;
        let cell = cells
            .iter()
            .find(|it| !it.practices.is_empty())
            .unwrap()
            .clone();
        for practice in &cell.practices {
            it.respond(practice, response.cloned());
        }
        let service = analysis.services[0].service.clone();
        it.believe(&service, &cell.layer, belief);
        let mut contradictions = SortedMap::default();
        if contradicted {
            contradictions.insert(cell.practices[0].clone(), Level::NotInPlace);
        }
        let analysis = analyze_with(catalog, &it, &contradictions, &today());
        let row = &analysis.services[0];
        let cell = row.cells.iter().find(|it| it.layer == cell.layer).unwrap();
        analysis.cell_state(row, cell)
    }

    #[test]
    fn a_cell_has_the_worst_state_that_fits() {
        let fully = Some(&Response::Fully);
        assert_eq!(state(None, None, false), CellState::NotAnswered);
        assert_eq!(
            state(Some(&Response::NotInPlace), None, false),
            CellState::Open
        );
        assert_eq!(
            state(Some(&Response::DontKnow), None, false),
            CellState::Open
        );
        assert_eq!(
            state(Some(&Response::Started), None, false),
            CellState::Open
        );
        assert_eq!(
            state(Some(&Response::Mostly), None, false),
            CellState::Partly
        );
        assert_eq!(state(fully, None, false), CellState::Met);
        assert_eq!(state(fully, Some(Belief::Aws), false), CellState::Mistaken);
        assert_eq!(state(fully, Some(Belief::Shared), false), CellState::Met);
        assert_eq!(
            state(fully, Some(Belief::Aws), true),
            CellState::Contradicted
        );
    }

    #[test]
    fn what_nobody_asks_about_is_told_from_what_is_not_yours() {
        let catalog = demarc_edition::catalog();
        let it = crate::exchange::record::read(demarc_edition::EXAMPLE).unwrap();
        let analysis = analyze_with(catalog, &it, &SortedMap::default(), &today());
        let mut seen = [false; 2];
        for row in &analysis.services {
            for cell in row.cells.iter().filter(|it| it.practices.is_empty()) {
                let state = analysis.cell_state(row, cell);
                match cell.owner {
                    Owner::Aws | Owner::Absent | Owner::Operator => {
                        seen[0] = true;
                        assert_eq!(state, CellState::NotYours);
                    }
                    _ if state == CellState::NotAsked => seen[1] = true,
                    _ => assert_eq!(state, CellState::Mistaken),
                }
            }
        }
        assert_eq!(seen, [true, true]);
    }
}
