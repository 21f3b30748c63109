//! `cargo xtask build`: the release site in `dist/`, ready to be uploaded.
//! It fails when the site has grown too large.

use std::time::Instant;

use crate::crates;
use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::single;
use crate::size;
use crate::tools::Tools;

/// Installs what is missing, builds the site, and weighs it; folds it into one file, too, where that is wanted.
///
/// # Errors
/// When a tool can't be installed, the build fails, the site is too large, or it can't be folded.
pub fn run(public_url: &str, single_file: bool) -> Result<(), Failure> {
    let tools = Tools::install()?;
    build(&tools, public_url)?;
    if single_file {
        single::fold(&tools, public_url)?;
    }
    Ok(())
}

/// Builds the site, counts what it is made of, and weighs it.
///
/// # Errors
/// When the build fails or the site is too large.
pub fn build(tools: &Tools, public_url: &str) -> Result<(), Failure> {
    println!("building the site for {public_url} (a few minutes the first time)...");
    let start = Instant::now();
    process::run(
        tools
            .trunk()
            .args(["build", "--release", "--public-url", public_url]),
    )?;
    println!("built dist/ in {} s", start.elapsed().as_secs());
    crates::print()?;
    size::gate(&project::dist(), public_url)
}
