//! The figures of services: cells by owner, and cells that break a rule.

use demarc_catalog::{Catalog, Deployment, Layer, Listed, Owner, Reason, Texts};

/// The fewest services and variants.
const FEWEST: (usize, usize) = (120, 180);

/// Prints the figures.
pub fn print(catalog: &Catalog, texts: &Texts) {
    println!(
        "{:<36} {:>8} {:>8} {:>6} {:>8} {:>9}",
        "services", "services", "variants", "cells", "reasons", "defaults"
    );
    let mut total = [0; 5];
    for category in &catalog.categories {
        let services = || {
            category
                .services
                .iter()
                .filter_map(|id| catalog.service(id))
        };
        let words = || category.services.iter().filter_map(|id| texts.service(id));
        let variants = services().flat_map(|service| service.deployments()).count();
        let reasons = words().map(|text| {
            let variants = text
                .variants
                .iter()
                .map(|it| it.reasons.len())
                .sum::<usize>();
            text.reasons.len() + variants
        });
        let row = [
            category.services.len(),
            variants,
            variants * catalog.layers.len(),
            reasons.sum(),
            words().map(|text| text.defaults.len()).sum(),
        ];
        print_services(&category.name, row);
        for (sum, figure) in total.iter_mut().zip(row) {
            *sum += figure;
        }
    }
    print_services("total", total);
    for owner in Owner::ALL {
        let count = cells(catalog).filter(|(_, _, of)| *of == owner).count();
        println!("  cells of owner {:<20} {count:>15}", owner.key());
    }
    print_cells("by a rule", by_rule(catalog, texts));
    // The check of the catalog refuses the next four: they are counted here in another way.
    let faults = cell_faults(catalog, texts);
    for (name, count) in faults {
        print_cells(name, count);
    }
}

/// Every layer of every service as it is run, with its owner.
fn cells(catalog: &Catalog) -> impl Iterator<Item = (Deployment<'_>, &Layer, Owner)> {
    catalog.deployments().flat_map(|deployment| {
        let layers = catalog.layers.iter();
        layers.map(move |layer| (deployment, layer, deployment.owner(&layer.id)))
    })
}

fn print_cells(name: &str, count: usize) {
    println!("  cells {name:<29} {count:>15}");
}

/// How many cells have the reason of a rule.
fn by_rule(catalog: &Catalog, texts: &Texts) -> usize {
    let of_rule = |reason: &Reason| texts.rules.iter().any(|rule| rule.reason == *reason);
    let reasons = cells(catalog).filter_map(|(it, layer, _)| texts.reason(&it, &layer.id));
    reasons.filter(|it| of_rule(it)).count()
}

/// How many cells break a rule of the catalog, by rule.
fn cell_faults(catalog: &Catalog, texts: &Texts) -> [(&'static str, usize); 4] {
    let [mut halves, mut duty, mut listed, mut reasons] = [0; 4];
    for (it, layer, owner) in cells(catalog) {
        let reason = texts.reason(&it, &layer.id);
        let parties = reason.map_or(0, |reason| reason.halves().len());
        halves += usize::from(owner == Owner::Shared && parties < 2);
        let speaks_to_you =
            reason.is_some_and(|reason| reason.text().to_lowercase().contains("you"));
        duty += usize::from(owner == Owner::Absent && speaks_to_you);
        let lists = texts
            .rules
            .iter()
            .filter(|rule| rule.reason.layer == layer.id);
        let lists = lists.filter_map(|rule| rule.listed.as_ref());
        let mut refusing = lists.filter(|listed| listed.refuses.contains(&owner));
        let variant = it.variant.map(|variant| &variant.id);
        let names = |listed: &Listed| {
            listed
                .services
                .iter()
                .any(|one| one.covers(&it.service.id, variant))
        };
        listed += usize::from(refusing.any(names));
        reasons += usize::from(owner != layer.usual && reason.is_none());
    }
    [
        ("shared, without two halves", halves),
        ("absent, with a duty", duty),
        ("against a list of AWS's", listed),
        ("not usual, without a reason", reasons),
    ]
}

fn print_services(name: &str, [services, variants, cells, reasons, defaults]: [usize; 5]) {
    println!("  {name:<34} {services:>8} {variants:>8} {cells:>6} {reasons:>8} {defaults:>9}");
}

/// The bars that the services are below.
pub fn below(catalog: &Catalog, texts: &Texts) -> Vec<String> {
    let mut below = Vec::new();
    let counted = (catalog.services.len(), catalog.deployments().count());
    let (services, variants) = FEWEST;
    if counted.0 < services || counted.1 < variants {
        below.push(format!(
            "{} services in {} variants, not {services} in {variants}",
            counted.0, counted.1
        ));
    }
    let faults = cell_faults(catalog, texts).into_iter();
    let faults = faults.filter(|(_, count)| *count > 0);
    below.extend(faults.map(|(name, count)| format!("{count} cells {name}")));
    below
}
