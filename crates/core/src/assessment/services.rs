//! The services of an assessment, with their variants.
//! A reference without a variant, to a service that has variants, means the first of them.

use super::{Assessment, Field};
use demarc_catalog::{Catalog, Preset, ServiceId, ServiceRef, VariantId};

impl Assessment {
    /// Whether a service is chosen, in any variant.
    #[must_use]
    pub fn has_service(&self, service: &ServiceId) -> bool {
        self.variants(service).next().is_some()
    }

    /// The chosen variants of a service.
    pub fn variants(&self, service: &ServiceId) -> impl Iterator<Item = &ServiceRef> {
        self.services.iter().filter(move |it| it.is_of(service))
    }

    /// The number of services, each counted once however many of its variants are chosen.
    #[must_use]
    pub fn service_count(&self) -> usize {
        let services = self.services.iter();
        let is_first = |it: &&ServiceRef| {
            let mut earlier = self.services.iter().take_while(|other| other != it);
            !earlier.any(|other| other.service() == it.service())
        };
        services.filter(is_first).count()
    }

    /// Adds a service or variant.
    pub fn add_service(&mut self, service: ServiceRef) {
        self.services.insert(service);
    }

    /// Adds the services of a preset, or removes them when all are chosen.
    pub fn toggle_preset(&mut self, preset: &Preset) {
        if preset.services.iter().all(|it| self.services.contains(it)) {
            self.services.retain(|it| !preset.services.contains(it));
        } else {
            for service in &preset.services {
                self.services.insert(service.clone());
            }
        }
    }

    /// Removes all variants of a service. Answers stay.
    pub fn remove_service(&mut self, service: &ServiceId) {
        self.services.retain(|chosen| !chosen.is_of(service));
    }

    /// Sets whether a variant of a service is used. Without its last variant, the service is not part of the assessment.
    pub fn set_variant(&mut self, service: &ServiceId, variant: &VariantId, used: bool) {
        let reference = ServiceRef::new(service, Some(variant));
        if used {
            self.services.remove(&ServiceRef::new(service, None));
            self.services.insert(reference);
        } else {
            self.services.remove(&reference);
        }
    }

    /// Replaces references without a variant by references to the first variant, so that each deployment has one name.
    /// The edits of beliefs are renamed too, and the old name is marked as removed, so that a merge with a version that
    /// has only the old name does not restore it.
    pub(super) fn normalize_variants(&mut self, catalog: &Catalog) {
        let named = |reference: &ServiceRef| {
            let deployment = catalog.deployment(reference)?;
            Some(deployment.reference()).filter(|it| it != reference)
        };
        for from in self.services.clone() {
            if let Some(to) = named(&from) {
                self.services.remove(&from);
                self.services.insert(to);
            }
        }
        for (from, layers) in self.beliefs.clone() {
            if let Some(to) = named(&from) {
                self.beliefs.remove(&from);
                for (layer, owner) in layers {
                    let field = |of: &ServiceRef| Field::Belief(of.clone(), layer.clone());
                    let is_later = self.edits.rename(&field(&from), &field(&to));
                    let named = self.beliefs.or_default(&to);
                    if is_later || !named.contains_key(&layer) {
                        named.insert(layer, owner);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::AssessmentId;

    fn assessment() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    #[test]
    fn a_service_without_its_last_variant_is_not_chosen() {
        let mut it = assessment();
        let rds: ServiceId = "rds".parse().unwrap();
        let (standard, custom) = ("standard".parse().unwrap(), "custom".parse().unwrap());
        it.set_variant(&rds, &standard, true);
        it.set_variant(&rds, &custom, true);
        assert_eq!(it.service_count(), 1);
        it.set_variant(&rds, &standard, false);
        assert_eq!(
            it.services
                .iter()
                .map(ServiceRef::as_str)
                .collect::<Vec<_>>(),
            ["rds/custom"]
        );
        it.set_variant(&rds, &custom, false);
        assert!(!it.has_service(&rds));
        it.set_variant(&rds, &custom, true);
        it.remove_service(&rds);
        assert!(!it.has_service(&rds));
    }

    #[test]
    fn a_service_counts_once_whatever_stands_between_its_variants() {
        let mut it = assessment();
        for service in ["a", "a-b/c", "a/b", "a/c", "b"] {
            it.add_service(service.parse().unwrap());
        }
        assert_eq!(it.service_count(), 3);
    }

    #[test]
    fn a_merge_takes_the_variants_of_the_later_version() {
        use crate::assessment::Moment;
        let rds: ServiceId = "rds".parse().unwrap();
        let (standard, custom) = ("standard".parse().unwrap(), "custom".parse().unwrap());
        let mut both = assessment();
        both.set_variant(&rds, &standard, true);
        both.set_variant(&rds, &custom, true);
        let (mut here, mut there) = (both.clone(), both);
        let at = |milliseconds| Moment::after(Moment::default(), milliseconds, 0);
        here.edit(at(1), |it| it.set_variant(&rds, &custom, false));
        there.edit(at(2), |it| it.set_variant(&rds, &standard, false));
        let mut merged = here.clone();
        assert_eq!(merged.merge(&there), [Field::Service(rds.clone())]);
        let variants: Vec<_> = merged.variants(&rds).map(ServiceRef::as_str).collect();
        assert_eq!(variants, ["rds/custom"]);
        there.merge(&here);
        assert_eq!(there, merged);
    }

    #[test]
    fn a_preset_is_added_and_removed_whole() {
        let preset = Preset {
            id: "web".parse().unwrap(),
            name: "Web".into(),
            summary: "Web".into(),
            services: vec!["ec2".parse().unwrap(), "s3".parse().unwrap()],
        };
        let mut it = assessment();
        it.add_service("s3".parse().unwrap());
        it.add_service("kms".parse().unwrap());
        it.toggle_preset(&preset);
        assert_eq!(it.services.len(), 3);
        it.toggle_preset(&preset);
        assert_eq!(
            it.services
                .iter()
                .map(ServiceRef::as_str)
                .collect::<Vec<_>>(),
            ["kms"]
        );
    }
}
