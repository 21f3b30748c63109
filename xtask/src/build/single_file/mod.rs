//! Step 8, single file: the built site folded into one page that needs no server. It reads `dist/` and compiles nothing.

mod scripts;

use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine};

use self::scripts::Scripts;
use super::manifest::Manifest;
use super::page::{PAGE, RESCUE};
use super::size::{gzipped, kilobytes};
use super::{hash, remap_paths};
use crate::failure::Failure;
use crate::html::{self, Edit, Element};
use crate::project;

/// The rescue page's address in the one file.
const RESCUE_ADDRESS: &str = "?rescue";

/// The page may run scripts with these hashes, WebAssembly, and a worker that it made itself; it may ask no server.
const POLICY: &str = "default-src 'none'; script-src SCRIPTS 'wasm-unsafe-eval'; style-src STYLES; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'";

/// Where the one file is written: beside the site, because it is no part of it.
pub fn file() -> PathBuf {
    project::root().join("dist-single").join("demarc.html")
}

/// Folds the site in `dist/` into one file, and prints how large that is.
///
/// # Errors
/// When the site contains something that has no place in one file, or a file can't be read or written.
pub fn fold() -> Result<(), Failure> {
    let site = Site {
        folder: project::dist(),
        manifest: Manifest::read()?,
    };
    let page = site.folded()?;
    let to = file();
    project::write(&to, page.as_bytes())?;
    remap_paths::check(to.parent().unwrap_or(&to))?;
    println!("one file: {}, {} kB", to.display(), kilobytes(page.len()));
    Ok(())
}

/// A built site.
struct Site {
    folder: PathBuf,
    manifest: Manifest,
}

impl Site {
    /// The one file.
    fn folded(&self) -> Result<String, Failure> {
        let scripts = scripts::bundle(&self.folder.join(&self.manifest.app))?;
        let page = html::edit(&self.text(PAGE)?, |element| {
            self.replaced(element, &scripts)
        })?;
        let page = page.replace(&format!("\"{RESCUE}\""), &format!("\"{RESCUE_ADDRESS}\""));
        let (before, after) = page
            .rsplit_once("</body>")
            .ok_or_else(|| Failure::new(format!("{PAGE} has no </body>")))?;
        let rescue = template(&self.text(RESCUE)?)?;
        let data = self.data()?;
        with_policy(&format!("{before}{rescue}{data}</body>{after}"))
    }

    /// What becomes of an element of the page.
    fn replaced(&self, element: &Element, scripts: &Scripts) -> Result<Edit, Failure> {
        let (rel, href) = (element.attribute("rel"), element.attribute("href"));
        Ok(match (element.name.as_str(), rel, href) {
            ("link", Some("icon"), Some(file)) => Edit::Whole(format!(
                "<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{}\">",
                BASE64_STANDARD.encode(self.text(file)?)
            )),
            ("link", Some("apple-touch-icon" | "manifest" | "modulepreload" | "preload"), _) => {
                Edit::Whole(String::new())
            }
            ("script", ..) if element.attribute("id") == Some("boot") => {
                let kept = element.attributes().filter(|(name, _)| {
                    *name == "id" || name.starts_with("data-") && *name != "data-worker"
                });
                let kept: String = kept
                    .map(|(name, value)| format!(" {name}=\"{value}\""))
                    .collect();
                // The rescue page's script comes first: it has to run where the app's does not.
                Edit::Whole(format!(
                    "{}{}{}",
                    self.later_styles()?,
                    script("", &scripts.rescue)?,
                    script(&kept, &scripts.page)?
                ))
            }
            ("link", ..) | ("script", ..)
                if element
                    .attribute("src")
                    .or(element.attribute("href"))
                    .is_some() =>
            {
                return Err(Failure::new(format!(
                    "{PAGE}: {} has no place in one file: say in xtask/src/build/single_file what becomes of it",
                    element.tag
                )));
            }
            _ => Edit::Keep,
        })
    }

    /// The styles that the app would fetch later, each in an element with the file's name as its id.
    fn later_styles(&self) -> Result<String, Failure> {
        let mut elements = String::new();
        for file in self.files_with(&["css"]) {
            let text = self.text(file)?;
            let (name, text) = (base_name(file), html::raw_text("style", &text)?);
            elements += &format!("<style id=\"{name}\">{text}</style>\n");
        }
        Ok(elements)
    }

    /// All that the app fetches, as inert text that is found by the file's name.
    fn data(&self) -> Result<String, Failure> {
        let mut elements = String::new();
        for file in self.files_with(&["wasm", "bin"]) {
            let id = format!(" id=\"file:{}\"", base_name(file));
            if elements.contains(&id) {
                return Err(Failure::new(format!(
                    "two files of the site are named {}: rename one",
                    base_name(file)
                )));
            }
            let text =
                BASE64_STANDARD.encode(gzipped(&project::read_bytes(&self.folder.join(file))?)?);
            elements += &format!("<script type=\"application/octet-stream\"{id}>{text}</script>\n");
        }
        Ok(elements)
    }

    /// The app's files with one of these extensions.
    fn files_with(&self, extensions: &[&str]) -> impl Iterator<Item = &str> {
        self.manifest
            .files
            .keys()
            .map(String::as_str)
            .filter(|file| {
                let extension = Path::new(file).extension().unwrap_or_default();
                extensions.iter().any(|it| extension == *it)
            })
    }

    fn text(&self, file: &str) -> Result<String, Failure> {
        project::read(&self.folder.join(file))
    }
}

/// The body of the rescue page, inert until the address asks for it.
fn template(rescue: &str) -> Result<String, Failure> {
    let elements = html::elements(rescue)?;
    let inner = |name: &str| {
        let element = elements.iter().find(|element| element.name == name);
        let element = element.ok_or_else(|| Failure::new(format!("{RESCUE} has no {name}")));
        element.map(|element| element.inner)
    };
    // The app is at the same address without a query.
    let body = inner("body")?.replace("\"./\"", "\"?\"");
    Ok(format!(
        "<template id=\"rescue\" data-title=\"{}\">{body}</template>\n",
        inner("title")?
    ))
}

fn script(attributes: &str, text: &str) -> Result<String, Failure> {
    let text = html::raw_text("script", text)?;
    Ok(format!(
        "<script type=\"module\"{attributes}>{text}</script>\n"
    ))
}

/// The page with a policy that allows its own scripts and styles only, and with nothing that leads out of it.
fn with_policy(page: &str) -> Result<String, Failure> {
    let (mut scripts, mut styles) = (Vec::new(), Vec::new());
    for element in html::elements(page)? {
        match element.name.as_str() {
            "script" if element.is_inline_script() => scripts.push(hash::permission(element.inner)),
            "style" => styles.push(hash::permission(element.inner)),
            _ => {}
        }
        let references = ["href", "src"];
        for reference in references
            .into_iter()
            .filter_map(|it| element.attribute(it))
        {
            if !["#", "?", "data:"]
                .iter()
                .any(|it| reference.starts_with(it))
            {
                return Err(Failure::new(format!(
                    "{reference} leads out of the one file: put it into the file or leave it out"
                )));
            }
        }
    }
    let policy = POLICY
        .replace("SCRIPTS", &scripts.join(" "))
        .replace("STYLES", &styles.join(" "));
    let mut is_set = false;
    let page = html::edit(page, |element| {
        if element.attribute("http-equiv") != Some("Content-Security-Policy") {
            return Ok(Edit::Keep);
        }
        is_set = true;
        Ok(Edit::Tag(format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
        )))
    })?;
    if is_set {
        Ok(page)
    } else {
        Err(Failure::new(format!(
            "{PAGE} has no Content-Security-Policy to be replaced"
        )))
    }
}

fn base_name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src *\">";

    #[test]
    fn a_policy_names_the_hash_of_each_script_and_style_and_of_nothing_else() {
        let page = format!(
            "{META}<style>a{{}}</style><script>one()</script><script type=\"module\" id=\"x\">two()</script>\
             <script type=\"application/octet-stream\">AAAA</script>"
        );
        let page = with_policy(&page).expect("it has a policy");
        // openssl dgst -sha256 -binary | base64
        for hash in [
            "style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=';",
            "script-src 'sha256-ONE' 'sha256-TWO' 'wasm-unsafe-eval';",
        ] {
            let hash = hash
                .replace("ONE", "HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4=")
                .replace("TWO", "iMrPAWirDC2X0OhZzLsM2MRIWSmepJGI4r7D8ZlwBOw=");
            assert!(page.contains(&hash), "{page}");
        }
        assert!(!page.contains("default-src *") && !page.contains("unsafe-inline"));
    }

    #[test]
    fn nothing_leads_out_of_the_file() {
        for inside in [
            "href=\"#/model\"",
            "href=\"?rescue\"",
            "href=\"data:image/svg+xml,x\"",
        ] {
            let page = format!("{META}<a {inside}>x</a>");
            assert!(with_policy(&page).is_ok(), "{inside}");
        }
        for out in [
            "href=\"rescue.html\"",
            "href=\"https://example.org\"",
            "src=\"./x.js\"",
        ] {
            let page = format!("{META}<a {out}>x</a>");
            assert!(with_policy(&page).is_err(), "{out}");
        }
        assert!(with_policy("<p>no policy</p>").is_err());
    }

    #[test]
    fn the_rescue_page_waits_in_a_template() {
        let rescue =
            "<html><head><title>Save</title></head><body><a href=\"./\">x</a></body></html>";
        let wanted = "<template id=\"rescue\" data-title=\"Save\"><a href=\"?\">x</a></template>\n";
        assert_eq!(template(rescue).expect("it has a body"), wanted);
        assert!(template("<html></html>").is_err());
    }
}
