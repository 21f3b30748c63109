//! Step 5, optimize: Binaryen's programs, which npm installs, merge WebAssembly modules and make the main one smaller.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::process;
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

/// What is cheap, and functions with similar names next to each other, where gzip finds what they share. The lowest
/// kilobyte of memory is the far end of the stack: nothing is there.
const OPTIMIZE: [&str; 6] = [
    "-O1",
    "--low-memory-unused",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

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

/// Makes a module smaller that has its function names, and removes them. For the main module that is 5.3 kB gzip of a
/// first load of 232 kB, in 5 s of processor time; `-Oz` on every module gains another 1 % and takes 80 s.
///
/// # Errors
/// When it is no WebAssembly, or the file can't be written.
pub fn optimize(file: &Path) -> Result<(), Failure> {
    run(npm::program("wasm-opt").args(OPTIMIZE).arg(file), file)
}

fn run(program: &mut Command, to: &Path) -> Result<(), Failure> {
    process::run_quietly(program.args(FEATURES).arg("--output").arg(to))
}
