//! The largest possible assessment, the same for measurements on the host and in a browser.

use demarc_catalog::{Catalog, Depth, FactId};
use demarc_core::assessment::{Assessment, AssessmentId, Belief, Response};

/// Every variant of every service, every fact, a belief for every layer, an answer to every practice.
pub fn largest() -> Assessment {
    largest_of(demarc_edition::catalog())
}

/// The largest assessment of a catalog.
pub fn largest_of(catalog: &Catalog) -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Largest");
    it.profile.depth = Depth::Full;
    for question in &catalog.questions {
        let facts = question
            .options
            .iter()
            .filter_map(|option| FactId::new(&question.id, &option.id));
        it.profile.facts.extend(facts);
    }
    for deployment in catalog.deployments() {
        let reference = deployment.reference();
        let beliefs = catalog
            .layers
            .iter()
            .map(|layer| (layer.id.clone(), Belief::Aws))
            .collect();
        it.beliefs.insert(reference.clone(), beliefs);
        it.add_service(reference);
    }
    for practice in &catalog.practices {
        it.respond(&practice.id, Some(Response::Started));
    }
    it
}
