//! esbuild, which npm installs: it makes scripts and styles small, and one file of several.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::tools::npm;

/// Makes the scripts of a folder small, in place.
///
/// # Errors
/// When one has a mistake, or can't be written.
pub fn minify(folder: &Path, scripts: &[String]) -> Result<(), Failure> {
    let mut esbuild = esbuild();
    esbuild
        .args(scripts.iter().map(|script| folder.join(script)))
        .args(["--format=esm", "--allow-overwrite"])
        .arg(format!("--outbase={}", folder.display()))
        .arg(format!("--outdir={}", folder.display()));
    process::run(&mut esbuild)
}

/// A script or a style sheet in one piece with all that it imports.
///
/// # Errors
/// When a file is missing or has a mistake.
pub fn bundle(file: &Path, options: &[String]) -> Result<String, Failure> {
    let extension = file.extension().unwrap_or_default();
    let to = scratch().join("bundle").with_extension(extension);
    let mut esbuild = esbuild();
    esbuild
        .arg(file)
        .args(["--bundle", "--charset=utf8"])
        .args(options)
        .arg(format!("--outfile={}", to.display()));
    process::run(&mut esbuild)?;
    Ok(project::read(&to)?.trim_end().to_owned())
}

/// Several style sheets in one piece. They are in cascade layers, so that their order does not matter.
///
/// # Errors
/// When one has a mistake.
pub fn bundle_styles(sheets: &[PathBuf]) -> Result<String, Failure> {
    let all = scratch().join("all.css");
    let imports = sheets
        .iter()
        .map(|sheet| format!("@import {:?};\n", sheet.display().to_string()));
    project::write(&all, imports.collect::<String>().as_bytes())?;
    bundle(&all, &[])
}

fn esbuild() -> Command {
    let mut esbuild = npm::program("esbuild");
    esbuild.args([
        "--minify",
        "--log-level=warning",
        // wasm-bindgen imports the loader once for each split module.
        "--log-override:duplicate-object-key=silent",
    ]);
    esbuild
}

fn scratch() -> PathBuf {
    project::target().join("build").join("esbuild")
}
