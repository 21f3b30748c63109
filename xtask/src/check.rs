//! `cargo xtask check`: what holds for every change, short of running tests.
//! All checks run, so that one visit shows all that is to mend.

use demarc::catalog::{Content, source};

use crate::catalog;
use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::tools::{self, target};

/// Runs all checks.
///
/// # Errors
/// A line that names the checks that failed.
pub fn run() -> Result<(), Failure> {
    target::install()?;
    let mut spelling = tools::spell_checker()?;
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
    let checks: [(&str, &[&str]); 3] = [
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
    println!("== catalog");
    if !read_catalog() {
        failed.push("catalog");
    } else if let Err(below) = catalog::run() {
        eprintln!("{below}");
        failed.push("catalog's bars");
    }
    if failed.is_empty() {
        println!("all checks passed");
        Ok(())
    } else {
        Err(Failure::new(format!("failed: {}", failed.join(", "))))
    }
}

/// Reads and checks the catalog; whether it is without mistakes.
fn read_catalog() -> bool {
    match source::read_dir(&project::root().join("catalog")) {
        Ok(Content { catalog, .. }) => {
            let (services, practices) = (catalog.services.len(), catalog.practices.len());
            let (layers, domains) = (catalog.layers.len(), catalog.domains.len());
            println!(
                "{services} services, {practices} practices, {layers} layers, {domains} domains: no mistake"
            );
            true
        }
        Err(mistakes) => {
            for mistake in mistakes {
                eprintln!("catalog/{mistake}");
            }
            false
        }
    }
}
