//! The shape of the TOML files that hold a list of items: one type per file.

use serde::Deserialize;

use super::practice::PracticeEntry;
use super::rule::RuleItem;
use super::service::ServiceEntry;
use crate::{
    Area, BestPractice, Category, Domain, Layer, Pair, Preset, Question, RemovedPractice,
    ServiceClass, ServiceModel, Stop,
};

/// `layers.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layers {
    pub layer: Vec<Layer>,
}

/// `domains.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domains {
    pub domain: Vec<Domain>,
}

/// `profile.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub question: Vec<Question>,
}

/// `categories.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categories {
    pub category: Vec<Category>,
}

/// `presets.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presets {
    pub preset: Vec<Preset>,
}

/// `rules.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    pub rule: Vec<RuleItem>,
}

/// `model.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Model {
    pub area: Vec<Area>,
    pub model: Vec<ServiceModel>,
    pub class: Vec<ServiceClass>,
    pub pair: Vec<Pair>,
    pub best_practice: Vec<BestPractice>,
    pub stop: Vec<Stop>,
}

/// `services/<category>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Services {
    pub service: Vec<ServiceEntry>,
}

/// `practices/<domain>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practices {
    pub practice: Vec<PracticeEntry>,
    #[serde(default)]
    pub removed: Vec<RemovedPractice>,
}
