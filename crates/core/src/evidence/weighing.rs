//! Evidence together with what it says beside the answers: what reports and files tell of it.

use std::cmp::Reverse;

use super::counts::count_of;
use super::{CheckEvidence, Evidence, KeptScan, PracticeEvidence, ScanState, Verdict, Weighed};
use crate::analysis::{Analysis, Score};
use demarc_catalog::{Date, Level, PracticeId};

/// Evidence, and what it says beside the answers of one assessment.
#[derive(Debug, Clone, Copy)]
pub struct Weighing<'a> {
    /// The evidence.
    pub evidence: &'a Evidence,
    /// What it says.
    pub weighed: &'a Weighed,
}

impl<'a> Weighing<'a> {
    /// What the findings say of a practice in scope.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&'a PracticeEvidence> {
        self.weighed.practice(id)
    }

    /// See [`Weighed::open_first`].
    #[must_use]
    pub fn open(&self, analysis: &Analysis) -> Vec<&'a PracticeEvidence> {
        self.weighed.open_first(analysis)
    }

    /// The scans, the newest first, each with what became of it.
    pub fn scans(&self) -> impl Iterator<Item = (&'a KeptScan, &'a ScanState)> {
        self.evidence.scans.iter().zip(&self.weighed.scans)
    }

    /// Whether any finding counts.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.weighed.has_findings()
    }

    /// The tools whose findings of a check count, each once, sorted.
    #[must_use]
    pub fn tools(&self, of: &CheckEvidence) -> Vec<&'a str> {
        let counting = self
            .scans()
            .filter(|(_, state)| **state == ScanState::Counts);
        let having = counting.filter(|(kept, _)| {
            let list = kept.scan.checks.get(&of.list);
            list.is_some_and(|it| it.contains_key(&of.check))
        });
        let mut tools: Vec<&str> = having.map(|(kept, _)| kept.scan.tool.as_str()).collect();
        tools.sort_unstable();
        tools.dedup();
        tools
    }
}

impl Weighed {
    /// The score that the findings support; `None` while no finding counts.
    #[must_use]
    pub fn supported_score(&self) -> Option<Score> {
        self.supported.score.filter(|_| self.has_findings())
    }

    /// Whether any finding counts.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.scans.contains(&ScanState::Counts)
    }

    /// The contradictions that no explanation settles: first those that take most from the score.
    #[must_use]
    pub fn open_first(&self, analysis: &Analysis) -> Vec<&PracticeEvidence> {
        let mut open: Vec<_> = self.open().collect();
        let lost = |it: &&PracticeEvidence| {
            let finding = analysis.finding(&it.practice)?;
            let level = finding.response.as_ref()?.level()?;
            let lost = level.thirds().saturating_sub(it.at_most?.thirds());
            Some(finding.weight.quarters * lost)
        };
        open.sort_by_key(|it| Reverse(lost(it)));
        open
    }
}

impl PracticeEvidence {
    /// The failing checks that the verdict rests on: those that could contradict the answer, or, where none of them
    /// fails, those that raise a question.
    pub fn failing(&self) -> impl Iterator<Item = &CheckEvidence> {
        let is_direct = self.at_most.is_some();
        self.checks
            .iter()
            .filter(move |it| it.counts.failed > 0 && (it.at_most.is_some() || !is_direct))
    }

    /// The level that the failing checks allow where that says something new: the answer is contradicted or missing.
    #[must_use]
    pub fn allowed(&self) -> Option<Level> {
        let says = matches!(self.verdict, Verdict::Contradicted | Verdict::Unanswered);
        self.at_most.filter(|_| says)
    }

    /// In how many accounts any check of it passed or failed.
    #[must_use]
    pub fn all_accounts(&self) -> usize {
        let accounts = self.checks.iter().flat_map(|it| it.counts.accounts.clone());
        let others = self.checks.iter().map(|it| it.counts.other_accounts);
        count_of(&accounts.collect(), others.max().unwrap_or_default())
    }

    /// The day of the newest finding of any check.
    #[must_use]
    pub fn newest(&self) -> Option<&Date> {
        let days = self.checks.iter().map(|it| it.counts.newest.as_ref());
        days.max().flatten()
    }

    /// A sum over all checks, such as of what passed.
    #[must_use]
    pub fn sum(&self, of: impl Fn(&super::CheckCounts) -> u32) -> u32 {
        let numbers = self.checks.iter().map(|it| of(&it.counts));
        numbers.fold(0, u32::saturating_add)
    }
}
