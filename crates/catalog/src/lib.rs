//! What Demarc knows: layers, domains, services, practices and the questions about a situation.
//! Content comes from `catalog/*.toml`; no code knows any of it by name.

// No panic is reachable from data: where one can't be, the line says why. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod basis;
#[cfg(feature = "source")]
mod check;
mod coverage;
mod date;
mod framework;
mod id;
mod keyed;
pub mod line;
mod model;
mod practice;
mod profile;
mod search;
mod service;
mod shift;
#[cfg(feature = "source")]
pub mod source;
mod statement;
mod texts;

use serde::{Deserialize, Serialize};

pub use basis::Basis;
#[cfg(feature = "source")]
pub use check::{Fault, Item, check};
pub use coverage::Coverage;
pub use date::{Date, Since};
pub use framework::{Exception, Framework, FrameworkKind};
pub use id::{
    AreaId, BestPracticeId, CategoryId, ClassId, DomainId, FactId, FrameworkId, InvalidId, LayerId,
    ModelId, PairId, PracticeId, PresetId, QuestionId, ServiceId, ServiceRef, VariantId, is_word,
};
pub use line::LineStep;
pub use model::{Area, BestPractice, Pair, ServiceClass, ServiceModel, Stop};
pub use practice::{
    Control, Cost, Depth, Effort, Guide, Impact, Level, Levels, Practice, PracticeText, Reach,
};
pub use profile::{Choose, FactOption, Question};
pub use service::{
    Category, Deployment, Feature, Owner, Preset, Reason, Service, ServiceDefault, ServiceText,
    Variant, VariantText,
};
pub use shift::Shift;
pub use statement::{Conformance, Criterion, Statement};
pub use texts::{Content, Texts};

/// What the engine and the lists read, in the order in which it is shown. Its words are [`Texts`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Tells this catalog, texts included, from others; blank in one that was not built in.
    #[serde(skip)]
    pub version: String,
    /// The levels of the stack, from the building up.
    pub layers: Vec<Layer>,
    /// The chapters of the customer's duties.
    pub domains: Vec<Domain>,
    /// The questions about a situation, whose options are facts.
    pub questions: Vec<Question>,
    /// The groups services are listed under.
    pub categories: Vec<Category>,
    /// Every service, grouped by category.
    pub services: Vec<Service>,
    /// Every practice, grouped by domain.
    pub practices: Vec<Practice>,
    /// Ready-made service mixes.
    pub presets: Vec<Preset>,
}

/// One level of the stack at which somebody has a duty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// Its id.
    pub id: LayerId,
    /// Its name, for tables.
    pub name: String,
    /// The same where there is little room; blank: the name is short enough.
    #[serde(default)]
    pub short: String,
    /// What the duty at this level is, in a sentence.
    pub summary: String,
    /// Whose control it is in AWS's terms, taken over all services.
    pub control: Control,
}

/// A chapter of the customer's duties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Its id, which is also the first word of its practices' ids.
    pub id: DomainId,
    /// Its name, for headings.
    pub name: String,
    /// What it asks for, in a sentence.
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

    /// The option behind a fact, if the catalog has it.
    #[must_use]
    pub fn fact(&self, id: &FactId) -> Option<&FactOption> {
        self.questions
            .iter()
            .find(|question| id.answers(&question.id))?
            .options
            .iter()
            .find(|option| option.id == id.option())
    }

    /// The service and the way it is run that a reference means; `None` for one this catalog does not have.
    ///
    /// A bare reference to a service that has variants means the first of them.
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

    /// Every way of running every service, in catalog order.
    pub fn deployments(&self) -> impl Iterator<Item = Deployment<'_>> {
        self.services.iter().flat_map(Service::deployments)
    }
}
