//! `demarc merge`: merges files. Each field of an assessment takes the value that was edited last.

use demarc_core::exchange::file::{self, Contents};

use crate::arguments::Merge;
use crate::failure::Failure;
use crate::input;
use crate::output::{print, write};

/// Prints or writes the merged file.
pub fn run(arguments: &Merge) -> Result<Vec<String>, Failure> {
    let mut merged = Contents::default();
    for path in &arguments.files {
        let contents = input::read(path)?;
        input::warn_of_unreadable(&input::name(path), &contents);
        merged.add(contents);
    }
    let text = file::write(&merged.assessments);
    match &arguments.output {
        Some(path) => write(path, text.as_bytes())?,
        None => print(text.as_bytes())?,
    }
    Ok(Vec::new())
}
