//! `cargo xtask texts`: the catalog's words as a file of the site. Trunk calls it at the end of each of its builds.
//! The app asks for that file by name, so the two have to come from one edition.

use std::path::PathBuf;

use demarc::edition::{TEXTS, TEXTS_FILE};

use crate::failure::Failure;

/// Writes the words into the folder that trunk names.
///
/// # Errors
/// When trunk names none, or the file can't be written.
pub fn run() -> Result<(), Failure> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or_else(|| Failure::new("trunk calls this; by itself it has nowhere to write to"))?;
    let file = PathBuf::from(staging).join(TEXTS_FILE);
    std::fs::write(&file, TEXTS)
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", file.display())))
}
