//! Which checks the catalog knows, and how the tools spell them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use demarc_catalog::{CheckList, CheckListId};

/// How a tool names its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Naming {
    /// Check ids of Prowler.
    Prowler,
    /// Control ids of Security Hub.
    SecurityHub,
    /// Names of AWS Config rules, with what AWS adds to them.
    Config,
    /// Check ids of Trusted Advisor.
    TrustedAdvisor,
    /// Controls of Powerpipe, of which some are controls of Security Hub.
    Powerpipe,
    /// File names of ScoutSuite's rules.
    ScoutSuite,
    /// Check ids of Checkov.
    Checkov,
    /// Ids of Trivy's misconfigurations.
    Trivy,
    /// Rule ids of tfsec.
    Tfsec,
}

impl Naming {
    /// The place in [`LISTS`] of the list that has these checks.
    fn list(self) -> usize {
        match self {
            Self::Prowler => 0,
            Self::SecurityHub | Self::Powerpipe => 1,
            Self::Config => 2,
            Self::TrustedAdvisor => 3,
            Self::ScoutSuite => 4,
            Self::Checkov => 5,
            Self::Trivy => 6,
            Self::Tfsec => 7,
        }
    }
}

/// The checks of all lists. A list is indexed when it is first asked, because a file needs one or two.
pub(crate) struct Known<'a> {
    lists: &'a [CheckList],
    indexed: [OnceCell<Option<List<'a>>>; LISTS.len()],
}

/// The ids of the lists of tools.
const LISTS: [&str; 8] = [
    "prowler",
    "securityhub",
    "config",
    "trusted-advisor",
    "scoutsuite",
    "checkov",
    "trivy",
    "tfsec",
];

struct List<'a> {
    id: &'a CheckListId,
    exact: HashMap<&'a str, &'a str>,
    /// By [`plain`] spelling.
    plain: HashMap<String, &'a str>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(lists: &'a [CheckList]) -> Self {
        Self {
            lists,
            indexed: Default::default(),
        }
    }

    fn list(&self, naming: Naming) -> Option<&List<'a>> {
        let place = naming.list();
        let list = self.indexed.get(place)?.get_or_init(|| {
            let id = LISTS.get(place)?;
            let list = self.lists.iter().find(|it| it.id.as_str() == *id);
            list.map(List::new)
        });
        list.as_ref()
    }

    /// The list that has a check, and the id of the check today. `None` if no list has it.
    pub(crate) fn find(&self, naming: Naming, name: &str) -> Option<(&'a CheckListId, &'a str)> {
        let list = self.list(naming)?;
        let found = match naming {
            // Upper and lower case are different checks there.
            Naming::TrustedAdvisor => list.exact.get(name).copied(),
            Naming::Powerpipe => list.find(&security_hub_control(name)?),
            Naming::Config => rule_names(name).into_iter().find_map(|it| list.find(&it)),
            Naming::Trivy => list.find(name).or_else(|| match name.strip_prefix("AVD-") {
                Some(id) => list.find(id),
                None => list.find(&format!("AVD-{name}")),
            }),
            _ => list.find(name),
        };
        found.map(|id| (list.id, id))
    }
}

impl<'a> List<'a> {
    fn new(list: &'a CheckList) -> Self {
        let ids = list.ids().map(|id| (id.as_str(), id.as_str()));
        let aliases = list.aliases.iter().map(|(old, id)| (&**old, &**id));
        // An id wins over an alias of the same spelling.
        let exact: HashMap<_, _> = aliases.chain(ids).collect();
        let plain = exact.iter().map(|(name, id)| (plain(name), *id)).collect();
        Self {
            id: &list.id,
            exact,
            plain,
        }
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        let exact = self.exact.get(name);
        exact.or_else(|| self.plain.get(&plain(name))).copied()
    }
}

/// A name in lower case, with hyphens for dots and underscores: the identifier of a Config rule becomes its name.
fn plain(name: &str) -> String {
    let lower = name.trim().to_ascii_lowercase();
    lower.replace(['_', '.'], "-")
}

/// The control of Security Hub that a control of Powerpipe repeats:
/// `aws_compliance.control.foundational_security_s3_8` is S3.8.
fn security_hub_control(name: &str) -> Option<Cow<'_, str>> {
    let name = name.rsplit('.').next().unwrap_or(name);
    name.strip_prefix("foundational_security_").map(Into::into)
}

/// The name by which an unknown check is told: of a rule that Security Hub has made, without what differs by account.
pub(crate) fn told(naming: Naming, name: &str) -> Cow<'_, str> {
    let of_security_hub = naming == Naming::Config && name.starts_with("securityhub-");
    let names = if of_security_hub {
        rule_names(name)
    } else {
        Vec::new()
    };
    let shorter = names.into_iter().nth(1).filter(|it| !it.is_empty());
    shorter.unwrap_or(name.into())
}

/// What the name of a Config rule may be without what AWS adds: `securityhub-NAME-1a2b3c4d` by Security Hub,
/// `NAME-conformance-pack-1a2b3c4d5` by a conformance pack, `OrgConfigRule-NAME-1a2b3c4d` by an organization.
fn rule_names(name: &str) -> Vec<Cow<'_, str>> {
    let mut names = vec![Cow::from(name)];
    let inner = ["securityhub-", "OrgConfigRule-"]
        .into_iter()
        .find_map(|it| name.strip_prefix(it));
    let unended = |name: &str| {
        let (start, end) = name.rsplit_once('-')?;
        let random =
            (5..=12).contains(&end.len()) && end.bytes().all(|it| it.is_ascii_alphanumeric());
        random.then(|| start.to_owned())
    };
    if let Some(inner) = inner {
        names.extend(unended(inner).map(Cow::from));
        names.push(inner.into());
    }
    let packed = inner.unwrap_or(name);
    if let Some((rule, _)) = packed.split_once("-conformance-pack") {
        names.push(rule.into());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> &'static [CheckList] {
        &demarc_edition::texts().expect("texts").check_lists
    }

    #[test]
    fn checks_are_found_as_tools_spell_them() {
        let known = Known::new(texts());
        for (naming, name, wanted) in [
            (
                Naming::Prowler,
                "accessanalyzer_enabled",
                "accessanalyzer_enabled",
            ),
            (Naming::Prowler, "check11", "iam_avoid_root_usage"),
            (Naming::SecurityHub, "S3.8", "S3.8"),
            (Naming::SecurityHub, "s3.8", "S3.8"),
            (
                Naming::Powerpipe,
                "aws_compliance.control.foundational_security_s3_8",
                "S3.8",
            ),
            (Naming::Config, "encrypted-volumes", "encrypted-volumes"),
            (Naming::Config, "ENCRYPTED_VOLUMES", "encrypted-volumes"),
            (Naming::Config, "INCOMING_SSH_DISABLED", "restricted-ssh"),
            (
                Naming::Config,
                "securityhub-encrypted-volumes-1a2b3c4d",
                "encrypted-volumes",
            ),
            (
                Naming::Config,
                "encrypted-volumes-conformance-pack-abc123def",
                "encrypted-volumes",
            ),
            (
                Naming::Config,
                "OrgConfigRule-encrypted-volumes-abcd1234",
                "encrypted-volumes",
            ),
            (Naming::TrustedAdvisor, "7DAFEmoDos", "7DAFEmoDos"),
        ] {
            let found = known.find(naming, name);
            assert_eq!(found.map(|it| it.1), Some(wanted), "{naming:?} {name}");
        }
        for (naming, name) in [
            (Naming::Prowler, "check13"),
            (Naming::Prowler, ""),
            (Naming::SecurityHub, "S3.9999"),
            (Naming::Powerpipe, "aws_compliance.control.cis_v300_1_4"),
            (Naming::Config, "securityhub-"),
            (Naming::Config, "my-own-rule"),
            (Naming::TrustedAdvisor, "7dafemodos"),
        ] {
            assert_eq!(known.find(naming, name), None, "{naming:?} {name}");
        }
        for (name, wanted) in [
            ("securityhub-own-rule-1a2b3c4d", "own-rule"),
            ("own-rule-1a2b3c4d", "own-rule-1a2b3c4d"),
            ("securityhub-", "securityhub-"),
        ] {
            assert_eq!(told(Naming::Config, name), wanted);
        }
    }
}
