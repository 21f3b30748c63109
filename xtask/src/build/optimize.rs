//! Binaryen's programs, which npm installs: they merge WebAssembly modules and make them small.

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

/// For size, without notes for debuggers. The lowest kilobyte of memory is the far end of the stack: nothing is there.
const OPTIMIZE: [&str; 5] = [
    "-Oz",
    "--low-memory-unused",
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

/// Makes a module smaller: 1.3 % gzip of the first load, for most of the time that a build takes without compiling.
///
/// # Errors
/// When it is no WebAssembly, or the file can't be written.
pub fn optimize(file: &Path) -> Result<(), Failure> {
    run(npm::program("wasm-opt").args(OPTIMIZE).arg(file), file)
}

fn run(program: &mut Command, to: &Path) -> Result<(), Failure> {
    process::run_quietly(program.args(FEATURES).arg("--output").arg(to))
}
