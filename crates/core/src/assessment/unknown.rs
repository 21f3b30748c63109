//! The parts of an assessment that a catalog does not know. They are kept, and do not count.

use super::Assessment;
use demarc_catalog::{Catalog, PracticeId, ServiceRef};

impl Assessment {
    /// The chosen services that a catalog does not have.
    pub fn unknown_services(&self, catalog: &Catalog) -> impl Iterator<Item = &ServiceRef> {
        let is_unknown = |id: &&ServiceRef| catalog.deployment(id).is_none();
        self.services.iter().filter(is_unknown)
    }

    /// The answered practices that a catalog does not have.
    pub fn unknown_practices(&self, catalog: &Catalog) -> impl Iterator<Item = &PracticeId> {
        let is_unknown = |id: &&PracticeId| catalog.practice(id).is_none();
        self.answers.keys().filter(is_unknown)
    }

    /// The ids that a catalog does not know, in order: of facts, services, beliefs, practices and domains with a
    /// target.
    #[must_use]
    pub fn unknown(&self, catalog: &Catalog) -> Vec<String> {
        let facts = self.profile.facts.iter();
        let facts = facts.filter(|id| catalog.fact(id).is_none());
        let beliefs = self.beliefs.iter().flat_map(|(service, layers)| {
            let known = catalog.deployment(service).is_some();
            layers
                .keys()
                .filter(move |layer| !known || catalog.layer(layer).is_none())
                .map(move |layer| format!("{service} {layer}"))
        });
        let targets = self.plan.targets.domains();
        let targets = targets.filter(|id| catalog.domain(id).is_none());
        facts
            .map(ToString::to_string)
            .chain(self.unknown_services(catalog).map(ToString::to_string))
            .chain(beliefs)
            .chain(self.unknown_practices(catalog).map(ToString::to_string))
            .chain(targets.map(ToString::to_string))
            .collect()
    }
}
