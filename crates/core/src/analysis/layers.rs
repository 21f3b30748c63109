//! The stack of layers over all chosen services: how much of each is AWS's, and how much of the customer's part is met.

use super::score::Sum;
use super::{Analysis, MatrixColumn, Score, Verdict, columns};
use crate::assessment::SortedSet;
use demarc_catalog::{Catalog, Owner, PracticeId};

/// A layer, or a group of layers that are AWS's at every service, over all chosen services.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerStanding<'a> {
    /// The layer.
    pub column: MatrixColumn<'a>,
    /// AWS's part in halves of a service: two for a layer that is AWS's or an operator's, one for a shared one.
    pub aws: usize,
    /// The customer's part, in the same unit.
    pub yours: usize,
    /// The practices in scope that meet the customer's part.
    pub duties: usize,
    /// How many of them are fully in place.
    pub met: usize,
    /// The score of these practices; `None` while none is answered.
    pub score: Option<Score>,
    /// How many wrong beliefs there are about it.
    pub mistaken: usize,
}

impl LayerStanding<'_> {
    /// The customer's part of the layer, in percent; 0 where no service has it.
    #[must_use]
    pub fn percent_yours(&self) -> usize {
        (100 * self.yours)
            .checked_div(self.aws + self.yours)
            .unwrap_or_default()
    }
}

impl Analysis {
    /// The stack of the chosen services, from the top down. Empty without services.
    #[must_use]
    pub fn stack<'a>(&self, catalog: &'a Catalog) -> Vec<LayerStanding<'a>> {
        if self.services.is_empty() {
            return Vec::new();
        }
        let columns = columns(catalog, &self.services).into_iter().rev();
        columns.map(|column| self.layer(catalog, column)).collect()
    }

    fn layer<'a>(&self, catalog: &'a Catalog, column: MatrixColumn<'a>) -> LayerStanding<'a> {
        let cells = || {
            let rows = self.services.iter();
            rows.flat_map(|row| row.cells.get(column.layers.clone()).unwrap_or_default())
        };
        let halves = |of: fn(Owner) -> usize| cells().map(|cell| of(cell.owner)).sum();
        let practices: SortedSet<PracticeId> = cells()
            .flat_map(|cell| cell.practices.iter().cloned())
            .collect();
        let mut sum = Sum::default();
        let mut met = 0;
        let findings = practices.iter().filter_map(|id| self.finding(id));
        for finding in findings {
            sum.add(&finding.weight, finding.response.as_ref());
            met += usize::from(finding.is_met());
        }
        let layers = column.layers(catalog);
        let is_mistaken = |verdict: Verdict| verdict != Verdict::Agrees;
        let mistaken = self.beliefs.iter().filter(|it| {
            is_mistaken(it.verdict) && layers.iter().any(|layer| layer.id == it.cell.layer)
        });
        LayerStanding {
            aws: halves(|owner| match owner {
                Owner::Aws | Owner::Operator => 2,
                Owner::Shared => 1,
                Owner::Customer | Owner::Absent => 0,
            }),
            yours: halves(|owner| match owner {
                Owner::Customer => 2,
                Owner::Shared => 1,
                Owner::Aws | Owner::Operator | Owner::Absent => 0,
            }),
            duties: practices.len(),
            met,
            score: sum.score(),
            mistaken: mistaken.count(),
            column,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyze;
    use crate::assessment::{Assessment, AssessmentId, Response};

    #[test]
    fn the_stack_has_every_layer_from_the_top_down() {
        let catalog = demarc_edition::catalog();
        let today = "2026-11-24".parse().unwrap();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        assert_eq!(analyze(catalog, &it, &today).stack(catalog), []);
        it.add_service("s3/general-purpose".parse().unwrap());
        it.add_service("ec2/instance".parse().unwrap());
        let analysis = analyze(catalog, &it, &today);
        let stack = analysis.stack(catalog);
        let covered: usize = stack.iter().map(|it| it.column.layers.len()).sum();
        assert_eq!(covered, catalog.layers.len());
        let last = stack.last().unwrap();
        assert_eq!((last.column.layers.start, last.percent_yours()), (0, 0));
        let guest = stack
            .iter()
            .find(|it| it.column.short == "Guest OS")
            .unwrap();
        // EC2's is the customer's; S3's is AWS's.
        assert_eq!((guest.aws, guest.yours, guest.percent_yours()), (2, 2, 50));
        assert!(guest.duties > 0 && guest.met == 0 && guest.score.is_none());
        let duties: Vec<_> = analysis
            .practices
            .iter()
            .map(|it| it.practice.clone())
            .collect();
        for id in &duties {
            it.respond(id, Some(Response::Fully));
        }
        let analysis = analyze(catalog, &it, &today);
        for layer in analysis.stack(catalog) {
            assert_eq!(layer.met, layer.duties, "{}", layer.column.name);
        }
    }
}
