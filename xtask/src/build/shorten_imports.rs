//! Short names for what the WebAssembly imports from its script: 6.7 kB gzip less in a first load of 240 kB.

use std::collections::BTreeMap;

use walrus::Module;

/// The short name of each import, by its long name.
pub type Names = BTreeMap<String, String>;

/// Gives short names to the imports from one script.
pub fn in_module(module: &mut Module, script: &str) -> Names {
    let mut names = Names::new();
    for import in module.imports.iter_mut() {
        if import.module == script {
            let count = names.len();
            let short = names.entry(import.name.clone());
            import.name.clone_from(short.or_insert_with(|| name(count)));
        }
    }
    names
}

/// The script with the short names. In it a long name is the key of a function.
///
/// # Errors
/// When a long name does not stand there exactly once.
pub fn in_script(script: &str, names: &Names) -> Result<String, String> {
    let mut script = script.to_owned();
    for (long, short) in names {
        let (long, short) = (
            format!(" {long}: function("),
            format!(" {short}: function("),
        );
        if script.matches(&long).count() != 1 {
            return Err(format!(
                "its script does not contain{long} once: has wasm-bindgen changed what it writes?"
            ));
        }
        script = script.replace(&long, &short);
    }
    Ok(script)
}

/// The name with this number: a letter, and a count after `z`.
fn name(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "./demarc_bg.js";
    const ONE: &str = "__wbg_one_1234";
    const OTHER: &str = "__wbg_other_5678";

    #[test]
    fn module_and_script_use_the_same_short_names() {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        for (script, name) in [(SCRIPT, ONE), ("./other.js", ONE), (SCRIPT, OTHER)] {
            module.add_import_func(script, name, ty);
        }
        let names = in_module(&mut module, SCRIPT);
        let imports: Vec<_> = module.imports.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(imports, ["a", ONE, "b"]);
        let script = format!("const a = {{ {OTHER}: function(b) {{}}, {ONE}: function() {{}} }};");
        let script = in_script(&script, &names).expect("both names are there");
        assert_eq!(script, "const a = { b: function(b) {}, a: function() {} };");
    }

    #[test]
    fn a_script_that_does_not_fit_is_refused() {
        let names = Names::from([(ONE.to_owned(), "a".to_owned())]);
        for script in [
            String::new(),
            format!(" {ONE}: 1"),
            format!(" {ONE}: function() {{}}, {ONE}: function() {{}}"),
        ] {
            assert!(in_script(&script, &names).is_err(), "{script}");
        }
    }

    #[test]
    fn names_differ() {
        let mut names: Vec<String> = (0..2000).map(name).collect();
        assert_eq!((&*names[0], &*names[25], &*names[26]), ("a", "z", "a1"));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 2000);
    }
}
