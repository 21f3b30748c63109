//! What somebody says about the report: whose it is, its summary, what is left out of it.
//! It knows nothing of what a report holds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use demarc_catalog::Date;

demarc_catalog::keyed! {
    /// A chapter of the report that can be left out.
    pub enum Chapter {
        /// The summary for an executive.
        Summary = "summary",
        /// What was assumed to be AWS's.
        Assumptions = "assumptions",
        /// The gaps by priority.
        Findings = "findings",
        /// Who owns what.
        Matrix = "matrix",
        /// What is done when.
        Roadmap = "roadmap",
        /// The frameworks.
        Frameworks = "frameworks",
        /// How it was done.
        Method = "method",
        /// All answers and notes.
        Answers = "answers",
    }
}

/// What stands on the cover of the report, and what of it was changed by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cover {
    /// Who prepared it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Whom it is for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client: String,
    /// The day on the cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The summary in somebody's own words; blank: the one that is made from the findings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The chapters that are left out.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub left_out: BTreeSet<Chapter>,
}

impl Cover {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
