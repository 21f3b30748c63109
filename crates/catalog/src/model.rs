//! The content of the page about the shared responsibility model: areas, service models, classes, pairs, best
//! practices. Scores do not depend on it.

use serde::{Deserialize, Serialize};

use super::{
    AreaId, BestPracticeId, ClassId, Date, LayerId, ModelId, PairId, PracticeId, ServiceId,
    ServiceRef,
};

/// An area of AWS's responsibility.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The id.
    pub id: AreaId,
    /// The name.
    pub name: String,
    /// What AWS does in this area.
    pub summary: String,
    /// Where AWS's part ends.
    pub limits: String,
    /// AWS's duties in this area, a sentence each.
    pub points: Vec<String>,
    /// The layers of the area.
    pub layers: Vec<LayerId>,
    /// Addresses of the AWS pages that say so.
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources.
    pub checked: Date,
}

/// A common service model: IaaS, PaaS or SaaS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceModel {
    /// The id.
    pub id: ModelId,
    /// The full name.
    pub name: String,
    /// The abbreviation.
    pub short: String,
    /// What is left to the customer.
    pub summary: String,
    /// Services that are often named as examples.
    pub examples: Vec<ServiceId>,
    /// Where the common explanation is wrong or incomplete.
    pub note: String,
    /// Addresses of the AWS pages that say so.
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources.
    pub checked: Date,
}

/// One of AWS's own service classes: infrastructure, container or abstracted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceClass {
    /// The id.
    pub id: ClassId,
    /// The name.
    pub name: String,
    /// The common service models that say the same of a service. Any other contradicts the class, and is not shown.
    pub models: Vec<ModelId>,
    /// What is left to the customer.
    pub summary: String,
    /// Addresses of the AWS pages that say so.
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources.
    pub checked: Date,
}

/// An example of a shared duty: AWS's half and the customer's half.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The id.
    pub id: PairId,
    /// AWS's half.
    pub aws: String,
    /// The customer's half.
    pub customer: String,
    /// A remark, if there is one.
    #[serde(default)]
    pub note: Option<String>,
    /// The area of AWS's responsibility that AWS's half belongs to.
    pub area: AreaId,
    /// The practices that meet the customer's half.
    pub practices: Vec<PracticeId>,
    /// Addresses of the AWS pages that say so.
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources.
    pub checked: Date,
}

/// A best practice of the model, with the practices of the catalog that ask for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestPractice {
    /// The id.
    pub id: BestPracticeId,
    /// The name.
    pub name: String,
    /// What it means in practice.
    pub summary: String,
    /// The practices that ask for it.
    pub practices: Vec<PracticeId>,
}

/// A step of the page “How the line moves”.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The service or variant that the step shows. It is also the step's id.
    pub id: ServiceRef,
    /// What changes compared with the previous step, in one or two sentences.
    pub text: String,
}
