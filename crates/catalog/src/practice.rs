//! Practices: one question each, with what it weighs and where it is asked.
//! Nothing here knows which practices exist or how they were answered.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Date, Deployment, FactId, FrameworkId, LayerId, PracticeId, ServiceRef};

/// One thing a customer does to meet a duty: what the engine and the lists need of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Practice {
    /// Its id, which starts with its domain.
    pub id: PracticeId,
    /// A few words, for lists.
    pub title: String,
    /// How much is lost without it.
    pub impact: Impact,
    /// What it takes to put in place.
    pub effort: Effort,
    /// The shallowest assessment that asks it.
    pub depth: Depth,
    /// Whose control it is in AWS's terms.
    pub control: Control,
    /// Whether its absence caps the grade.
    pub cornerstone: bool,
    /// The layers whose duty it meets.
    pub layers: Vec<LayerId>,
    /// Where it is asked.
    pub applies: Reach,
    /// The services it is about, when `applies` is [`Reach::Services`]; empty otherwise.
    pub services: Vec<ServiceRef>,
    /// Asked only if the situation has at least one of these facts; no facts: always.
    pub when: Vec<FactId>,
    /// Facts that make it weigh more: a quarter each, half at most.
    pub raised_by: Vec<FactId>,
}

/// The words of a practice, which its own page and the reports show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PracticeText {
    /// The practice.
    pub id: PracticeId,
    /// The question.
    pub question: String,
    /// What goes wrong without it.
    pub why: String,
    /// What AWS does: above the line.
    pub aws: String,
    /// What the customer does: below the line.
    pub you: String,
    /// What each level looks like.
    pub levels: Levels,
    /// How to get there.
    pub guide: Guide,
    /// The requirements it helps to meet, by framework.
    pub mappings: Vec<(FrameworkId, Vec<String>)>,
    /// Addresses of the AWS pages behind it.
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
    /// What could not be found in any documentation; `None` when all was.
    pub unverified: Option<String>,
}

/// How to put a practice in place, and how to tell that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Guide {
    /// What to do this week.
    pub first_step: String,
    /// The lasting fix.
    pub fix: String,
    /// Who usually owns it.
    pub role: String,
    /// How to verify it: a command or a place in the console, and what it has to show.
    pub verify: String,
    /// What automates or watches it.
    pub automation: String,
    /// Whether that costs money.
    pub cost: Cost,
}

crate::keyed! {
    /// Whether what automates a practice costs money.
    pub enum Cost {
        /// Nothing is charged for it.
        Free = "free",
        /// AWS charges for it.
        Paid = "paid",
        /// Nothing automates it.
        None = "none",
    }
}

crate::keyed! {
    /// AWS's classes of controls.
    ///
    /// Source: <https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/shared-responsibility.html>
    pub enum Control {
        /// The customer takes it over from AWS whole.
        Inherited = "inherited",
        /// AWS does its half for the infrastructure, the customer for what runs on it.
        Shared = "shared",
        /// The customer's alone.
        Customer = "customer",
    }
}

/// A criterion somebody could check, for each level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Levels {
    /// Nothing of it is there.
    pub not_in_place: String,
    /// Begun.
    pub started: String,
    /// There, with known holes.
    pub mostly: String,
    /// There, and kept so.
    pub fully: String,
}

crate::keyed! {
    /// How far a practice is in place.
    pub enum Level {
        /// Worth 0.
        NotInPlace = "not-in-place",
        /// Worth a third.
        Started = "started",
        /// Worth two thirds.
        Mostly = "mostly",
        /// Worth 1.
        Fully = "fully",
    }
}

impl Level {
    /// Its value in thirds, 0 to 3: whole numbers keep scores exact.
    #[must_use]
    pub fn thirds(self) -> u32 {
        match self {
            Self::NotInPlace => 0,
            Self::Started => 1,
            Self::Mostly => 2,
            Self::Fully => 3,
        }
    }
}

impl Level {
    /// The score of a set of practices that are all at this level, 0 to 100.
    #[must_use]
    pub fn score(self) -> f64 {
        100.0 * f64::from(self.thirds()) / 3.0
    }
}

impl Levels {
    /// The criterion of one level.
    #[must_use]
    pub fn criterion(&self, level: Level) -> &str {
        match level {
            Level::NotInPlace => &self.not_in_place,
            Level::Started => &self.started,
            Level::Mostly => &self.mostly,
            Level::Fully => &self.fully,
        }
    }
}

/// How much is lost without a practice: 1 (minor) to 5 (the account or the data).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Impact(u8);

impl Impact {
    /// The number, 1 to 5.
    #[must_use]
    pub fn get(self) -> u32 {
        u32::from(self.0)
    }
}

impl TryFrom<u8> for Impact {
    type Error = String;
    fn try_from(number: u8) -> Result<Self, String> {
        if (1..=5).contains(&number) {
            Ok(Self(number))
        } else {
            Err(format!("impact {number} is outside 1 to 5"))
        }
    }
}

impl From<Impact> for u8 {
    fn from(impact: Impact) -> Self {
        impact.0
    }
}

crate::keyed! {
    /// What it takes to put a practice in place.
    pub enum Effort {
        /// Days.
        Small = "small",
        /// Weeks.
        Medium = "medium",
        /// Months.
        Large = "large",
    }
}

impl Effort {
    /// What it divides the priority by: 1, 1.5 or 2.5.
    #[must_use]
    pub fn divisor(self) -> f64 {
        30.0 / f64::from(self.thirtieths())
    }

    /// Thirty divided by the divisor, so that priorities stay whole numbers.
    #[must_use]
    pub fn thirtieths(self) -> u32 {
        match self {
            Self::Small => 30,
            Self::Medium => 20,
            Self::Large => 12,
        }
    }
}

crate::keyed! {
    /// How deep an assessment goes; each depth asks all that the one before it asks.
    #[derive(Default)]
    pub enum Depth {
        /// The cornerstones and what hurts most.
        Quick = "quick",
        /// What most workloads should answer.
        #[default]
        Standard = "standard",
        /// All there is.
        Full = "full",
    }
}

crate::keyed! {
    /// Where a practice is asked.
    pub enum Reach {
        /// Of every account, whatever it runs.
        Account = "account",
        /// Wherever a chosen service leaves the customer a share of one of the practice's layers.
        Layers = "layers",
        /// The same, for the listed services only.
        Services = "services",
    }
}

impl Practice {
    /// Whether the situation calls for it: it has one of the facts that the practice is asked under, or there are none.
    #[must_use]
    pub fn is_called_for(&self, facts: &BTreeSet<FactId>) -> bool {
        self.when.is_empty() || self.when.iter().any(|fact| facts.contains(fact))
    }

    /// Whether it is about this way of running a service, whoever owns its layers.
    #[must_use]
    pub fn concerns(&self, deployment: &Deployment<'_>) -> bool {
        match self.applies {
            Reach::Account | Reach::Layers => true,
            Reach::Services => {
                let variant = deployment.variant.map(|variant| &variant.id);
                let service = &deployment.service.id;
                self.services
                    .iter()
                    .any(|listed| listed.covers(service, variant))
            }
        }
    }

    /// Whether this way of running a service leaves the customer a share of a layer it is about.
    #[must_use]
    pub fn reaches(&self, deployment: &Deployment<'_>) -> bool {
        self.concerns(deployment)
            && self
                .layers
                .iter()
                .any(|layer| deployment.owner(layer).leaves_customer_a_share())
    }
}
