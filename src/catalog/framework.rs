//! Frameworks: what practices are mapped to, by the ids of its requirements.
//! Their publishers' titles and texts are not Demarc's to carry.

use serde::{Deserialize, Serialize};

use super::{Date, FactId, FrameworkId};

/// A set of requirements or checks, by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Its id, which is also the name of its file.
    pub id: FrameworkId,
    /// Its name, as its publisher writes it.
    pub name: String,
    /// Who publishes it.
    pub publisher: String,
    /// Which edition of it.
    pub version: String,
    /// The publisher's page for it.
    pub url: String,
    /// What it is.
    pub kind: FrameworkKind,
    /// The fact of a situation that says somebody is held to it.
    #[serde(default)]
    pub fact: Option<FactId>,
    /// Which of its ids are listed, and how they are written.
    pub scope: String,
    /// What a customer inherits from AWS.
    #[serde(default)]
    pub inherited: String,
    /// AWS's reports that are evidence for that, and where they are.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// What AWS's evidence never covers.
    #[serde(default)]
    pub never: String,
    /// Addresses of the AWS pages behind all this.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
    /// Every id, in the publisher's order.
    pub requirements: Vec<String>,
    /// Ids that no practice need carry, with the reason.
    #[serde(default, alias = "exception")]
    pub exceptions: Vec<Exception>,
}

/// Requirements that no practice need carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The ids.
    pub ids: Vec<String>,
    /// Why not.
    pub reason: String,
}

/// What a framework is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrameworkKind {
    /// Rules that people are held to.
    Rules,
    /// Advice, by AWS or others.
    Guidance,
    /// Automated checks that give evidence.
    Checks,
}

impl Framework {
    /// The reason why no practice need carry a requirement, if there is one.
    #[must_use]
    pub fn exception(&self, requirement: &str) -> Option<&str> {
        self.exceptions
            .iter()
            .find(|exception| exception.ids.iter().any(|id| id == requirement))
            .map(|exception| exception.reason.as_str())
    }
}
