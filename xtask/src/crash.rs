//! `cargo xtask crash`: the crash harness against the built site.

use crate::build;
use crate::failure::Failure;
use crate::process;
use crate::test;
use crate::tools::{Browsers, Engine, Tools};

/// Installs what is missing, builds the site, and crashes it in a browser.
///
/// # Errors
/// When something can't be installed or built, or an acknowledged step was lost.
pub fn run(runs: u32, engine: Engine) -> Result<(), Failure> {
    let browsers = Browsers::install(engine.into())?;
    build::site(&Tools::install()?, test::PUBLIC_PATH)?;
    println!("{runs} runs of a few seconds each...");
    let runs = runs.to_string();
    let mut cargo = test::cargo();
    cargo.args(["--quiet", "--test", "crash", "--", &runs, engine.name()]);
    test::with_built(&mut cargo);
    browsers.name_to(&mut cargo);
    process::run(&mut cargo)
}
