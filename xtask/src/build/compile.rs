//! Step 1, compile: the app and the worker to WebAssembly, with a standard library that ends a panic at once.

use std::path::PathBuf;
use std::process::Command;

use super::remap_paths;
use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::tools::target;

/// Compiles the standard library from source, small, and with panics that trap without building a message:
/// 18.8 kB gzip less in a first load of 239 kB. `public/boot.js` shows a trap to the user.
const SMALL_STD: [&str; 5] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "-Zpanic-immediate-abort",
    "--config",
    "profile.release.panic='immediate-abort'",
];

/// The WebAssembly of the app and of the worker.
#[derive(Debug)]
pub struct Programs {
    /// The app's, with relocations.
    pub app: PathBuf,
    /// The worker's.
    pub worker: PathBuf,
}

/// Compiles both programs in release mode: in one call, so that what both use is compiled once.
///
/// # Errors
/// When one does not compile.
pub fn compile() -> Result<Programs, Failure> {
    let mut cargo = process::cargo(["build", "--release", "--target", target::WASM]);
    cargo
        .args(["--package", "demarc", "--bin", "demarc-app"])
        .args(["--package", "demarc-worker", "--lib"])
        .args(SMALL_STD)
        .args(["--config", &remap_paths::setting()?]);
    process::run(allow_unstable(&mut cargo))?;
    let folder = project::target().join(target::WASM).join("release");
    Ok(Programs {
        app: folder.join("demarc-app.wasm"),
        worker: folder.join("demarc_worker.wasm"),
    })
}

/// Downloads the crates that the site and its standard library are made of.
///
/// # Errors
/// When there is no network and they are not there yet.
pub fn fetch() -> Result<(), Failure> {
    let mut cargo = process::cargo(["fetch", "--quiet", "--target", target::WASM, SMALL_STD[0]]);
    process::run(allow_unstable(&mut cargo))
        .map_err(|failure| Failure::new(format!("{failure}; is there a network?")))
}

/// The pinned compiler is a stable one, which takes unstable flags only when it is told to.
fn allow_unstable(cargo: &mut Command) -> &mut Command {
    // RUSTFLAGS would replace all flags of `.cargo/config.toml`.
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
}
