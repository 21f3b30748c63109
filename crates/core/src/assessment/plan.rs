//! The plan of an assessment: phases, capacity and target levels.

use serde::{Deserialize, Serialize};

use super::SortedMap;
use demarc_catalog::{DomainId, Level};

demarc_catalog::keyed! {
    /// A phase of the roadmap.
    pub enum Phase {
        /// The next 30 days.
        Now = "now",
        /// The quarter after that.
        Next = "next",
        /// Any time after that.
        Later = "later",
    }
}

/// The capacity for 30 days, in days of work: 1 to 999.
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
    /// The capacity of one person: 20 days.
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

/// The average level that each domain is to reach, where one is set, in the order of the ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Targets(SortedMap<DomainId, Level>);

impl Targets {
    /// The target of a domain.
    #[must_use]
    pub fn get(&self, domain: &DomainId) -> Option<Level> {
        self.0.get(domain).copied()
    }

    /// Sets or removes the target of a domain.
    pub fn set(&mut self, domain: &DomainId, target: Option<Level>) {
        match target {
            Some(level) => self.0.insert(domain.clone(), level),
            None => self.0.remove(domain),
        }
    }

    /// The domains that have a target.
    pub fn domains(&self) -> impl Iterator<Item = &DomainId> {
        self.0.keys()
    }

    /// Whether no domain has a target.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The plan of an assessment as a whole. The phase of a gap is part of its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// The capacity for 30 days, if it is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// The target level of each domain, as an average over its practices.
    #[serde(skip_serializing_if = "Targets::is_empty")]
    pub targets: Targets,
}

impl Plan {
    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
