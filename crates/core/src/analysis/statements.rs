//! The belief check's statements: cells of the chosen services at which the line surprises people.
//! It draws them by what the catalog says of other services, and does not know what anybody answered beyond keeping it.

use std::cmp::Reverse;

use super::CellRef;
use crate::assessment::Assessment;
use demarc_catalog::{Catalog, LayerId, Owner, Texts};

/// The most statements drawn. Cells that were answered when other services were chosen come on top.
const MOST: usize = 15;
/// As many as there are at least, if the chosen services have as many cells to ask about.
const LEAST: usize = 8;
/// The most drawn from one layer, and from one service where that still gives [`LEAST`].
const MOST_ALIKE: usize = 3;

/// A cell to ask about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeliefStatement {
    /// The cell.
    pub cell: CellRef,
    /// Who owns it, to be told after the answer.
    pub owner: Owner,
}

/// The statements about the chosen services, those of one service together, in catalog order.
///
/// Only cells are drawn for whose owner the catalog gives a reason. One comes the sooner the fewer services have the
/// same owner at its layer, and sooner still if a share of it is the customer's. Five at most are AWS's alone.
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
            // What can't be explained is not asked.
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

/// How seldom each owner is at a layer, over every way of running every service.
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
                Owner::Absent => continue,
            }
            rarity.all += 1;
        }
        rarity
    }

    /// In percent, 0 to 100; half as much again for a share of the customer's: missing it is the graver mistake.
    fn of(&self, owner: Owner) -> usize {
        let percent = |part: usize| (100 * (self.all - part)).checked_div(self.all).unwrap_or(0);
        match owner {
            Owner::Customer | Owner::Shared => 50 + percent(self.of_share),
            _ => percent(self.of_aws),
        }
    }
}
