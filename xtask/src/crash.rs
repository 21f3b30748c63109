//! `cargo xtask crash`: the crash harness against the built site.

use crate::build;
use crate::failure::Failure;
use crate::process;
use crate::test;
use crate::tools::{Browser, Tools};

/// Installs what is missing, builds the site, and crashes it.
///
/// # Errors
/// When something can't be installed or built, or an acknowledged answer was lost.
pub fn run(runs: u32) -> Result<(), Failure> {
    let browser = Browser::install()?;
    build::site(&Tools::install()?, test::PUBLIC_PATH)?;
    println!("{runs} runs of a few seconds each...");
    let runs = runs.to_string();
    let mut cargo = test::cargo();
    cargo.args(["--quiet", "--test", "crash", "--", &runs]);
    test::with_site(&mut cargo, &browser);
    process::run(&mut cargo)
}
