//! Mappings of practices: to the requirements of frameworks, and from the automated checks of tools.

use serde::{Deserialize, Serialize};

use super::{FrameworkId, Level, PracticeText};

crate::keyed! {
    /// What a practice is to a requirement.
    pub enum Strength {
        /// The requirement can't be met without the practice. Only such practices decide how the requirement stands.
        Needs = "needs",
        /// The practice helps with the requirement and decides nothing.
        Supports = "supports",
    }
}

/// The most practices that one requirement needs.
pub const MOST_NEEDS: usize = 5;

/// The checks of one tool that are mapped to a practice, by what a failure says about the answer.
///
/// A check under a level is *direct*: its failure shows what the criteria forbid, and the level is the highest that the
/// failure still allows. A pass says nothing about the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CheckMapping {
    /// A failure allows [`Level::NotInPlace`] only.
    #[serde(default)]
    pub not_in_place: Vec<String>,
    /// A failure allows [`Level::Started`] at most.
    #[serde(default)]
    pub started: Vec<String>,
    /// A failure allows [`Level::Mostly`] at most.
    #[serde(default)]
    pub mostly: Vec<String>,
    /// A failure contradicts no level, and raises a question.
    #[serde(default)]
    pub asks: Vec<String>,
}

impl CheckMapping {
    /// The checks whose failure contradicts an answer, each with the highest level that the failure allows.
    pub fn direct(&self) -> impl Iterator<Item = (Level, &str)> {
        let lists = [
            (Level::NotInPlace, &self.not_in_place),
            (Level::Started, &self.started),
            (Level::Mostly, &self.mostly),
        ];
        lists
            .into_iter()
            .flat_map(|(level, ids)| ids.iter().map(move |id| (level, id.as_str())))
    }

    /// All checks, direct ones first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let asks = self.asks.iter().map(String::as_str);
        self.direct().map(|(_, id)| id).chain(asks)
    }
}

impl PracticeText {
    /// The requirements that the practice is mapped to, those of a framework that need it before those that it supports.
    pub fn mappings(&self) -> impl Iterator<Item = (&FrameworkId, Strength, &[String])> {
        let needs = self.needs.iter();
        let needs = needs.map(|(id, ids)| (id, Strength::Needs, ids.as_slice()));
        let supports = self.supports.iter();
        let supports = supports.map(|(id, ids)| (id, Strength::Supports, ids.as_slice()));
        needs.chain(supports)
    }

    /// Whether a check is mapped to the practice whose failure contradicts an answer.
    #[must_use]
    pub fn has_direct_check(&self) -> bool {
        let mut mappings = self.checks.iter();
        mappings.any(|(_, mapping)| mapping.direct().next().is_some())
    }
}
