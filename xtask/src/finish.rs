//! `cargo xtask finish`: what trunk can't make of the site, at the end of each of its builds.
//! It knows where trunk puts the site together; trunk knows nothing of what is put there.

use std::path::{Path, PathBuf};

use demarc::edition::{TEXTS, TEXTS_FILE};

use crate::failure::Failure;
use crate::{folders, parts};

/// The page, and how the line in it begins that keeps trunk from building the app.
const PAGE: &str = "index.html";
const SKIPPED: &str = "<link data-trunk rel=\"rust\" data-trunk-skip";
/// How the page names the app's folder before the folder has its name.
const FOLDER: &str = "\"app/";

/// Writes the app and the catalog's words into the folder that trunk names, and the app's place into the page.
///
/// # Errors
/// When trunk names no folder, the app can't be built, or a file can't be written.
pub fn run() -> Result<(), Failure> {
    let site = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("trunk calls this; by itself it has nowhere to write to"))?;
    // The app asks for this file by name, so the two have to come from one edition.
    write(&site.join(TEXTS_FILE), TEXTS)?;
    let folder = parts::build(&site)?;
    folders::check(&site.join(&folder))?;
    let page = site.join(PAGE);
    let text = std::fs::read_to_string(&page)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", page.display())))?;
    write(&page, named(&text, &folder)?.as_bytes())
}

/// The page with the app's folder by its name, and without what was for trunk.
fn named(page: &str, folder: &str) -> Result<String, Failure> {
    if !page.contains(FOLDER) {
        return Err(Failure::new(format!("{PAGE} nowhere names {FOLDER}")));
    }
    let lines = page.lines().filter(|line| !line.contains(SKIPPED));
    let page: String = lines.flat_map(|line| [line, "\n"]).collect();
    Ok(page.replace(FOLDER, &format!("\"{folder}/")))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes)
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn the_page_names_the_app() {
        let page = std::fs::read_to_string(project::root().join(PAGE)).expect(PAGE);
        assert!(page.contains(SKIPPED));
        let page = named(&page, "app-1").expect("it names the folder");
        assert!(page.contains(r#"data-js="app-1/demarc.js""#));
        assert!(!page.contains(FOLDER) && !page.contains("data-trunk-skip"));
        assert!(named("<html>", "app-1").is_err());
    }
}
