//! The commands, a file each. A command prints its result and returns which bars are missed.

mod analyze;
mod catalog;
mod export;
mod gaps;
mod merge;
mod validate;

use crate::arguments::{Arguments, Command};
use crate::edition::{self, Edition};
use crate::failure::Failure;

/// Does what was asked for.
///
/// # Errors
/// When it can't be done.
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
        Command::Merge(of) => merge::run(of),
        Command::Validate(of) => validate::run(of, edition),
        Command::Catalog => catalog::run(edition),
    }
}
