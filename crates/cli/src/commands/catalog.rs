//! `demarc catalog`: prints the catalog as JSON, with the texts of each item in the same object.

use demarc_catalog::{Practice, Service};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::edition::Edition;
use crate::failure::Failure;
use crate::output::print_json;

/// Fields with lists of pairs that are written as objects: the owners of layers, the requirements of frameworks, the
/// checks of tools.
const PAIRS: [&str; 5] = ["owners", "needs", "supports", "checks", "aliases"];

/// Prints the catalog.
pub fn run(edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let Edition { catalog, texts } = edition;
    let service = |it: &Service| Ok((value(it)?, texts.service(&it.id).map(value).transpose()?));
    let services = catalog.services.iter().map(service);
    let practice = |it: &Practice| Ok((value(it)?, texts.practice(&it.id).map(value).transpose()?));
    let practices = catalog.practices.iter().map(practice);
    print_json(&json!({
        "version": catalog.version,
        "layers": value(&catalog.layers)?,
        "domains": value(&catalog.domains)?,
        "questions": value(&catalog.questions)?,
        "categories": value(&catalog.categories)?,
        "services": joined(services)?,
        "practices": joined(practices)?,
        "presets": value(&catalog.presets)?,
        "frameworks": value(&texts.frameworks)?,
        "check_lists": value(&texts.check_lists)?,
        "areas": value(&texts.areas)?,
        "models": value(&texts.models)?,
        "classes": value(&texts.classes)?,
        "pairs": value(&texts.pairs)?,
        "best_practices": value(&texts.best_practices)?,
        "stops": value(&texts.stops)?,
    }))?;
    Ok(Vec::new())
}

fn value(of: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(of)
        .map_err(|error| Failure::new(format!("the catalog can't be written as JSON ({error}).")))
}

/// The items, each joined with its texts.
fn joined(
    items: impl Iterator<Item = Result<(Value, Option<Value>), Failure>>,
) -> Result<Vec<Value>, Failure> {
    items
        .map(|item| {
            let (mut structure, texts) = item?;
            if let Some(texts) = texts {
                join(&mut structure, texts);
            }
            Ok(structure)
        })
        .collect()
}

/// Adds the fields of another value: to an object its fields, to the items of a list those of the item at the same
/// index.
fn join(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                match into.get_mut(&name) {
                    Some(there) => join(there, value),
                    None => {
                        into.insert(name, value);
                    }
                }
            }
            pairs_as_objects(into);
        }
        (Value::Array(into), Value::Array(from)) => {
            for (into, from) in into.iter_mut().zip(from) {
                join(into, from);
            }
        }
        // Both have the same id.
        _ => {}
    }
}

fn pairs_as_objects(fields: &mut Map<String, Value>) {
    for name in PAIRS {
        let Some(Value::Array(pairs)) = fields.get(name) else {
            continue;
        };
        let object: Option<Map<String, Value>> = pairs
            .iter()
            .map(|pair| match pair.as_array()?.as_slice() {
                [Value::String(key), value] => Some((key.clone(), value.clone())),
                _ => None,
            })
            .collect();
        if let Some(object) = object {
            fields.insert(name.to_owned(), Value::Object(object));
        }
    }
}
