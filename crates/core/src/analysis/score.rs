//! Weights, scores, bands and grades, in whole numbers until the last division.
//! It knows nothing of which practices apply.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::assessment::Response;
use demarc_catalog::{FactId, Level, Practice};

/// At most two facts raise a weight: 1 + 2 × 0.25 = 1.5.
const MOST_RAISES: u32 = 2;

/// What a practice weighs: impact × exposure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weight {
    /// The impact, 1 to 5.
    pub impact: u32,
    /// The facts of the situation that raise it; the first two count.
    pub raised_by: Vec<FactId>,
    /// Four times the weight: impact × (4 + facts that count), 4 to 30.
    pub quarters: u32,
}

impl Weight {
    pub(super) fn of(practice: &Practice, facts: &BTreeSet<FactId>) -> Self {
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

/// The sums a score is made of. All are in twelfths: quarters of weight times thirds of level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// What the answered levels are worth: Σ weight × value.
    pub earned: u32,
    /// What the answered practices could be worth: Σ weight; don't know included.
    pub answered: u32,
    /// The part of `answered` that was answered with don't know.
    pub unknown: u32,
    /// The same for practices that apply and are not answered yet.
    pub unanswered: u32,
}

/// A score with its band, each 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// The score: don't know counts as 0, unanswered practices are left out.
    pub value: f64,
    /// The band's low end: every don't know and unanswered practice at 0.
    pub low: f64,
    /// The band's high end: every don't know and unanswered practice at 1.
    pub high: f64,
    /// What it is made of.
    pub made_of: Sum,
}

demarc_catalog::keyed! {
    /// A word for a score; where each starts, [`Grade::starts_at`] says.
    pub enum Grade {
        /// The lowest.
        Exposed = "exposed",
        /// Above it.
        Developing = "developing",
        /// Above that.
        Established = "established",
        /// The highest.
        Assured = "assured",
    }
}

impl Grade {
    /// The lowest score that has it, 0 to 100.
    #[must_use]
    pub fn starts_at(self) -> u32 {
        match self {
            Self::Exposed => 0,
            Self::Developing => 40,
            Self::Established => 70,
            Self::Assured => 90,
        }
    }

    /// Where the next higher grade starts; 100 for the highest.
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

    /// The score; `None` while nothing applicable is answered.
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

    /// The grade before any cap, on the exact score; `None` without a score.
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
