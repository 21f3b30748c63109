//! What a user says about one workload: situation, service mix, beliefs, answers. Every change is a plain function.
//! It holds ids the catalog may not know (they are kept, not dropped) and knows nothing of scores or browsers.

mod answer;
mod assignment;
mod belief;
mod cover;
mod edits;
mod field;
mod history;
mod id;
mod part;
mod plan;
mod services;
mod situation;
mod unique;
mod unknown;
mod value;
mod word;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use answer::{Answer, NotApplicable, Response};
pub use assignment::Assignment;
pub use belief::Belief;
pub use cover::{Chapter, Cover};
pub use edits::{Edits, Moment};
pub use field::Field;
pub use history::History;
pub use id::AssessmentId;
pub use part::{AnswerField, CoverPart};
pub use plan::{Capacity, Phase, Plan, Targets};
pub use situation::Profile;
pub use value::Value;

use demarc_catalog::{Catalog, LayerId, PracticeId, ServiceRef};

/// One user's answers about one workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Tells it apart from others on the same device.
    pub id: AssessmentId,
    /// What the user calls it.
    pub name: String,
    /// The situation.
    #[serde(default)]
    pub profile: Profile,
    /// The services chosen, each as it is run.
    #[serde(default)]
    pub services: BTreeSet<ServiceRef>,
    /// Who the user thought owned a layer, before Demarc told.
    #[serde(default, deserialize_with = "unique::maps")]
    pub beliefs: BTreeMap<ServiceRef, BTreeMap<LayerId, Belief>>,
    /// The answers, those to practices that no longer apply included.
    #[serde(default, deserialize_with = "unique::map")]
    pub answers: BTreeMap<PracticeId, Answer>,
    /// What is planned.
    #[serde(default, skip_serializing_if = "Plan::is_empty")]
    pub plan: Plan,
    /// What is said about the report.
    #[serde(default, skip_serializing_if = "Cover::is_empty")]
    pub cover: Cover,
    /// When each field was edited last.
    #[serde(default, skip_serializing_if = "Edits::is_empty")]
    pub edits: Edits,
    /// Of a snapshot: what it was taken of. A snapshot is an assessment that nobody edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "frozen")]
    pub snapshot: Option<SnapshotInfo>,
}

/// What makes an assessment a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotInfo {
    /// The assessment it was taken of.
    pub of: AssessmentId,
    /// What the user calls the snapshot.
    pub label: String,
    /// When it was taken.
    pub taken: Moment,
}

impl Assessment {
    /// An assessment with nothing in it yet.
    #[must_use]
    pub fn new(id: AssessmentId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            profile: Profile::default(),
            services: BTreeSet::new(),
            beliefs: BTreeMap::new(),
            answers: BTreeMap::new(),
            plan: Plan::default(),
            cover: Cover::default(),
            edits: Edits::default(),
            snapshot: None,
        }
    }

    /// The same content under another id and name.
    #[must_use]
    pub fn duplicate(&self, id: AssessmentId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            snapshot: None,
            ..self.clone()
        }
    }

    /// A snapshot of it under an id of its own.
    #[must_use]
    pub fn take_snapshot(&self, id: AssessmentId, label: impl Into<String>, taken: Moment) -> Self {
        Self {
            id,
            snapshot: Some(SnapshotInfo {
                of: self.id.clone(),
                label: label.into(),
                taken,
            }),
            ..self.clone()
        }
    }

    /// Takes over everything a snapshot holds.
    pub fn restore(&mut self, snapshot: &Self) {
        for field in self.differences(snapshot) {
            field.copy(snapshot, self);
        }
    }

    /// Brings what was read into the form in which what says the same is the same: without answers and beliefs in which
    /// nothing is said, and with one moment for each choice.
    pub fn canonicalize(&mut self) {
        self.answers.retain(|_, answer| *answer != Answer::NONE);
        self.beliefs.retain(|_, layers| !layers.is_empty());
        self.join_choices();
    }

    /// Brings it into the form that a catalog gives it: the usual way of running a service is spelled out, and of a
    /// question that takes one option, one holds. For whatever comes from a file or from the device.
    pub fn normalize(&mut self, catalog: &Catalog) {
        self.normalize_variants(catalog);
        self.settle_choices(&catalog.questions);
    }
}
