//! The settings of the report: the cover, the summary and the chapters that are left out.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use demarc_catalog::Date;

demarc_catalog::keyed! {
    /// A chapter of the report that can be left out.
    pub enum Chapter {
        /// The summary for an executive.
        Summary = "summary",
        /// Layers that were assumed to be AWS's.
        Assumptions = "assumptions",
        /// The gaps by priority.
        Findings = "findings",
        /// The owners of all layers.
        Matrix = "matrix",
        /// The roadmap.
        Roadmap = "roadmap",
        /// The frameworks.
        Frameworks = "frameworks",
        /// The method.
        Method = "method",
        /// All answers and notes.
        Answers = "answers",
    }
}

/// The texts of the report's cover, and the changes that the user made to the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cover {
    /// The author.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// The recipient.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client: String,
    /// The date on the cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The summary that the user wrote; blank: the summary generated from the findings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The chapters that are left out.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub left_out: BTreeSet<Chapter>,
}

impl Cover {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
