//! Parts of the toolchain that a build for browsers needs, added by rustup.

use std::path::Path;

use crate::failure::Failure;
use crate::process;

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds what is missing: the target, and the standard library's source, which the site compiles anew.
///
/// # Errors
/// When rustup is missing or can't add them.
pub fn install() -> Result<(), Failure> {
    let sysroot = process::output(process::program("rustc").args(["--print", "sysroot"]))
        .ok_or_else(|| Failure::new("rustc was not found: install Rust from https://rustup.rs"))?;
    let rustlib = Path::new(&sysroot).join("lib").join("rustlib");
    add(&rustlib.join(WASM), ["target", "add", WASM])?;
    let source = rustlib.join("src").join("rust").join("library");
    add(&source, ["component", "add", "rust-src"])
}

/// Has rustup add what is not there.
fn add(folder: &Path, command: [&str; 3]) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    println!("installing {} with rustup (about a minute)...", command[2]);
    process::run(process::program("rustup").args(command))
        .map_err(|failure| Failure::new(format!("{failure}; is there a network?")))
}
