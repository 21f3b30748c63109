//! The analysis of assessments. What analyzes is not in the first load, because the first pages do without: until it is
//! there, there is no analysis.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::evidence_access::EvidenceAccess;
use crate::browser::clock;
use crate::loading::Loading;
use demarc_catalog::Date;
use demarc_core::analysis::{Analysis, analyze};
use demarc_core::assessment::Assessment;
use demarc_core::evidence::{Evidence, Weighed, Weighing};

/// Analyzes an assessment as of a day, with the record of its evidence if it has one. The result is the earlier one where
/// that is equal.
pub type Analyze = fn(&Assessment, Option<&str>, &Date, Option<&Analyzed>) -> Analyzed;

/// What analyzes, once it is there.
static ANALYZE: OnceLock<Analyze> = OnceLock::new();

/// An analysis, with the evidence that it considers. Two are equal when they are the same one: comparing them by content is
/// left to what analyzes, which is not in the first load.
#[derive(Debug, Clone)]
pub struct Analyzed(Arc<Content>);

#[derive(Debug, PartialEq)]
struct Content {
    analysis: Analysis,
    found: Option<(Evidence, Weighed)>,
}

impl Analyzed {
    /// The evidence, and what it says beside the answers; `None` without evidence, and before what reads it is there.
    pub fn weighing(&self) -> Option<Weighing<'_>> {
        let (evidence, weighed) = self.0.found.as_ref()?;
        Some(Weighing { evidence, weighed })
    }
}

impl Deref for Analyzed {
    type Target = Analysis;
    fn deref(&self) -> &Analysis {
        &self.0.analysis
    }
}

impl PartialEq for Analyzed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Takes what analyzes, when it has come.
pub fn set_analyze(analyze: Analyze) {
    // Already set when it was fetched twice: to the same function.
    let _ = ANALYZE.set(analyze);
}

/// What analyzes. Only the part of that name refers to it, so that it is not in the first load.
pub fn analyze_with_evidence(
    of: &Assessment,
    evidence: Option<&str>,
    today: &Date,
    earlier: Option<&Analyzed>,
) -> Analyzed {
    let beside = evidence.and_then(|record| {
        let analyze = EvidenceAccess::get()?.analyze;
        analyze(of, record, today)
    });
    let now = match beside {
        Some((analysis, evidence, weighed)) => Content {
            analysis,
            found: Some((evidence, weighed)),
        },
        None => Content {
            analysis: analyze(demarc_edition::outline(), of, today),
            found: None,
        },
    };
    match earlier {
        Some(earlier) if *earlier.0 == now => earlier.clone(),
        _ => Analyzed(Arc::new(now)),
    }
}

/// The analysis of an assessment as of today; `None` while what analyzes is not there; tracked. `evidence` is the record of
/// its evidence, if it has one; its findings count once what reads them is there, too.
pub fn analysis(
    of: &Assessment,
    evidence: Option<&str>,
    earlier: Option<&Analyzed>,
) -> Option<Analyzed> {
    // Asked first, so that whoever reads this hears when it comes.
    let is_there = Loading::has_analysis();
    let analyze = ANALYZE.get().filter(|_| is_there)?;
    Some(analyze(of, evidence, &clock::day(), earlier))
}
