//! Commands of the AWS CLI in texts of the catalog. `cargo xtask cli-commands` makes the table of those that texts use
//! from AWS's models; `cargo xtask check` holds the texts against it.

mod faults;
mod model;
mod names;
mod output;
mod own;
mod query;
mod table;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use demarc_catalog::{Catalog, Texts};

use crate::failure::Failure;
use crate::project;
use model::Service;
use table::Table;
use text::Found;

/// Checks the commands in texts, with a new table if there is a folder with an unpacked copy of botocore.
///
/// # Errors
/// When the models can't be read, or a command is wrong.
pub fn run(botocore: Option<&Path>) -> Result<(), Failure> {
    botocore.map_or(Ok(()), update)?;
    check()
}

/// Writes the table of the commands that texts use.
///
/// # Errors
/// When the models can't be read, or have no such command. The table then has all others.
fn update(folder: &Path) -> Result<(), Failure> {
    let (catalog, texts) = built_in()?;
    let mut used = BTreeSet::new();
    for found in text::commands(catalog, texts)? {
        let words = found.words.unwrap_or_default();
        if own::command(&words).is_none() {
            used.insert(words.into_iter().take(2).collect::<Vec<_>>());
        }
    }
    let version = model::version(folder)?;
    let (mut services, mut commands) = (BTreeMap::new(), BTreeMap::new());
    let mut missing = Vec::new();
    for words in &used {
        let command = match &**words {
            [service, operation] => {
                if !services.contains_key(service) {
                    services.insert(service, Service::read(folder, service)?);
                }
                let model = services.get(service).and_then(Option::as_ref);
                model.and_then(|it| it.command(service, operation))
            }
            _ => None,
        };
        match command {
            Some(command) => {
                commands.insert(words.join(" "), command);
            }
            None => missing.push(format!("aws {}", words.join(" "))),
        }
    }
    let count = commands.len();
    let text = Table { version, commands }.write();
    project::write(&file(), text.as_bytes())?;
    println!("{count} commands, {} kB", text.len() / 1000);
    if missing.is_empty() {
        Ok(())
    } else {
        let missing = missing.join(", ");
        Err(Failure::new(format!("the models don't have: {missing}")))
    }
}

/// Holds the commands in texts against the table, and prints what is wrong.
///
/// # Errors
/// When something is.
pub fn check() -> Result<(), Failure> {
    let (catalog, texts) = built_in()?;
    let table = Table::read(&project::read(&file())?)?;
    let found = text::commands(catalog, texts)?;
    let wrong: Vec<String> = found.iter().flat_map(|it| lines(it, &table)).collect();
    for line in &wrong {
        println!("{line}");
    }
    let (count, version) = (found.len(), &table.version);
    if wrong.is_empty() {
        println!("{count} commands in texts, as in the models of botocore {version}");
        Ok(())
    } else {
        let wrong = wrong.len();
        Err(Failure::new(format!(
            "{wrong} mistakes in {count} commands"
        )))
    }
}

/// A line for everything that is wrong with a command in a text.
fn lines(found: &Found, table: &Table) -> Vec<String> {
    let faults = match &found.words {
        Some(words) => faults::faults(words, table),
        None => vec!["a quote has no end".to_owned()],
    };
    let Found { place, code, .. } = found;
    let lines = faults
        .iter()
        .map(|fault| format!("{place}: `{code}`: {fault}"));
    lines.collect()
}

fn file() -> PathBuf {
    project::root().join("xtask/data/cli-commands.txt")
}

fn built_in() -> Result<(&'static Catalog, &'static Texts), Failure> {
    let texts = demarc_edition::texts().ok_or_else(|| Failure::new("the catalog has no words"))?;
    Ok((demarc_edition::catalog(), texts))
}

#[cfg(test)]
mod tests;
