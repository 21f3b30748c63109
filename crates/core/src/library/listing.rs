//! The list of the assessments on a device: what is told of each, searching, and orders.

use std::cmp::Ordering;

use super::Resume;
use crate::analysis::{Analysis, Grade};
use crate::assessment::Assessment;

/// What the list tells of an assessment, from its analysis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many practices are answered.
    pub answered: usize,
    /// How many practices are in scope.
    pub in_scope: usize,
    /// The score; `None` while nothing is answered.
    pub score: Option<f64>,
    /// The grade, where there are enough answers.
    pub grade: Option<Grade>,
    /// How many gaps are overdue.
    pub overdue: usize,
    /// Where to go on.
    pub resume: Resume,
}

impl Summary {
    /// The summary of an assessment with its analysis.
    #[must_use]
    pub fn of(assessment: &Assessment, analysis: &Analysis) -> Self {
        let whole = &analysis.whole;
        Self {
            answered: whole.answered,
            in_scope: whole.in_scope,
            score: whole.score.map(|it| it.value),
            grade: whole.grade,
            overdue: analysis.overdue().count(),
            resume: Resume::of(assessment, whole),
        }
    }
}

demarc_catalog::keyed! {
    /// What the list is sorted by.
    pub enum ListSort {
        /// When it was changed, the latest first.
        Changed = "changed",
        /// The name, from A to Z.
        Name = "name",
        /// The score, the lowest first, and those without one last.
        Score = "score",
        /// How many gaps are overdue, the most first.
        Overdue = "overdue",
    }
}

impl ListSort {
    /// Whether the order depends on summaries.
    #[must_use]
    pub fn needs_summaries(self) -> bool {
        matches!(self, Self::Score | Self::Overdue)
    }
}

/// What of the list is shown, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// The words that are looked for.
    pub search: String,
    /// What it is sorted by.
    pub sort: ListSort,
    /// Whether the order is turned around.
    pub is_reversed: bool,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            search: String::new(),
            sort: ListSort::Changed,
            is_reversed: false,
        }
    }
}

impl ListQuery {
    /// Sorts by this; in the other direction when it is sorted by this already.
    pub fn sort_by(&mut self, sort: ListSort) {
        self.is_reversed = self.sort == sort && !self.is_reversed;
        self.sort = sort;
    }

    /// The indices of the assessments that have every word looked for in the name or the workload, in order. The summary of
    /// each has the same index; one that is not known yet comes last in an order that needs it.
    #[must_use]
    pub fn list(&self, assessments: &[Assessment], summaries: &[Option<Summary>]) -> Vec<usize> {
        let search = self.search.to_lowercase();
        let has_all = |it: &Assessment| {
            let text = format!("{} {}", it.name, it.profile.workload).to_lowercase();
            search.split_whitespace().all(|word| text.contains(word))
        };
        let found = assessments.iter().enumerate();
        let mut found: Vec<usize> = found
            .filter(|(_, it)| has_all(it))
            .map(|(index, _)| index)
            .collect();
        let names: Vec<String> = match self.sort {
            ListSort::Name => assessments
                .iter()
                .map(|it| it.name.to_lowercase())
                .collect(),
            _ => Vec::new(),
        };
        let changed = |index: usize| assessments.get(index).map(|it| it.edits.latest());
        let summary = |index: usize| summaries.get(index).copied().flatten();
        let direction = |order: Ordering| {
            if self.is_reversed {
                order.reverse()
            } else {
                order
            }
        };
        found.sort_by(|one, other| {
            let (one, other) = (*one, *other);
            match self.sort {
                ListSort::Changed => direction(changed(other).cmp(&changed(one))),
                ListSort::Name => direction(names.get(one).cmp(&names.get(other))),
                ListSort::Score => {
                    let score = |index| summary(index).and_then(|it| it.score);
                    known_first(score(one), score(other), |one, other| {
                        direction(one.total_cmp(other))
                    })
                }
                ListSort::Overdue => {
                    let overdue = |index| summary(index).map(|it| it.overdue);
                    known_first(overdue(one), overdue(other), |one, other| {
                        direction(other.cmp(one))
                    })
                }
            }
        });
        found
    }
}

/// The order of two figures; one that is missing comes last in either direction.
fn known_first<T>(
    one: Option<T>,
    other: Option<T>,
    order: impl FnOnce(&T, &T) -> Ordering,
) -> Ordering {
    match (&one, &other) {
        (Some(one), Some(other)) => order(one, other),
        _ => other.is_some().cmp(&one.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::assessment::{AssessmentId, Moment, Response};

    fn assessments() -> Vec<Assessment> {
        let named = ["beta shop", "Alpha", "gamma shop"];
        let mut all: Vec<_> = named
            .iter()
            .zip(0..)
            .map(|(name, bits)| Assessment::new(AssessmentId::from_bits(bits), *name))
            .collect();
        for (it, at) in all.iter_mut().zip([3, 1, 2]) {
            let at = Moment::after(Moment::default(), at, 0);
            it.edit(at, |it| it.profile.workload = format!("Sells {}", it.name));
        }
        all
    }

    fn summary(score: Option<f64>, overdue: usize) -> Option<Summary> {
        Some(Summary {
            answered: 1,
            in_scope: 2,
            score,
            grade: None,
            overdue,
            resume: Resume::Practices,
        })
    }

    fn list(query: &ListQuery, summaries: &[Option<Summary>]) -> Vec<usize> {
        query.list(&assessments(), summaries)
    }

    #[test]
    fn each_order_has_its_direction_and_turns_around() {
        let summaries = [
            summary(Some(70.0), 0),
            summary(None, 1),
            summary(Some(40.0), 3),
        ];
        let mut query = ListQuery::default();
        let mut both = |sort| {
            if query.sort != sort {
                query.sort_by(sort);
            }
            let one = list(&query, &summaries);
            query.sort_by(sort);
            (one, list(&query, &summaries))
        };
        assert_eq!(both(ListSort::Changed), (vec![0, 2, 1], vec![1, 2, 0]));
        assert_eq!(both(ListSort::Name), (vec![1, 0, 2], vec![2, 0, 1]));
        // Without a score, it is last either way.
        assert_eq!(both(ListSort::Score), (vec![2, 0, 1], vec![0, 2, 1]));
        assert_eq!(both(ListSort::Overdue), (vec![2, 1, 0], vec![0, 1, 2]));
    }

    #[test]
    fn what_is_not_known_yet_comes_last() {
        let query = ListQuery {
            sort: ListSort::Overdue,
            ..ListQuery::default()
        };
        assert_eq!(list(&query, &[]), [0, 1, 2]);
        assert_eq!(list(&query, &[None, None, summary(None, 0)]), [2, 0, 1]);
    }

    #[test]
    fn every_word_is_looked_for_in_name_and_workload() {
        let found = |search: &str| {
            let query = ListQuery {
                search: search.to_owned(),
                ..ListQuery::default()
            };
            list(&query, &[])
        };
        assert_eq!(found(" SHOP "), [0, 2]);
        assert_eq!(found("sells gamma"), [2]);
        assert_eq!(found("shop alpha"), [0; 0]);
        assert_eq!(found(""), [0, 2, 1]);
    }

    #[test]
    fn a_summary_says_what_the_analysis_says() {
        let catalog = demarc_edition::catalog();
        let today = "2026-11-24".parse().unwrap();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        it.add_service("s3/general-purpose".parse().unwrap());
        let first = analyze(catalog, &it, &today).first_open().cloned().unwrap();
        it.respond(&first, Some(Response::Started));
        it.change_answer(&first, |answer| {
            answer.due = Some("2026-11-01".parse().unwrap());
        });
        let analysis = analyze(catalog, &it, &today);
        let summary = Summary::of(&it, &analysis);
        assert_eq!((summary.answered, summary.overdue), (1, 1));
        assert_eq!(summary.score, analysis.whole.score.map(|it| it.value));
        assert_eq!(summary.resume, Resume::Practices);
        assert!(summary.in_scope > 1 && summary.grade.is_none());
    }
}
