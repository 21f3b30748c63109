//! `cargo xtask bench`: how long the analysis takes, on the host and in a browser.
//! Figures to read: nothing here passes or fails.

use crate::failure::Failure;
use crate::process;
use crate::test;
use crate::tools::{Browser, Tools};

/// Installs what is missing and measures.
///
/// # Errors
/// When something can't be installed, or a benchmark does not run.
pub fn run() -> Result<(), Failure> {
    process::run(&mut process::cargo(["bench"]))?;
    let browser = Browser::install()?;
    let tools = Tools::install()?;
    println!("in a browser, as the site is built:");
    let mut cargo = test::in_browser(&tools, &browser)?;
    process::run(cargo.args(["--release", "--", "--nocapture"]))
}
