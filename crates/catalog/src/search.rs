//! Search: services by text, and practices by layer of a service.

use super::{Catalog, Deployment, LayerId, Practice, Reach, Service};

impl Service {
    /// Whether every word of a query is in the name, id, keywords or variants. Case does not matter.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        let mut text = format!("{} {}", self.name, self.id);
        let variants = self.variants.iter().map(|it| &it.name);
        for more in self.keywords.iter().chain(variants) {
            text.push(' ');
            text.push_str(more);
        }
        let text = text.to_ascii_lowercase();
        let typed = typed.to_ascii_lowercase();
        typed.split_whitespace().all(|word| text.contains(word))
    }
}

impl Catalog {
    /// The services that match a query, in catalog order. Empty for an empty query.
    pub fn find_services(&self, typed: &str) -> impl Iterator<Item = &Service> {
        let is_typed = !typed.trim().is_empty();
        let services = self.services.iter();
        services.filter(move |it| is_typed && it.matches(typed))
    }

    /// The practices that meet the customer's duty at a layer of a deployment, without those for the whole account.
    pub fn practices_at<'a>(
        &'a self,
        layer: &'a LayerId,
        deployment: &'a Deployment<'a>,
    ) -> impl Iterator<Item = &'a Practice> {
        let has_share = deployment.owner(layer).leaves_customer_a_share();
        let practices = self.practices.iter();
        practices
            .filter(move |it| has_share && it.layers.contains(layer) && it.is_asked_for(deployment))
    }
}

impl Practice {
    /// Whether it is asked because of this service, and not of every account.
    #[must_use]
    pub fn is_asked_for(&self, deployment: &Deployment<'_>) -> bool {
        self.applies != Reach::Account && self.reaches(deployment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn catalog() -> Catalog {
        let service = |id: &str, name: &str, keywords: &[&str], variants: serde_json::Value| {
            json!({
                "id": id, "name": name, "keywords": keywords, "model": "paas", "class": "abstracted",
                "owners": [["system", "aws"], ["identity", "shared"]], "variants": variants,
            })
        };
        let layer = |id: &str| json!({ "id": id, "name": id, "summary": "s", "control": "shared" });
        let practice = |id: &str, applies: &str, layer: &str| {
            json!({
                "id": id, "title": id, "impact": 1, "effort": "small", "depth": "quick", "control": "customer",
                "cornerstone": false, "layers": [layer], "applies": applies, "services": [], "when": [],
                "raised_by": [],
            })
        };
        let custom = json!([{ "id": "custom", "name": "RDS Custom", "owners": [] }]);
        let catalog = json!({
            "layers": [layer("system"), layer("identity")], "domains": [], "questions": [], "categories": [], "presets": [],
            "practices": [
                practice("os.patch", "layers", "system"),
                practice("iam.root", "account", "identity"),
                practice("iam.roles", "layers", "identity"),
            ],
            "services": [
                service("rds", "Amazon RDS", &["database", "postgres"], custom),
                service("s3", "Amazon S3", &["bucket", "object storage"], json!([])),
            ],
        });
        serde_json::from_value(catalog).unwrap()
    }

    fn found(typed: &str) -> Vec<String> {
        let catalog = catalog();
        let found = catalog.find_services(typed).map(|it| it.id.to_string());
        found.collect()
    }

    #[test]
    fn every_word_counts_wherever_it_stands_and_in_any_case() {
        assert_eq!(found("amazon"), ["rds", "s3"]);
        assert_eq!(found(" STORAGE  amazon "), ["s3"]);
        assert_eq!(found("custom data"), ["rds"]);
        assert_eq!(found("bucket postgres"), [""; 0]);
    }

    #[test]
    fn nothing_typed_finds_nothing_and_fits_everything() {
        assert_eq!(found("  "), [""; 0]);
        assert!(catalog().services.iter().all(|it| it.matches("  ")));
    }

    #[test]
    fn practices_stand_at_the_layers_whose_share_they_meet() {
        let catalog = catalog();
        let s3 = catalog.deployment(&"s3".parse().unwrap()).unwrap();
        let at = |layer: &str| {
            let layer = layer.parse().unwrap();
            let practices = catalog.practices_at(&layer, &s3);
            practices.map(|it| it.id.to_string()).collect::<Vec<_>>()
        };
        // AWS has all of the system, and what every account needs is asked anyway.
        assert_eq!(at("system"), [""; 0]);
        assert_eq!(at("identity"), ["iam.roles"]);
    }
}
