//! The types of the catalog: layers, domains, services, practices, frameworks and the questions of the profile.
//! The content is data in `catalog/*.toml`; no Rust code names a service, a practice or a framework.

// No panic can be reached from data. An `expect` gives the reason why it can't fail. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accessibility;
mod assurance;
mod basis;
#[cfg(feature = "source")]
mod check;
mod check_list;
mod coverage;
mod date;
mod framework;
mod id;
mod keyed;
pub mod line;
mod mapping;
mod model;
mod names;
mod nearest;
mod packed;
mod practice;
mod profile;
mod reason;
mod search;
mod service;
mod shift;
#[cfg(feature = "source")]
pub mod source;
mod suggest;
mod texts;

use serde::{Deserialize, Serialize};

pub use accessibility::{AccessibilityStatement, Conformance, CriteriaGroup};
pub use assurance::{Assurance, Program};
pub use basis::Basis;
#[cfg(feature = "source")]
pub use check::{Fault, Item, check};
pub use check_list::{CheckList, Severities, Standard};
pub use coverage::Coverage;
pub use date::{Date, Since};
pub use framework::{Exception, Framework, FrameworkKind};
pub use id::{
    AreaId, BestPracticeId, CategoryId, CheckListId, ClassId, DomainId, FactId, FrameworkId,
    InvalidId, LayerId, ModelId, PairId, PracticeId, PresetId, ProgramId, QuestionId, RuleId,
    ServiceId, ServiceRef, VariantId, is_slug,
};
pub use line::LineStep;
pub use mapping::{CheckMapping, MOST_NEEDS, Strength};
pub use model::{Area, BestPractice, Pair, ServiceClass, ServiceModel, Stop};
pub use names::Names;
pub use practice::{
    Control, Cost, Depth, Effort, Guide, Impact, Level, Levels, Practice, PracticeText, Reach,
    RemovedPractice, ShortForms,
};
pub use profile::{Choose, FactOption, Question};
pub use reason::{Duty, Listed, Party, Patching, Reason, Rule};
pub use service::{
    Category, Deployment, Feature, Lifecycle, Owner, Preset, Service, ServiceDefault, ServiceText,
    Variant, VariantText,
};
pub use shift::Shift;
pub use suggest::Suggestion;
pub use texts::{Content, Texts};

/// The part of the catalog that the analysis and the lists read. Vectors are in display order. The texts for people are
/// in [`Texts`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Identifies the catalog and its texts; empty unless it is the built-in catalog.
    #[serde(skip)]
    pub version: String,
    /// The layers of the stack, from facilities at the bottom upward.
    pub layers: Vec<Layer>,
    /// The domains of the customer's duties.
    pub domains: Vec<Domain>,
    /// The questions of the profile. Their options are facts.
    pub questions: Vec<Question>,
    /// The groups that services are listed under.
    pub categories: Vec<Category>,
    /// All services, grouped by category.
    pub services: Vec<Service>,
    /// All practices, grouped by domain.
    pub practices: Vec<Practice>,
    /// Ready-made selections of services.
    pub presets: Vec<Preset>,
}

/// One level of the stack at which somebody has a duty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// The id.
    pub id: LayerId,
    /// The name.
    pub name: String,
    /// A shorter name for narrow columns; empty when `name` is short enough.
    #[serde(default)]
    pub short: String,
    /// The duty at this layer, in a sentence.
    pub summary: String,
    /// AWS's class of control for the layer, over all services.
    pub control: Control,
    /// The owner at most services.
    pub usual: Owner,
    /// The name under which neighboring layers are drawn as one where all of them are AWS's; empty for a layer that is
    /// always drawn.
    #[serde(default)]
    pub group: String,
    /// Whether what is at the layer is patched, so that a shared duty says how ([`Patching`]).
    #[serde(default)]
    pub patched: bool,
}

/// A group of the customer's duties, such as identity and access.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// The id. The ids of its practices start with it.
    pub id: DomainId,
    /// The name.
    pub name: String,
    /// What the domain asks for, in a sentence.
    pub summary: String,
}

impl Catalog {
    /// The layer with this id.
    #[must_use]
    pub fn layer(&self, id: &LayerId) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.id == *id)
    }

    /// The domain with this id.
    #[must_use]
    pub fn domain(&self, id: &DomainId) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.id == *id)
    }

    /// The service with this id.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// The practice with this id.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&Practice> {
        self.practices.iter().find(|practice| practice.id == *id)
    }

    /// The practices of one domain, in catalog order.
    pub fn practices_in<'a>(
        &'a self,
        domain: &'a DomainId,
    ) -> impl Iterator<Item = &'a Practice> + 'a {
        self.practices
            .iter()
            .filter(move |practice| practice.id.is_in(domain))
    }

    /// The option that a fact stands for; `None` when the catalog has no such question or option.
    #[must_use]
    pub fn fact(&self, id: &FactId) -> Option<&FactOption> {
        self.questions
            .iter()
            .find(|question| id.answers(&question.id))?
            .options
            .iter()
            .find(|option| option.id == id.option())
    }

    /// The service and variant that a reference names; `None` when the catalog does not have them.
    ///
    /// A reference without a variant, to a service that has variants, names the first of them.
    #[must_use]
    pub fn deployment(&self, reference: &ServiceRef) -> Option<Deployment<'_>> {
        let service = self.services.iter().find(|it| reference.is_of(&it.id))?;
        let covered = |variant: &&Variant| reference.covers(&service.id, Some(&variant.id));
        let variant = service.variants.iter().find(covered);
        if variant.is_none() && reference.names_variant() {
            return None;
        }
        Some(Deployment { service, variant })
    }

    /// Every variant of every service, and services without variants once, in catalog order.
    pub fn deployments(&self) -> impl Iterator<Item = Deployment<'_>> {
        self.services.iter().flat_map(Service::deployments)
    }
}
