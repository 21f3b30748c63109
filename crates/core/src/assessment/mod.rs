//! The assessment of one workload: situation, service mix, beliefs and answers, with functions that change them.
//! Ids that the catalog does not know are kept.

mod acceptance;
mod answer;
mod assignment;
mod belief;
mod cover;
mod criteria;
mod draft;
mod edits;
mod entered_date;
mod field;
mod history;
mod id;
mod moment;
mod part;
mod plan;
mod services;
mod situation;
mod sorted;
mod unknown;
mod value;
mod word;

use serde::{Deserialize, Serialize};

pub use acceptance::{Acceptance, AcceptancePart};
pub use answer::{Answer, NotApplicable, Response};
pub use assignment::Assignment;
pub use belief::Belief;
pub use cover::{Chapter, ChapterSet, Cover};
pub use draft::NotApplicableDraft;
pub use edits::Edits;
pub use entered_date::{EnteredDate, FIRST_DAY, LAST_DAY};
pub use field::Field;
pub use history::History;
pub use id::AssessmentId;
pub use moment::Moment;
pub use part::{AnswerField, CoverPart};
pub use plan::{Capacity, Phase, Plan, Targets};
pub use situation::Profile;
pub use sorted::{SortedMap, SortedSet};
pub use value::Value;

use demarc_catalog::{Catalog, LayerId, PracticeId, ServiceRef};

/// The data that a user enters about one workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The id, unique on the device.
    pub id: AssessmentId,
    /// The name.
    pub name: String,
    /// The situation.
    #[serde(default)]
    pub profile: Profile,
    /// The chosen services, each with its variant.
    #[serde(default)]
    pub services: SortedSet<ServiceRef>,
    /// The owner that the user assumed for each layer.
    #[serde(default)]
    pub beliefs: SortedMap<ServiceRef, SortedMap<LayerId, Belief>>,
    /// The answers, including answers to practices that no longer apply.
    #[serde(default)]
    pub answers: SortedMap<PracticeId, Answer>,
    /// The plan.
    #[serde(default, skip_serializing_if = "Plan::is_empty")]
    pub plan: Plan,
    /// The settings of the report.
    #[serde(default, skip_serializing_if = "Cover::is_empty")]
    pub cover: Cover,
    /// The last edit of each field.
    #[serde(default, skip_serializing_if = "Edits::is_empty")]
    pub edits: Edits,
    /// Set if this is a snapshot. A snapshot is an assessment that is not edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "frozen")]
    pub snapshot: Option<SnapshotInfo>,
}

/// The origin of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotInfo {
    /// The assessment that the snapshot was taken of.
    pub of: AssessmentId,
    /// The label of the snapshot.
    pub label: String,
    /// When it was taken.
    pub taken: Moment,
}

impl Assessment {
    /// An empty assessment.
    #[must_use]
    pub fn new(id: AssessmentId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            profile: Profile::default(),
            services: SortedSet::default(),
            beliefs: SortedMap::default(),
            answers: SortedMap::default(),
            plan: Plan::default(),
            cover: Cover::default(),
            edits: Edits::default(),
            snapshot: None,
        }
    }

    /// A copy with another id and name.
    #[must_use]
    pub fn duplicate(&self, id: AssessmentId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            snapshot: None,
            ..self.clone()
        }
    }

    /// A snapshot of the assessment, with an id of its own.
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

    /// Takes over the content of a snapshot.
    pub fn restore(&mut self, snapshot: &Self) {
        for field in self.differences(snapshot) {
            field.copy(snapshot, self);
        }
    }

    /// Brings an assessment into canonical form, in which equal content is equal: without empty answers and beliefs,
    /// and with one moment for each choice.
    pub fn canonicalize(&mut self) {
        self.answers.retain(|_, answer| *answer != Answer::NONE);
        self.beliefs.retain(|_, layers| !layers.is_empty());
        self.join_choices();
    }

    /// Brings an assessment from a file or from the device into the form that a catalog requires: variants are named,
    /// and a question with one option has at most one fact.
    pub fn normalize(&mut self, catalog: &Catalog) {
        self.normalize_variants(catalog);
        self.settle_choices(&catalog.questions);
    }
}
