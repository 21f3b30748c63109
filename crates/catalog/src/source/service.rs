//! Services in the shape of their TOML files, and their separation into catalog and texts. The rules that a service names
//! give their layers an owner here.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::rule::duty;
use crate::{
    ClassId, Date, Duty, Feature, Layer, LayerId, Lifecycle, ModelId, Owner, Patching, Reason,
    Rule, RuleId, Service, ServiceDefault, ServiceId, ServiceText, Variant, VariantId, VariantText,
};

/// A `[[service]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceEntry {
    id: ServiceId,
    name: String,
    #[serde(default)]
    keywords: Vec<String>,
    model: ModelId,
    class: ClassId,
    aws: String,
    customer: String,
    #[serde(default)]
    operator: String,
    sources: Vec<String>,
    checked: Date,
    #[serde(default)]
    unverified: Vec<LayerId>,
    #[serde(default)]
    rules: Vec<RuleId>,
    #[serde(default)]
    owners: BTreeMap<LayerId, Owner>,
    #[serde(default)]
    reasons: Reasons,
    #[serde(default, rename = "feature")]
    features: Vec<Feature>,
    #[serde(default, rename = "default")]
    defaults: Vec<ServiceDefault>,
    #[serde(default)]
    lifecycle: Option<Lifecycle>,
    #[serde(default, rename = "variant")]
    variants: Vec<VariantEntry>,
}

/// A `[[service.variant]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantEntry {
    id: VariantId,
    name: String,
    note: String,
    #[serde(default)]
    operator: String,
    #[serde(default)]
    rules: Vec<RuleId>,
    #[serde(default)]
    owners: BTreeMap<LayerId, Owner>,
    #[serde(default)]
    reasons: Reasons,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    lifecycle: Option<Lifecycle>,
    #[serde(default)]
    replaced_by: Vec<VariantId>,
}

type Reasons = BTreeMap<LayerId, ReasonEntry>;

/// A reason, without the layer that it is of.
#[derive(Deserialize)]
#[serde(try_from = "ReasonFields")]
struct ReasonEntry {
    duty: Duty,
    patching: Option<Patching>,
    source: String,
}

/// A reason as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonFields {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    aws: Option<String>,
    #[serde(default)]
    operator: Option<String>,
    #[serde(default)]
    you: Option<String>,
    #[serde(default)]
    patching: Option<Patching>,
    source: String,
}

impl TryFrom<ReasonFields> for ReasonEntry {
    type Error = &'static str;

    fn try_from(fields: ReasonFields) -> Result<Self, Self::Error> {
        Ok(Self {
            duty: duty(fields.text, fields.aws, fields.operator, fields.you)?,
            patching: fields.patching,
            source: fields.source,
        })
    }
}

impl ServiceEntry {
    pub fn split(self, rules: &[Rule], layers: &[Layer]) -> (Service, ServiceText) {
        let mut keywords = self.keywords;
        keywords.extend(self.features.iter().map(|feature| feature.name.clone()));
        let variants = self.variants.into_iter().map(|it| it.split(rules, layers));
        let (variants, variant_texts) = variants.unzip();
        let service = Service {
            id: self.id.clone(),
            name: self.name,
            keywords,
            model: self.model,
            class: self.class,
            owners: owners(self.owners, &self.rules, rules, layers),
            operator: self.operator,
            variants,
        };
        let text = ServiceText {
            id: self.id,
            aws: self.aws,
            customer: self.customer,
            rules: self.rules,
            reasons: reason_list(self.reasons),
            features: self.features,
            defaults: self.defaults,
            lifecycle: self.lifecycle,
            variants: variant_texts,
            sources: self.sources,
            checked: self.checked,
            unverified: self.unverified,
        };
        (service, text)
    }
}

impl VariantEntry {
    fn split(self, rules: &[Rule], layers: &[Layer]) -> (Variant, VariantText) {
        let variant = Variant {
            id: self.id,
            name: self.name,
            owners: owners(self.owners, &self.rules, rules, layers),
            operator: self.operator,
            replaced_by: self.replaced_by,
        };
        let text = VariantText {
            note: self.note,
            rules: self.rules,
            reasons: reason_list(self.reasons),
            lifecycle: self.lifecycle,
            sources: self.sources,
        };
        (variant, text)
    }
}

/// The owners that are named, and those that rules give, in the order of the layers. A layer with both is there twice,
/// which `check` reports.
fn owners(
    named: BTreeMap<LayerId, Owner>,
    holding: &[RuleId],
    rules: &[Rule],
    layers: &[Layer],
) -> Vec<(LayerId, Owner)> {
    let by_rule = rules.iter().filter(|rule| holding.contains(&rule.id));
    let by_rule = by_rule.map(|rule| (rule.reason.layer.clone(), rule.owner));
    let mut owners: Vec<_> = named.into_iter().chain(by_rule).collect();
    owners.sort_by_key(|(layer, _)| layers.iter().position(|it| it.id == *layer));
    owners
}

fn reason_list(reasons: Reasons) -> Vec<Reason> {
    let reasons = reasons.into_iter().map(|(layer, entry)| Reason {
        layer,
        duty: entry.duty,
        patching: entry.patching,
        source: entry.source,
    });
    reasons.collect()
}
