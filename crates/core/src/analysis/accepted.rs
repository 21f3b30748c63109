//! Accepted risks: the state of an acceptance on a day, and the register of all of them.

use std::cmp::Reverse;

use super::{Analysis, Gap};
use crate::assessment::{Acceptance, Assessment};
use demarc_catalog::Date;

demarc_catalog::keyed! {
    /// The state of the acceptance of a gap's risk on the day of the analysis.
    pub enum AcceptanceState {
        /// It holds.
        Accepted = "accepted",
        /// Its last day has passed: the gap is an ordinary one again.
        Expired = "acceptance-expired",
    }
}

impl AcceptanceState {
    pub(super) fn of(acceptance: &Acceptance, today: &Date) -> Self {
        if acceptance.holds_on(today) {
            Self::Accepted
        } else {
            Self::Expired
        }
    }
}

/// An entry of the register of accepted risks.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptedRisk<'a> {
    /// The gap.
    pub gap: &'a Gap,
    /// The impact of the practice, 1 to 5.
    pub impact: u32,
    /// The acceptance.
    pub acceptance: &'a Acceptance,
    /// Its state on the day of the analysis.
    pub state: AcceptanceState,
    /// The days to its last day, 0 on that day and negative after it; `None` without a last day.
    pub days_left: Option<i32>,
}

impl Analysis {
    /// The register of accepted risks: expired acceptances first, then those that end first, those without a last day at
    /// the end. Of equals, the greater impact comes first, then the order of the gaps. `assessment` must be the one that
    /// was analyzed.
    #[must_use]
    pub fn accepted_risks<'a>(&'a self, assessment: &'a Assessment) -> Vec<AcceptedRisk<'a>> {
        let entry = |gap: &'a Gap| {
            let state = gap.acceptance?;
            let answer = assessment.answers.get(&gap.practice)?;
            let acceptance = answer.accepted_risk()?;
            let until = acceptance.until.as_ref();
            Some(AcceptedRisk {
                gap,
                impact: self.finding(&gap.practice)?.weight.impact,
                acceptance,
                state,
                days_left: until.map(|until| self.day.days_until(until)),
            })
        };
        let mut register: Vec<AcceptedRisk<'a>> = self.gaps.iter().filter_map(entry).collect();
        register.sort_by_key(|it| {
            let end = it.days_left;
            (end.is_none(), end, Reverse(it.impact))
        });
        register
    }

    /// The gaps whose risk is not accepted, by priority.
    pub fn open_gaps(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| !gap.is_accepted())
    }

    /// The number of gaps whose risk is accepted on the day of the analysis.
    #[must_use]
    pub fn accepted(&self) -> usize {
        self.gaps.iter().filter(|gap| gap.is_accepted()).count()
    }

    /// The number of gaps whose acceptance has expired.
    #[must_use]
    pub fn expired(&self) -> usize {
        let gaps = self.gaps.iter();
        gaps.filter(|gap| gap.acceptance == Some(AcceptanceState::Expired))
            .count()
    }

    /// The gaps that are past their due date, by priority.
    pub fn overdue(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| gap.overdue().is_some())
    }

    /// The days that the gap with the earliest due date is overdue; `None` if no gap is.
    #[must_use]
    pub fn longest_overdue(&self) -> Option<u32> {
        self.overdue().filter_map(Gap::overdue).max()
    }
}
