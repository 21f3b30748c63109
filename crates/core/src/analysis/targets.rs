//! The scores of the domains against their targets.

use super::Analysis;
use crate::assessment::Targets;
use demarc_catalog::{DomainId, Level};

/// How the domains with a target and a score stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AgainstTargets {
    /// How many have a target and a score.
    pub aimed: usize,
    /// How many of them reach it.
    pub reached: usize,
    /// The one with the most points to go, and how many, rounded up; `None` if all reach theirs.
    pub farthest: Option<(DomainId, f64)>,
}

impl Analysis {
    /// The domains against these targets. Of domains that are equally far, the first in the catalog is the farthest.
    #[must_use]
    pub fn against(&self, targets: &Targets) -> AgainstTargets {
        let mut against = AgainstTargets::default();
        for domain in &self.domains {
            let score = domain.standing.score.map(|it| it.value);
            let target = targets.get(&domain.domain).map(Level::score);
            let Some((target, score)) = target.zip(score) else {
                continue;
            };
            against.aimed += 1;
            let missing = (target - score).ceil();
            let most = against.farthest.as_ref().map_or(0.0, |(_, most)| *most);
            if missing <= 0.0 {
                against.reached += 1;
            } else if missing > most {
                against.farthest = Some((domain.domain.clone(), missing));
            }
        }
        against
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::assessment::{Assessment, AssessmentId, Response};

    #[test]
    fn targets_are_counted_and_the_farthest_is_named() {
        let catalog = demarc_edition::catalog();
        let today = "2026-11-24".parse().unwrap();
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let practices = catalog
            .practices
            .iter()
            .filter(|it| it.depth.key() == "quick");
        let mut domains: Vec<DomainId> = Vec::new();
        for practice in practices {
            let domain = practice.id.domain();
            if !domains.contains(&domain) {
                domains.push(domain);
            }
            it.respond(&practice.id, Some(Response::Started));
        }
        let against = |it: &Assessment| analyze(catalog, it, &today).against(&it.plan.targets);
        assert_eq!(against(&it), AgainstTargets::default());
        let in_scope = analyze(catalog, &it, &today).domains;
        let (first, second) = (&in_scope[0].domain, &in_scope[1].domain);
        it.plan.targets.set(first, Some(Level::Started));
        assert_eq!((against(&it).aimed, against(&it).reached), (1, 1));
        assert_eq!(against(&it).farthest, None);
        it.plan.targets.set(second, Some(Level::Fully));
        let both = against(&it);
        assert_eq!((both.aimed, both.reached), (2, 1));
        let (farthest, missing) = both.farthest.unwrap();
        assert_eq!((&farthest, missing), (second, 67.0));
    }
}
