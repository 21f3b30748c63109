//! The exporter as the site holds it: WebAssembly of its own, in a folder of the app's, for a worker that runs when a
//! file is asked for. No part of the app: nothing of it is in the first load.

use std::path::Path;

use crate::binaryen;
use crate::failure::Failure;
use crate::parts;
use crate::project;

/// The exporter's folder below the app's.
pub const FOLDER: &str = "exporter";
/// The script that the app starts as a worker.
pub const WORKER: &str = "worker.js";

/// Builds the exporter into its folder below the app's.
///
/// # Errors
/// When a step of the build fails, or a file can't be written.
pub fn build(app: &Path) -> Result<(), Failure> {
    let wasm = parts::compile("demarc-worker", "demarc_worker", &["--lib"], &[])?;
    let folder = app.join(FOLDER);
    parts::empty(&folder)?;
    let bound = parts::bind(&wasm, &folder, "demarc_worker", &[])?;
    binaryen::optimize(&bound, &bound)?;
    let (from, to) = (
        project::root().join("crates/worker").join(WORKER),
        folder.join(WORKER),
    );
    std::fs::copy(&from, &to)
        .map(drop)
        .map_err(|error| Failure::new(format!("{} can't be copied: {error}", from.display())))
}
