//! The rules for frameworks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, Item, host_of};
use crate::{Framework, FrameworkId, FrameworkKind, MOST_NEEDS};

/// The least impact of a practice that a requirement needs: a smaller one would turn whole requirements to “partly”.
const LEAST_IMPACT: u32 = 3;

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
        self.few_needs(item, framework);
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

    /// A requirement needs few practices, none of which is a detail, and none where it has an exception.
    fn few_needs(&mut self, item: &Item, framework: &Framework) {
        let (catalog, texts) = (self.catalog, self.texts);
        let mut needs: BTreeMap<&str, usize> = BTreeMap::new();
        for text in &texts.practices {
            let impact = catalog.practice(&text.id).map_or(0, |it| it.impact.get());
            let of_framework = |(id, _): &&(FrameworkId, Vec<String>)| *id == framework.id;
            for id in text
                .needs
                .iter()
                .filter(of_framework)
                .flat_map(|(_, ids)| ids)
            {
                *needs.entry(id).or_default() += 1;
                if impact < LEAST_IMPACT {
                    let practice = Item::new("practice", &text.id);
                    let message =
                        format!("its impact is {impact}, and {} {id} needs it", framework.id);
                    self.fault(&practice, format!("\"{id}\""), message);
                }
            }
        }
        for (id, count) in needs {
            let at = format!("\"{id}\"");
            if count > MOST_NEEDS {
                let message = format!("{id} needs {count} practices, not {MOST_NEEDS} at most");
                self.fault(item, at, message);
            } else if framework.exception(id).is_some() {
                let message = format!("{id} has an exception, and needs practices");
                self.fault(item, at, message);
            }
        }
    }
}
