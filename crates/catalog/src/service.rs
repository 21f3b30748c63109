//! Services, the ways they are run, and who owns each layer of them.
//! Nothing here knows which services exist.

use serde::{Deserialize, Serialize};

use super::{
    CategoryId, ClassId, Date, LayerId, ModelId, PresetId, ServiceId, ServiceRef, Since, VariantId,
};

crate::keyed! {
    /// Who holds the duty at a layer of a service.
    pub enum Owner {
        /// AWS alone.
        Aws = "aws",
        /// The customer alone (or a third party on the customer's behalf).
        Customer = "customer",
        /// Both, each for a part.
        Shared = "shared",
        /// Nobody: the layer does not exist there.
        Absent = "absent",
    }
}

impl Owner {
    /// Whether a duty is left to the customer.
    #[must_use]
    pub fn leaves_customer_a_share(self) -> bool {
        matches!(self, Self::Customer | Self::Shared)
    }
}

/// A group services are listed under.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id, which is also the name of its file.
    pub id: CategoryId,
    /// Its name, for headings.
    pub name: String,
    /// The services of its file, in order. Filled when the files are read.
    #[serde(default)]
    pub services: Vec<ServiceId>,
}

/// An AWS service: what the engine and the lists need of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// AWS's name for it.
    pub name: String,
    /// Other words people look for it by, the names of its features included.
    pub keywords: Vec<String>,
    /// The common word for its service model.
    pub model: ModelId,
    /// AWS's own class for it.
    pub class: ClassId,
    /// The owner at every layer.
    pub owners: Vec<(LayerId, Owner)>,
    /// The ways it is run, where that moves the line; the usual one first. None, or two and more.
    pub variants: Vec<Variant>,
}

/// A way of running a service that moves the line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Its id, unique within the service.
    pub id: VariantId,
    /// Its name.
    pub name: String,
    /// The owners that differ from the service's own.
    pub owners: Vec<(LayerId, Owner)>,
}

/// The words of a service, or of one way of running it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServiceText {
    /// The service.
    pub id: ServiceId,
    /// What AWS does for it.
    pub aws: String,
    /// What is left to the customer.
    pub customer: String,
    /// Why the cells that surprise people are as they are.
    pub reasons: Vec<Reason>,
    /// Parts that carry a name of their own.
    pub features: Vec<Feature>,
    /// What holds without anybody's doing, and since when.
    pub defaults: Vec<ServiceDefault>,
    /// The same for each variant, in the service's order.
    pub variants: Vec<VariantText>,
    /// Addresses of the AWS pages behind all this.
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
    /// Layers whose owner no documentation could be found for.
    pub unverified: Vec<LayerId>,
}

/// The words of a way of running a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariantText {
    /// What is different about it.
    pub note: String,
    /// The reasons that differ from the service's own.
    pub reasons: Vec<Reason>,
    /// Sources of its own.
    pub sources: Vec<String>,
}

/// Why a layer's owner is who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The layer.
    pub layer: LayerId,
    /// The reason, in a sentence.
    pub text: String,
    /// The AWS page that says so.
    pub source: String,
}

/// A part of a service that carries a name of its own, such as security groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// What it does, and whose it is to use.
    pub note: String,
}

/// What holds for a service without anybody's doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDefault {
    /// What holds.
    pub note: String,
    /// Since when: a year, a month or a day; `None` where AWS names no date.
    #[serde(default)]
    pub since: Option<Since>,
    /// The AWS page that says so.
    pub source: String,
}

/// A ready-made service mix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its id.
    pub id: PresetId,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The services it stands for.
    pub services: Vec<ServiceRef>,
}

impl Service {
    /// Every way it can be run.
    pub fn deployments(&self) -> impl Iterator<Item = Deployment<'_>> {
        let only = self.variants.is_empty().then_some(None);
        only.into_iter()
            .chain(self.variants.iter().map(Some))
            .map(|variant| Deployment {
                service: self,
                variant,
            })
    }
}

/// A service as it is run: in its only way, or in one of its variants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deployment<'a> {
    /// The service.
    pub service: &'a Service,
    /// The variant, where it has some.
    pub variant: Option<&'a Variant>,
}

impl<'a> Deployment<'a> {
    /// The reference that means it.
    #[must_use]
    pub fn reference(&self) -> ServiceRef {
        ServiceRef::new(&self.service.id, self.variant.map(|variant| &variant.id))
    }

    /// The place of the variant in the service's list, which is where its words are.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        let variant = self.variant?;
        let mut variants = self.service.variants.iter();
        variants.position(|it| it.id == variant.id)
    }

    /// The service's name, and the variant's where it has some.
    #[must_use]
    pub fn name(&self) -> String {
        let service = &self.service.name;
        match self.variant {
            Some(variant) => format!("{service}: {}", variant.name),
            None => service.clone(),
        }
    }

    /// Who owns a layer; a layer without an owner counts as absent, and fails the catalog's check.
    #[must_use]
    pub fn owner(&self, layer: &LayerId) -> Owner {
        let variants_own = self.variant.map_or(&[][..], |variant| &variant.owners);
        variants_own
            .iter()
            .chain(&self.service.owners)
            .find(|(of, _)| of == layer)
            .map_or(Owner::Absent, |(_, owner)| *owner)
    }
}

impl ServiceText {
    /// Why a layer's owner is who it is when the service is run this way, where that needs saying.
    ///
    /// `variant` is the place of the variant in the service's list.
    #[must_use]
    pub fn reason(&self, variant: Option<usize>, layer: &LayerId) -> Option<&Reason> {
        let of = |reasons: &'_ [Reason]| reasons.iter().position(|it| it.layer == *layer);
        let own = variant.and_then(|index| self.variants.get(index));
        own.and_then(|variant| variant.reasons.get(of(&variant.reasons)?))
            .or_else(|| self.reasons.get(of(&self.reasons)?))
    }
}
