//! What must hold of all that stands around services and practices: frameworks, presets, the model itself.
//! Ids and sources are checked as everywhere.

use std::collections::BTreeSet;

use super::{Checker, Item, host_of};
use crate::{Framework, FrameworkKind, ServiceRef, Shift};

impl Checker<'_> {
    pub(super) fn framework(&mut self, framework: &Framework) {
        let item = &Item::new("framework", &framework.id);
        self.facts(item, framework.fact.as_slice());
        // What is said of AWS's side needs AWS's page behind it.
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

    pub(super) fn presets(&mut self) {
        for preset in &self.catalog.presets {
            let item = Item::new("preset", &preset.id);
            if preset.services.is_empty() {
                self.fault(&item, "services", "it names no service".into());
            }
            self.deployments(&item, &preset.services);
        }
    }

    /// Services of which each is run in one way only, or in the way that is named.
    fn deployments(&mut self, item: &Item, services: &[ServiceRef]) {
        self.service_refs(item, services);
        for service in services {
            let way = self.catalog.deployment(service);
            if way.is_some_and(|it| it.reference() != *service) {
                self.fault(
                    item,
                    format!("\"{service}\""),
                    format!("{service} is run in several ways: name one"),
                );
            }
        }
    }

    /// The way on which the line moves: at each stop but the first it has to.
    pub(super) fn stops(&mut self) {
        let (catalog, stops) = (self.catalog, &self.texts.stops);
        for stop in stops {
            self.deployments(&Item::new("stop", &stop.id), std::slice::from_ref(&stop.id));
        }
        for (before, stop) in stops.iter().zip(stops.iter().skip(1)) {
            let ways = (catalog.deployment(&before.id)).zip(catalog.deployment(&stop.id));
            let moved =
                ways.map(|(from, to)| Shift::between(&catalog.layers, &from, &to).count() > 0);
            if moved == Some(false) {
                self.fault(
                    &Item::new("stop", &stop.id),
                    "id",
                    format!("the line runs as at the stop before, {}", before.id),
                );
            }
        }
    }

    pub(super) fn model(&mut self) {
        let (catalog, texts) = (self.catalog, self.texts);
        for area in &texts.areas {
            let item = Item::new("area", &area.id);
            self.sources(&item, &area.sources);
            self.layers(&item, area.layers.iter());
        }
        for model in &texts.models {
            let item = Item::new("model", &model.id);
            self.sources(&item, &model.sources);
            for service in &model.examples {
                if catalog.service(service).is_none() {
                    self.fault(
                        &item,
                        service.as_str(),
                        format!("there is no service {service}"),
                    );
                }
            }
        }
        for class in &texts.classes {
            let item = Item::new("class", &class.id);
            self.sources(&item, &class.sources);
        }
        for pair in &texts.pairs {
            let item = Item::new("pair", &pair.id);
            self.sources(&item, &pair.sources);
            self.practices(&item, &pair.practices);
            if !texts.areas.iter().any(|area| area.id == pair.area) {
                self.fault(&item, "area", format!("there is no area {}", pair.area));
            }
        }
        for best in &texts.best_practices {
            self.practices(&Item::new("best-practice", &best.id), &best.practices);
        }
    }
}
