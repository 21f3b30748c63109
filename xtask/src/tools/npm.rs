//! Tools that are npm packages, at the versions that `package.json` pins. None of them is part of the site.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
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

/// The folder that holds the programs of the project's packages, installed first when one is missing.
///
/// # Errors
/// When npm is missing or can't install them.
pub fn install() -> Result<PathBuf, Failure> {
    install_in(&project::root())
}

/// The same of the packages that the `package.json` in this folder names.
///
/// # Errors
/// When npm is missing or can't install them.
pub fn install_in(folder: &Path) -> Result<PathBuf, Failure> {
    let bin = bin(folder);
    let missing = missing(folder)?;
    if missing.is_empty() {
        return Ok(bin);
    }
    let list = missing.join(", ");
    println!("installing {list} from npm (about a minute)...");
    let start = Instant::now();
    let mut npm = process::program(NPM);
    npm.current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund"]);
    process::run(&mut npm)
        .map_err(|failure| Failure::new(format!("{list}: {failure}; is there a network?")))?;
    println!("installed {list} in {} s", start.elapsed().as_secs());
    Ok(bin)
}

/// A program that the project's packages install.
pub fn program(name: &str) -> Command {
    process::program(program_in(&bin(&project::root()), name))
}

/// A program that the packages of another folder install.
pub fn program_in(bin: &Path, name: &str) -> PathBuf {
    // npm leaves a batch file where scripts can't be run by themselves.
    bin.join(if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    })
}

fn bin(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(".bin")
}

/// The packages that are not installed in the version that `package.json` names.
fn missing(folder: &Path) -> Result<Vec<String>, Failure> {
    let file = folder.join("package.json");
    let manifest =
        read(&file).ok_or_else(|| Failure::new(format!("{} can't be read", file.display())))?;
    let lists = ["dependencies", "devDependencies"];
    let packages = lists
        .iter()
        .filter_map(|list| manifest.get(list)?.as_object())
        .flatten();
    Ok(packages
        .filter(|(name, wanted)| {
            let installed = read(&folder.join("node_modules").join(name).join("package.json"));
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
