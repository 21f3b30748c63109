//! `demarc merge`: merges files. Each field of an assessment takes the value that was edited last, and so does
//! each entry of its evidence.

use demarc_catalog::Catalog;
use demarc_core::exchange::file::{self, Contents};
use demarc_core::library::import;

use crate::arguments::Merge;
use crate::clock;
use crate::failure::Failure;
use crate::input;
use crate::output::{print, write};

/// Prints or writes the merged file.
pub fn run(arguments: &Merge, catalog: &Catalog) -> Result<Vec<String>, Failure> {
    let (now, _) = clock::now()?;
    let now = u64::try_from(now.seconds()).unwrap_or_default() * 1000;
    let mut merged = Contents::default();
    for path in &arguments.files {
        let mut contents = input::read(path)?;
        import::normalize(&mut contents, catalog, now);
        input::warn_of_unreadable(&input::name(path), &contents);
        merged.add(contents);
    }
    let text = file::write_contents(&merged);
    match &arguments.output {
        Some(path) => write(path, text.as_bytes())?,
        None => print(text.as_bytes())?,
    }
    Ok(Vec::new())
}
