//! The accessibility statement: what was tried, against which criteria, and what falls short. It is shown and nothing else.

use serde::{Deserialize, Serialize};

use super::Date;

/// What is said of how Demarc can be used by everyone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// What it is about.
    pub lead: String,
    /// The day on which it was last held against Demarc.
    pub checked: Option<Date>,
    /// What tests try with every change, a sentence or two each.
    pub tested: Vec<String>,
    /// What people tried.
    pub by_hand: Vec<String>,
    /// What is known to fall short.
    pub short: Vec<String>,
    /// How to tell of more.
    pub tell: String,
    /// The criteria of WCAG 2.2, levels A and AA, in groups.
    pub criterion: Vec<Criterion>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What they are about, in plain words.
    pub name: String,
    /// Their numbers in WCAG 2.2, such as `1.4.10`.
    pub numbers: Vec<String>,
    /// How Demarc stands to them.
    pub standing: Conformance,
    /// How they are met, or why not.
    pub how: String,
}

crate::keyed! {
    /// How Demarc stands to a group of criteria.
    pub enum Conformance {
        /// Met, as far as was tried.
        Met = "met",
        /// Not all of it was tried.
        Unsure = "unsure",
        /// Known to fall short.
        Short = "short",
        /// Demarc has nothing that they are about.
        Absent = "absent",
    }
}
