//! The rules for services, their variants and their texts.

use std::collections::BTreeSet;

use super::{Checker, Item};
use crate::{Reason, Service, ServiceText};

impl Checker<'_> {
    pub(super) fn service(&mut self, service: &Service) {
        let id = &Item::new("service", &service.id);
        self.layers(id, service.owners.iter().map(|(layer, _)| layer));
        for layer in &self.catalog.layers {
            if !service.owners.iter().any(|(of, _)| *of == layer.id) {
                self.fault(
                    id,
                    "owners",
                    format!("no owner is named for the layer {}", layer.id),
                );
            }
        }
        if !self.texts.models.iter().any(|it| it.id == service.model) {
            self.fault(
                id,
                "model",
                format!("there is no service model {}", service.model),
            );
        }
        if !self.texts.classes.iter().any(|it| it.id == service.class) {
            self.fault(id, "class", format!("there is no class {}", service.class));
        }
        if service.variants.len() == 1 {
            self.fault(
                id,
                "variant",
                "a single variant: name two or more variants, or none".into(),
            );
        }
        let mut seen = BTreeSet::new();
        for variant in &service.variants {
            let name = format!("{id}/{}", variant.id);
            if !seen.insert(&variant.id) {
                self.fault(
                    id,
                    format!("\"{}\"", variant.id),
                    format!("two variants have the id {}", variant.id),
                );
            }
            self.layers(id, variant.owners.iter().map(|(layer, _)| layer));
            for own in &variant.owners {
                let (layer, _) = own;
                if service.owners.contains(own) {
                    self.fault(
                        id,
                        format!("\"{}\"", variant.id),
                        format!("{name} repeats the service's own owner of {layer}"),
                    );
                }
            }
        }
    }

    pub(super) fn service_text(&mut self, text: &ServiceText) {
        let id = &Item::new("service", &text.id);
        self.sources(id, &text.sources);
        self.reasons(id, &text.reasons);
        self.layers(id, text.unverified.iter());
        for default in &text.defaults {
            self.sources(id, std::slice::from_ref(&default.source));
        }
        for variant in &text.variants {
            self.reasons(id, &variant.reasons);
            if !variant.sources.is_empty() {
                self.sources(id, &variant.sources);
            }
        }
    }

    fn reasons(&mut self, item: &Item, reasons: &[Reason]) {
        self.layers(item, reasons.iter().map(|reason| &reason.layer));
        for reason in reasons {
            self.sources(item, std::slice::from_ref(&reason.source));
        }
    }
}
