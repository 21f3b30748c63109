//! The service mix against the catalog: owners per service and layer, which practices apply where, beliefs checked.
//! It knows nothing of scores beyond asking for a cell's.

use serde::Serialize;

use super::Scoped;
use super::score::{Score, Sum, Weight};
use crate::assessment::{Answer, Assessment, Belief};
use demarc_catalog::{
    Catalog, Deployment, LayerId, Owner, Practice, PracticeId, Reach, ServiceRef,
};

/// A layer of a chosen service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellRef {
    /// The service as it is run.
    pub service: ServiceRef,
    /// The layer.
    pub layer: LayerId,
}

/// A chosen service with its layers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ServiceRow {
    /// The service as it is run.
    pub service: ServiceRef,
    /// Its layers, in catalog order.
    pub cells: Vec<MatrixCell>,
}

/// Who owns a layer of a chosen service, and how the customer's share stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixCell {
    /// The layer.
    pub layer: LayerId,
    /// Its owner.
    pub owner: Owner,
    /// The practices in scope that meet the customer's share.
    pub practices: Vec<PracticeId>,
    /// Their score; `None` while none is answered.
    pub score: Option<Score>,
}

/// A belief held against the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeliefCheck {
    /// The cell.
    pub cell: CellRef,
    /// Who the user thought owned it.
    pub believed: Belief,
    /// Who owns it.
    pub owner: Owner,
    /// What that means.
    pub verdict: Verdict,
}

demarc_catalog::keyed! {
    /// How a belief compares with the catalog.
    pub enum Verdict {
        /// Right.
        Agrees = "agrees",
        /// Believed to be AWS's; a share of it is the customer's.
        Assumption = "assumption",
        /// Believed to be the customer's; it is AWS's.
        OverReach = "over-reach",
        /// Not sure: nothing is held against it.
        Unsure = "unsure",
        /// Wrong in a way that leaves no duty undone or done twice.
        Differs = "differs",
    }
}

impl Verdict {
    /// How a belief compares with who owns a layer.
    #[must_use]
    pub fn of(believed: Belief, owner: Owner) -> Self {
        match (believed.owner(), owner) {
            (None, _) => Self::Unsure,
            (Some(Owner::Aws), Owner::Customer | Owner::Shared) => Self::Assumption,
            (Some(Owner::Customer), Owner::Aws) => Self::OverReach,
            (Some(believed), _) if believed == owner => Self::Agrees,
            _ => Self::Differs,
        }
    }
}

/// A chosen service, with what is asked of it often.
struct Chosen<'a> {
    deployment: Deployment<'a>,
    reference: ServiceRef,
    /// Owner, and the user's belief with its verdict, per layer in catalog order.
    layers: Vec<(Owner, Option<(Belief, Verdict)>)>,
}

/// The chosen services, read against the catalog.
pub(super) struct Mix<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    chosen: Vec<Chosen<'a>>,
    /// The places of `chosen`, in the order of their services' ids: practices list services by the hundred.
    by_service: Vec<usize>,
    /// How many of the assessment's services the catalog has.
    known: usize,
}

impl<'a> Mix<'a> {
    pub(super) fn new(catalog: &'a Catalog, assessment: &'a Assessment) -> Self {
        let mut known = 0;
        let mut chosen: Vec<Chosen<'_>> = Vec::new();
        let mut by_service: Vec<usize> = Vec::new();
        for deployment in catalog.deployments() {
            let reference = deployment.reference();
            // A bare reference and the service's first variant are one and the same.
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

    /// The practice with all that follows from the mix and from its answer, if it is asked at all.
    pub(super) fn scope(
        &self,
        practice: &'a Practice,
        answer: Option<&'a Answer>,
    ) -> Option<Scoped<'a>> {
        let profile = &self.assessment.profile;
        if practice.depth > profile.depth || !practice.is_called_for(&profile.facts) {
            return None;
        }
        let mut scoped = Scoped {
            practice,
            weight: Weight::of(practice, &profile.facts),
            answer,
            cells: Vec::new(),
            assumed: false,
            over_reached: false,
        };
        // A duty of the account is not a duty of any one service's layer.
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

    /// Which of the chosen services a practice is about, as [`Practice::concerns`] tells of one.
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

    /// The service and the layer of a cell.
    pub(super) fn named(&self, (service, layer): (usize, usize)) -> CellRef {
        CellRef {
            service: self.chosen[service].reference.clone(),
            layer: self.catalog.layers[layer].id.clone(),
        }
    }

    /// Each chosen service with its layers.
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

    /// Every belief about a chosen service, held against the catalog.
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
