//! Step 3, merge: the splitter's modules in few files, so that the first question needs two requests instead of up to 13.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module};
use wasmparser::{Parser, Payload, TypeRef};

use super::optimize;
use super::split::Split;
use crate::failure::Failure;
use crate::project;

/// The group of the first questions: what it needs is in its chunk and in the common one.
pub const FIRST: &str = "ask";
/// The groups that the first page asks for once it shows, and that do not wait for the first questions.
const HOME: [&str; 3] = ["analysis", "home", "list"];
/// The chunk of what they need and the first questions need, too.
const COMMON: &str = "common";
/// The chunk of what is too small for one of its own.
const SHARED: &str = "shared";
/// What is small, in bytes before it is optimized: about 9 kB on the way.
const SMALL: u64 = 40_000;

/// What the splitter's modules import from, and where that comes from once they are merged.
const INSIDE: &str = "__wasm_split";
const OUTSIDE: &str = "main";

/// The script that fetches, up to the groups.
const LOADER: &str = include_str!("loader.js");
/// What it takes over of the splitter's script: how an arrival is told, and the names that the app calls.
const CALLED_BACK: &str = "sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex)(callbackData, success)";
const EXPORTED: &str = "export const __wasm_split_load_";

/// Writes the chunks and the script that fetches them into the app's folder; returns the chunks' names.
///
/// # Errors
/// When the splitter's output is not as expected, or a file can't be written.
pub fn merge(split: &Split, app: &Path, loader: &str) -> Result<Vec<String>, Failure> {
    let chunks = Chunks::plan(&split.needed, |module| project::size(&split.module(module)))?;
    chunks.write(split, app)?;
    let script = chunks.loader(&project::read(&split.loader)?)?;
    project::write(&app.join(loader), script.as_bytes())?;
    Ok(chunks
        .files
        .into_keys()
        .map(|it| format!("{it}.wasm"))
        .collect())
}

/// Which modules are in which chunk, and which chunks a group needs.
#[derive(Debug, PartialEq, Eq)]
struct Chunks {
    files: BTreeMap<String, Vec<String>>,
    groups: BTreeMap<String, Vec<String>>,
}

impl Chunks {
    /// From the modules that each group needs, and the size of each in bytes.
    ///
    /// # Errors
    /// When there is no group that could be needed first, or a size is not known.
    fn plan(
        needed: &HashMap<String, Vec<String>>,
        size: impl Fn(&str) -> Result<u64, Failure>,
    ) -> Result<Self, Failure> {
        let first = needed
            .get(FIRST)
            .ok_or_else(|| Failure::new(format!("no group of pages is called {FIRST}")))?;
        let mut needing: BTreeMap<&String, Vec<&str>> = BTreeMap::new();
        for (group, modules) in needed {
            for module in modules {
                needing.entry(module).or_default().push(group);
            }
        }
        let mut chunks = Self {
            files: BTreeMap::new(),
            groups: needed.keys().map(|it| (it.clone(), Vec::new())).collect(),
        };
        for (module, mut groups) in needing {
            groups.sort_unstable();
            let file = if first.contains(module) {
                let is_of_home = groups.iter().any(|it| HOME.contains(it));
                if is_of_home { COMMON } else { FIRST }.to_owned()
            } else if size(module)? < SMALL {
                SHARED.to_owned()
            } else {
                groups.join("_")
            };
            for group in groups {
                let files = chunks.groups.entry(group.to_owned()).or_default();
                if !files.contains(&file) {
                    files.push(file.clone());
                }
            }
            chunks.files.entry(file).or_default().push(module.clone());
        }
        Ok(chunks)
    }

    /// Writes the chunks into the app's folder.
    fn write(&self, split: &Split, app: &Path) -> Result<(), Failure> {
        for (file, names) in &self.files {
            let paths: Vec<PathBuf> = names.iter().map(|name| split.module(name)).collect();
            let modules: Vec<Vec<u8>> = paths
                .iter()
                .map(|path| project::read_bytes(path))
                .collect::<Result<_, _>>()?;
            let imports = shared_imports(&modules)
                .map_err(|problem| Failure::new(format!("{file} can't be merged: {problem}")))?;
            let imports_at = split.scratch(file);
            project::write(&imports_at, &imports)?;
            let mut named = vec![(INSIDE, imports_at.as_path())];
            let modules = names.iter().map(String::as_str);
            named.extend(modules.zip(paths.iter().map(PathBuf::as_path)));
            optimize::merge(&named, &app.join(format!("{file}.wasm")))?;
        }
        Ok(())
    }

    /// The script that fetches the chunks, in place of the splitter's, which fetches each module by itself.
    fn loader(&self, splitters: &str) -> Result<String, Failure> {
        let mut exported: Vec<&str> = splitters
            .split(EXPORTED)
            .skip(1)
            .filter_map(|it| Some(it.split_once(" = wrapAsyncCb(makeLoad(")?.0))
            .collect();
        exported.sort_unstable();
        if !splitters.contains(CALLED_BACK) || !exported.iter().eq(self.groups.keys()) {
            return Err(Failure::new(
                "the splitter's script has changed: compare it with xtask/src/build/loader.js",
            ));
        }
        let mut script = LOADER.to_owned();
        for (group, files) in &self.groups {
            let names: Vec<String> = files.iter().map(|it| format!("\"./{it}.wasm\"")).collect();
            // Writing to a string can't fail.
            let _ = writeln!(script, "\n{EXPORTED}{group} = group({});", names.join(", "));
        }
        Ok(script)
    }
}

/// A module that exports what these import, so that merged they import each thing once.
fn shared_imports(modules: &[Vec<u8>]) -> Result<Vec<u8>, String> {
    let mut found: BTreeMap<&str, TypeRef> = BTreeMap::new();
    for module in modules {
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload.map_err(|error| error.to_string())?;
            let Payload::ImportSection(imports) = payload else {
                continue;
            };
            for import in imports.into_imports() {
                let import = import.map_err(|error| error.to_string())?;
                if import.module != INSIDE {
                    return Err(format!(
                        "{} is not imported from the splitter's names",
                        import.name
                    ));
                }
                let before = found.insert(import.name, import.ty);
                if before.is_some_and(|it| it != import.ty) {
                    return Err(format!("{} is imported with two types", import.name));
                }
            }
        }
    }
    let mut imports = ImportSection::new();
    let mut exports = ExportSection::new();
    // Each kind has indices of its own.
    let (mut memories, mut tables, mut globals) = (0, 0, 0);
    for (name, ty) in found {
        let (kind, count) = match ty {
            TypeRef::Memory(_) => (ExportKind::Memory, &mut memories),
            TypeRef::Table(_) => (ExportKind::Table, &mut tables),
            TypeRef::Global(_) => (ExportKind::Global, &mut globals),
            _ => return Err(format!("{name} is no memory, table or global")),
        };
        let ty = EntityType::try_from(ty).map_err(|error| error.to_string())?;
        imports.import(OUTSIDE, name, ty);
        exports.export(name, kind, *count);
        *count += 1;
    }
    let mut module = Module::new();
    module.section(&imports).section(&exports);
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{GlobalType, MemoryType, ValType};

    fn needed(groups: &[(&str, &[&str])]) -> HashMap<String, Vec<String>> {
        groups
            .iter()
            .map(|(group, modules)| {
                let modules = modules.iter().map(|it| (*it).to_owned()).collect();
                ((*group).to_owned(), modules)
            })
            .collect()
    }

    fn plan() -> Chunks {
        let needed = needed(&[
            ("ask", &["chunk_1", "chunk_4", "split_ask"]),
            ("home", &["chunk_3", "chunk_4"]),
            ("report", &["chunk_1", "chunk_2", "chunk_3", "split_report"]),
            ("results", &["chunk_2", "chunk_3", "split_results"]),
            ("texts", &["chunk_3", "split_texts"]),
        ]);
        let small = ["chunk_1", "chunk_3", "split_texts"];
        let size = |name: &str| Ok(if small.contains(&name) { 100 } else { SMALL });
        Chunks::plan(&needed, size).expect("there is a first group")
    }

    #[test]
    fn the_first_group_needs_one_chunk_and_what_is_small_shares_one() {
        let plan = plan();
        let files: Vec<_> = plan
            .files
            .iter()
            .map(|(name, modules)| format!("{name}: {}", modules.join(" ")))
            .collect();
        assert_eq!(
            files,
            [
                "ask: chunk_1 split_ask",
                "common: chunk_4",
                "report: split_report",
                "report_results: chunk_2",
                "results: split_results",
                "shared: chunk_3 split_texts",
            ]
        );
        let groups: Vec<_> = plan
            .groups
            .iter()
            .map(|(group, files)| format!("{group}: {}", files.join(" ")))
            .collect();
        assert_eq!(
            groups,
            [
                "ask: ask common",
                "home: shared common",
                "report: ask report_results shared report",
                "results: report_results shared results",
                "texts: shared",
            ]
        );
        assert!(Chunks::plan(&needed(&[("report", &[])]), |_| Ok(0)).is_err());
        let unknown = |_: &str| Err(Failure::new("no such file"));
        assert!(Chunks::plan(&needed(&[("ask", &[]), ("report", &["a"])]), unknown).is_err());
    }

    #[test]
    fn the_script_fetches_for_the_groups_that_the_splitter_made() {
        let splitters = |groups: &[&str]| {
            let mut script = format!("{{ {CALLED_BACK} }}");
            for group in groups {
                script += &format!("{EXPORTED}{group} = wrapAsyncCb(makeLoad(() => 1, []));");
            }
            script
        };
        let script = plan()
            .loader(&splitters(&["texts", "report", "home", "results", "ask"]))
            .expect("it is as expected");
        assert!(script.starts_with(LOADER));
        let report = "export const __wasm_split_load_report = \
            group(\"./ask.wasm\", \"./report_results.wasm\", \"./shared.wasm\", \"./report.wasm\");";
        assert!(script.contains(report), "{script}");
        for other in [
            splitters(&["texts", "report", "home", "results"]),
            splitters(&["texts", "report", "home", "results", "ask", "more"]),
            splitters(&["texts", "report", "home", "results", "ask"])
                .replace("callbackData", "data"),
        ] {
            assert!(plan().loader(&other).is_err(), "{other}");
        }
    }

    fn importing(from: &str, more: Option<EntityType>) -> Vec<u8> {
        let mut imports = ImportSection::new();
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let global = |name: &str, val_type| {
            let ty = GlobalType {
                val_type,
                mutable: true,
                shared: false,
            };
            (name.to_owned(), EntityType::Global(ty))
        };
        let (stack, other) = (global("stack", ValType::I32), global("other", ValType::I64));
        imports.import(from, "memory", memory);
        imports.import(from, &stack.0, more.unwrap_or(stack.1));
        imports.import(from, &other.0, other.1);
        let mut module = Module::new();
        module.section(&imports);
        module.finish()
    }

    #[test]
    fn merged_modules_import_each_thing_once() {
        let one = importing(INSIDE, None);
        let shared = shared_imports(&[one.clone(), one.clone()]).expect("both import the same");
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&shared) {
            match payload.expect("it is WebAssembly") {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import.expect("it can be read");
                        found.push(format!("{}.{}", import.module, import.name));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.expect("it can be read");
                        found.push(format!(
                            "{} {:?} {}",
                            export.name, export.kind, export.index
                        ));
                    }
                }
                _ => {}
            }
        }
        assert_eq!(
            found,
            [
                "main.memory",
                "main.other",
                "main.stack",
                "memory Memory 0",
                "other Global 0",
                "stack Global 1",
            ]
        );
        let table = importing(INSIDE, Some(EntityType::Function(0)));
        for others in [
            vec![one, table.clone()],
            vec![table],
            vec![importing("elsewhere", None)],
            vec![b"no WebAssembly".to_vec()],
        ] {
            assert!(shared_imports(&others).is_err());
        }
    }
}
