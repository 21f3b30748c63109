//! Queries on beliefs: by cell, by verdict, and the statements without an answer.

use super::{Analysis, BeliefCheck, BeliefStatement, CellRef, Verdict};
use crate::assessment::Assessment;

impl Analysis {
    /// The belief about a layer of a service, if there is one.
    #[must_use]
    pub fn belief_about(&self, cell: &CellRef) -> Option<&BeliefCheck> {
        self.beliefs.iter().find(|it| it.cell == *cell)
    }

    /// The beliefs with this verdict, in order.
    pub fn beliefs_with(&self, verdict: Verdict) -> impl Iterator<Item = &BeliefCheck> {
        let beliefs = self.beliefs.iter();
        beliefs.filter(move |it| it.verdict == verdict)
    }
}

/// The number of statements without an answer.
#[must_use]
pub fn unanswered(statements: &[BeliefStatement], assessment: &Assessment) -> usize {
    let open = statements.iter().filter(|it| {
        let cell = &it.cell;
        assessment.belief(&cell.service, &cell.layer).is_none()
    });
    open.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{analyze, statements};
    use crate::assessment::{AssessmentId, Belief};

    /// The day of the analyses.
    fn today() -> demarc_catalog::Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn what_was_believed_is_found_by_cell_and_by_what_came_of_it() {
        let catalog = demarc_edition::catalog();
        let texts = demarc_edition::texts().unwrap();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        it.add_service("ec2/instance".parse().unwrap());
        let section = statements(catalog, texts, &it).remove(0);
        assert_eq!(unanswered(&section, &it), section.len());
        let cell = section[0].cell.clone();
        it.believe(&cell.service, &cell.layer, Some(Belief::NotSure));
        assert_eq!(unanswered(&section, &it), section.len() - 1);
        let analysis = analyze(catalog, &it, &today());
        let unsure: Vec<_> = analysis.beliefs_with(Verdict::Unsure).collect();
        assert_eq!(unsure, [analysis.belief_about(&cell).unwrap()]);
        assert_eq!(analysis.beliefs_with(Verdict::Agrees).count(), 0);
    }
}
