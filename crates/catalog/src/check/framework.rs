//! The rules for frameworks.

use std::collections::BTreeSet;

use super::{Checker, Item, host_of};
use crate::{Framework, FrameworkKind};

impl Checker<'_> {
    pub(super) fn framework(&mut self, framework: &Framework) {
        let item = &Item::new("framework", &framework.id);
        self.facts(item, framework.fact.as_slice());
        // A statement about AWS needs a source.
        if !framework.inherited.is_empty() || !framework.sources.is_empty() {
            self.sources(item, &framework.sources);
        }
        if host_of(&framework.url).is_none() {
            self.fault(
                item,
                "url",
                format!("{:?} is not an address", framework.url),
            );
        }
        if framework.statement && framework.kind != FrameworkKind::Rules {
            let message = "only rules have a statement of applicability".to_owned();
            self.fault(item, "statement", message);
        }
        let inherits = framework.exceptions.iter().any(|it| it.inherited);
        if inherits && framework.evidence.is_empty() {
            let message = "it has inherited requirements, and no evidence of AWS for them";
            self.fault(item, "inherited = true", message.to_owned());
        }
        let mut seen = BTreeSet::new();
        for requirement in &framework.requirements {
            if !seen.insert(requirement) {
                self.fault(
                    item,
                    format!("\"{requirement}\""),
                    format!("the requirement {requirement} is there twice"),
                );
            }
        }
        for id in framework.exceptions.iter().flat_map(|it| &it.ids) {
            if !seen.contains(id) {
                self.fault(
                    item,
                    format!("\"{id}\""),
                    format!("the exception {id} is not among the requirements"),
                );
            }
        }
    }
}
