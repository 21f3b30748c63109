//! Weights, scores, bands and grades, in whole numbers until the last division.

use serde::Serialize;

use crate::assessment::{Response, SortedSet};
use demarc_catalog::{FactId, Level, Practice};

/// The smallest number of answers that a grade is given for, of a domain and of the whole. Practices that are answered as
/// not applicable do not count. With fewer, one answer decides the grade; there is a score and no grade.
pub const ANSWERS_FOR_A_GRADE: usize = 4;
/// The number of facts that can raise a weight: 1 + 2 × 0.25 = 1.5.
const MOST_RAISES: u32 = 2;

/// The weight of a practice: impact × exposure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weight {
    /// The impact, 1 to 5.
    pub impact: u32,
    /// The facts of the situation that raise the weight; the first two count.
    pub raised_by: Vec<FactId>,
    /// Four times the weight: impact × (4 + facts that count), 4 to 30.
    pub quarters: u32,
}

impl Weight {
    pub(crate) fn of(practice: &Practice, facts: &SortedSet<FactId>) -> Self {
        let mut raised_by: Vec<FactId> = Vec::new();
        for fact in &practice.raised_by {
            if facts.contains(fact) && !raised_by.contains(fact) {
                raised_by.push(fact.clone());
            }
        }
        let raises = u32::try_from(raised_by.len())
            .unwrap_or(MOST_RAISES)
            .min(MOST_RAISES);
        let impact = practice.impact.get();
        Self {
            impact,
            raised_by,
            quarters: impact * (4 + raises),
        }
    }

    /// The weight, 1 to 7.5.
    #[must_use]
    pub fn value(&self) -> f64 {
        f64::from(self.quarters) / 4.0
    }
}

/// The sums that a score is computed from, in twelfths: quarters of weight times thirds of level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Σ weight × value of the answered levels.
    pub earned: u32,
    /// Σ weight of the answered practices, including “don't know”: the maximum of `earned`.
    pub answered: u32,
    /// The part of `answered` with the answer “don't know”.
    pub unknown: u32,
    /// Σ weight of the practices that apply and are not answered.
    pub unanswered: u32,
}

/// A score with its band, each 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// The score: “don't know” counts as 0, unanswered practices are left out.
    pub value: f64,
    /// The low end of the band: every “don't know” and unanswered practice counts as 0.
    pub low: f64,
    /// The high end of the band: every “don't know” and unanswered practice counts as 1.
    pub high: f64,
    /// The sums it is computed from.
    pub made_of: Sum,
}

demarc_catalog::keyed! {
    /// The grade of a score. [`Grade::starts_at`] gives the thresholds. A set of practices has a grade from
    /// [`ANSWERS_FOR_A_GRADE`] answers on. A cornerstone that is not in place, or that nobody can speak for, caps it at
    /// developing.
    pub enum Grade {
        /// The lowest.
        Exposed = "exposed",
        /// The second lowest.
        Developing = "developing",
        /// The second highest.
        Established = "established",
        /// The highest.
        Assured = "assured",
    }
}

impl Grade {
    /// The lowest score with this grade, 0 to 100.
    #[must_use]
    pub fn starts_at(self) -> u32 {
        match self {
            Self::Exposed => 0,
            Self::Developing => 40,
            Self::Established => 70,
            Self::Assured => 90,
        }
    }

    /// The lowest score of the next higher grade; 100 for the highest grade.
    #[must_use]
    pub fn ends_at(self) -> u32 {
        let mut higher = Self::ALL.into_iter().filter(|it| *it > self);
        higher.next().map_or(100, Self::starts_at)
    }
}

impl Sum {
    pub(super) fn add(&mut self, weight: &Weight, response: Option<&Response>) {
        let full = weight.quarters * Level::Fully.thirds();
        match response {
            None => self.unanswered += full,
            Some(Response::NotApplicable { .. }) => {}
            Some(response) => {
                self.answered += full;
                match response.level() {
                    Some(level) => self.earned += weight.quarters * level.thirds(),
                    None => self.unknown += full,
                }
            }
        }
    }

    /// The score; `None` while no applicable practice is answered.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole);
        let whole = self.answered + self.unanswered;
        (self.answered > 0).then(|| Score {
            value: percent(self.earned, self.answered),
            low: percent(self.earned, whole),
            high: percent(self.earned + self.unknown + self.unanswered, whole),
            made_of: *self,
        })
    }

    /// The grade of the exact score, before any cap and however few the answers; `None` without a score.
    #[must_use]
    pub fn grade(&self) -> Option<Grade> {
        let reaches = |grade: &Grade| {
            let (earned, answered) = (u64::from(self.earned), u64::from(self.answered));
            earned * 100 >= answered * u64::from(grade.starts_at())
        };
        let reached = Grade::ALL.into_iter().rev().find(reaches);
        reached.filter(|_| self.answered > 0)
    }
}
