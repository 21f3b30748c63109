//! The analysis of assessments. What analyzes is not in the first load, because the first pages do without: until it is
//! there, there is no analysis.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::evidence_access::EvidenceAccess;
use crate::browser::clock;
use crate::loading::{Loading, Part};
use demarc_catalog::Date;
use demarc_core::analysis::{Analysis, Contradictions};
use demarc_core::assessment::{Assessment, Field};

/// Analyzes an assessment as of a day, with the answers that findings contradict.
pub type Analyze = fn(&Assessment, &Contradictions, &Date) -> Analysis;

/// Says what a field of an assessment has now: “Owner of … is “…””.
pub type TellField = fn(&Field, &Assessment) -> String;

/// What tells of fields, once it is there. It comes with what analyzes.
static TELL_FIELD: OnceLock<TellField> = OnceLock::new();

/// What analyzes, once it is there.
static ANALYZE: OnceLock<Analyze> = OnceLock::new();

/// An analysis. Two are equal when they are the same one: comparing them by content is left to what analyzes.
#[derive(Debug, Clone)]
pub struct Analyzed(Arc<Analysis>);

impl Analyzed {
    /// An analysis, or the earlier one where that is equal.
    pub fn new(analysis: Analysis, earlier: Option<&Self>) -> Self {
        match earlier {
            Some(earlier) if *earlier.0 == analysis => earlier.clone(),
            _ => Self(Arc::new(analysis)),
        }
    }
}

impl Deref for Analyzed {
    type Target = Analysis;
    fn deref(&self) -> &Analysis {
        &self.0
    }
}

impl PartialEq for Analyzed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Takes what analyzes and what tells of fields, when they have come.
pub fn set_analyze((analyze, tell): (Analyze, TellField)) {
    // Already set when it was fetched twice: to the same functions.
    let _ = ANALYZE.set(analyze);
    let _ = TELL_FIELD.set(tell);
}

/// What a field has now; until what tells it is there, that something changed.
pub(super) fn told(field: &Field, of: &Assessment) -> String {
    let tell = TELL_FIELD.get();
    tell.map_or_else(|| "a change".to_owned(), |tell| tell(field, of))
}

/// The analysis of an assessment as of today; `None` while what analyzes is not there; tracked. `evidence` is the record of
/// its evidence, if it has one; its findings count once what reads them is there, too.
pub fn analysis(of: &Assessment, evidence: Option<&str>) -> Option<Analysis> {
    // Asked first, so that whoever reads this hears when it comes.
    let is_there = Loading::has(Part::ANALYSIS);
    let analyze = ANALYZE.get().filter(|_| is_there)?;
    let today = clock::day();
    let analysis = analyze(of, &Contradictions::default(), &today);
    let access = evidence.and_then(|it| Some((it, EvidenceAccess::get()?)));
    let Some((evidence, access)) = access else {
        return Some(analysis);
    };
    let weighed = (access.weigh)(of, &analysis, evidence);
    let contradictions = weighed.map(|(_, weighed)| weighed.contradictions());
    Some(match contradictions.filter(|it| !it.is_empty()) {
        Some(contradictions) => analyze(of, &contradictions, &today),
        None => analysis,
    })
}
