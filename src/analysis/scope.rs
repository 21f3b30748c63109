//! The service mix against the catalog: owners per service and layer, which practices apply where, beliefs checked.
//! It knows nothing of scores beyond asking for a cell's.

use serde::Serialize;

use super::Scoped;
use super::score::{Score, Sum, Weight};
use crate::assessment::Assessment;
use crate::catalog::{
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
    pub cells: Vec<Cell>,
}

/// Who owns a layer of a chosen service, and how the customer's share stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
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
    pub believed: Owner,
    /// Who owns it.
    pub owner: Owner,
    /// What that means.
    pub verdict: Verdict,
}

/// How a belief compares with the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Right.
    Agrees,
    /// Believed to be AWS's; a share of it is the customer's.
    Assumption,
    /// Believed to be the customer's; it is AWS's.
    OverReach,
    /// Wrong in a way that leaves no duty undone or done twice.
    Differs,
}

impl Verdict {
    fn of(believed: Owner, owner: Owner) -> Self {
        match (believed, owner) {
            (Owner::Aws, Owner::Customer | Owner::Shared) => Self::Assumption,
            (Owner::Customer, Owner::Aws) => Self::OverReach,
            _ if believed == owner => Self::Agrees,
            _ => Self::Differs,
        }
    }
}

/// A chosen service, with what is asked of it often.
struct Chosen<'a> {
    deployment: Deployment<'a>,
    reference: ServiceRef,
    /// Owner, and the user's belief with its verdict, per layer in catalog order.
    layers: Vec<(Owner, Option<(Owner, Verdict)>)>,
}

/// The chosen services, read against the catalog.
pub(super) struct Mix<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    chosen: Vec<Chosen<'a>>,
}

impl<'a> Mix<'a> {
    pub(super) fn new(catalog: &'a Catalog, assessment: &'a Assessment) -> Self {
        let chosen = catalog
            .deployments()
            .filter_map(|deployment| {
                let reference = deployment.reference();
                // A bare reference and the service's first variant are one and the same.
                let bare = ServiceRef::new(&deployment.service.id, None);
                let bare =
                    (deployment.variant == deployment.service.variants.first()).then_some(bare);
                let names = || std::iter::once(&reference).chain(&bare);
                if !names().any(|name| assessment.services.contains(name)) {
                    return None;
                }
                let beliefs = || names().filter_map(|name| assessment.beliefs.get(name));
                let layers = catalog
                    .layers
                    .iter()
                    .map(|layer| {
                        let owner = deployment.owner(&layer.id);
                        let believed = beliefs().find_map(|layers| layers.get(&layer.id)).copied();
                        let check =
                            believed.map(|believed| (believed, Verdict::of(believed, owner)));
                        (owner, check)
                    })
                    .collect();
                Some(Chosen {
                    deployment,
                    reference,
                    layers,
                })
            })
            .collect();
        Self {
            catalog,
            assessment,
            chosen,
        }
    }

    /// The practice with all that follows from the mix, if it is asked at all.
    pub(super) fn scope(&self, practice: &'a Practice) -> Option<Scoped<'a>> {
        let profile = &self.assessment.profile;
        let asked = practice.depth <= profile.depth
            && (practice.when.is_empty()
                || practice
                    .when
                    .iter()
                    .any(|fact| profile.facts.contains(fact)));
        if !asked {
            return None;
        }
        let mut scoped = Scoped {
            practice,
            weight: Weight::of(practice, &profile.facts),
            response: self.assessment.response(&practice.id),
            cells: Vec::new(),
            assumed: false,
            over_reached: false,
        };
        // A duty of the account is not a duty of any one service's layer.
        if practice.applies == Reach::Account {
            return Some(scoped);
        }
        let of_practice: Vec<bool> = self
            .catalog
            .layers
            .iter()
            .map(|layer| practice.layers.contains(&layer.id))
            .collect();
        for chosen in &self.chosen {
            if !practice.concerns(&chosen.deployment) {
                continue;
            }
            let layers = self
                .catalog
                .layers
                .iter()
                .zip(&chosen.layers)
                .zip(&of_practice);
            for ((layer, (owner, belief)), _) in layers.filter(|(_, listed)| **listed) {
                if owner.leaves_customer_a_share() {
                    scoped.cells.push(CellRef {
                        service: chosen.reference.clone(),
                        layer: layer.id.clone(),
                    });
                }
                let verdict = belief.map(|(_, verdict)| verdict);
                scoped.assumed |= verdict == Some(Verdict::Assumption);
                scoped.over_reached |= verdict == Some(Verdict::OverReach);
            }
        }
        (!scoped.cells.is_empty()).then_some(scoped)
    }

    /// Each chosen service with its layers.
    pub(super) fn rows(&self, in_scope: &[Scoped<'a>]) -> Vec<ServiceRow> {
        self.chosen
            .iter()
            .map(|chosen| ServiceRow {
                service: chosen.reference.clone(),
                cells: self
                    .catalog
                    .layers
                    .iter()
                    .zip(&chosen.layers)
                    .map(|(layer, (owner, _))| cell(in_scope, &chosen.reference, &layer.id, *owner))
                    .collect(),
            })
            .collect()
    }

    /// Every belief about a chosen service, held against the catalog.
    pub(super) fn belief_checks(&self) -> Vec<BeliefCheck> {
        let mut checks = Vec::new();
        for chosen in &self.chosen {
            for (layer, (owner, belief)) in self.catalog.layers.iter().zip(&chosen.layers) {
                if let Some((believed, verdict)) = belief {
                    checks.push(BeliefCheck {
                        cell: CellRef {
                            service: chosen.reference.clone(),
                            layer: layer.id.clone(),
                        },
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
        self.assessment
            .services
            .iter()
            .filter(|reference| self.catalog.deployment(reference).is_none())
            .cloned()
            .collect()
    }
}

fn cell(in_scope: &[Scoped<'_>], service: &ServiceRef, layer: &LayerId, owner: Owner) -> Cell {
    let mut sum = Sum::default();
    let mut practices = Vec::new();
    if owner.leaves_customer_a_share() {
        for scoped in in_scope
            .iter()
            .filter(|scoped| scoped.meets(service, layer))
        {
            sum.add(&scoped.weight, scoped.response);
            practices.push(scoped.practice.id.clone());
        }
    }
    Cell {
        layer: layer.clone(),
        owner,
        practices,
        score: sum.score(),
    }
}
