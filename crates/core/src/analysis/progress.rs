//! Navigation between questions: the practices of a domain, the first open one, the previous and the next.

use super::{Analysis, DomainStanding, Finding};
use demarc_catalog::{DomainId, PracticeId};

/// The position of a practice among those in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The previous practice.
    pub previous: Option<PracticeId>,
    /// The next practice.
    pub next: Option<PracticeId>,
    /// Its number, counted from 1.
    pub number: usize,
    /// The number of practices in scope.
    pub of: usize,
}

impl Analysis {
    /// The practices of a domain that are in scope, in catalog order.
    pub fn in_domain(&self, domain: &DomainId) -> impl Iterator<Item = &Finding> + use<'_> {
        let domain = domain.clone();
        let is_in = move |it: &&Finding| it.practice.is_in(&domain);
        self.practices.iter().filter(is_in)
    }

    /// The first practice without an answer.
    #[must_use]
    pub fn first_open(&self) -> Option<&PracticeId> {
        let mut all = self.practices.iter();
        all.find(|it| it.response.is_none()).map(|it| &it.practice)
    }

    /// The first practice of a domain without an answer; the first of all when every one is answered.
    #[must_use]
    pub fn entry_of(&self, domain: &DomainId) -> Option<&PracticeId> {
        let open = self.in_domain(domain).find(|it| it.response.is_none());
        let entry = open.or_else(|| self.in_domain(domain).next());
        entry.map(|it| &it.practice)
    }

    /// The position of a practice; `None` for one that is not in scope.
    #[must_use]
    pub fn position(&self, practice: &PracticeId) -> Option<Position> {
        let all = &self.practices;
        let index = all.iter().position(|it| it.practice == *practice)?;
        let at = |index: usize| all.get(index).map(|it| it.practice.clone());
        Some(Position {
            previous: index.checked_sub(1).and_then(at),
            next: at(index + 1),
            number: index + 1,
            of: all.len(),
        })
    }

    /// The domain with the lowest score, the first of several; `None` while no domain has a score.
    #[must_use]
    pub fn lowest_domain(&self) -> Option<(&DomainStanding, f64)> {
        let mut lowest: Option<(&DomainStanding, f64)> = None;
        for domain in &self.domains {
            if let Some(score) = domain.standing.score
                && lowest.is_none_or(|(_, least)| score.value < least)
            {
                lowest = Some((domain, score.value));
            }
        }
        lowest
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Analysis, analyze};
    use crate::assessment::{Assessment, AssessmentId, Response};

    /// The day of the analyses.
    fn today() -> demarc_catalog::Date {
        "2026-11-24".parse().unwrap()
    }

    fn answered(answers: &[(usize, Response)]) -> Analysis {
        let catalog = demarc_edition::catalog();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let asked = analyze(catalog, &it, &today()).practices;
        for (index, response) in answers {
            it.respond(&asked[*index].practice, Some(response.clone()));
        }
        analyze(catalog, &it, &today())
    }

    #[test]
    fn each_practice_knows_its_neighbors() {
        let analysis = answered(&[]);
        let all = &analysis.practices;
        let last = all.len() - 1;
        for (index, finding) in all.iter().enumerate() {
            let it = analysis.position(&finding.practice).unwrap();
            assert_eq!((it.number, it.of), (index + 1, all.len()));
            assert_eq!(it.previous.is_none(), index == 0);
            assert_eq!(it.next.is_none(), index == last);
        }
        assert_eq!(analysis.position(&"iam.none".parse().unwrap()), None);
    }

    #[test]
    fn one_goes_on_with_the_first_that_is_open() {
        let none = answered(&[]);
        let domain = none.practices[0].practice.domain();
        let count = none.in_domain(&domain).count();
        let all: Vec<_> = (0..count).map(|it| (it, Response::Fully)).collect();
        let last = &none.practices[count - 1].practice;
        let analysis = answered(&all[..count - 1]);
        assert_eq!(analysis.first_open(), Some(last));
        assert_eq!(analysis.entry_of(&domain), Some(last));
        // When every practice of the domain is answered, the first one is the entry.
        let done = answered(&all);
        assert_eq!(done.entry_of(&domain), Some(&none.practices[0].practice));
        assert_eq!(done.first_open(), Some(&none.practices[count].practice));
    }

    #[test]
    fn the_lowest_domain_is_one_with_a_score() {
        assert_eq!(answered(&[]).lowest_domain(), None);
        let analysis = answered(&[(0, Response::Started)]);
        let (lowest, score) = analysis.lowest_domain().unwrap();
        assert!(analysis.practices[0].practice.is_in(&lowest.domain));
        assert!((score - 100.0 / 3.0).abs() < 1e-9);
    }
}
