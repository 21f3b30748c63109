//! Search: services by text, and practices by layer of a service.

use super::{Catalog, Deployment, LayerId, Practice, Reach, Service, ServiceRef, Variant};

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

    /// The deployment that a service found with this query is chosen in: the only one there is, or the one variant that
    /// the query names. `None` when the user has to say how the service is run.
    #[must_use]
    pub fn found_as(&self, typed: &str) -> Option<ServiceRef> {
        match self.ways(typed).as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The deployments that a query leaves open: the service itself when it has no variants, or else the variants that the
    /// query names, all that are offered when it names none or its words name different ones.
    ///
    /// A word of the query names the variants that have a word beginning with it. Words of fewer than three letters,
    /// words of the service's own name, and words that no variant has name none. The whole name of a variant names it alone.
    #[must_use]
    pub fn ways(&self, typed: &str) -> Vec<ServiceRef> {
        if self.variants.is_empty() {
            return vec![ServiceRef::new(&self.id, None)];
        }
        let own = format!("{} {}", self.name, self.id);
        let mut named: Vec<&Variant> = self.offered().collect();
        let is_whole = |it: &&Variant| it.name.eq_ignore_ascii_case(typed.trim());
        if named.iter().any(is_whole) {
            named.retain(is_whole);
        }
        for word in words(typed).filter(|it| it.len() >= 3) {
            let has = |variant: &Variant| has_word(&variant.name, &word);
            if !has_word(&own, &word) && self.variants.iter().any(has) {
                named.retain(|it| has(it));
            }
        }
        if named.is_empty() {
            named.extend(self.offered());
        }
        let reference = |it: &Variant| ServiceRef::new(&self.id, Some(&it.id));
        named.into_iter().map(reference).collect()
    }
}

/// The words of a text, in lower case.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|it: char| !it.is_alphanumeric());
    words.map(str::to_ascii_lowercase)
}

/// Whether a text has a word that begins with this one, which is in lower case.
fn has_word(text: &str, beginning: &str) -> bool {
    words(text).any(|it| it.starts_with(beginning))
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
        let layer = |id: &str| json!({ "id": id, "name": id, "summary": "s", "control": "shared", "usual": "aws" });
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
    fn a_query_names_a_variant_by_a_word_that_others_and_the_service_lack() {
        let variant = |id: &str, name: &str| json!({ "id": id, "name": name, "owners": [] });
        let service = json!({
            "id": "ecs", "name": "Amazon ECS", "keywords": ["containers", "fargate", "cluster"],
            "model": "paas", "class": "abstracted", "owners": [],
            "variants": [
                variant("ec2", "ECS on EC2"),
                variant("managed", "ECS Managed Nodes"),
                variant("self", "ECS on Self-managed Nodes"),
                variant("fargate", "ECS on Fargate"),
            ],
        });
        let service: Service = serde_json::from_value(service).unwrap();
        let found_as = |typed: &str| service.found_as(typed).map(|it| it.to_string());
        for (typed, variant) in [
            ("fargate", "ecs/fargate"),
            ("  ECS on FARGATE ", "ecs/fargate"),
            ("containers farg", "ecs/fargate"),
            ("ec2", "ecs/ec2"),
            ("self-managed", "ecs/self"),
        ] {
            assert_eq!(found_as(typed).as_deref(), Some(variant), "{typed:?}");
        }
        for typed in [
            "",
            "ecs",
            "amazon ecs",
            "on",
            "fa",
            "cluster",
            "managed",
            "nodes",
            "fargate ec2",
            "gate",
        ] {
            assert_eq!(found_as(typed), None, "{typed:?}");
        }
        let catalog = catalog();
        let s3 = catalog.service(&"s3".parse().unwrap()).unwrap();
        assert_eq!(s3.found_as("").map(|it| it.to_string()), Some("s3".into()));
    }

    #[test]
    fn short_names_are_those_that_people_say() {
        let called = |name: &str| {
            let service = json!({
                "id": "one", "name": name, "keywords": [], "model": "iaas", "class": "infrastructure", "owners": [],
                "variants": [],
            });
            let service: Service = serde_json::from_value(service).unwrap();
            service.short_name().to_owned()
        };
        assert_eq!(called("AWS Key Management Service (AWS KMS)"), "KMS");
        assert_eq!(called("Amazon RDS"), "RDS");
        assert_eq!(called("Elastic Load Balancing"), "Elastic Load Balancing");
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
