//! The compiler's part for WebAssembly.
//! rustup adds it to the toolchain that the project pins.

use std::path::Path;

use crate::failure::Failure;
use crate::process;

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the target to the toolchain when it is not there.
///
/// # Errors
/// When rustup is missing or can't add it.
pub fn install() -> Result<(), Failure> {
    let sysroot = process::output(process::program("rustc").args(["--print", "sysroot"]))
        .ok_or_else(|| Failure::new("rustc was not found: install Rust from https://rustup.rs"))?;
    if Path::new(&sysroot)
        .join("lib")
        .join("rustlib")
        .join(WASM)
        .is_dir()
    {
        return Ok(());
    }
    println!("installing the Rust target {WASM} (about a minute)...");
    process::run(process::program("rustup").args(["target", "add", WASM]))
        .map_err(|failure| Failure::new(format!("{failure}; is there a network?")))
}
