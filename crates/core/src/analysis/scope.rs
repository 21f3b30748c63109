//! The service mix compared with the catalog: owners per service and layer, practices in scope, and checked beliefs.

use serde::{Deserialize, Serialize};

use super::Scoped;
use super::score::{Score, Sum, Weight};
use crate::assessment::{Answer, Assessment, Belief};
use demarc_catalog::{
    Catalog, Deployment, FactId, LayerId, Owner, Practice, PracticeId, Reach, ServiceRef,
};

/// A layer of a chosen service.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellRef {
    /// The service or variant.
    pub service: ServiceRef,
    /// The layer.
    pub layer: LayerId,
}

/// A chosen service with its layers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ServiceRow {
    /// The service or variant.
    pub service: ServiceRef,
    /// The layers, in catalog order.
    pub cells: Vec<MatrixCell>,
}

/// The owner of a layer of a chosen service, and the state of the customer's share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixCell {
    /// The layer.
    pub layer: LayerId,
    /// The owner.
    pub owner: Owner,
    /// The practices in scope that meet the customer's share.
    pub practices: Vec<PracticeId>,
    /// The score of these practices; `None` while none is answered.
    pub score: Option<Score>,
}

/// A belief compared with the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeliefCheck {
    /// The cell.
    pub cell: CellRef,
    /// The owner that the user assumed.
    pub believed: Belief,
    /// The owner according to the catalog.
    pub owner: Owner,
    /// The result of the comparison.
    pub verdict: Verdict,
}

demarc_catalog::keyed! {
    /// The result of comparing a belief with the catalog.
    pub enum Verdict {
        /// The belief is right.
        Agrees = "agrees",
        /// Believed to be AWS's or a third party's, but a share is the customer's.
        Assumption = "assumption",
        /// Believed to be the customer's, but it is AWS's.
        OverReach = "over-reach",
        /// The user was not sure; this has no consequence.
        Unsure = "unsure",
        /// Wrong, but no duty is left undone or done twice.
        Differs = "differs",
    }
}

impl Verdict {
    /// Compares a belief with the owner of a layer.
    #[must_use]
    pub fn of(believed: Belief, owner: Owner) -> Self {
        match (believed.owner(), owner) {
            (None, _) => Self::Unsure,
            (Some(Owner::Aws | Owner::Operator), Owner::Customer | Owner::Shared) => {
                Self::Assumption
            }
            (Some(Owner::Customer), Owner::Aws) => Self::OverReach,
            (Some(believed), _) if believed == owner => Self::Agrees,
            _ => Self::Differs,
        }
    }
}

/// A chosen service, with precomputed data for frequent queries.
struct Chosen<'a> {
    deployment: Deployment<'a>,
    reference: ServiceRef,
    /// The owner, and the belief with its verdict, per layer in catalog order.
    layers: Vec<(Owner, Option<(Belief, Verdict)>)>,
}

/// The chosen services that the catalog has.
pub(super) struct Mix<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    chosen: Vec<Chosen<'a>>,
    /// The indices into `chosen`, sorted by the ids of the services: practices list services by the hundred.
    by_service: Vec<usize>,
    /// The number of services of the assessment that the catalog has.
    known: usize,
}

impl<'a> Mix<'a> {
    pub(super) fn new(catalog: &'a Catalog, assessment: &'a Assessment) -> Self {
        let mut known = 0;
        let mut chosen: Vec<Chosen<'_>> = Vec::new();
        let mut by_service: Vec<usize> = Vec::new();
        for deployment in catalog.deployments() {
            let reference = deployment.reference();
            // A reference without a variant names the first variant.
            let bare = (deployment.index() == Some(0))
                .then(|| ServiceRef::new(&deployment.service.id, None));
            let names = || std::iter::once(&reference).chain(&bare);
            let named = names().filter(|name| assessment.services.contains(name));
            let count = named.count();
            if count == 0 {
                continue;
            }
            known += count;
            let beliefs: Vec<_> = names()
                .filter_map(|name| assessment.beliefs.get(name))
                .collect();
            let owners = catalog.layers.iter().map(|layer| {
                let owner = deployment.owner(&layer.id);
                let mut believed = beliefs.iter().filter_map(|layers| layers.get(&layer.id));
                let check = believed.next().map(|it| (*it, Verdict::of(*it, owner)));
                (owner, check)
            });
            let layers = owners.collect();
            let id = |index: &usize| &chosen[*index].deployment.service.id;
            let after = by_service.partition_point(|index| *id(index) <= deployment.service.id);
            by_service.insert(after, chosen.len());
            chosen.push(Chosen {
                deployment,
                reference,
                layers,
            });
        }
        Self {
            catalog,
            assessment,
            chosen,
            by_service,
            known,
        }
    }

    /// The practice with its weight, cells and answer; `None` if it is not asked.
    pub(super) fn scope(
        &self,
        practice: &'a Practice,
        answer: Option<&'a Answer>,
    ) -> Option<Scoped<'a>> {
        let profile = &self.assessment.profile;
        let holds = |fact: &FactId| profile.facts.contains(fact);
        if practice.depth > profile.depth || !practice.is_called_for(holds) {
            return None;
        }
        let mut scoped = Scoped {
            practice,
            weight: Weight::of(practice, &profile.facts),
            answer,
            cells: Vec::new(),
            contradicted: None,
            assumed: false,
            over_reached: false,
        };
        // A duty of the account belongs to no layer of a service.
        if practice.applies == Reach::Account {
            return Some(scoped);
        }
        let of_practice: Vec<usize> = (0..self.catalog.layers.len())
            .filter(|index| practice.layers.contains(&self.catalog.layers[*index].id))
            .collect();
        let concerned = self.concerned(practice);
        for (service, _) in concerned.iter().enumerate().filter(|(_, it)| **it) {
            for layer in &of_practice {
                let (owner, belief) = self.chosen[service].layers[*layer];
                if owner.leaves_customer_a_share() {
                    scoped.cells.push((service, *layer));
                }
                let verdict = belief.map(|(_, verdict)| verdict);
                scoped.assumed |= verdict == Some(Verdict::Assumption);
                scoped.over_reached |= verdict == Some(Verdict::OverReach);
            }
        }
        (!scoped.cells.is_empty()).then_some(scoped)
    }

    /// For each chosen service, whether the practice concerns it, as [`Practice::concerns`] decides.
    fn concerned(&self, practice: &Practice) -> Vec<bool> {
        let is_listed = practice.applies == Reach::Services;
        let mut concerned = vec![!is_listed; self.chosen.len()];
        for listed in practice.services.iter().filter(|_| is_listed) {
            let wanted = listed.service();
            let service = |index: usize| &self.chosen[index].deployment.service.id;
            let is_before = |index: &usize| service(*index).as_str() < wanted;
            let first = self.by_service.partition_point(is_before);
            for index in self.by_service.iter().skip(first).copied() {
                if service(index).as_str() != wanted {
                    break;
                }
                let variant = self.chosen[index].deployment.variant.map(|it| &it.id);
                concerned[index] |= listed.covers(service(index), variant);
            }
        }
        concerned
    }

    /// The service and the layer of a pair of indices.
    pub(super) fn named(&self, (service, layer): (usize, usize)) -> CellRef {
        CellRef {
            service: self.chosen[service].reference.clone(),
            layer: self.catalog.layers[layer].id.clone(),
        }
    }

    /// The chosen services with their layers.
    pub(super) fn rows(&self, in_scope: &[Scoped<'a>]) -> Vec<ServiceRow> {
        let mut met: Vec<Vec<(Sum, Vec<PracticeId>)>> = self
            .chosen
            .iter()
            .map(|_| vec![Default::default(); self.catalog.layers.len()])
            .collect();
        for scoped in in_scope {
            for (service, layer) in &scoped.cells {
                let (sum, practices) = &mut met[*service][*layer];
                sum.add(&scoped.weight, scoped.response());
                practices.push(scoped.practice.id.clone());
            }
        }
        let rows = self.chosen.iter().zip(met).map(|(chosen, met)| {
            let owners = self.catalog.layers.iter().zip(&chosen.layers);
            let cells = owners.zip(met);
            let cells = cells.map(|((layer, (owner, _)), (sum, practices))| MatrixCell {
                layer: layer.id.clone(),
                owner: *owner,
                practices,
                score: sum.score(),
            });
            ServiceRow {
                service: chosen.reference.clone(),
                cells: cells.collect(),
            }
        });
        rows.collect()
    }

    /// The beliefs about chosen services, compared with the catalog.
    pub(super) fn belief_checks(&self) -> Vec<BeliefCheck> {
        let mut checks = Vec::new();
        for (service, chosen) in self.chosen.iter().enumerate() {
            for (layer, (owner, belief)) in chosen.layers.iter().enumerate() {
                if let Some((believed, verdict)) = belief {
                    checks.push(BeliefCheck {
                        cell: self.named((service, layer)),
                        believed: *believed,
                        owner: *owner,
                        verdict: *verdict,
                    });
                }
            }
        }
        checks
    }

    /// Chosen services that the catalog does not have.
    pub(super) fn unknown(&self) -> Vec<ServiceRef> {
        let services = &self.assessment.services;
        if self.known == services.len() {
            return Vec::new();
        }
        self.assessment
            .unknown_services(self.catalog)
            .cloned()
            .collect()
    }
}
