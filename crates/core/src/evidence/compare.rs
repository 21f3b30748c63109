//! Compares what findings say of two versions of an assessment: what got better, what is new, what no longer is
//! contradicted, and why.

use super::as_supported;
use super::{PracticeEvidence, Verdict, Weighed};
use crate::analysis::{Analysis, Score, analyze};
use crate::assessment::{Assessment, SortedSet};
use demarc_catalog::{Catalog, PracticeId};

demarc_catalog::keyed! {
    /// Why an answer is contradicted no more.
    pub enum Settled {
        /// Its checks were seen again, and none of those fails that could contradict it.
        Fixed = "fixed",
        /// The answer is not above what the failing checks allow.
        Lowered = "lowered",
        /// Somebody explained it.
        Explained = "explained",
        /// No finding that counts says anything about it.
        NotSeen = "not-seen",
    }
}

/// What differs between the findings of two versions of an assessment. Practices are in catalog order.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceComparison {
    /// The score that the findings supported before, and the one that they support after.
    pub supported: (Option<Score>, Option<Score>),
    /// What was contradicted before and is not after.
    pub settled: Vec<(PracticeId, Settled)>,
    /// What is contradicted after and was not before.
    pub new: Vec<PracticeId>,
    /// How many answers are contradicted on both sides.
    pub still: usize,
    /// What fewer resources fail, of what is in none of the lists above.
    pub better: Vec<PracticeId>,
    /// What more resources fail, of what is in none of the lists above.
    pub worse: Vec<PracticeId>,
}

/// Compares the findings beside two versions. `None` unless findings count on both sides.
#[must_use]
pub fn compare_evidence(before: &Weighed, after: &Weighed) -> Option<EvidenceComparison> {
    let supported = [before, after].map(Weighed::supported_score);
    if !before.has_findings() || !after.has_findings() {
        return None;
    }
    let mut it = EvidenceComparison {
        supported: (supported[0], supported[1]),
        settled: Vec::new(),
        new: Vec::new(),
        still: 0,
        better: Vec::new(),
        worse: Vec::new(),
    };
    for was in before.open() {
        let is = after.practice(&was.practice);
        match is {
            Some(is) if is.is_open() => it.still += 1,
            _ => it.settled.push((was.practice.clone(), settled(is))),
        }
    }
    for is in &after.practices {
        let was = before.practice(&is.practice);
        match (was.is_some_and(PracticeEvidence::is_open), is.is_open()) {
            (false, true) => it.new.push(is.practice.clone()),
            (false, false) => {
                let failed = was.and_then(failing).zip(failing(is));
                match failed.map(|(was, is)| is.cmp(&was)) {
                    Some(std::cmp::Ordering::Less) => it.better.push(is.practice.clone()),
                    Some(std::cmp::Ordering::Greater) => it.worse.push(is.practice.clone()),
                    _ => {}
                }
            }
            (true, _) => {}
        }
    }
    Some(it)
}

fn settled(is: Option<&PracticeEvidence>) -> Settled {
    match is {
        Some(is) if is.is_explained() => Settled::Explained,
        Some(is) if is.at_most.is_some() => Settled::Lowered,
        Some(is) if failing(is).is_some() => Settled::Fixed,
        _ => Settled::NotSeen,
    }
}

/// How many resources fail checks that could contradict the answer; `None` if no such check was seen.
fn failing(of: &PracticeEvidence) -> Option<u32> {
    let direct = of.checks.iter().filter(|it| it.at_most.is_some());
    let seen = direct.filter(|it| it.counts.is_seen());
    let failed = seen.map(|it| it.counts.failed);
    failed.reduce(u32::saturating_add)
}

impl Weighed {
    /// Whether the findings would contradict that a practice is fully in place.
    #[must_use]
    pub fn forbids_full(&self, practice: &PracticeId) -> bool {
        self.practice(practice).is_some_and(|it| {
            let is_explained = it.explained.as_ref().is_some_and(|it| it.holds);
            it.at_most.is_some() && !is_explained
        })
    }

    /// The score that the findings would support if these practices were answered with “fully”, and nothing was mended.
    #[must_use]
    pub fn supported_if_closed(
        &self,
        catalog: &Catalog,
        assessment: &Assessment,
        analysis: &Analysis,
        closed: &SortedSet<PracticeId>,
    ) -> Option<Score> {
        self.supported_score()?;
        let as_if = self.practices.iter().cloned().map(|mut it| {
            if closed.contains(&it.practice) && self.forbids_full(&it.practice) {
                it.verdict = Verdict::Contradicted;
            }
            it
        });
        let as_if: Vec<PracticeEvidence> = as_if.collect();
        let lowered = as_supported(&assessment.as_if_closed(closed), &as_if);
        analyze(catalog, &lowered, &analysis.day).whole.score
    }
}
