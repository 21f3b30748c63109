//! Frameworks and the ids of their requirements.
//! Titles and texts of requirements belong to their publishers and are not stored.

use serde::{Deserialize, Serialize};

use super::{Date, FactId, FrameworkId};

/// A set of requirements that practices are mapped to, by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The id. The file is `frameworks/<id>.toml`.
    pub id: FrameworkId,
    /// The name, as the publisher writes it.
    pub name: String,
    /// The publisher.
    pub publisher: String,
    /// The version of the framework, as the publisher writes it.
    pub version: String,
    /// The address of the publisher's page.
    pub url: String,
    /// Whether it is a set of rules or guidance.
    pub kind: FrameworkKind,
    /// The fact of the profile that says that the framework binds the user.
    #[serde(default)]
    pub fact: Option<FactId>,
    /// Which ids `requirements` lists, and how they are written.
    pub scope: String,
    /// What a customer inherits from AWS.
    #[serde(default)]
    pub inherited: String,
    /// AWS's reports that are evidence for what is inherited, and where to find them.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// What AWS's evidence never covers.
    #[serde(default)]
    pub never: String,
    /// Addresses of the AWS pages behind `inherited`, `evidence` and `never`.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources; `None` if nobody has read all of them.
    #[serde(default)]
    pub checked: Option<Date>,
    /// The ids of all requirements, in the publisher's order.
    pub requirements: Vec<String>,
    /// Whether the framework asks for a Statement of Applicability: a list that says for every requirement whether it
    /// applies, and why. Only for [`FrameworkKind::Rules`].
    #[serde(default)]
    pub statement: bool,
    /// Requirements that need no practice, with the reason.
    #[serde(default, alias = "exception")]
    pub exceptions: Vec<Exception>,
}

/// Requirements or checks without a practice, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The ids.
    pub ids: Vec<String>,
    /// The reason, in a sentence.
    pub reason: String,
    /// Whether the reason is that the customer inherits them from AWS.
    #[serde(default)]
    pub inherited: bool,
}

crate::keyed! {
    /// The kind of a framework.
    pub enum FrameworkKind {
        /// Rules that bind people.
        Rules = "rules",
        /// Advice, by AWS or others.
        Guidance = "guidance",
    }
}

impl Framework {
    /// The exception that lists a requirement, if there is one.
    #[must_use]
    pub fn exception(&self, requirement: &str) -> Option<&Exception> {
        self.exceptions
            .iter()
            .find(|exception| exception.ids.iter().any(|id| id == requirement))
    }

    /// The requirements in groups, each with the common beginning of its ids: `A.5` for `A.5.1`, `AC` for `AC-2(1)`.
    ///
    /// Groups keep the publisher's order and hold every requirement once. There is one group without a name when there
    /// are at most [`UNGROUPED`] requirements, when no cut makes several groups, or when the groups hold fewer than two
    /// requirements on average.
    #[must_use]
    pub fn groups(&self) -> Vec<(&str, &[String])> {
        let all = self.requirements.as_slice();
        let cut = |depth: usize| {
            all.chunk_by(move |one, next| beginning(one, depth) == beginning(next, depth))
        };
        let depth = (1..=DEEPEST_CUT).find(|depth| cut(*depth).nth(1).is_some());
        match depth {
            Some(depth) if all.len() > UNGROUPED && cut(depth).count() * 2 <= all.len() => {
                cut(depth)
                    .filter_map(|group| Some((beginning(group.first()?, depth), group)))
                    .collect()
            }
            _ => vec![("", all)],
        }
    }
}

/// The largest number of requirements that is shown as one list.
const UNGROUPED: usize = 20;

/// The last separator of an id, counted from 1, that a cut is tried at.
const DEEPEST_CUT: usize = 3;

/// The part of an id before its separator number `depth` (from 1), or the whole id if it has fewer.
fn beginning(id: &str, depth: usize) -> &str {
    let mut separators = id.match_indices(['.', '-', '_', '(']);
    let end = separators
        .nth(depth - 1)
        .map_or(id.len(), |(index, _)| index);
    &id[..end]
}
