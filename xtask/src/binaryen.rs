//! Binaryen's programs, as the build calls them: what makes WebAssembly small, and what makes one of several.
//! It knows no part of the app.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::order;
use crate::process;
use crate::project;

/// What browsers have had for years.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// For size, and without names and notes for debuggers. The lowest kilobyte of the memory is the far end of the stack:
/// what has to be kept apart from it has failed before.
const OPTIMIZE: [&str; 5] = [
    "-Oz",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Puts the functions in the order of their names, which end here.
const REORDER: [&str; 2] = ["--reorder-functions-by-name", "--strip-debug"];

/// Makes it small. Of the names that the splitter writes, which end here, the optimizer does not know all: it says so.
///
/// # Errors
/// When it is no WebAssembly, or a file can't be written.
pub fn optimize(from: &Path, to: &Path) -> Result<(), Failure> {
    run(program("wasm-opt").args(OPTIMIZE).arg(from), to)?;
    let named = order::name_by_likeness(&project::read_bytes(to)?)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", to.display())))?;
    project::write(to, &named)?;
    run(program("wasm-opt").args(REORDER).arg(to), to)
}

/// Makes one of several, each with the name that others import it by.
///
/// # Errors
/// When one is no WebAssembly, or the file can't be written.
pub fn merge(modules: &[(&str, &Path)], to: &Path) -> Result<(), Failure> {
    let mut merge = program("wasm-merge");
    for (name, file) in modules {
        merge.arg(file).arg(name);
    }
    run(&mut merge, to)
}

fn run(program: &mut Command, to: &Path) -> Result<(), Failure> {
    process::run_quietly(program.args(FEATURES).arg("--output").arg(to))
}

/// A program that npm installed.
fn program(name: &str) -> Command {
    let end = if cfg!(windows) { ".cmd" } else { "" };
    process::program(format!("{name}{end}"))
}
