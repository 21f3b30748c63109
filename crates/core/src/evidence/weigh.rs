//! Compares what the findings say with the answers: a verdict for each practice, and the score that the findings support.
//! No answer is changed, and a pass never raises a level.

use std::collections::BTreeSet;

use super::counts::{self, CheckCounts, Coverage, ScanState};
use super::{Evidence, Explanation};
use crate::analysis::{Analysis, Contradictions, Finding, Standing, analyze, analyze_with};
use crate::assessment::{Assessment, Response};
use demarc_catalog::{Catalog, CheckListId, Date, Level, PracticeId, Texts};

demarc_catalog::keyed! {
    /// What the findings say of the answer to a practice.
    pub enum Verdict {
        /// The answer is above what a failing direct check allows.
        Contradicted = "contradicted",
        /// A check fails that contradicts nothing and raises a question; or direct checks fail, and the answer is that the
        /// practice does not apply.
        InDoubt = "in-doubt",
        /// Direct checks fail, and there is no answer, or “don't know”. [`PracticeEvidence::at_most`] is offered.
        Unanswered = "unanswered",
        /// Direct checks fail, and the answer is not above what they allow.
        Agrees = "agrees",
        /// Direct checks were seen, and none fails. That proves nothing.
        NothingAgainst = "nothing-against",
        /// It has checks, and none that could contradict the answer was seen.
        NotSeen = "not-seen",
        /// It has no check.
        NoCheck = "no-check",
    }
}

/// The findings beside the answers of one assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// Every practice in scope, in catalog order.
    pub practices: Vec<PracticeEvidence>,
    /// What the findings are of.
    pub coverage: Coverage,
    /// What became of each scan, in the order of [`Evidence::scans`].
    pub scans: Vec<ScanState>,
    /// The standing with every contradicted answer lowered to what its failing checks allow. Its score is never above
    /// that of the answers.
    pub supported: Standing,
}

/// What the findings say of one practice.
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeEvidence {
    /// The practice.
    pub practice: PracticeId,
    /// The verdict.
    pub verdict: Verdict,
    /// The highest level that the failing direct checks allow; `None` while none fails.
    pub at_most: Option<Level>,
    /// The explanation of the user. While it holds, an answer that is contradicted counts as it is.
    pub explained: Option<ExplanationState>,
    /// The checks of the practice that are among the findings: failing ones first, those before that allow least.
    pub checks: Vec<CheckEvidence>,
    /// In how many accounts a check of it passed or failed that could contradict the answer.
    pub accounts: usize,
}

/// The explanation of a contradiction on the day of the analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplanationState {
    /// The explanation.
    pub explanation: Explanation,
    /// Whether it holds.
    pub holds: bool,
    /// The days to its last day, 0 on that day and negative after it; `None` without a last day.
    pub days_left: Option<i32>,
}

/// What the findings say of one check of a practice.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckEvidence {
    /// The list of the check.
    pub list: CheckListId,
    /// The id of the check in the list.
    pub check: String,
    /// The highest level that a failure allows; `None` when a failure only raises a question.
    pub at_most: Option<Level>,
    /// What was found.
    pub counts: CheckCounts,
}

impl PracticeEvidence {
    /// Whether the answer is contradicted, and no explanation holds.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.verdict == Verdict::Contradicted && !self.is_explained()
    }

    /// Whether the answer is contradicted, and an explanation holds.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        let holds = self.explained.as_ref().is_some_and(|it| it.holds);
        self.verdict == Verdict::Contradicted && holds
    }
}

impl Weighed {
    /// What the findings say of a practice in scope.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&PracticeEvidence> {
        self.practices.iter().find(|it| it.practice == *id)
    }

    /// The practices with a verdict, in catalog order.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &PracticeEvidence> + Clone {
        self.practices
            .iter()
            .filter(move |it| it.verdict == verdict)
    }

    /// The contradictions that no explanation settles, in catalog order.
    pub fn open(&self) -> impl Iterator<Item = &PracticeEvidence> {
        self.practices.iter().filter(|it| it.is_open())
    }

    /// The highest level that the findings allow, of each answer that they contradict and that nobody has explained.
    #[must_use]
    pub fn contradictions(&self) -> Contradictions {
        let open = self.open();
        open.filter_map(|it| Some((it.practice.clone(), it.at_most?)))
            .collect()
    }

    /// The contradictions that an explanation settles, in catalog order.
    pub fn explained(&self) -> impl Iterator<Item = &PracticeEvidence> {
        self.practices.iter().filter(|it| it.is_explained())
    }
}

/// Compares evidence with an assessment, as of the day of its analysis.
#[must_use]
pub fn weigh(
    catalog: &Catalog,
    texts: &Texts,
    assessment: &Assessment,
    analysis: &Analysis,
    evidence: &Evidence,
) -> Weighed {
    let counted = counts::count(evidence, &analysis.day);
    let of = |finding: &Finding| {
        let mut checks: Vec<CheckEvidence> = Vec::new();
        let text = texts.practice(&finding.practice);
        let has_check =
            text.is_some_and(|it| it.checks.iter().any(|(_, it)| it.all().next().is_some()));
        for (list, mapping) in text.iter().flat_map(|it| &it.checks) {
            let direct = mapping.direct().map(|(level, check)| (Some(level), check));
            let asks = mapping.asks.iter().map(|check| (None, check.as_str()));
            for (level, check) in direct.chain(asks) {
                if let Some(counts) = counted.checks.get(&(list, check)) {
                    checks.push(CheckEvidence {
                        list: list.clone(),
                        check: check.to_owned(),
                        at_most: level.filter(|_| !counts.is_intent),
                        counts: counts.clone(),
                    });
                }
            }
        }
        checks.sort_by_key(|it| {
            let fails = it.counts.failed > 0;
            (!fails, it.at_most.is_none(), it.at_most)
        });
        judge(finding, checks, has_check, evidence, analysis)
    };
    let practices: Vec<PracticeEvidence> = analysis.practices.iter().map(of).collect();
    let lowered = as_supported(assessment, &practices);
    Weighed {
        practices,
        coverage: counted.coverage,
        scans: counted.scans,
        supported: analyze(catalog, &lowered, &analysis.day).whole,
    }
}

fn judge(
    finding: &Finding,
    checks: Vec<CheckEvidence>,
    has_check: bool,
    evidence: &Evidence,
    analysis: &Analysis,
) -> PracticeEvidence {
    let fails = |it: &&CheckEvidence| it.counts.failed > 0;
    let direct = || checks.iter().filter(|it| it.at_most.is_some());
    let at_most = direct().filter(fails).filter_map(|it| it.at_most).min();
    let asks = checks.iter().any(|it| it.at_most.is_none() && fails(&it));
    let seen: BTreeSet<String> = direct().flat_map(|it| it.counts.accounts.clone()).collect();
    let others = direct().map(|it| it.counts.other_accounts).max();
    let is_seen = direct().any(|it| it.counts.is_seen());
    let level = finding.response.as_ref().and_then(Response::level);
    let verdict = match (at_most, level) {
        (Some(at_most), Some(level)) if level > at_most => Verdict::Contradicted,
        (Some(_), Some(_)) => Verdict::Agrees,
        (Some(_), None) if finding.is_not_applicable() => Verdict::InDoubt,
        (Some(_), None) => Verdict::Unanswered,
        (None, _) if asks => Verdict::InDoubt,
        (None, _) if is_seen => Verdict::NothingAgainst,
        (None, _) if has_check => Verdict::NotSeen,
        (None, _) => Verdict::NoCheck,
    };
    let explained = evidence.explained.get(&finding.practice);
    let explained = explained.map(|explanation| ExplanationState {
        holds: explanation.holds_on(&analysis.day),
        days_left: explanation
            .until
            .as_ref()
            .map(|until| analysis.day.days_until(until)),
        explanation: explanation.clone(),
    });
    PracticeEvidence {
        practice: finding.practice.clone(),
        verdict,
        at_most,
        explained,
        accounts: counts::count_of(&seen, others.unwrap_or_default()),
        checks,
    }
}

/// Analyses an assessment with evidence, as of a day: the answers that findings contradict are gaps. The other result says
/// what the findings say beside the answers.
#[must_use]
pub fn analyze_beside(
    catalog: &Catalog,
    texts: &Texts,
    assessment: &Assessment,
    evidence: &Evidence,
    today: &Date,
) -> (Analysis, Weighed) {
    let analysis = analyze(catalog, assessment, today);
    let weighed = weigh(catalog, texts, assessment, &analysis, evidence);
    let contradictions = weighed.contradictions();
    if contradictions.is_empty() {
        return (analysis, weighed);
    }
    let analysis = analyze_with(catalog, assessment, &contradictions, today);
    (analysis, weighed)
}

/// The assessment with every answer that is contradicted, and not explained, lowered to what the findings allow.
#[must_use]
pub fn as_supported(assessment: &Assessment, practices: &[PracticeEvidence]) -> Assessment {
    let mut lowered = assessment.clone();
    for it in practices.iter().filter(|it| it.is_open()) {
        if let Some(at_most) = it.at_most {
            lowered.respond(&it.practice, Some(at_most.into()));
        }
    }
    lowered
}
