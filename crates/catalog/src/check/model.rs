//! The rules for presets and for the content of the page about the model.

use super::{Checker, Item};
use crate::{ServiceRef, Shift};

impl Checker<'_> {
    pub(super) fn presets(&mut self) {
        for preset in &self.catalog.presets {
            let item = Item::new("preset", &preset.id);
            if preset.services.is_empty() {
                self.fault(&item, "services", "it names no service".into());
            }
            self.deployments(&item, &preset.services);
        }
    }

    /// Every reference names a variant where the service has variants.
    fn deployments(&mut self, item: &Item, services: &[ServiceRef]) {
        self.service_refs(item, services);
        for service in services {
            let deployment = self.catalog.deployment(service);
            if deployment.is_some_and(|it| it.reference() != *service) {
                self.fault(
                    item,
                    format!("\"{service}\""),
                    format!("{service} has several variants: name one"),
                );
            }
        }
    }

    /// At each step of “How the line moves” but the first, at least one owner changes, and nothing more is the customer's.
    pub(super) fn stops(&mut self) {
        let (catalog, stops) = (self.catalog, &self.texts.stops);
        for stop in stops {
            self.deployments(&Item::new("stop", &stop.id), std::slice::from_ref(&stop.id));
        }
        for (before, stop) in stops.iter().zip(stops.iter().skip(1)) {
            let deployments = (catalog.deployment(&before.id)).zip(catalog.deployment(&stop.id));
            let shift = deployments.map(|(from, to)| Shift::between(&catalog.layers, &from, &to));
            if let Some(layer) = shift.as_ref().and_then(|shift| shift.added.first()) {
                self.fault(
                    &Item::new("stop", &stop.id),
                    "id",
                    format!(
                        "it leaves the customer more of {} than the stop before",
                        layer.id
                    ),
                );
            }
            if shift.is_some_and(|shift| shift.count() == 0) {
                self.fault(
                    &Item::new("stop", &stop.id),
                    "id",
                    format!("no owner differs from the stop before, {}", before.id),
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
