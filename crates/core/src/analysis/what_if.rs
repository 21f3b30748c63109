//! What-if analysis: selections of gaps, the days of work, and the domains of two analyses side by side.

use super::{Analysis, DomainStanding, days};
use crate::assessment::SortedSet;
use demarc_catalog::{Effort, PracticeId};

impl Analysis {
    /// The practices of the gaps with the highest priority, at most `at_most`. Accepted risks are none of them.
    #[must_use]
    pub fn first_gaps(&self, at_most: usize) -> SortedSet<PracticeId> {
        let first = self.open_gaps().take(at_most);
        first.map(|gap| gap.practice.clone()).collect()
    }

    /// The practices of the gaps with this effort, without accepted risks.
    #[must_use]
    pub fn gaps_of_effort(&self, effort: Effort) -> SortedSet<PracticeId> {
        let gaps = self.open_gaps().filter(|gap| gap.effort == effort);
        gaps.map(|gap| gap.practice.clone()).collect()
    }

    /// The days of work that are planned for the gaps of these practices.
    #[must_use]
    pub fn days_to_close(&self, practices: &SortedSet<PracticeId>) -> u32 {
        let gaps = self.gaps.iter();
        let gaps = gaps.filter(|gap| practices.contains(&gap.practice));
        gaps.map(|gap| days(gap.effort)).sum()
    }

    /// The domains that are in scope in both analyses, with both standings.
    pub fn domains_beside<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (&'a DomainStanding, &'a DomainStanding)> {
        self.domains.iter().filter_map(|domain| {
            let mut others = other.domains.iter();
            Some((domain, others.find(|it| it.domain == domain.domain)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::assessment::{Assessment, AssessmentId, Response};

    /// The day of the analyses.
    fn today() -> demarc_catalog::Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn closing_gaps_takes_the_days_of_their_efforts() {
        let catalog = demarc_edition::catalog();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        for finding in analyze(catalog, &it, &today()).practices {
            it.respond(&finding.practice, Some(Response::NotInPlace));
        }
        let now = analyze(catalog, &it, &today());
        let first = now.first_gaps(5);
        assert_eq!(first.len(), 5);
        assert!(
            now.gaps[..5]
                .iter()
                .all(|gap| first.contains(&gap.practice))
        );
        let small = now.gaps_of_effort(Effort::Small);
        let count = u32::try_from(small.len()).unwrap();
        assert_eq!(now.days_to_close(&small), count * days(Effort::Small));
        assert_eq!(now.days_to_close(&SortedSet::default()), 0);
        let then = analyze(catalog, &it.as_if_closed(&small), &today());
        assert_eq!(then.gaps.len(), now.gaps.len() - small.len());
        let beside: Vec<_> = now.domains_beside(&then).collect();
        assert_eq!(beside.len(), now.domains.len());
        assert!(beside.iter().all(|(was, is)| was.domain == is.domain));
    }
}
