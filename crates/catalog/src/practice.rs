//! Practices: one question each, with the values that decide its weight and where it is asked.

use serde::{Deserialize, Serialize};

use super::{
    CheckListId, CheckMapping, Date, Deployment, FactId, FrameworkId, LayerId, PracticeId,
    ServiceRef,
};

/// One thing that a customer does to meet a duty. The texts for people are in [`PracticeText`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Practice {
    /// The id, which starts with the domain.
    pub id: PracticeId,
    /// The title: two to five words.
    pub title: String,
    /// How much is lost without the practice.
    pub impact: Impact,
    /// How much work it is to put the practice in place.
    pub effort: Effort,
    /// The least depth of assessment that asks the question.
    pub depth: Depth,
    /// AWS's class of control.
    pub control: Control,
    /// Whether the grade is at most “developing” while the practice is not in place.
    pub cornerstone: bool,
    /// The layers whose duty the practice meets.
    pub layers: Vec<LayerId>,
    /// Where the question is asked.
    pub applies: Reach,
    /// The services of a practice with [`Reach::Services`]; empty for every other reach.
    pub services: Vec<ServiceRef>,
    /// If not empty, the question is asked only when at least one of these facts holds.
    pub when: Vec<FactId>,
    /// Facts that raise the weight: by a quarter each, by a half at most. At most three, which set the practice apart.
    pub raised_by: Vec<FactId>,
}

/// The texts of a practice, for its page and for reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PracticeText {
    /// The id of the practice.
    pub id: PracticeId,
    /// The question.
    pub question: String,
    /// What goes wrong without the practice.
    pub why: String,
    /// What AWS does (above the line).
    pub aws: String,
    /// What the customer does (below the line).
    pub you: String,
    /// A criterion for each level.
    pub levels: Levels,
    /// How to put the practice in place.
    pub guide: Guide,
    /// What stands in for `aws`, `you` and `levels` where there is little room.
    pub short: ShortForms,
    /// The day on which the meaning of a level changed; `None` if it has not since it was published.
    pub criteria_changed: Option<Date>,
    /// The ids of the requirements that can't be met without the practice, by framework.
    pub needs: Vec<(FrameworkId, Vec<String>)>,
    /// The ids of the requirements that the practice only helps to meet, by framework.
    pub supports: Vec<(FrameworkId, Vec<String>)>,
    /// The automated checks that say something about the answer, by tool.
    pub checks: Vec<(CheckListId, CheckMapping)>,
    /// Why no check contradicts an answer, in a sentence; `None` where one does.
    pub unseen: Option<String>,
    /// Addresses of the AWS pages that say so.
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources.
    pub checked: Date,
    /// What no documentation was found for; `None` when everything is documented.
    pub unverified: Option<String>,
}

/// A practice that the catalog no longer has. Its id is never used again, and assessments may have answers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovedPractice {
    /// The id that it had.
    pub id: PracticeId,
    /// The title that it had.
    pub title: String,
    /// The practice that asks about its subject now.
    pub now: PracticeId,
}

/// How to put a practice in place, and how to verify that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Guide {
    /// What to do this week.
    pub first_step: String,
    /// The lasting fix.
    pub fix: String,
    /// The role that usually owns the practice.
    pub role: String,
    /// How to verify the practice: a command or a place in the console, and what it has to show.
    pub verify: String,
    /// What automates or monitors the practice.
    pub automation: String,
    /// Whether that automation costs money.
    pub cost: Cost,
}

/// The texts of a practice where there is little room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ShortForms {
    /// AWS's part: at most [`ShortForms::PART`] words.
    pub aws: String,
    /// The customer's part: at most [`ShortForms::PART`] words.
    pub you: String,
    /// The criterion of [`Level::NotInPlace`]: at most [`ShortForms::LEVEL`] words, as for all levels.
    pub not_in_place: String,
    /// The criterion of [`Level::Started`].
    pub started: String,
    /// The criterion of [`Level::Mostly`].
    pub mostly: String,
    /// The criterion of [`Level::Fully`].
    pub fully: String,
}

impl ShortForms {
    /// The most words of a question.
    pub const QUESTION: usize = 20;
    /// The most words of a part.
    pub const PART: usize = 20;
    /// The most words of a level.
    pub const LEVEL: usize = 12;

    /// The criterion of a level.
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

crate::keyed! {
    /// Whether the automation of a practice costs money.
    pub enum Cost {
        /// AWS does not charge for it.
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
        /// The customer inherits the control from AWS as a whole.
        Inherited = "inherited",
        /// AWS covers the infrastructure, the customer covers what runs on it.
        Shared = "shared",
        /// The customer alone is responsible.
        Customer = "customer",
    }
}

/// A criterion for each level that somebody can check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Levels {
    /// The criterion of [`Level::NotInPlace`].
    pub not_in_place: String,
    /// The criterion of [`Level::Started`].
    pub started: String,
    /// The criterion of [`Level::Mostly`].
    pub mostly: String,
    /// The criterion of [`Level::Fully`].
    pub fully: String,
}

crate::keyed! {
    /// How far a practice is in place.
    pub enum Level {
        /// Value 0.
        NotInPlace = "not-in-place",
        /// Value 1/3.
        Started = "started",
        /// Value 2/3.
        Mostly = "mostly",
        /// Value 1.
        Fully = "fully",
    }
}

impl Level {
    /// The value in thirds, 0 to 3. Whole numbers keep scores exact.
    #[must_use]
    pub fn thirds(self) -> u32 {
        match self {
            Self::NotInPlace => 0,
            Self::Started => 1,
            Self::Mostly => 2,
            Self::Fully => 3,
        }
    }

    /// The score of a set of practices that are all at this level, 0 to 100.
    #[must_use]
    pub fn score(self) -> f64 {
        100.0 * f64::from(self.thirds()) / 3.0
    }
}

impl Levels {
    /// The criterion of a level.
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

/// How much is lost without a practice: 1 (little) to 5 (the account or the data).
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
    /// How much work it is to put a practice in place. Priority is divided by it.
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
    /// The divisor of the priority: 1, 1.5 or 2.5.
    #[must_use]
    pub fn divisor(self) -> f64 {
        30.0 / f64::from(self.thirtieths())
    }

    /// Thirty divided by the divisor: 30, 20 or 12. Whole numbers keep priorities exact.
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
    /// How many questions an assessment asks. Each depth includes the questions of the one before.
    #[derive(Default)]
    pub enum Depth {
        /// The cornerstones and the most damaging gaps.
        Quick = "quick",
        /// The questions that matter to most workloads.
        #[default]
        Standard = "standard",
        /// All questions.
        Full = "full",
    }
}

crate::keyed! {
    /// Where a practice is asked.
    pub enum Reach {
        /// For every AWS account, whatever it runs.
        Account = "account",
        /// For every chosen service that leaves the customer a share of one of the practice's layers.
        Layers = "layers",
        /// As `Layers`, for the listed services only.
        Services = "services",
    }
}

impl Practice {
    /// Whether the question is asked in a situation in which these facts hold: `when` is empty or contains one of them.
    #[must_use]
    pub fn is_called_for(&self, holds: impl Fn(&FactId) -> bool) -> bool {
        self.when.is_empty() || self.when.iter().any(holds)
    }

    /// Whether the practice is about this deployment, whoever owns its layers.
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

    /// Whether the practice is about this deployment and the customer has a share of one of the practice's layers
    /// there.
    #[must_use]
    pub fn reaches(&self, deployment: &Deployment<'_>) -> bool {
        self.concerns(deployment)
            && self
                .layers
                .iter()
                .any(|layer| deployment.owner(layer).leaves_customer_a_share())
    }
}
