//! Rules in the shape of their TOML file.

use serde::Deserialize;

use crate::{
    Date, Duty, LayerId, Listed, Owner, Party, Patching, Reason, Rule, RuleId, ServiceRef,
};

/// A `[[rule]]` table, read.
#[derive(Deserialize)]
#[serde(try_from = "RuleEntry")]
pub struct RuleItem(pub Rule);

/// A `[[rule]]` table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    id: RuleId,
    name: String,
    layer: LayerId,
    owner: Owner,
    when: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    aws: Option<String>,
    #[serde(default)]
    operator: Option<String>,
    #[serde(default)]
    you: Option<String>,
    #[serde(default)]
    patching: Option<Patching>,
    source: String,
    #[serde(default)]
    services: Vec<ServiceRef>,
    #[serde(default)]
    list: Option<String>,
    #[serde(default)]
    read: Option<Date>,
    #[serde(default)]
    refuses: Vec<Owner>,
    #[serde(default)]
    assured: Option<bool>,
}

/// The duty of a reason: a text, or the sentences of at least two parties.
pub fn duty(
    text: Option<String>,
    aws: Option<String>,
    operator: Option<String>,
    you: Option<String>,
) -> Result<Duty, &'static str> {
    let parts = [
        (Party::Aws, aws),
        (Party::Operator, operator),
        (Party::Customer, you),
    ];
    let halves: Vec<(Party, String)> = parts
        .into_iter()
        .filter_map(|(party, text)| Some((party, text?)))
        .collect();
    match (text, halves.len()) {
        (Some(text), 0) => Ok(Duty::Whole(text)),
        (None, 2..) => Ok(Duty::Halves(halves)),
        _ => Err("write `text`, or at least two of `aws`, `operator` and `you`"),
    }
}

impl TryFrom<RuleEntry> for RuleItem {
    type Error = &'static str;

    fn try_from(entry: RuleEntry) -> Result<Self, Self::Error> {
        let listed = match (entry.list, entry.read) {
            (Some(source), Some(read)) => Some(Listed {
                services: entry.services,
                source,
                read,
                refuses: entry.refuses,
            }),
            (None, None) if entry.services.is_empty() && entry.refuses.is_empty() => None,
            _ => return Err("write `list` and `read` beside `services`"),
        };
        Ok(Self(Rule {
            id: entry.id,
            name: entry.name,
            owner: entry.owner,
            when: entry.when,
            reason: Reason {
                layer: entry.layer,
                duty: duty(entry.text, entry.aws, entry.operator, entry.you)?,
                patching: entry.patching,
                source: entry.source,
            },
            listed,
            assured: entry.assured,
        }))
    }
}
