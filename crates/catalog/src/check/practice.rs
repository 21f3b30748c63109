//! The rules for practices and their texts.

use super::{Checker, Item};
use crate::{Practice, PracticeText, Reach};

impl Checker<'_> {
    pub(super) fn practice(&mut self, practice: &Practice) {
        let id = &Item::new("practice", &practice.id);
        self.layers(id, practice.layers.iter());
        self.facts(id, &practice.when);
        self.facts(id, &practice.raised_by);
        self.service_refs(id, &practice.services);
        if self.catalog.domain(&practice.id.domain()).is_none() {
            self.fault(
                id,
                "id",
                format!("there is no domain {}", practice.id.domain()),
            );
        }
        if practice.layers.is_empty() {
            self.fault(id, "layers", "it names no layer whose duty it meets".into());
        }
        match practice.applies {
            Reach::Services if practice.services.is_empty() => {
                self.fault(
                    id,
                    "applies",
                    "it applies to services but lists none".into(),
                );
            }
            Reach::Account | Reach::Layers if !practice.services.is_empty() => {
                self.fault(
                    id,
                    "services",
                    "it lists services, but applies is not \"services\"".into(),
                );
            }
            Reach::Account | Reach::Layers | Reach::Services => {}
        }
        let reached = practice.applies == Reach::Account
            || self
                .catalog
                .deployments()
                .any(|deployment| practice.reaches(&deployment));
        if !reached {
            self.fault(
                id,
                "layers",
                "no service can ever reach it: none leaves the customer a share of its layers"
                    .into(),
            );
        }
    }

    pub(super) fn practice_text(&mut self, text: &PracticeText) {
        let id = &Item::new("practice", &text.id);
        self.sources(id, &text.sources);
        for (framework, requirements) in &text.mappings {
            let Some(known) = self.texts.framework(framework) else {
                self.fault(
                    id,
                    framework.as_str(),
                    format!("there is no framework {framework}"),
                );
                continue;
            };
            for requirement in requirements {
                if !known.requirements.contains(requirement) {
                    self.fault(
                        id,
                        format!("\"{requirement}\""),
                        format!("{framework} has no requirement {requirement}"),
                    );
                }
            }
        }
    }
}
