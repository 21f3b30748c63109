//! The statements of the belief check: cells of the chosen services whose owner often surprises people.
//! The selection depends on the catalog and the service mix. Of the answers, only whether a cell has one counts.

use std::cmp::Reverse;

use super::CellRef;
use crate::assessment::Assessment;
use demarc_catalog::{Catalog, LayerId, Owner, Texts};

/// The maximum number of selected statements. Cells that already have an answer are added to them.
const MOST: usize = 15;
/// The minimum number of statements, if the chosen services have enough cells with a reason.
const LEAST: usize = 8;
/// The maximum number per layer; also per service, where that still gives [`LEAST`] statements.
const MOST_ALIKE: usize = 3;

/// A cell whose owner is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeliefStatement {
    /// The cell.
    pub cell: CellRef,
    /// The owner, shown after the answer.
    pub owner: Owner,
}

/// The statements about the chosen services, grouped by service, in catalog order.
///
/// Only cells whose owner has a reason in the catalog are selected. A cell ranks higher the fewer services have the
/// same owner at its layer, and higher still if a share is the customer's. At most five cells belong to AWS alone.
#[must_use]
pub fn statements(
    catalog: &Catalog,
    texts: &Texts,
    assessment: &Assessment,
) -> Vec<Vec<BeliefStatement>> {
    let chosen: Vec<_> = catalog
        .deployments()
        .filter(|it| assessment.services.contains(&it.reference()))
        .collect();
    let rarity: Vec<_> = catalog
        .layers
        .iter()
        .map(|layer| Rarity::at(catalog, &layer.id))
        .collect();
    let mut ranked = Vec::new();
    for (service, deployment) in chosen.iter().enumerate() {
        for (layer, of) in catalog.layers.iter().enumerate() {
            let owner = deployment.owner(&of.id);
            // Only an owner with a reason can be explained after the answer.
            if owner != Owner::Absent && texts.reason(deployment, &of.id).is_some() {
                let surprise = rarity[layer].of(owner);
                ranked.push((Reverse(surprise), service, layer, owner));
            }
        }
    }
    ranked.sort_unstable();
    let most_of_service = MOST_ALIKE.max(LEAST.div_ceil(chosen.len().max(1)));
    let mut drawn = vec![Vec::new(); chosen.len()];
    let mut of_layer = vec![0; catalog.layers.len()];
    let (mut count, mut of_aws) = (0, 0);
    for (_, service, layer, owner) in ranked {
        let is_aws = owner == Owner::Aws;
        let is_full = drawn[service].len() == most_of_service
            || of_layer[layer] == MOST_ALIKE
            || (is_aws && of_aws == MOST / 3);
        if count < MOST && !is_full {
            drawn[service].push(layer);
            of_layer[layer] += 1;
            of_aws += usize::from(is_aws);
            count += 1;
        }
    }
    let sections = chosen.iter().zip(drawn).map(|(deployment, drawn)| {
        let reference = deployment.reference();
        let answered = assessment.beliefs.get(&reference);
        let layers = catalog.layers.iter().enumerate();
        let asked = layers.filter(|(index, layer)| {
            drawn.contains(index) || answered.is_some_and(|it| it.contains_key(&layer.id))
        });
        let statements = asked.map(|(_, layer)| BeliefStatement {
            cell: CellRef {
                service: reference.clone(),
                layer: layer.id.clone(),
            },
            owner: deployment.owner(&layer.id),
        });
        statements.collect::<Vec<_>>()
    });
    sections.filter(|section| !section.is_empty()).collect()
}

/// How rare each owner is at a layer, over all deployments of the catalog.
struct Rarity {
    of_aws: usize,
    of_share: usize,
    all: usize,
}

impl Rarity {
    fn at(catalog: &Catalog, layer: &LayerId) -> Self {
        let mut rarity = Self {
            of_aws: 0,
            of_share: 0,
            all: 0,
        };
        for deployment in catalog.deployments() {
            match deployment.owner(layer) {
                Owner::Aws => rarity.of_aws += 1,
                Owner::Customer | Owner::Shared => rarity.of_share += 1,
                Owner::Operator => {}
                Owner::Absent => continue,
            }
            rarity.all += 1;
        }
        rarity
    }

    /// The rarity in percent, 0 to 100; times 1.5 if a share is the customer's, because missing that is the worse
    /// mistake.
    fn of(&self, owner: Owner) -> usize {
        let percent = |part: usize| (100 * (self.all - part)).checked_div(self.all).unwrap_or(0);
        match owner {
            Owner::Customer | Owner::Shared => 50 + percent(self.of_share),
            // A third party's part surprises wherever there is one.
            Owner::Operator => 150,
            Owner::Aws | Owner::Absent => percent(self.of_aws),
        }
    }
}
