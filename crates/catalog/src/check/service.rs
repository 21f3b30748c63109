//! The rules for services, their variants and their texts.

use std::collections::BTreeSet;

use super::{Checker, Item};
use crate::{Deployment, Duty, LayerId, Lifecycle, Owner, Party, Reason, Service, ServiceText};

impl Checker<'_> {
    pub(super) fn service(&mut self, service: &Service) {
        let id = &Item::new("service", &service.id);
        self.layers(id, service.owners.iter().map(|(layer, _)| layer));
        self.one_owner(id, &service.owners);
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
            self.one_owner(id, &variant.owners);
            for successor in &variant.replaced_by {
                let mut variants = service.variants.iter();
                if !variants.any(|it| it.id == *successor && it.is_offered()) {
                    self.fault(
                        id,
                        "replaced_by",
                        format!("{name} is replaced by {successor}, which is no variant on offer"),
                    );
                }
            }
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

    /// No layer has an owner by two rules, or by a rule and by name.
    fn one_owner(&mut self, item: &Item, owners: &[(LayerId, Owner)]) {
        let mut seen = BTreeSet::new();
        for (layer, _) in owners {
            if !seen.insert(layer) {
                self.fault(
                    item,
                    "rules",
                    format!("the layer {layer} gets an owner twice: by a rule, and by name or another rule"),
                );
            }
        }
    }

    fn lifecycle(&mut self, item: &Item, lifecycle: Option<&Lifecycle>) {
        let Some(lifecycle) = lifecycle else {
            return;
        };
        self.sources(item, std::slice::from_ref(&lifecycle.source));
        let is_ordered = match (&lifecycle.closed, &lifecycle.ends) {
            (Some(closed), Some(ends)) => closed <= ends,
            (closed, ends) => closed.is_some() || ends.is_some(),
        };
        if !is_ordered {
            self.fault(
                item,
                "lifecycle",
                "name the day it closes, the day it ends, or both in this order".into(),
            );
        }
    }

    pub(super) fn service_text(&mut self, service: &Service, text: &ServiceText) {
        let id = &Item::new("service", &text.id);
        self.sources(id, &text.sources);
        self.reasons(id, &text.reasons);
        self.layers(id, text.unverified.iter());
        let rules = text.variants.iter().flat_map(|variant| &variant.rules);
        for rule in text.rules.iter().chain(rules) {
            let Some(found) = self.texts.rule(rule) else {
                self.fault(id, rule.as_str(), format!("rules.toml has no rule {rule}"));
                continue;
            };
            let scope = || self.texts.scope(&text.id).map(|(_, is_in)| is_in);
            let fault = match found.assured {
                Some(true) if scope().all(|is_in| is_in == Some(false)) => "no assurance program",
                Some(false) if scope().any(|is_in| is_in == Some(true)) => "an assurance program",
                _ => continue,
            };
            self.fault(
                id,
                rule.as_str(),
                format!("{rule} does not hold: assurance.toml names it in {fault}"),
            );
        }
        for default in &text.defaults {
            self.sources(id, std::slice::from_ref(&default.source));
        }
        self.lifecycle(id, text.lifecycle.as_ref());
        for variant in &text.variants {
            self.lifecycle(id, variant.lifecycle.as_ref());
            self.reasons(id, &variant.reasons);
            if !variant.sources.is_empty() {
                self.sources(id, &variant.sources);
            }
        }
        for deployment in service.deployments() {
            self.cells(id, &deployment, text);
        }
    }

    fn reasons(&mut self, item: &Item, reasons: &[Reason]) {
        self.layers(item, reasons.iter().map(|reason| &reason.layer));
        for reason in reasons {
            self.sources(item, std::slice::from_ref(&reason.source));
        }
    }

    /// Every layer has the reason that its owner needs, and no other.
    fn cells(&mut self, item: &Item, deployment: &Deployment<'_>, text: &ServiceText) {
        let (catalog, texts) = (self.catalog, self.texts);
        let name = deployment.reference();
        for layer in &catalog.layers {
            let owner = deployment.owner(&layer.id);
            let reason = texts.reason_in(text, deployment.index(), &layer.id);
            let fault = match (owner, reason) {
                (Owner::Shared, None) => Some("is shared: both halves are missing"),
                (owner, None) if owner != layer.usual => {
                    Some("has an owner that is not the usual one: the reason is missing")
                }
                (Owner::Shared, Some(reason)) if matches!(reason.duty, Duty::Whole(_)) => {
                    Some("is shared: its reason needs halves in place of a text")
                }
                (owner, Some(reason))
                    if owner != Owner::Shared && matches!(reason.duty, Duty::Halves(_)) =>
                {
                    Some("is not shared: its reason needs a text in place of halves")
                }
                (Owner::Absent, Some(reason)) if names_a_duty(&reason.text()) => {
                    Some("is absent, and its reason speaks of a duty of the customer's")
                }
                (_, Some(reason)) if reason.patching.is_some() && !layer.patched => {
                    Some("is not patched: `patching` has no place there")
                }
                _ => None,
            };
            if let Some(fault) = fault {
                let at = deployment.variant.map_or("reasons".to_owned(), |variant| {
                    format!("\"{}\"", variant.id)
                });
                self.fault(item, at, format!("{} of {name} {fault}", layer.id));
            }
            let halves = reason.map_or(&[][..], Reason::halves);
            let by_operator = owner == Owner::Operator
                || halves.iter().any(|(party, _)| *party == Party::Operator);
            if by_operator && deployment.operator().is_none() {
                self.fault(
                    item,
                    "operator",
                    format!(
                        "{} of {name} has a part of an operator without a name",
                        layer.id
                    ),
                );
            }
        }
    }
}

/// Whether a text speaks to the customer.
fn names_a_duty(text: &str) -> bool {
    let mut words = text.split(|it: char| !it.is_alphabetic());
    words.any(|word| ["you", "your", "yours"].contains(&word.to_lowercase().as_str()))
}
