//! The scripts of the one file, bundled: the app's with the worker's inside, and the rescue page's.

use std::path::{Path, PathBuf};

use crate::build::esbuild;
use crate::failure::Failure;
use crate::project;

/// The scripts of the one file.
#[derive(Debug)]
pub struct Scripts {
    /// Starts the app; contains the worker's script as a text.
    pub page: String,
    /// Shows the rescue page.
    pub rescue: String,
}

/// Bundles the scripts in the app's folder of a built site, and that of the rescue page.
///
/// # Errors
/// When a script is missing, or imports what is not there.
pub fn bundle(app: &Path) -> Result<Scripts, Failure> {
    let worker = esbuild::bundle(
        &app.join("exporter").join("worker.js"),
        &[
            // Browsers start no module worker from a text, and a script that is no module has no URL of its own.
            "--format=iife".to_owned(),
            "--define:import.meta.url=\"file:///\"".to_owned(),
            format!("--inject:{}", ours("worker.js").display()),
        ],
    )?;
    let worker_file = project::target().join("build").join("worker.txt");
    project::write(&worker_file, worker.as_bytes())?;
    let rescue = project::root().join("public").join("rescue.js");
    let alias = |name: &str, file: &Path| format!("--alias:{name}={}", file.display());
    let module = |file: &str, aliases: [String; 2]| {
        let options = [&["--format=esm".to_owned()], aliases.as_slice()].concat();
        esbuild::bundle(&ours(file), &options)
    };
    let boot = alias("boot", &app.join("boot.js"));
    Ok(Scripts {
        page: module("page.js", [alias("worker", &worker_file), boot.clone()])?,
        rescue: module("rescue.js", [alias("rescue", &rescue), boot])?,
    })
}

/// A script that only the one file has.
fn ours(name: &str) -> PathBuf {
    let folder = project::root().join("xtask/src/build/single_file/js");
    folder.join(name)
}
