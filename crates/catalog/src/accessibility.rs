//! The accessibility statement: what was tested, against which WCAG criteria, and what falls short.

use serde::{Deserialize, Serialize};

use super::Date;

/// The accessibility statement of Demarc, from `catalog/accessibility.toml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessibilityStatement {
    /// The opening paragraph.
    pub lead: String,
    /// The day the statement was last compared with Demarc.
    pub checked: Option<Date>,
    /// What automated tests check on every change, one or two sentences each.
    pub tested: Vec<String>,
    /// What people tested by hand.
    pub by_hand: Vec<String>,
    /// Known shortcomings.
    pub short: Vec<String>,
    /// How to report a barrier.
    pub tell: String,
    /// All criteria of WCAG 2.2, levels A and AA, in groups.
    pub criterion: Vec<CriteriaGroup>,
}

/// A group of WCAG criteria with one result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriteriaGroup {
    /// What the criteria are about, in plain words.
    pub name: String,
    /// The numbers of the criteria in WCAG 2.2, such as `1.4.10`.
    pub numbers: Vec<String>,
    /// The result for the group.
    pub standing: Conformance,
    /// How Demarc meets the criteria, or why it does not.
    pub how: String,
}

crate::keyed! {
    /// The result of an accessibility check for a group of criteria.
    pub enum Conformance {
        /// Met, as far as was tested.
        Met = "met",
        /// Not fully tested.
        Unsure = "unsure",
        /// Known not to be met.
        Short = "short",
        /// Does not apply: Demarc has no such content.
        Absent = "absent",
    }
}
