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
    /// Whether people held to it draw up a statement of applicability: of every requirement, whether it applies and why.
    #[serde(default)]
    pub statement: bool,
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
    /// Whether it is because AWS meets them for what it runs, and hands that on.
    #[serde(default)]
    pub inherited: bool,
}

crate::keyed! {
    /// What a framework is.
    pub enum FrameworkKind {
        /// Rules that people are held to.
        Rules = "rules",
        /// Advice, by AWS or others.
        Guidance = "guidance",
        /// Automated checks that give evidence.
        Checks = "checks",
    }
}

impl Framework {
    /// The reason why no practice need carry a requirement, if there is one.
    #[must_use]
    pub fn exception(&self, requirement: &str) -> Option<&Exception> {
        self.exceptions
            .iter()
            .find(|exception| exception.ids.iter().any(|id| id == requirement))
    }

    /// Its requirements in groups, each with what their ids begin with: `A.5` of `A.5.1`, `AC` of `AC-2(1)`.
    ///
    /// An id is cut at the first place at which that makes several groups. Where it would make little else than groups
    /// of one, or there are few requirements, there is one group without a name. Groups are in the publisher's order and
    /// hold every requirement once.
    #[must_use]
    pub fn groups(&self) -> Vec<(&str, &[String])> {
        let all = self.requirements.as_slice();
        let cut = |depth: usize| {
            all.chunk_by(move |one, next| beginning(one, depth) == beginning(next, depth))
        };
        let depth = (1..=DEEPEST_CUT).find(|depth| cut(*depth).nth(1).is_some());
        match depth {
            Some(depth) if all.len() > FEW && cut(depth).count() * 2 <= all.len() => cut(depth)
                .filter_map(|group| Some((beginning(group.first()?, depth), group)))
                .collect(),
            _ => vec![("", all)],
        }
    }
}

/// How many requirements are read in one list without getting lost.
const FEW: usize = 20;

/// How many marks of an id may go before the first cut that tells groups apart.
const DEEPEST_CUT: usize = 3;

/// What an id says before its `depth`th mark, or all of it.
fn beginning(id: &str, depth: usize) -> &str {
    let mut marks = id.match_indices(['.', '-', '_', '(']);
    let end = marks.nth(depth - 1).map_or(id.len(), |(index, _)| index);
    &id[..end]
}
