//! In which files the parts of the app travel, and the script that fetches them. The splitter makes a module of whatever
//! code one group of pages or several share: far more than there should be requests.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module};
use wasmparser::{Parser, Payload, TypeRef};

use crate::binaryen;
use crate::failure::Failure;
use crate::project;

/// The group that is needed first: all it needs is in its file, and others wait for that.
pub const FIRST: &str = "ask";
/// The file of what is too small for one of its own.
const SHARED: &str = "shared";
/// What is small, in bytes, with the names that it has before it is optimized: about 9 kB on the way.
const SMALL: u64 = 40_000;

/// What the splitter's modules import from, and where that comes from once they are merged.
const INSIDE: &str = "__wasm_split";
const OUTSIDE: &str = "main";

/// The script that fetches, up to the groups, and what it takes over of the splitter's, whose names are in the app.
const LOADER: &str = include_str!("loader.js");
const CALLED_BACK: &str = "sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex)(callbackData, success)";
const EXPORTED: &str = "export const __wasm_split_load_";

/// Which modules are in which file, and which files a group needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Bundles {
    files: BTreeMap<String, Vec<String>>,
    groups: BTreeMap<String, Vec<String>>,
}

impl Bundles {
    /// From the modules that each group needs, and the size of each in bytes.
    ///
    /// # Errors
    /// When there is no group that could be needed first, or a size is not known.
    pub fn plan(
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
        let mut bundles = Self {
            files: BTreeMap::new(),
            groups: needed.keys().map(|it| (it.clone(), Vec::new())).collect(),
        };
        for (module, mut groups) in needing {
            groups.sort_unstable();
            let file = if first.contains(module) {
                FIRST.to_owned()
            } else if size(module)? < SMALL {
                SHARED.to_owned()
            } else {
                groups.join("_")
            };
            for group in groups {
                let files = bundles.groups.entry(group.to_owned()).or_default();
                if !files.contains(&file) {
                    files.push(file.clone());
                }
            }
            bundles.files.entry(file).or_default().push(module.clone());
        }
        Ok(bundles)
    }

    /// Writes the files into the app's folder, from the folder that the splitter wrote to.
    ///
    /// # Errors
    /// When a module is not as expected, or a file can't be written.
    pub fn write(&self, work: &Path, app: &Path) -> Result<(), Failure> {
        for (file, names) in &self.files {
            let paths: Vec<PathBuf> = names.iter().map(|it| module(work, it)).collect();
            let modules: Vec<Vec<u8>> = paths
                .iter()
                .map(|path| project::read_bytes(path))
                .collect::<Result<_, _>>()?;
            let between = between(&modules)
                .map_err(|problem| Failure::new(format!("{file} can't be one file: {problem}")))?;
            let between_at = work.join(format!("{file}_between.wasm"));
            project::write(&between_at, &between)?;
            let mut named = vec![(INSIDE, between_at.as_path())];
            named.extend(
                names
                    .iter()
                    .map(String::as_str)
                    .zip(paths.iter().map(PathBuf::as_path)),
            );
            let merged = work.join(format!("{file}_merged.wasm"));
            binaryen::merge(&named, &merged)?;
            binaryen::optimize(&merged, &app.join(format!("{file}.wasm")))?;
        }
        Ok(())
    }

    /// The script that fetches the files, from the splitter's, which fetches each module by itself.
    ///
    /// # Errors
    /// When the splitter's is not the one that this takes the place of.
    pub fn loader(&self, splitters: &str) -> Result<String, Failure> {
        let mut exported: Vec<&str> = splitters
            .split(EXPORTED)
            .skip(1)
            .filter_map(|it| Some(it.split_once(" = wrapAsyncCb(makeLoad(")?.0))
            .collect();
        exported.sort_unstable();
        if !splitters.contains(CALLED_BACK) || !exported.iter().eq(self.groups.keys()) {
            return Err(Failure::new(
                "the splitter's script is not the one that ours is for: another version of the splitter?",
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

/// The file of a module of the splitter's.
pub fn module(work: &Path, name: &str) -> PathBuf {
    work.join(format!("{name}.wasm"))
}

/// A module that hands on what these import, so that merged they import each thing once.
fn between(modules: &[Vec<u8>]) -> Result<Vec<u8>, String> {
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
                    return Err(format!("{} is not of the splitter's", import.name));
                }
                let before = found.insert(import.name, import.ty);
                if before.is_some_and(|it| it != import.ty) {
                    return Err(format!("{} is imported in two ways", import.name));
                }
            }
        }
    }
    let mut imports = ImportSection::new();
    let mut exports = ExportSection::new();
    // Each kind is counted by itself.
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
    let mut between = Module::new();
    between.section(&imports).section(&exports);
    Ok(between.finish())
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

    fn plan() -> Bundles {
        let needed = needed(&[
            ("ask", &["chunk_1", "split_ask"]),
            ("report", &["chunk_1", "chunk_2", "chunk_3", "split_report"]),
            ("results", &["chunk_2", "chunk_3", "split_results"]),
            ("texts", &["chunk_3", "split_texts"]),
        ]);
        let small = ["chunk_1", "chunk_3", "split_texts"];
        let size = |name: &str| Ok(if small.contains(&name) { 100 } else { SMALL });
        Bundles::plan(&needed, size).expect("one group is the first")
    }

    #[test]
    fn the_first_group_needs_one_file_and_what_is_small_shares_one() {
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
                "ask: ask",
                "report: ask report_results shared report",
                "results: report_results shared results",
                "texts: shared",
            ]
        );
        assert!(Bundles::plan(&needed(&[("report", &[])]), |_| Ok(0)).is_err());
        let unknown = |_: &str| Err(Failure::new("no such file"));
        assert!(Bundles::plan(&needed(&[("ask", &[]), ("report", &["a"])]), unknown).is_err());
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
            .loader(&splitters(&["texts", "report", "results", "ask"]))
            .expect("it is as expected");
        assert!(script.starts_with(LOADER));
        let report = "export const __wasm_split_load_report = \
            group(\"./ask.wasm\", \"./report_results.wasm\", \"./shared.wasm\", \"./report.wasm\");";
        assert!(script.contains(report), "{script}");
        for other in [
            splitters(&["texts", "report", "results"]),
            splitters(&["texts", "report", "results", "ask", "more"]),
            splitters(&["texts", "report", "results", "ask"]).replace("callbackData", "data"),
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
    fn what_several_import_they_import_once() {
        let one = importing(INSIDE, None);
        let between = between(&[one.clone(), one.clone()]).expect("both import the same");
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&between) {
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
            assert!(super::between(&others).is_err());
        }
    }
}
