//! What the findings of scanners say beside what a user said.
//!
//! The file of a scanner is reduced to a [`Scan`], which has counts and neither findings nor names of resources. The
//! crate `demarc-findings` reads files into scans. [`Evidence`] is what belongs to one assessment: its scans, and how the
//! user settled contradictions. [`weigh`] compares it with the answers. It changes no answer.

mod collected;
mod compare;
mod counts;
mod scan;
mod weigh;
mod weighing;

pub(crate) use collected::entry_text;
pub use collected::{AGE_LIMIT, Accounts, Evidence, Explanation, ExplanationKind, KeptScan};
pub use compare::{EvidenceComparison, Settled, compare_evidence};
pub use counts::{CheckCounts, Coverage, ScanState};
pub use scan::{LeftOut, Scan, ScanKind, Tally};
pub use weigh::{
    CheckEvidence, ExplanationState, PracticeEvidence, Verdict, Weighed, analyze_beside,
    as_supported, weigh,
};
pub use weighing::Weighing;
