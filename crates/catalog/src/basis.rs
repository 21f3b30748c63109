//! What stands behind the owner of a layer of a service.

use super::{Area, Deployment, LayerId, Owner, Reason, ServiceText, Texts};

/// What stands behind the owner of a layer, the first of these that there is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis<'a> {
    /// Nothing: the layer does not exist there.
    Absent,
    /// A reason of its own, with its page.
    Reason(&'a Reason),
    /// No AWS page says so.
    Unverified,
    /// AWS's side of the model, where AWS owns the layer or a part of it.
    Area(&'a Area),
    /// The pages of the service.
    Service,
}

impl Texts {
    /// What stands behind the owner of a layer of a service, whose texts these are.
    #[must_use]
    pub fn basis<'a>(
        &'a self,
        deployment: &Deployment<'_>,
        text: &'a ServiceText,
        layer: &LayerId,
    ) -> Basis<'a> {
        let owner = deployment.owner(layer);
        if owner == Owner::Absent {
            return Basis::Absent;
        }
        if let Some(reason) = text.reason(deployment.index(), layer) {
            return Basis::Reason(reason);
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
                "owners": owners, "variants": [],
            }],
        });
        let catalog: Catalog = serde_json::from_value(catalog).unwrap();
        let text = json!({
            "id": "one", "aws": "a", "customer": "c", "features": [], "defaults": [], "variants": [],
            "reasons": [{ "layer": "told", "text": "t", "source": "s" }],
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
