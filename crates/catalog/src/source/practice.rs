//! Practices in the shape of their TOML files, and their separation into catalog and texts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    CheckListId, CheckMapping, Control, Date, Depth, Effort, FactId, FrameworkId, Guide, Impact,
    LayerId, Levels, Practice, PracticeId, PracticeText, Reach, ServiceRef, ShortForms,
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
    short: ShortForms,
    #[serde(default)]
    criteria_changed: Option<Date>,
    #[serde(default)]
    needs: BTreeMap<FrameworkId, Vec<String>>,
    #[serde(default)]
    supports: BTreeMap<FrameworkId, Vec<String>>,
    #[serde(default)]
    checks: BTreeMap<CheckListId, CheckMapping>,
    #[serde(default)]
    unseen: Option<String>,
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
            short: self.short,
            criteria_changed: self.criteria_changed,
            needs: self.needs.into_iter().collect(),
            supports: self.supports.into_iter().collect(),
            checks: self.checks.into_iter().collect(),
            unseen: self.unseen,
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
