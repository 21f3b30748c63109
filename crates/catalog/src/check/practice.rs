//! The rules for practices and their texts.

use std::collections::BTreeSet;

use super::{Checker, Item};
use crate::{Level, Practice, PracticeText, Reach, ShortForms};

/// The most facts that raise the weight of a practice.
const MOST_RAISING: usize = 3;

impl Checker<'_> {
    pub(super) fn practice(&mut self, practice: &Practice) {
        let id = &Item::new("practice", &practice.id);
        self.layers(id, practice.layers.iter());
        self.facts(id, &practice.when);
        self.facts(id, &practice.raised_by);
        self.service_refs(id, &practice.services);
        if practice.raised_by.len() > MOST_RAISING {
            let message = format!("more than {MOST_RAISING} facts raise its weight");
            self.fault(id, "raised_by", message);
        }
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
        for (framework, _, requirements) in text.mappings() {
            let Some(known) = self.texts.framework(framework) else {
                let message = format!("there is no framework {framework}");
                self.fault(id, framework.as_str(), message);
                continue;
            };
            for requirement in requirements {
                if !known.requirements.contains(requirement) {
                    let message = format!("{framework} has no requirement {requirement}");
                    self.fault(id, format!("\"{requirement}\""), message);
                }
            }
        }
        self.twice(id, text);
        self.checks(id, text);
        self.lengths(id, text);
    }

    /// A requirement that needs the practice is not among those that it only supports.
    fn twice(&mut self, id: &Item, text: &PracticeText) {
        for (framework, needed) in &text.needs {
            let supported = text.supports.iter().filter(|(of, _)| of == framework);
            for requirement in supported.flat_map(|(_, ids)| ids) {
                if needed.contains(requirement) {
                    let message = format!("{framework} {requirement} is needed and supported");
                    self.fault(id, format!("\"{requirement}\""), message);
                }
            }
        }
    }

    /// Every check exists, is named once for each tool, and a practice without a direct one says why.
    fn checks(&mut self, id: &Item, text: &PracticeText) {
        for (list, mapping) in &text.checks {
            let Some(known) = self.texts.check_list(list) else {
                let message = format!("there is no list of checks {list}");
                self.fault(id, list.as_str(), message);
                continue;
            };
            let mut seen = BTreeSet::new();
            for check in mapping.all() {
                if !known.ids().any(|it| it == check) {
                    let message = format!("{list} has no check {check}");
                    self.fault(id, format!("\"{check}\""), message);
                }
                if !seen.insert(check) {
                    let message = format!("the check {check} is there twice");
                    self.fault(id, format!("\"{check}\""), message);
                }
            }
        }
        let message = match (text.has_direct_check(), &text.unseen) {
            (true, Some(_)) => "a check contradicts answers, and it says that none does",
            (false, None) => "no check contradicts an answer, and it does not say why: `unseen`",
            _ => return,
        };
        self.fault(id, "unseen", message.to_owned());
    }

    /// Texts that stand alone in lists are short.
    fn lengths(&mut self, id: &Item, text: &PracticeText) {
        let short = &text.short;
        let parts = [&short.aws, &short.you].map(|it| (it, ShortForms::PART));
        let levels = Level::ALL.map(|it| (short.criterion(it), ShortForms::LEVEL));
        let question = (text.question.as_str(), ShortForms::QUESTION);
        let parts = parts.map(|(it, most)| (it.as_str(), most));
        for (text, most) in [question].into_iter().chain(parts).chain(levels) {
            let words = text.split_whitespace().count();
            if words > most || words == 0 {
                let message = format!("{text:?} has {words} words, not 1 to {most}");
                self.fault(id, text, message);
            }
        }
    }

    /// A removed practice leads to one that there is, and its id is not used again.
    pub(super) fn removed(&mut self) {
        let texts = self.texts;
        for removed in &texts.removed {
            let item = &Item::new("removed", &removed.id);
            self.practices(item, std::slice::from_ref(&removed.now));
            if self.catalog.practice(&removed.id).is_some() {
                let message = "a practice has the id of one that was removed".to_owned();
                self.fault(item, "id", message);
            }
        }
    }
}
