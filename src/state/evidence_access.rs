//! What the part of evidence brings for other pages. It is fetched when the open assessment has evidence, and until then
//! these pages show what they show without.

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::loading::Loading;
use demarc_catalog::{Date, PracticeId};
use demarc_core::analysis::Analysis;
use demarc_core::assessment::Assessment;
use demarc_core::evidence::{Evidence, Weighed};

/// An analysis that considers evidence, that evidence, and what it says beside the answers.
pub type WithEvidence = (Analysis, Evidence, Weighed);

/// The functions of the part of evidence.
#[derive(Clone, Copy)]
pub struct EvidenceAccess {
    /// Analyzes an assessment as of a day with a record of evidence; `None` for a record that can't be read.
    pub analyze: fn(&Assessment, &str, &Date) -> Option<WithEvidence>,
    /// What was found about a practice, for its question.
    pub panel: fn(&'static PracticeId) -> AnyView,
    /// The score that the findings support, and a sentence on it, for the overview; `None` without a scan.
    pub supported: fn() -> Option<(f64, String)>,
}

static ACCESS: OnceLock<EvidenceAccess> = OnceLock::new();

impl EvidenceAccess {
    /// Takes the functions, when they have come.
    pub fn set(self) {
        // Already set when the part was fetched twice: to the same functions.
        let _ = ACCESS.set(self);
    }

    /// The functions, once they are there; tracked.
    pub fn get() -> Option<Self> {
        Loading::has_evidence()
            .then(|| ACCESS.get().copied())
            .flatten()
    }
}
