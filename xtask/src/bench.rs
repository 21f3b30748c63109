//! `cargo xtask bench`: how long the analysis takes, on the host and in a browser, and how long changes on the site.
//! Figures to read: nothing here passes or fails.

use crate::failure::Failure;
use crate::peers;
use crate::process;
use crate::project;
use crate::site;
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
    process::run(cargo.args(["--release", "--", "--nocapture"]))?;
    println!("on the site:");
    site::build(&tools, test::PUBLIC_PATH)?;
    peers::build(&project::dist())?;
    let mut cargo = process::cargo([
        "run",
        "--quiet",
        "--package",
        "demarc-e2e",
        "--bin",
        "repaint",
    ]);
    test::with_site(&mut cargo, &browser);
    process::run(&mut cargo)
}
