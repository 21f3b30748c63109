//! `cargo xtask catalog`: what the catalog contains as a table, and whether it meets its bars.

mod mappings;
mod practices;
mod services;

use demarc_catalog::{Catalog, Depth, Texts};

use crate::failure::Failure;

/// Prints the table.
///
/// # Errors
/// A line that names every bar the catalog is below.
pub fn run() -> Result<(), Failure> {
    let catalog = demarc_edition::catalog();
    let texts = demarc_edition::texts().ok_or_else(|| Failure::new("the catalog has no words"))?;
    services::print(catalog, texts);
    practices::print(catalog, texts);
    mappings::print(catalog, texts);
    unverified(texts);
    let mut below = services::below(catalog, texts);
    below.extend(practices::below(catalog, texts));
    below.extend(mappings::below(catalog, texts));
    below.extend(unverified_early(catalog, texts));
    if below.is_empty() {
        println!("\nno bar missed");
        Ok(())
    } else {
        Err(Failure::new(below.join("; ")))
    }
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

/// Practices that are unverified and asked before full depth.
fn unverified_early(catalog: &Catalog, texts: &Texts) -> Vec<String> {
    let practices = texts.practices.iter().filter(|it| it.unverified.is_some());
    let depth = |text: &demarc_catalog::PracticeText| catalog.practice(&text.id).map(|it| it.depth);
    let early = practices.filter(|it| depth(it) != Some(Depth::Full));
    early
        .map(|it| format!("{} is unverified, and asked before full depth", it.id))
        .collect()
}
