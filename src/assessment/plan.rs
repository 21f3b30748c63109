//! What somebody plans: when gaps are closed, how much can be done, how far each domain is to come.
//! It knows no gaps and no scores.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::{DomainId, Level};

use super::unique;

/// When a gap is to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// In the next 30 days.
    Now,
    /// In the quarter after them.
    Next,
    /// After that.
    Later,
}

impl Phase {
    /// Every phase, the nearest first.
    pub const ALL: [Self; 3] = [Self::Now, Self::Next, Self::Later];
}

/// How much can be done in 30 days, in days of work: 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Capacity(u16);

impl Capacity {
    /// The days of work.
    #[must_use]
    pub fn days(self) -> u16 {
        self.0
    }
}

impl Default for Capacity {
    /// One person: 20 days.
    fn default() -> Self {
        Self(20)
    }
}

impl TryFrom<u16> for Capacity {
    type Error = String;
    fn try_from(days: u16) -> Result<Self, String> {
        if (1..=999).contains(&days) {
            Ok(Self(days))
        } else {
            Err(format!("a capacity of {days} days is outside 1 to 999"))
        }
    }
}

impl From<Capacity> for u16 {
    fn from(capacity: Capacity) -> Self {
        capacity.0
    }
}

/// What is planned for an assessment as a whole. When a gap is closed is part of its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// How much can be done in 30 days, if somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// How far each domain is to come: the level that its practices reach on average.
    #[serde(
        deserialize_with = "unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub targets: BTreeMap<DomainId, Level>,
}

impl Plan {
    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
