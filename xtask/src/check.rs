//! `cargo xtask check`: what holds for every change, short of running tests.
//! All checks run, so that one visit shows all that is to mend.

use crate::catalog;
use crate::failure::Failure;
use crate::process;
use crate::tools::{self, target};

/// Runs all checks.
///
/// # Errors
/// A line that names the checks that failed.
pub fn run() -> Result<(), Failure> {
    target::install()?;
    let mut spelling = tools::spell_checker()?;
    let dependencies = tools::dependency_checker()?;
    let wasm = [
        "clippy",
        "--target",
        target::WASM,
        "--package",
        "demarc",
        "--lib",
        "--bins",
        "--test",
        "web",
        "--",
        "-D",
        "warnings",
    ];
    let exporter = [
        "clippy",
        "--target",
        target::WASM,
        "--package",
        "demarc-worker",
        "--lib",
        "--",
        "-D",
        "warnings",
    ];
    let checks: [(&str, &[&str]); 4] = [
        (
            "formatting (mend with: cargo fmt --all)",
            &["fmt", "--all", "--check"],
        ),
        (
            "clippy",
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
        ),
        ("clippy for the browser", &wasm),
        ("clippy for the exporter, of the core alone", &exporter),
    ];
    let mut failed = Vec::new();
    for (name, args) in checks {
        println!("== {name}");
        if process::run(&mut process::cargo(args.iter().copied())).is_err() {
            failed.push(name);
        }
    }
    println!("== spelling (words to let through go into _typos.toml)");
    if process::run(&mut spelling).is_err() {
        failed.push("spelling");
    }
    println!("== licenses, sources and versions of dependencies (deny.toml)");
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
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
    // A mistake in the catalog has stopped the build of xtask itself, and named file and line; what is left is its bars.
    if let Err(below) = catalog::run() {
        eprintln!("{below}");
        failed.push("catalog");
    }
    if failed.is_empty() {
        println!("all checks passed");
        Ok(())
    } else {
        Err(Failure::new(format!("failed: {}", failed.join(", "))))
    }
}
