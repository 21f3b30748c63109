//! `cargo xtask catalog`: what the catalog contains as a table, and whether it meets its bars.

use demarc_catalog::{
    Catalog, Deployment, Depth, Layer, Listed, Owner, Practice, PracticeText, Reason, Texts,
};

use crate::failure::Failure;

/// Frameworks of which every requirement has to be carried or excepted.
const WHOLE: [&str; 3] = ["well-architected", "cis-aws", "maturity"];
/// The automated checks, of which this share has to belong to a practice, in percent.
const CHECKS: (&str, usize) = ("prowler", 90);
/// The fewest services and variants.
const FEWEST_SERVICES: (usize, usize) = (120, 180);
/// The fewest mappings a practice may have.
const FEWEST_MAPPINGS: usize = 3;

/// Prints the table.
///
/// # Errors
/// A line that names every bar the catalog is below.
pub fn run() -> Result<(), Failure> {
    let catalog = demarc_edition::catalog();
    let texts = demarc_edition::texts().ok_or_else(|| Failure::new("the catalog has no words"))?;
    services(catalog, texts);
    practices(catalog);
    frameworks(texts);
    unverified(texts);
    let below = below(catalog, texts);
    if below.is_empty() {
        println!("\nno bar missed");
        Ok(())
    } else {
        Err(Failure::new(below.join("; ")))
    }
}

fn services(catalog: &Catalog, texts: &Texts) {
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

fn practices(catalog: &Catalog) {
    println!(
        "\n{:<36} {:>8} {:>8} {:>6} {:>6} {:>13}",
        "practices", "quick", "standard", "full", "all", "cornerstones"
    );
    let row = |name: &str, of: &dyn Fn(&Practice) -> bool| {
        let count = |keep: &dyn Fn(&Practice) -> bool| {
            catalog
                .practices
                .iter()
                .filter(|it| of(it) && keep(it))
                .count()
        };
        println!(
            "  {name:<34} {:>8} {:>8} {:>6} {:>6} {:>13}",
            count(&|it| it.depth == Depth::Quick),
            count(&|it| it.depth == Depth::Standard),
            count(&|it| it.depth == Depth::Full),
            count(&|_| true),
            count(&|it| it.cornerstone),
        );
    };
    for domain in &catalog.domains {
        row(&domain.name, &|it| it.id.is_in(&domain.id));
    }
    row("total", &|_| true);
}

fn frameworks(texts: &Texts) {
    println!(
        "\n{:<36} {:>8} {:>8} {:>9} {:>6} {:>5}",
        "frameworks", "listed", "carried", "excepted", "open", "%"
    );
    for framework in &texts.frameworks {
        let coverage = texts.coverage(framework);
        println!(
            "  {:<34} {:>8} {:>8} {:>9} {:>6} {:>5}",
            format!("{} {}", framework.id, framework.version),
            framework.requirements.len(),
            coverage.carried.len(),
            coverage.excepted.len(),
            coverage.open.len(),
            coverage.percent(),
        );
    }
    let count: usize = texts.practices.iter().map(mappings).sum();
    println!("  {count} mappings");
}

fn unverified(texts: &Texts) {
    let practices = texts.practices.iter().filter(|it| it.unverified.is_some());
    let names: Vec<&str> = practices.map(|it| it.id.as_str()).collect();
    let (count, names) = (names.len(), names.join(", "));
    println!("\nunverified practices: {count} ({names})");
    let services = texts.services.iter().filter(|it| !it.unverified.is_empty());
    let cells: Vec<String> = services
        .map(|it| {
            let layers: Vec<&str> = it.unverified.iter().map(|layer| layer.as_str()).collect();
            format!("{}: {}", it.id, layers.join(" "))
        })
        .collect();
    let (count, cells) = (cells.len(), cells.join("; "));
    println!("unverified cells: {count} services ({cells})");
}

/// How many requirements a practice is mapped to.
fn mappings(text: &PracticeText) -> usize {
    text.mappings.iter().map(|(_, ids)| ids.len()).sum()
}

/// The bars that the catalog is below.
fn below(catalog: &Catalog, texts: &Texts) -> Vec<String> {
    let mut below = Vec::new();
    let counted = (catalog.services.len(), catalog.deployments().count());
    let (services, variants) = FEWEST_SERVICES;
    if counted.0 < services || counted.1 < variants {
        below.push(format!(
            "{} services in {} variants, not {services} in {variants}",
            counted.0, counted.1
        ));
    }
    below.extend(
        cell_faults(catalog, texts)
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(name, count)| format!("{count} cells {name}")),
    );
    let found = |id: &str| texts.framework(&id.parse().ok()?);
    for id in WHOLE {
        match found(id).map(|framework| texts.coverage(framework)) {
            None => below.push(format!("there is no framework {id}")),
            Some(coverage) if !coverage.open.is_empty() => {
                below.push(format!(
                    "{id}: nothing carries {}",
                    coverage.open.join(", ")
                ));
            }
            Some(_) => {}
        }
    }
    let (checks, least) = CHECKS;
    if let Some(framework) = found(checks) {
        // Exceptions do not help here: a check belongs to a practice or it does not.
        let carried =
            100 * texts.coverage(framework).carried.len() / framework.requirements.len().max(1);
        if carried < least {
            below.push(format!(
                "only {carried} % of the checks belong to a practice, not {least} %"
            ));
        }
    }
    for text in &texts.practices {
        let mappings = mappings(text);
        if mappings < FEWEST_MAPPINGS {
            below.push(format!(
                "{} has {mappings} mappings, not {FEWEST_MAPPINGS}",
                text.id
            ));
        }
    }
    for text in texts.practices.iter().filter(|it| it.unverified.is_some()) {
        let depth = catalog.practice(&text.id).map(|it| it.depth);
        if depth != Some(Depth::Full) {
            below.push(format!(
                "{} is unverified, and asked before full depth",
                text.id
            ));
        }
    }
    below
}
