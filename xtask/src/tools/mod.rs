//! The tools that building and testing need, installed once at the versions pinned here.
//! What is already there is used; a second run installs nothing.

mod browser;
mod cargo_tool;
pub mod npm;
pub mod target;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

pub use browser::Browser;
use cargo_tool::CargoTool;

use crate::failure::Failure;
use crate::process;
use crate::project;

/// Builds the site. The newest release that the pinned Rust compiles.
const TRUNK: CargoTool = CargoTool {
    name: "trunk",
    version: "0.21.14",
    programs: &["trunk"],
    minutes: 7,
};

/// Binds WebAssembly to JavaScript: the same version as the crate of that name in `Cargo.toml`.
const WASM_BINDGEN: CargoTool = CargoTool {
    name: "wasm-bindgen-cli",
    version: "0.2.129",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    minutes: 4,
};

/// Checks the spelling of code and content.
const TYPOS: CargoTool = CargoTool {
    name: "typos-cli",
    version: "1.52.0",
    programs: &["typos"],
    minutes: 3,
};

/// Checks licenses, sources and versions of what the project depends on.
const DENY: CargoTool = CargoTool {
    name: "cargo-deny",
    version: "0.20.2",
    programs: &["cargo-deny"],
    minutes: 3,
};

/// Builds programs that make up input.
const FUZZ: CargoTool = CargoTool {
    name: "cargo-fuzz",
    version: "0.13.2",
    programs: &["cargo-fuzz"],
    minutes: 1,
};

/// Bundles the scripts of the one file; npm has it.
const ESBUILD: &str = if cfg!(windows) {
    "esbuild.cmd"
} else {
    "esbuild"
};

/// The checker of dependencies, installed when it is missing.
///
/// # Errors
/// When it can't be installed.
pub fn dependency_checker() -> Result<PathBuf, Failure> {
    Ok(DENY.install()?.join("cargo-deny"))
}

/// The builder of programs that make up input, installed when it is missing.
///
/// # Errors
/// When it can't be installed.
pub fn fuzzer() -> Result<PathBuf, Failure> {
    Ok(FUZZ.install()?.join("cargo-fuzz"))
}

/// The spell checker, installed when it is missing.
///
/// # Errors
/// When it can't be installed.
pub fn spell_checker() -> Result<Command, Failure> {
    Ok(process::program(TYPOS.install()?.join("typos")))
}

/// The installed tools.
#[derive(Debug)]
pub struct Tools {
    path: OsString,
    wasm_bindgen: PathBuf,
}

impl Tools {
    /// Installs what is missing for building the site, and says so.
    ///
    /// # Errors
    /// When something can't be installed.
    pub fn install() -> Result<Self, Failure> {
        npm::find()?;
        target::install()?;
        let trunk = TRUNK.install()?;
        let wasm_bindgen = WASM_BINDGEN.install()?;
        let node_modules = npm::install()?;
        // Trunk builds offline, so the browser's crates, which a host build does not fetch, come first.
        process::run(&mut process::cargo([
            "fetch",
            "--quiet",
            "--target",
            target::WASM,
        ]))
        .map_err(|failure| Failure::new(format!("{failure}; is there a network?")))?;

        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path = [trunk, wasm_bindgen.clone(), node_modules]
            .into_iter()
            .chain(std::env::split_paths(&inherited));
        let path = std::env::join_paths(path).map_err(|error| {
            Failure::new(format!("the tools' folders don't fit in PATH: {error}"))
        })?;
        Ok(Self { path, wasm_bindgen })
    }

    /// Trunk, with the other tools where it looks for them.
    pub fn trunk(&self) -> Command {
        let mut command = process::program("trunk");
        // Trunk takes no other value of NO_COLOR than true and false, where the convention is any.
        command.env("PATH", &self.path).env_remove("NO_COLOR");
        command
    }

    /// The bundler of scripts.
    pub fn bundler(&self) -> Command {
        let mut command = process::program(ESBUILD);
        command.env("PATH", &self.path);
        command
    }

    /// The program that runs tests in a browser.
    pub fn test_runner(&self) -> PathBuf {
        self.wasm_bindgen.join(format!(
            "wasm-bindgen-test-runner{}",
            std::env::consts::EXE_SUFFIX
        ))
    }
}

/// Where the browser tests' settings are written.
pub fn webdriver_settings() -> PathBuf {
    project::target().join("webdriver.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_bindgen_is_the_crates_version() {
        let pinned = format!("\"={}\"", WASM_BINDGEN.version);
        // The app and the worker are bound by one tool.
        let manifest =
            std::fs::read_to_string(project::root().join("Cargo.toml")).expect("Cargo.toml");
        let mut lines = manifest.lines();
        let line = lines.find(|line| line.starts_with("wasm-bindgen ="));
        assert!(
            line.is_some_and(|line| line.contains(&pinned)),
            "Cargo.toml lacks wasm-bindgen {pinned}"
        );
    }

    #[test]
    fn trunk_is_the_version_that_its_settings_ask_for() {
        let settings =
            std::fs::read_to_string(project::root().join("Trunk.toml")).expect("Trunk.toml");
        assert!(settings.contains(&format!(">={}", TRUNK.version)));
    }
}
