//! What the part of evidence brings for other pages. It is fetched when the open assessment has evidence, and until then
//! these pages show what they show without.

use std::sync::OnceLock;

use leptos::prelude::*;

use super::reading::State;
use crate::loading::{Loading, Part};
use demarc_catalog::PracticeId;
use demarc_core::analysis::{Analysis, Contradictions};
use demarc_core::assessment::Assessment;

/// The functions of the part of evidence.
#[derive(Clone, Copy)]
pub struct EvidenceAccess {
    /// The answers that the record of evidence contradicts, which nobody has explained.
    pub contradictions: fn(&Assessment, &Analysis, &str) -> Contradictions,
    /// What was found about a practice, for its question.
    pub panel: fn(State, &'static PracticeId) -> AnyView,
    /// The score that the findings support, and a sentence on it, for the overview; `None` without a scan.
    pub supported: fn(State) -> Option<(f64, String)>,
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
        Loading::has(Part::EVIDENCE)
            .then(|| ACCESS.get().copied())
            .flatten()
    }
}
