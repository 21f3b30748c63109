//! `cargo xtask check`: everything that has to hold for a change and is no test. All checks run, even when one fails.

use crate::catalog;
use crate::cli_commands;
use crate::failure::Failure;
use crate::process;
use crate::tools::{self, target};

/// The manifests of both workspaces.
pub const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// Runs all checks.
///
/// # Errors
/// A line that names the checks that failed.
pub fn run() -> Result<(), Failure> {
    target::install()?;
    let mut spelling = tools::spell_checker()?;
    let dependencies = tools::dependency_checker()?;
    let host = ["--workspace", "--all-targets"];
    let browser = [
        "--target",
        target::WASM,
        "--package",
        "demarc",
        "--package",
        "demarc-worker",
        "--package",
        "demarc-findings",
        "--lib",
        "--bins",
        "--test",
        "web",
    ];
    let deny_warnings = ["--", "-D", "warnings"];
    let checks: [(&str, &str, &[&str], &[&str]); 3] = [
        (
            "formatting (mend with: cargo fmt --all)",
            "fmt",
            &["--all", "--check"],
            &[],
        ),
        ("clippy", "clippy", &host, &deny_warnings),
        ("clippy for the browser", "clippy", &browser, &deny_warnings),
    ];
    let mut failed = Vec::new();
    for (name, command, args, last) in checks {
        println!("== {name}");
        let args = [&[command], args, last].concat();
        if process::run(&mut process::cargo(args)).is_err() {
            failed.push(name);
        }
    }
    println!("== spelling (words to let through go into _typos.toml)");
    if process::run(&mut spelling).is_err() {
        failed.push("spelling");
    }
    println!("== licenses, sources and versions of dependencies (deny.toml)");
    for manifest in MANIFESTS {
        let mut deny = process::program(&dependencies);
        deny.args(["--locked", "--workspace", "--config", "deny.toml"])
            .args(["--manifest-path", manifest, "check"])
            // Not every exception is one for both.
            .args(["--allow", "license-exception-not-encountered"])
            .args(["--allow", "unnecessary-skip"])
            .args(["licenses", "sources", "bans"]);
        if process::run(&mut deny).is_err() {
            failed.push("dependencies");
        }
    }
    println!("== formatting of the fuzzers");
    let fuzz = ["--manifest-path", "fuzz/Cargo.toml"];
    let format = ["fmt", "--check"].into_iter().chain(fuzz);
    if process::run(&mut process::cargo(format)).is_err() {
        failed.push("formatting of the fuzzers");
    }
    println!("== catalog");
    // A mistake in the catalog fails the build of xtask itself, with file and line. Its bars are left to check.
    if let Err(below) = catalog::run() {
        eprintln!("{below}");
        failed.push("catalog");
    }
    println!("== commands of the AWS CLI in texts of the catalog");
    if let Err(wrong) = cli_commands::check() {
        eprintln!("{wrong}");
        failed.push("commands in texts");
    }
    if failed.is_empty() {
        println!("all checks passed");
        Ok(())
    } else {
        Err(Failure::new(format!("failed: {}", failed.join(", "))))
    }
}
