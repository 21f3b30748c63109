//! Step 5, optimize: Binaryen's programs, which npm installs, merge WebAssembly modules and make the main one smaller.

use std::path::Path;
use std::process::Command;

use super::reorder_functions;
use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::tools::npm;

/// What current browsers have.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What makes the main module smallest. The lowest kilobyte of memory is the far end of the stack: nothing is there.
const OPTIMIZE: [&str; 5] = [
    "-Oz",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Puts the functions in the order of their names, and removes the names.
const REORDER: [&str; 2] = ["--reorder-functions-by-name", "--strip-debug"];

/// Merges modules into one. Each comes with the name that the others import it by.
///
/// # Errors
/// When one is no WebAssembly, or the file can't be written.
pub fn merge(modules: &[(&str, &Path)], to: &Path) -> Result<(), Failure> {
    let mut merge = npm::program("wasm-merge");
    for (name, file) in modules {
        merge.arg(file).arg(name);
    }
    run(&mut merge, to)
}

/// Makes a module smaller. For the main module `-O1` is 4 kB gzip of the first load, in 5 s of processor time; `-Oz`, in
/// 9 s, makes the file another 6 % smaller before compression. On every module it takes 80 s.
///
/// # Errors
/// When it is no WebAssembly, or the file can't be written.
pub fn optimize(file: &Path) -> Result<(), Failure> {
    run(npm::program("wasm-opt").args(OPTIMIZE).arg(file), file)?;
    let named = reorder_functions::name_by_similarity(&project::read_bytes(file)?)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))?;
    project::write(file, &named)?;
    run(npm::program("wasm-opt").args(REORDER).arg(file), file)
}

fn run(program: &mut Command, to: &Path) -> Result<(), Failure> {
    process::run_quietly(program.args(FEATURES).arg("--output").arg(to))
}
