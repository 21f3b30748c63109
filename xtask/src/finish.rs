//! `cargo xtask finish`: what trunk can't make of the site, at the end of each of its builds.
//! It knows where trunk puts the site together; trunk knows nothing of what is put there.

use std::path::{Path, PathBuf};

use demarc_edition::{TEXTS, TEXTS_FILE};

use crate::failure::Failure;
use crate::project::{read, write};
use crate::{folders, inline, offline, parts, project};

/// The page, and how the line in it begins that keeps trunk from building the app.
const PAGE: &str = "index.html";
const SKIPPED: &str = "<link data-trunk rel=\"rust\" data-trunk-skip";
/// How the page names the app's folder before the folder has its name.
const FOLDER: &str = "\"app/";
/// How it names the file of the catalog's words.
const WORDS: &str = "data-words=\"words\"";
/// The attribute that names the service worker.
const WORKER: &str = " data-worker=\"sw.js\"";
/// The page that needs no app, the line in it that the page's styles take the place of, and its script.
const RESCUE: &str = "rescue.html";
const STYLES: &str = "<!-- styles -->";
const SCRIPT: &str = "rescue.js";

/// Set where a site is built again and again: it has no service worker, which would keep the builds before.
pub const WITHOUT_WORKER: &str = "DEMARC_WITHOUT_WORKER";

/// Writes the app and the catalog's words into the folder that trunk names, puts into the pages what they need before
/// they are painted, and makes the service worker that keeps it all.
///
/// # Errors
/// When trunk names no folder, the app can't be built, or a file can't be read or written.
pub fn run() -> Result<(), Failure> {
    let site = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("trunk calls this; by itself it has nowhere to write to"))?;
    // The app asks for this file by name, so the two have to come from one edition.
    write(&site.join(TEXTS_FILE), TEXTS)?;
    let folder = parts::build(&site)?;
    folders::check(&site.join(&folder))?;
    let has_worker = std::env::var_os(WITHOUT_WORKER).is_none();
    finish_pages(&site, &folder, has_worker)?;
    if has_worker {
        offline::write(&site)?;
    }
    Ok(())
}

fn finish_pages(site: &Path, folder: &str, has_worker: bool) -> Result<(), Failure> {
    let page = read(&site.join(PAGE))?;
    let script = read(&project::root().join("public").join(SCRIPT))?;
    let rescue = styled(&read(&site.join(RESCUE))?, &page)?;
    let rescue = inline::script(&rescue, SCRIPT, &script)?;
    let finish = |page: &str| inline::permit(&inline::styles(&inline::bare(page), site)?);
    write(&site.join(RESCUE), finish(&rescue)?.as_bytes())?;
    let named = named(&page, folder, has_worker)?;
    write(&site.join(PAGE), finish(&named)?.as_bytes())?;
    for sheet in inline::sheets(&page) {
        let sheet = site.join(sheet);
        std::fs::remove_file(&sheet)
            .map_err(|error| Failure::new(format!("{} can't go: {error}", sheet.display())))?;
    }
    Ok(())
}

/// The page with the app's folder by its name, and without what was for trunk.
fn named(page: &str, folder: &str, has_worker: bool) -> Result<String, Failure> {
    for part in [FOLDER, WORDS, WORKER] {
        if !page.contains(part) {
            return Err(Failure::new(format!("{PAGE} lacks {part}")));
        }
    }
    let lines = page.lines().filter(|line| !line.contains(SKIPPED));
    let page: String = lines.flat_map(|line| [line, "\n"]).collect();
    let page = page
        .replace(FOLDER, &format!("\"{folder}/"))
        .replace(WORDS, &format!("data-words=\"{TEXTS_FILE}\""));
    Ok(if has_worker {
        page
    } else {
        page.replace(WORKER, "")
    })
}

/// The page that needs no app, with the styles of the other.
fn styled(rescue: &str, page: &str) -> Result<String, Failure> {
    let styles: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("rel=\"stylesheet\""))
        .map(str::trim)
        .collect();
    if styles.is_empty() || !rescue.contains(STYLES) {
        return Err(Failure::new(format!(
            "{PAGE} names no style, or {RESCUE} has no place for it"
        )));
    }
    Ok(rescue.replace(STYLES, &styles.join("\n    ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    fn source(name: &str) -> String {
        read(&project::root().join(name)).expect("it is there")
    }

    #[test]
    fn the_page_that_needs_no_app_looks_like_the_other_and_is_as_strict() {
        let (page, rescue) = (source(PAGE), source("public/rescue.html"));
        for of in ["Content-Security-Policy", "\"referrer\""] {
            let line = |text: &str| text.lines().position(|line| line.contains(of));
            let (in_page, in_rescue) = (line(&page), line(&rescue));
            let at = |text: &str, line: Option<usize>| text.lines().nth(line?).map(str::to_owned);
            assert!(in_page.is_some());
            assert_eq!(at(&page, in_page), at(&rescue, in_rescue));
            for text in [&page, &rescue] {
                let loading = text.lines().position(|line| line.contains("<link"));
                assert!(line(text) < loading, "{of} comes too late");
            }
        }
        let built = "<head>\n  <link rel=\"stylesheet\" href=\"./a-1.css\">\n</head>";
        let rescue = styled(&rescue, built).expect("it has a place for them");
        assert!(rescue.contains("<link rel=\"stylesheet\" href=\"./a-1.css\">\n"));
        assert!(styled("<head>", built).is_err() && styled(STYLES, "<head>").is_err());
    }

    #[test]
    fn the_page_names_the_app() {
        let page = source(PAGE);
        assert!(page.contains(SKIPPED));
        let with = |worker| named(&page, "app-1", worker).expect("it names the folder");
        let page = with(true);
        assert!(page.contains(r#"data-js="app-1/demarc.js""#) && page.contains(offline::WORKER));
        assert!(page.contains(&format!("data-words=\"{TEXTS_FILE}\"")));
        assert!(!page.contains(FOLDER) && !page.contains("data-trunk-skip"));
        assert!(!with(false).contains(offline::WORKER));
        assert!(named("<html>", "app-1", true).is_err());
    }
}
