//! How many crates the app is made of, without those that run at compile time: a figure to watch, not a limit.

use std::collections::BTreeSet;

use crate::failure::Failure;
use crate::process;
use crate::tools::target;

/// Prints how many crates are compiled into the WebAssembly.
///
/// # Errors
/// When cargo can't tell.
pub fn print() -> Result<(), Failure> {
    let tree = process::output(&mut process::cargo([
        "tree",
        "--package",
        "demarc",
        "--target",
        target::WASM,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))
    .ok_or_else(|| Failure::new("cargo tree failed: what is the app made of?"))?;
    println!("crates in the app: {}", count(&tree));
    Ok(())
}

/// The crates that a tree names, each version once; cargo marks those it names again.
fn count(tree: &str) -> usize {
    let crates: BTreeSet<_> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    crates.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_counts_once_for_each_version() {
        assert_eq!(count("app v1\na v1\na v1 (*)\na v2\nb v1"), 4);
    }
}
