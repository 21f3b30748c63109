//! Services, the ways they are run, and who owns each layer of them.
//! Nothing here knows which services exist.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    CategoryId, ClassId, Date, LayerId, ModelId, PresetId, ServiceId, ServiceRef, VariantId,
};

/// Who holds the duty at a layer of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// AWS alone.
    Aws,
    /// The customer alone (or a third party on the customer's behalf).
    Customer,
    /// Both, each for a part.
    Shared,
    /// Nobody: the layer does not exist there.
    Absent,
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

/// An AWS service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// AWS's name for it.
    pub name: String,
    /// Other words people look for it by.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The common word for its service model.
    pub model: ModelId,
    /// AWS's own class for it.
    pub class: ClassId,
    /// What AWS does for it.
    pub aws: String,
    /// What is left to the customer.
    pub customer: String,
    /// Addresses of the AWS pages behind all this.
    pub sources: Vec<String>,
    /// The day it was last held against its sources.
    pub checked: Date,
    /// The owner at every layer.
    pub owners: BTreeMap<LayerId, Owner>,
    /// Why the cells that surprise people are as they are.
    #[serde(default)]
    pub reasons: BTreeMap<LayerId, String>,
    /// Parts that carry a name of their own.
    #[serde(default, alias = "feature")]
    pub features: Vec<Feature>,
    /// The ways it is run, where that moves the line; the usual one first. None, or two and more.
    #[serde(default, alias = "variant")]
    pub variants: Vec<Variant>,
}

/// A part of a service that carries a name of its own, such as security groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// What it does, and whose it is to use.
    pub note: String,
}

/// A way of running a service that moves the line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Its id, unique within the service.
    pub id: VariantId,
    /// Its name.
    pub name: String,
    /// What is different about it.
    pub note: String,
    /// The owners that differ from the service's own.
    #[serde(default)]
    pub owners: BTreeMap<LayerId, Owner>,
    /// The reasons that differ from the service's own.
    #[serde(default)]
    pub reasons: BTreeMap<LayerId, String>,
    /// Sources of its own.
    #[serde(default)]
    pub sources: Vec<String>,
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

    /// The variant's name, or the service's.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.variant
            .map_or(&self.service.name, |variant| &variant.name)
    }

    /// Who owns a layer; a layer without an owner counts as absent, and fails the catalog's check.
    #[must_use]
    pub fn owner(&self, layer: &LayerId) -> Owner {
        self.variant
            .and_then(|variant| variant.owners.get(layer))
            .or_else(|| self.service.owners.get(layer))
            .copied()
            .unwrap_or(Owner::Absent)
    }

    /// Why, where that needs saying.
    #[must_use]
    pub fn reason(&self, layer: &LayerId) -> Option<&'a str> {
        self.variant
            .and_then(|variant| variant.reasons.get(layer))
            .or_else(|| self.service.reasons.get(layer))
            .map(String::as_str)
    }
}
