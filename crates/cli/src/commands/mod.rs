//! The commands, one file each. A command prints its result and returns the limits that are violated.

mod analyze;
mod catalog;
mod evidence;
mod export;
mod gaps;
mod merge;
mod told;
mod validate;

use crate::arguments::{Arguments, Command};
use crate::edition::{self, Edition};
use crate::failure::Failure;

/// Runs a command.
///
/// # Errors
/// When the command fails; the message is for the user.
pub fn run(arguments: &Arguments) -> Result<Vec<String>, Failure> {
    let content = arguments
        .catalog
        .as_deref()
        .map(edition::read)
        .transpose()?;
    let edition = match &content {
        Some(content) => Edition::of(content),
        None => Edition::built_in()?,
    };
    match &arguments.command {
        Command::Analyze(of) => analyze::run(of, edition),
        Command::Gaps(of) => gaps::run(of, edition),
        Command::Export(of) => export::run(of, edition),
        Command::Merge(of) => merge::run(of, edition.catalog),
        Command::Validate(of) => validate::run(of, edition),
        Command::Evidence(of) => evidence::run(of, edition),
        Command::Catalog => catalog::run(edition),
    }
}
