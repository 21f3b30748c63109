//! What is nearest to an id that the catalog does not have: a mistyped one, or one of another edition.

use std::cmp::Reverse;

use super::{Catalog, Practice, PracticeId, Service, ServiceRef};

/// How many are named at most.
const MOST: usize = 3;
/// From this similarity on, in percent, ids of different groups are near.
const NEAR: u32 = 80;

impl Catalog {
    /// The practices nearest to an id, the nearest first, at most three: those of its domain by how much their ids look
    /// alike, then those of other domains whose ids look almost the same.
    #[must_use]
    pub fn nearest_practices(&self, id: &PracticeId) -> Vec<&Practice> {
        let domain = id.domain();
        nearest(&self.practices, |it| {
            let similarity = similarity(it.id.as_str(), id.as_str());
            let is_near = it.id.is_in(&domain);
            (is_near || similarity >= NEAR).then_some((is_near, similarity))
        })
    }

    /// The services nearest to a reference, the nearest first, at most three: the service itself when only its variant
    /// is unknown, then those that the words of the reference find, then those whose ids look almost the same.
    #[must_use]
    pub fn nearest_services(&self, reference: &ServiceRef) -> Vec<&Service> {
        let wanted = reference.as_str();
        let id = wanted.split('/').next().unwrap_or(wanted);
        let typed = id.replace('-', " ");
        nearest(&self.services, |it| {
            let similarity = similarity(it.id.as_str(), id);
            let is_near = reference.is_of(&it.id) || it.matches(&typed);
            (is_near || similarity >= NEAR).then_some((is_near, similarity))
        })
    }
}

/// The first few of the items that have a rank, the highest first; equal ranks in the order of the items.
fn nearest<T>(items: &[T], rank: impl Fn(&T) -> Option<(bool, u32)>) -> Vec<&T> {
    let ranked = items.iter().filter_map(|it| Some((rank(it)?, it)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| Reverse(*rank));
    ranked.into_iter().take(MOST).map(|(_, it)| it).collect()
}

/// How much two texts look alike, in whole percent.
fn similarity(one: &str, other: &str) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a similarity is from 0 to 1"
    )]
    let percent = (strsim::jaro_winkler(one, other) * 100.0) as u32;
    percent
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn catalog() -> Catalog {
        let service = |id: &str, name: &str, keywords: &[&str]| {
            json!({
                "id": id, "name": name, "keywords": keywords, "model": "paas", "class": "abstracted",
                "owners": [], "variants": [{ "id": "usual", "name": "Usual", "owners": [] }],
            })
        };
        let practice = |id: &str| {
            json!({
                "id": id, "title": id, "impact": 1, "effort": "small", "depth": "quick", "control": "customer",
                "cornerstone": false, "layers": [], "applies": "account", "services": [], "when": [],
                "raised_by": [],
            })
        };
        let catalog = json!({
            "layers": [], "domains": [], "questions": [], "categories": [], "presets": [],
            "practices": [
                practice("app.inputs"), practice("app.secrets"), practice("app.signing"), practice("app.secret-scan"),
                practice("iam.root"), practice("iam.roots"),
            ],
            "services": [
                service("lambda", "AWS Lambda", &["function"]),
                service("rds", "Amazon RDS", &["database", "postgres"]),
                service("aurora", "Amazon Aurora", &["database"]),
            ],
        });
        serde_json::from_value(catalog).unwrap()
    }

    fn practices(id: &str) -> Vec<String> {
        let catalog = catalog();
        let nearest = catalog.nearest_practices(&id.parse().unwrap());
        nearest.iter().map(|it| it.id.to_string()).collect()
    }

    fn services(id: &str) -> Vec<String> {
        let catalog = catalog();
        let nearest = catalog.nearest_services(&id.parse().unwrap());
        nearest.iter().map(|it| it.id.to_string()).collect()
    }

    #[test]
    fn a_removed_practice_is_near_to_those_of_its_domain_that_look_alike() {
        let found = practices("app.secretz");
        assert_eq!(found.len(), MOST);
        assert_eq!(found[0], "app.secrets");
        assert!(
            practices("app.gone")
                .iter()
                .all(|it| it.starts_with("app."))
        );
    }

    #[test]
    fn a_mistyped_domain_finds_what_looks_almost_the_same() {
        assert_eq!(practices("iamm.root")[0], "iam.root");
        assert_eq!(practices("zzz.qqq"), [""; 0]);
    }

    #[test]
    fn a_service_is_found_by_its_letters_its_words_and_without_its_variant() {
        assert_eq!(services("lamda"), ["lambda"]);
        assert_eq!(services("postgres"), ["rds"]);
        assert_eq!(services("database"), ["aurora", "rds"]);
        assert_eq!(services("rds/gone"), ["rds"]);
        assert_eq!(services("xyz"), [""; 0]);
    }

    #[test]
    fn any_ids_have_at_most_three_near_and_nothing_panics() {
        for id in [
            "a.a",
            "a-b-c.d-e-f",
            "iam.root",
            &format!("{0}.{0}", "z".repeat(64)),
        ] {
            assert!(practices(id).len() <= MOST, "{id}");
        }
    }
}
