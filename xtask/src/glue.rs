//! What lies between the app's WebAssembly and its script: the names by which one imports from the other.
//! It knows how both spell them, and nothing of what stands behind a name.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// Whom the imports are from that the script has.
const FROM: &str = "./demarc_bg.js";

/// The WebAssembly and its script with short names in place of those that wasm-bindgen makes, which say what they are
/// for and have hashes: each travels twice, and hardly gets smaller on the way.
///
/// # Errors
/// When a name is not exactly once in the script, in front of a function; or when this is no WebAssembly.
pub fn shorten(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String), String> {
    let unreadable = |error: &dyn std::fmt::Display| format!("no WebAssembly: {error}");
    let mut short = BTreeMap::new();
    let mut shortened = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(|error| unreadable(&error))?;
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports.into_imports() {
                let import = import.map_err(|error| unreadable(&error))?;
                let ty = RoundtripReencoder
                    .entity_type(import.ty)
                    .map_err(|error| unreadable(&error))?;
                let mut name = import.name.to_owned();
                if import.module == FROM {
                    let count = short.len();
                    name = short.entry(name).or_insert_with(|| spelled(count)).clone();
                }
                section.import(import.module, &name, ty);
            }
            shortened.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            let data = &wasm[range.start as usize..range.end as usize];
            shortened.section(&RawSection { id, data });
        }
    }
    Ok((shortened.finish(), renamed(script, &short)?))
}

/// A number as a name: a letter, and digits where the letters don't suffice.
fn spelled(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        more => format!("{letter}{more}"),
    }
}

/// The script with other names for functions.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> Result<String, String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut found = BTreeMap::new();
    let mut renamed = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_word) {
        let (between, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
        renamed.push_str(between);
        match names.get(word) {
            Some(short) if after.starts_with(": function(") => {
                *found.entry(word).or_insert(0) += 1;
                renamed.push_str(short);
            }
            Some(_) => return Err(format!("{word} is no name of a function")),
            None => renamed.push_str(word),
        }
        rest = after;
    }
    renamed.push_str(rest);
    match names.keys().find(|it| found.get(it.as_str()) != Some(&1)) {
        Some(name) => Err(format!("{name} is not once in the script")),
        None => Ok(renamed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, EntityType, TypeSection};

    const ONE: &str = "__wbg_one_1234";
    const OTHER: &str = "__wbg_other_5678";

    fn module(names: [(&str, &str); 3]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for (module, name) in names {
            imports.import(module, name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&CustomSection {
            name: "note".into(),
            data: b"as it was".into(),
        });
        module.finish()
    }

    #[test]
    fn both_sides_call_things_by_the_same_short_names() {
        let elsewhere = ("./other.js", ONE);
        let wasm = module([(FROM, ONE), elsewhere, (FROM, OTHER)]);
        let script = format!("const a = {{ {OTHER}: function(b) {{}}, {ONE}: function() {{}} }};");
        let (wasm, script) = shorten(&wasm, &script).expect("it is as expected");
        assert_eq!(wasm, module([(FROM, "a"), elsewhere, (FROM, "b")]));
        assert_eq!(script, "const a = { b: function(b) {}, a: function() {} };");
    }

    #[test]
    fn a_script_of_another_kind_is_not_touched() {
        let wasm = module([(FROM, ONE), ("./other.js", ONE), (FROM, OTHER)]);
        let both = format!("{ONE}: function() {{}}, {OTHER}: function() {{}}");
        assert!(shorten(&wasm, &both).is_ok());
        for script in [
            format!("{ONE}: function() {{}}"),
            format!("{both}, {ONE}: function() {{}}"),
            format!("{both}; call({ONE})"),
            format!("{both}, {ONE}: 1"),
        ] {
            assert!(shorten(&wasm, &script).is_err(), "{script}");
        }
        assert!(shorten(b"not it", &both).is_err());
    }

    #[test]
    fn names_differ() {
        let mut names: Vec<String> = (0..2000).map(spelled).collect();
        assert_eq!((&*names[0], &*names[25], &*names[26]), ("a", "z", "a1"));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 2000);
    }
}
