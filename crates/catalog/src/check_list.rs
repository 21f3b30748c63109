//! Lists of the automated checks of tools, by id. Their titles and texts belong to their publishers and are not stored.

use serde::{Deserialize, Serialize};

use super::{CheckListId, Date, Exception};

/// The automated checks of one tool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckList {
    /// The id. The file is `checks/<id>.toml`.
    pub id: CheckListId,
    /// The name of the tool.
    pub name: String,
    /// The publisher.
    pub publisher: String,
    /// The version, or the day of the list where the tool has no version.
    pub version: String,
    /// The address of the list, or of the tool.
    pub url: String,
    /// Which checks are listed, and how they are written.
    pub scope: String,
    /// What a pass does not show.
    pub never: String,
    /// Addresses of the AWS pages behind `scope` and `never`.
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources.
    pub checked: Date,
    /// The ids of all checks, by the severity that the publisher gives them.
    pub severity: Severities,
    /// Former ids and other spellings, each with the id that it means now.
    #[serde(default)]
    pub aliases: Vec<(String, String)>,
    /// Checks that say nothing about a practice, with the reason.
    #[serde(default, alias = "exception")]
    pub exceptions: Vec<Exception>,
    /// Standards of the publisher's that consist of some of the checks.
    #[serde(default, alias = "standard")]
    pub standards: Vec<Standard>,
}

/// Checks by severity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Severities {
    /// To be mended at once.
    pub critical: Vec<String>,
    /// To be mended first.
    pub high: Vec<String>,
    /// To be mended.
    pub medium: Vec<String>,
    /// To be mended when there is time.
    pub low: Vec<String>,
    /// Checks without a severity.
    pub none: Vec<String>,
}

/// A standard that consists of some checks of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The name.
    pub name: String,
    /// The version, as the publisher writes it.
    pub version: String,
    /// The address of the publisher's page.
    pub url: String,
    /// The ids of its checks.
    pub checks: Vec<String>,
}

impl CheckList {
    /// All ids, the most severe first.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        let of = &self.severity;
        [&of.critical, &of.high, &of.medium, &of.low, &of.none]
            .into_iter()
            .flatten()
    }

    /// The exception that lists a check, if there is one.
    #[must_use]
    pub fn exception(&self, check: &str) -> Option<&Exception> {
        let lists = |it: &&Exception| it.ids.iter().any(|id| id == check);
        self.exceptions.iter().find(lists)
    }
}
