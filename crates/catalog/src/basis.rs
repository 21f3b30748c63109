//! The evidence for the owner of a layer: a reason, an area of AWS's side, or the pages of the service.

use super::{Area, Deployment, LayerId, Owner, Reason, ServiceText, Texts};

/// The evidence for the owner of a layer. The first variant that applies is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis<'a> {
    /// None: nobody has a duty.
    Absent,
    /// A reason for this service and layer, with its page.
    Reason(&'a Reason),
    /// No AWS page states the owner.
    Unverified,
    /// The area of AWS's side that contains the layer; only if AWS owns the layer or a part of it.
    Area(&'a Area),
    /// The pages of the service.
    Service,
}

impl Texts {
    /// The evidence for the owner of a layer of a service. `text` is the text of that service.
    #[must_use]
    pub fn basis<'a>(
        &'a self,
        deployment: &Deployment<'_>,
        text: &'a ServiceText,
        layer: &LayerId,
    ) -> Basis<'a> {
        let owner = deployment.owner(layer);
        if let Some(reason) = self.reason_in(text, deployment.index(), layer) {
            return Basis::Reason(reason);
        }
        if owner == Owner::Absent {
            return Basis::Absent;
        }
        if text.unverified.contains(layer) {
            return Basis::Unverified;
        }
        let mut areas = self.areas.iter();
        match areas.find(|it| it.layers.contains(layer)) {
            Some(area) if owner != Owner::Customer => Basis::Area(area),
            _ => Basis::Service,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalog, ServiceRef};
    use serde_json::json;

    #[test]
    fn each_layer_has_the_nearest_thing_behind_it() {
        let layers = ["gone", "told", "unsure", "common", "yours", "alone"];
        let owners = ["absent", "shared", "aws", "shared", "customer", "aws"];
        let owners: Vec<_> = layers.iter().zip(owners).collect();
        let catalog = json!({
            "layers": [], "domains": [], "questions": [], "categories": [], "presets": [], "practices": [],
            "services": [{
                "id": "one", "name": "one", "keywords": [], "model": "iaas", "class": "infrastructure",
                "owners": owners, "operator": "", "variants": [],
            }],
        });
        let catalog: Catalog = serde_json::from_value(catalog).unwrap();
        let text = json!({
            "id": "one", "aws": "a", "customer": "c", "features": [], "defaults": [], "lifecycle": null, "variants": [], "rules": [],
            "reasons": [{ "layer": "told", "duty": { "Whole": "t" }, "patching": null, "source": "s" }],
            "sources": [], "checked": "2026-11-24", "unverified": ["unsure"],
        });
        let text: ServiceText = serde_json::from_value(text).unwrap();
        let area = json!({
            "id": "area", "name": "n", "summary": "s", "limits": "l", "points": [], "sources": [],
            "layers": ["gone", "told", "unsure", "common", "yours"], "checked": "2026-11-24",
        });
        let texts = Texts {
            areas: vec![serde_json::from_value(area).unwrap()],
            ..Texts::default()
        };
        let id: ServiceRef = "one".parse().unwrap();
        let one = catalog.deployment(&id).unwrap();
        let basis = layers.map(|it| texts.basis(&one, &text, &it.parse().unwrap()));
        let wanted = [
            Basis::Absent,
            Basis::Reason(&text.reasons[0]),
            Basis::Unverified,
            Basis::Area(&texts.areas[0]),
            Basis::Service,
            Basis::Service,
        ];
        assert_eq!(basis, wanted);
    }
}
