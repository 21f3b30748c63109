//! The tools that building and testing need, installed once at the versions pinned here.

mod apt;
mod browser;
mod browsers;
mod cargo_tool;
pub mod npm;
pub mod target;

use std::path::PathBuf;
use std::process::Command;

pub use browser::Browser;
pub use browsers::{Browsers, Engine, Which};
use cargo_tool::CargoTool;

use crate::failure::Failure;
use crate::process;

/// Builds the site. The newest release that the pinned Rust compiles.
const TRUNK: CargoTool = CargoTool {
    name: "trunk",
    version: "0.21.14",
    programs: &["trunk"],
    // Its updates of itself and its downloads of tools are not used.
    options: &["--no-default-features"],
    minutes: 4,
};

/// Runs tests in a browser. The same version as the crate `wasm-bindgen` in `Cargo.toml`.
const WASM_BINDGEN: CargoTool = CargoTool {
    name: "wasm-bindgen-cli",
    version: "0.2.129",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    options: &[],
    minutes: 2,
};

/// Checks the spelling of code and content.
const TYPOS: CargoTool = CargoTool {
    name: "typos-cli",
    version: "1.52.0",
    programs: &["typos"],
    options: &[],
    minutes: 2,
};

/// Checks licenses, sources and versions of what the project depends on.
const DENY: CargoTool = CargoTool {
    name: "cargo-deny",
    version: "0.20.2",
    programs: &["cargo-deny"],
    options: &[],
    minutes: 2,
};

/// Builds the fuzzing targets.
const FUZZ: CargoTool = CargoTool {
    name: "cargo-fuzz",
    version: "0.13.2",
    programs: &["cargo-fuzz"],
    options: &[],
    minutes: 1,
};

/// The checker of dependencies, installed when it is missing.
///
/// # Errors
/// When it can't be installed.
pub fn dependency_checker() -> Result<PathBuf, Failure> {
    Ok(DENY.install()?.join("cargo-deny"))
}

/// The builder of fuzzing targets, installed when it is missing.
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

/// The program that runs tests in a browser, installed when it is missing.
///
/// # Errors
/// When it can't be installed.
pub fn browser_test_runner() -> Result<PathBuf, Failure> {
    let program = format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX);
    Ok(WASM_BINDGEN.install()?.join(program))
}

/// What building the site needs.
#[derive(Debug)]
pub struct Tools {
    trunk: PathBuf,
}

impl Tools {
    /// Installs what is missing for building the site, and says so.
    ///
    /// # Errors
    /// When something can't be installed.
    pub fn install() -> Result<Self, Failure> {
        npm::find()?;
        target::install()?;
        let trunk = TRUNK.install()?.join("trunk");
        npm::install()?;
        Ok(Self { trunk })
    }

    /// Trunk.
    pub fn trunk(&self) -> Command {
        let mut command = process::program(&self.trunk);
        // Trunk takes no other value of NO_COLOR than true and false, where the convention is any.
        command.env_remove("NO_COLOR");
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn wasm_bindgen_is_the_crates_version() {
        let pinned = format!("\"={}\"", WASM_BINDGEN.version);
        // The crate, the library that binds it, and the program that runs its tests.
        for (name, line) in [
            ("Cargo.toml", "wasm-bindgen ="),
            ("xtask/Cargo.toml", "wasm-bindgen-cli-support ="),
        ] {
            let manifest = std::fs::read_to_string(project::root().join(name)).expect(name);
            let found = manifest.lines().find(|it| it.starts_with(line));
            assert!(
                found.is_some_and(|it| it.contains(&pinned)),
                "{name} lacks {line} {pinned}"
            );
        }
    }

    #[test]
    fn trunk_is_the_version_that_its_settings_ask_for() {
        let settings =
            std::fs::read_to_string(project::root().join("Trunk.toml")).expect("Trunk.toml");
        assert!(settings.contains(&format!(">={}", TRUNK.version)));
    }
}
