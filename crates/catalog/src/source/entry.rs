//! Services and practices in the shape of their TOML files, and their separation into catalog and texts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    ClassId, Control, Date, Depth, Effort, FactId, Feature, FrameworkId, Guide, Impact, LayerId,
    Levels, ModelId, Owner, Practice, PracticeId, PracticeText, Reach, Reason, Service,
    ServiceDefault, ServiceId, ServiceRef, ServiceText, Variant, VariantId, VariantText,
};

/// A `[[practice]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeEntry {
    pub id: PracticeId,
    title: String,
    question: String,
    why: String,
    aws: String,
    you: String,
    impact: Impact,
    effort: Effort,
    depth: Depth,
    control: Control,
    #[serde(default)]
    cornerstone: bool,
    layers: Vec<LayerId>,
    applies: Reach,
    #[serde(default)]
    services: Vec<ServiceRef>,
    #[serde(default)]
    when: Vec<FactId>,
    #[serde(default)]
    raised_by: Vec<FactId>,
    sources: Vec<String>,
    checked: Date,
    #[serde(default)]
    unverified: Option<String>,
    levels: Levels,
    guide: Guide,
    mappings: BTreeMap<FrameworkId, Vec<String>>,
}

impl PracticeEntry {
    pub fn split(self) -> (Practice, PracticeText) {
        let text = PracticeText {
            id: self.id.clone(),
            question: self.question,
            why: self.why,
            aws: self.aws,
            you: self.you,
            levels: self.levels,
            guide: self.guide,
            mappings: self.mappings.into_iter().collect(),
            sources: self.sources,
            checked: self.checked,
            unverified: self.unverified,
        };
        let practice = Practice {
            id: self.id,
            title: self.title,
            impact: self.impact,
            effort: self.effort,
            depth: self.depth,
            control: self.control,
            cornerstone: self.cornerstone,
            layers: self.layers,
            applies: self.applies,
            services: self.services,
            when: self.when,
            raised_by: self.raised_by,
        };
        (practice, text)
    }
}

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
    sources: Vec<String>,
    checked: Date,
    #[serde(default)]
    unverified: Vec<LayerId>,
    owners: BTreeMap<LayerId, Owner>,
    #[serde(default)]
    reasons: Reasons,
    #[serde(default, rename = "feature")]
    features: Vec<Feature>,
    #[serde(default, rename = "default")]
    defaults: Vec<ServiceDefault>,
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
    owners: BTreeMap<LayerId, Owner>,
    #[serde(default)]
    reasons: Reasons,
    #[serde(default)]
    sources: Vec<String>,
}

type Reasons = BTreeMap<LayerId, ReasonEntry>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonEntry {
    text: String,
    source: String,
}

impl ServiceEntry {
    pub fn split(self) -> (Service, ServiceText) {
        let mut keywords = self.keywords;
        keywords.extend(self.features.iter().map(|feature| feature.name.clone()));
        let (variants, variant_texts) = self.variants.into_iter().map(VariantEntry::split).unzip();
        let text = ServiceText {
            id: self.id.clone(),
            aws: self.aws,
            customer: self.customer,
            reasons: reason_list(self.reasons),
            features: self.features,
            defaults: self.defaults,
            variants: variant_texts,
            sources: self.sources,
            checked: self.checked,
            unverified: self.unverified,
        };
        let service = Service {
            id: self.id,
            name: self.name,
            keywords,
            model: self.model,
            class: self.class,
            owners: self.owners.into_iter().collect(),
            variants,
        };
        (service, text)
    }
}

impl VariantEntry {
    fn split(self) -> (Variant, VariantText) {
        let text = VariantText {
            note: self.note,
            reasons: reason_list(self.reasons),
            sources: self.sources,
        };
        let variant = Variant {
            id: self.id,
            name: self.name,
            owners: self.owners.into_iter().collect(),
        };
        (variant, text)
    }
}

fn reason_list(reasons: Reasons) -> Vec<Reason> {
    reasons
        .into_iter()
        .map(|(layer, ReasonEntry { text, source })| Reason {
            layer,
            text,
            source,
        })
        .collect()
}
