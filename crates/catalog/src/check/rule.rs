//! The rules for rules and for assurance programs.

use super::{Checker, Item};
use crate::{Deployment, Duty, Owner};

impl Checker<'_> {
    pub(super) fn rules(&mut self) {
        let (catalog, texts) = (self.catalog, self.texts);
        for rule in &texts.rules {
            let id = &Item::new("rule", &rule.id);
            let layer = &rule.reason.layer;
            self.layers(id, std::iter::once(layer));
            self.sources(id, std::slice::from_ref(&rule.reason.source));
            let has_halves = matches!(rule.reason.duty, Duty::Halves(_));
            if has_halves != (rule.owner == Owner::Shared) {
                self.fault(
                    id,
                    "owner",
                    "a shared layer has halves, and any other a text".into(),
                );
            }
            let Some(listed) = &rule.listed else {
                continue;
            };
            self.sources(id, std::slice::from_ref(&listed.source));
            self.service_refs(id, &listed.services);
            for service in &listed.services {
                let is_listed = |it: &Deployment<'_>| {
                    service.covers(&it.service.id, it.variant.map(|variant| &variant.id))
                };
                for deployment in catalog.deployments().filter(is_listed) {
                    let owner = deployment.owner(layer);
                    if listed.refuses.contains(&owner) {
                        self.fault(
                            id,
                            service.as_str(),
                            format!(
                                "AWS lists {service} here, but the owner of {layer} of {} is {}",
                                deployment.reference(),
                                owner.key(),
                            ),
                        );
                    }
                }
            }
        }
    }

    pub(super) fn assurance(&mut self) {
        let (catalog, texts) = (self.catalog, self.texts);
        for program in &texts.assurance.programs {
            let id = &Item::new("program", &program.id);
            self.sources(id, std::slice::from_ref(&program.source));
            for service in program.services.iter().chain(&program.unknown) {
                if catalog.service(service).is_none() {
                    self.fault(
                        id,
                        service.as_str(),
                        format!("there is no service {service}"),
                    );
                }
            }
        }
    }
}
