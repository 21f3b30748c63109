//! The shared responsibility model itself: AWS's areas, service models and classes, example pairs, best practices.
//! It is shown and linked, and takes no part in scoring.

use serde::{Deserialize, Serialize};

use super::{
    AreaId, BestPracticeId, ClassId, Date, LayerId, ModelId, PairId, PracticeId, ServiceId,
    ServiceRef,
};

/// An area of AWS's side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: String,
    /// What AWS does.
    pub summary: String,
    /// Where that ends.
    pub limits: String,
    /// The duties in it, a sentence each.
    pub points: Vec<String>,
    /// The layers it holds.
    pub layers: Vec<LayerId>,
    /// Addresses of the AWS pages behind it.
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
}

/// A common word for how much a provider runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceModel {
    /// Its id.
    pub id: ModelId,
    /// Its name in full.
    pub name: String,
    /// Its abbreviation.
    pub short: String,
    /// What it leaves to the customer.
    pub summary: String,
    /// Services that are commonly named as examples.
    pub examples: Vec<ServiceId>,
    /// What the common wording gets wrong.
    pub note: String,
    /// Addresses of the AWS pages behind it.
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
}

/// One of AWS's own classes of services.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceClass {
    /// Its id.
    pub id: ClassId,
    /// Its name.
    pub name: String,
    /// What it leaves to the customer.
    pub summary: String,
    /// Addresses of the AWS pages behind it.
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
}

/// The two halves of one duty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Its id.
    pub id: PairId,
    /// AWS's half.
    pub aws: String,
    /// The customer's half.
    pub customer: String,
    /// What to mind about it.
    #[serde(default)]
    pub note: Option<String>,
    /// The area of AWS's side it belongs to.
    pub area: AreaId,
    /// The practices that meet the customer's half.
    pub practices: Vec<PracticeId>,
    /// Addresses of the AWS pages behind it.
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
}

/// A best practice, with the practices that ask for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestPractice {
    /// Its id.
    pub id: BestPracticeId,
    /// Its name.
    pub name: String,
    /// What it means today.
    pub summary: String,
    /// The practices that ask for it.
    pub practices: Vec<PracticeId>,
}

/// A stop on the way on which the line is seen to move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The service as it is run, which is the stop's id too.
    pub id: ServiceRef,
    /// What has changed since the stop before, in a sentence or two.
    pub text: String,
}
