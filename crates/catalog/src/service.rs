//! Services, their variants, and the owner of each layer.

use serde::{Deserialize, Serialize};

use super::{
    CategoryId, ClassId, Date, LayerId, ModelId, PresetId, Reason, RuleId, ServiceId, ServiceRef,
    Since, VariantId,
};

crate::keyed! {
    /// Who has the duty at a layer of a service.
    pub enum Owner {
        /// AWS alone has it.
        Aws = "aws",
        /// The customer alone has it, or a third party on the customer's behalf.
        Customer = "customer",
        /// AWS and the customer each have a part.
        Shared = "shared",
        /// A third party alone has it, whom [`Deployment::operator`] names.
        Operator = "operator",
        /// Nobody: the layer does not exist for this service, or nothing there can be lost.
        Absent = "absent",
    }
}

impl Owner {
    /// Whether the customer has the duty or a part of it.
    #[must_use]
    pub fn leaves_customer_a_share(self) -> bool {
        matches!(self, Self::Customer | Self::Shared)
    }
}

/// A group that services are listed under.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The id. The file is `services/<id>.toml`.
    pub id: CategoryId,
    /// The name.
    pub name: String,
    /// The services of the category, in the order of its file. The reader fills it.
    #[serde(default)]
    pub services: Vec<ServiceId>,
}

/// An AWS service. The texts for people are in [`ServiceText`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// The id.
    pub id: ServiceId,
    /// The name that AWS uses.
    pub name: String,
    /// Search terms beside the name. The reader adds the names of the features.
    pub keywords: Vec<String>,
    /// The common service model: IaaS, PaaS or SaaS.
    pub model: ModelId,
    /// AWS's own service class.
    pub class: ClassId,
    /// The owner of every layer.
    pub owners: Vec<(LayerId, Owner)>,
    /// The name of the third party that holds a part; empty when there is none.
    #[serde(default)]
    pub operator: String,
    /// The variants, the usual one first. Empty, or at least two.
    pub variants: Vec<Variant>,
}

/// One way to run a service, where that changes who owns a layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// The id, unique within the service.
    pub id: VariantId,
    /// The name.
    pub name: String,
    /// The owners that differ from the service's own.
    pub owners: Vec<(LayerId, Owner)>,
    /// The name of the third party that holds a part of this variant; empty when it is that of the service.
    #[serde(default)]
    pub operator: String,
    /// The variants that took the place of this one, which is no longer offered. Empty for a variant that is.
    #[serde(default)]
    pub replaced_by: Vec<VariantId>,
}

/// When AWS stops offering a service or a variant. At least one of the dates is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifecycle {
    /// The first day on which new customers can't start.
    #[serde(default)]
    pub closed: Option<Date>,
    /// The last day of support.
    #[serde(default)]
    pub ends: Option<Date>,
    /// The AWS page that says so.
    pub source: String,
}

/// The texts of a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServiceText {
    /// The id of the service.
    pub id: ServiceId,
    /// What AWS does for the service.
    pub aws: String,
    /// What is left to the customer.
    pub customer: String,
    /// The rules that hold for every variant without a reason or a rule of its own at the layer.
    pub rules: Vec<RuleId>,
    /// The reasons for owners, of the service alone.
    pub reasons: Vec<Reason>,
    /// Parts of the service with names of their own.
    pub features: Vec<Feature>,
    /// Settings that are in force unless somebody changes them.
    pub defaults: Vec<ServiceDefault>,
    /// When the service closes or ends.
    pub lifecycle: Option<Lifecycle>,
    /// The texts of each variant, in the order of [`Service::variants`].
    pub variants: Vec<VariantText>,
    /// Addresses of the AWS pages that say so.
    pub sources: Vec<String>,
    /// The day somebody last compared the item with its sources.
    pub checked: Date,
    /// Layers for whose owner no documentation was found.
    pub unverified: Vec<LayerId>,
}

/// The texts of a variant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariantText {
    /// What is different about the variant.
    pub note: String,
    /// The rules that the service does not name.
    pub rules: Vec<RuleId>,
    /// The reasons that differ from the service's own.
    pub reasons: Vec<Reason>,
    /// When the variant closes or ends; `None` when the service's own dates hold.
    pub lifecycle: Option<Lifecycle>,
    /// Addresses of AWS pages about the variant, beside those of the service.
    pub sources: Vec<String>,
}

/// A part of a service with a name of its own, such as security groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// The name.
    pub name: String,
    /// What it does, and who has to use it.
    pub note: String,
}

/// A setting of a service that is in force unless somebody changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDefault {
    /// The setting, in a sentence.
    pub note: String,
    /// The date from which it holds; `None` where AWS names no date.
    #[serde(default)]
    pub since: Option<Since>,
    /// The AWS page that says so.
    pub source: String,
}

/// A ready-made selection of services.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The id.
    pub id: PresetId,
    /// The name.
    pub name: String,
    /// A description, in a sentence.
    pub summary: String,
    /// The services and variants of the selection.
    pub services: Vec<ServiceRef>,
}

impl Variant {
    /// Whether it can be chosen: no other variants have taken its place.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.replaced_by.is_empty()
    }
}

impl Service {
    /// The name without its vendor, or the abbreviation in parentheses at its end: `RDS` of `Amazon RDS`, `IAM` of
    /// `AWS Identity and Access Management (IAM)`.
    #[must_use]
    pub fn short_name(&self) -> &str {
        let name = self.name.as_str();
        let inner = name.strip_suffix(')').and_then(|it| it.rsplit_once('('));
        let name = inner.map_or(name, |(_, short)| short);
        let mut vendors = ["Amazon ", "AWS "].into_iter();
        vendors.find_map(|it| name.strip_prefix(it)).unwrap_or(name)
    }

    /// The variants that can be chosen.
    pub fn offered(&self) -> impl Iterator<Item = &Variant> {
        self.variants.iter().filter(|it| it.is_offered())
    }

    /// A deployment per variant, or one for a service without variants.
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

/// A service together with one of its variants, or a service that has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deployment<'a> {
    /// The service.
    pub service: &'a Service,
    /// The variant; `None` when the service has none.
    pub variant: Option<&'a Variant>,
}

impl<'a> Deployment<'a> {
    /// The reference that names the deployment.
    #[must_use]
    pub fn reference(&self) -> ServiceRef {
        ServiceRef::new(&self.service.id, self.variant.map(|variant| &variant.id))
    }

    /// The index of the variant in [`Service::variants`] and [`ServiceText::variants`]; `None` without variants.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        let variant = self.variant?;
        let mut variants = self.service.variants.iter();
        variants.position(|it| it.id == variant.id)
    }

    /// The name of the service, followed by the name of the variant if there is one. A variant whose name contains that of
    /// the service stands alone: `ECS on Fargate`.
    #[must_use]
    pub fn name(&self) -> String {
        self.named(&self.service.name, |service, variant| {
            format!("{service}: {variant}")
        })
    }

    /// The name within a sentence: as [`Deployment::name`], but `Amazon RDS (Standard)`.
    #[must_use]
    pub fn name_in_a_sentence(&self) -> String {
        self.named(&self.service.name, |service, variant| {
            format!("{service} ({variant})")
        })
    }

    /// The name where there is little room: `RDS (Standard)`.
    #[must_use]
    pub fn short_name(&self) -> String {
        self.named(self.service.short_name(), |service, variant| {
            format!("{service} ({variant})")
        })
    }

    fn named(&self, service: &str, both: fn(&str, &str) -> String) -> String {
        match self.variant {
            Some(variant) if variant.name.contains(self.service.short_name()) => {
                variant.name.clone()
            }
            Some(variant) => both(service, &variant.name),
            None => service.to_owned(),
        }
    }

    /// The name of the third party that holds a part, if there is one.
    #[must_use]
    pub fn operator(&self) -> Option<&'a str> {
        let own = self.variant.map(|variant| variant.operator.as_str());
        let names = own.into_iter().chain([self.service.operator.as_str()]);
        names.into_iter().find(|name| !name.is_empty())
    }

    /// The owner of a layer. A layer without an owner counts as absent; `check` reports it as a fault.
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
    /// When a variant, or the service with all its variants, closes or ends. `variant` is the index of the variant in
    /// [`Service::variants`].
    #[must_use]
    pub fn lifecycle(&self, variant: Option<usize>) -> Option<&Lifecycle> {
        let own = variant.and_then(|index| self.variants.get(index));
        own.and_then(|variant| variant.lifecycle.as_ref())
            .or(self.lifecycle.as_ref())
    }
}
