//! Tools that are npm packages, at the versions that `package.json` pins.
//! None of them is part of the site.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use serde_json::Value;

use crate::failure::Failure;
use crate::process;
use crate::project;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Fails where npm is missing, before anything that takes minutes.
///
/// # Errors
/// A line that says what to install.
pub fn find() -> Result<(), Failure> {
    process::run(process::program(NPM).arg("--version").stdout(Stdio::null()))
}

/// The folder that holds the packages' programs, installed first when one is missing.
///
/// # Errors
/// When npm is missing or can't install them.
pub fn install() -> Result<PathBuf, Failure> {
    let root = project::root();
    let bin = root.join("node_modules").join(".bin");
    if missing(&root)?.is_empty() {
        return Ok(bin);
    }
    let list = missing(&root)?.join(", ");
    println!("installing {list} from npm (about a minute)...");
    let start = Instant::now();
    process::run(process::program(NPM).args(["ci", "--no-audit", "--no-fund"]))
        .map_err(|failure| Failure::new(format!("{list}: {failure}; is there a network?")))?;
    println!("installed {list} in {} s", start.elapsed().as_secs());
    Ok(bin)
}

/// The packages that are not installed in the version that `package.json` names.
fn missing(root: &Path) -> Result<Vec<String>, Failure> {
    let manifest = read(&root.join("package.json"))
        .ok_or_else(|| Failure::new("package.json can't be read"))?;
    let Some(Value::Object(packages)) = manifest.get("devDependencies") else {
        return Err(Failure::new("package.json names no devDependencies"));
    };
    Ok(packages
        .iter()
        .filter(|(name, wanted)| {
            let installed = read(&root.join("node_modules").join(name).join("package.json"));
            installed
                .as_ref()
                .and_then(|package| package.get("version"))
                != Some(wanted)
        })
        .map(|(name, wanted)| format!("{name} {}", wanted.as_str().unwrap_or_default()))
        .collect())
}

fn read(file: &Path) -> Option<Value> {
    serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()
}
