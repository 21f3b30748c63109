//! `cargo xtask advisories`: known vulnerabilities of dependencies, and versions that were withdrawn from the registry.

use crate::check::MANIFESTS;
use crate::failure::Failure;
use crate::process;
use crate::tools;

/// Asks RustSec's database of advisories, which cargo-deny fetches from github.com, about all dependencies.
///
/// # Errors
/// When the database can't be fetched, or a dependency is in it or was withdrawn, and `deny.toml` does not say why that
/// is no harm.
pub fn run() -> Result<(), Failure> {
    let deny = tools::dependency_checker()?;
    for manifest in MANIFESTS {
        println!("== {manifest}");
        let mut check = process::program(&deny);
        check
            .args(["--locked", "--workspace", "--config", "deny.toml"])
            .args(["--manifest-path", manifest, "check", "advisories"]);
        process::run(&mut check)?;
    }
    Ok(())
}
