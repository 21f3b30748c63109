//! `cargo xtask build --single-file`: the built site folded into one page that needs no server.
//! It takes the site as it lies in `dist/` and compiles nothing; what the app does with it, it does not know.

mod page;
mod scripts;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine};
use flate2::Compression;
use flate2::write::GzEncoder;

use self::page::{Tag, rewrite, tags};
use self::scripts::Scripts;
use crate::failure::Failure;
use crate::folders;
use crate::inline::permission;
use crate::project;
use crate::size::{self, kilobytes};
use crate::tools::Tools;

/// The page of the site, and the one that needs no app.
const PAGE: &str = "index.html";
const RESCUE: &str = "rescue.html";
/// Its address in the one file.
const RESCUE_ADDRESS: &str = "?rescue";

/// What the app fetches: WebAssembly and the catalog's words. All else in the app's folders is folded in by its kind.
const FETCHED: [&str; 2] = ["wasm", "bin"];

/// The page may run what has one of these hashes, WebAssembly, and a worker of its own making; it may ask nobody.
const POLICY: &str = "default-src 'none'; script-src SCRIPTS 'wasm-unsafe-eval'; style-src STYLES; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'";

/// Where the one file is built: beside the site, because it is no part of it.
pub fn file() -> PathBuf {
    project::root().join("dist-single").join("demarc.html")
}

/// Folds the site that was built for this URL into one file, and says how large that is.
///
/// # Errors
/// When the site holds something that has no place in one file, or a file can't be read or written.
pub fn fold(tools: &Tools, public_url: &str) -> Result<(), Failure> {
    let site = Site {
        folder: project::dist(),
        public_url,
    };
    let page = site.folded(tools)?;
    let to = file();
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(|error| {
            Failure::new(format!("{} can't be made: {error}", folder.display()))
        })?;
    }
    project::write(&to, page.as_bytes())?;
    folders::check(to.parent().unwrap_or(&to))?;
    println!("one file: {}, {} kB", to.display(), kilobytes(page.len()));
    Ok(())
}

/// A built site.
struct Site<'a> {
    folder: PathBuf,
    public_url: &'a str,
}

impl Site<'_> {
    /// The one file.
    fn folded(&self, tools: &Tools) -> Result<String, Failure> {
        let page = self.text(PAGE)?;
        let rescue = self.text(RESCUE)?;
        let scripts = Scripts::bundle(tools, self, &page, &rescue)?;
        let page = rewrite(&page, |tag| self.replaced(tag, &scripts))?;
        let page = page.replace(&format!("\"{RESCUE}\""), &format!("\"{RESCUE_ADDRESS}\""));
        let (before, after) = page
            .rsplit_once("</body>")
            .ok_or_else(|| Failure::new(format!("{PAGE} has no end")))?;
        let mut folded = before.to_owned();
        folded.push_str(&template(&rescue)?);
        for (name, bytes) in self.fetched()? {
            let text = BASE64_STANDARD.encode(gzipped(&bytes)?);
            let _ = writeln!(
                folded,
                "<script type=\"application/octet-stream\" id=\"file:{name}\">{text}</script>"
            );
        }
        folded.push_str("</body>");
        folded.push_str(after);
        guarded(&folded)
    }

    /// What takes the place of a tag; none where it stays.
    fn replaced(&self, tag: &Tag, scripts: &Scripts) -> Result<Option<String>, Failure> {
        let gone = || Ok(Some(String::new()));
        match (tag.name, tag.attribute("rel"), tag.attribute("href")) {
            ("link", Some("stylesheet"), Some(file)) => Ok(Some(style(None, &self.text(file)?)?)),
            ("link", Some("icon"), Some(file)) => Ok(Some(format!(
                "<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{}\">",
                BASE64_STANDARD.encode(self.text(file)?)
            ))),
            ("link", Some("apple-touch-icon" | "manifest" | "modulepreload" | "preload"), _) => {
                gone()
            }
            ("script", ..) if tag.attribute("id") == Some(scripts::BOOT) => {
                // The page that needs no app comes first: what is wrong with the app's script is not wrong with it.
                let rescue = script("", &scripts.rescue)?;
                let kept = tag.attributes.iter().filter(|(name, _)| {
                    *name == "id" || name.starts_with("data-") && *name != "data-worker"
                });
                let kept: String = kept
                    .map(|(name, value)| format!(" {name}=\"{value}\""))
                    .collect();
                let mut later = String::new();
                for (name, text) in self.later_styles()? {
                    later.push_str(&style(Some(&name), &text)?);
                }
                Ok(Some(format!(
                    "{later}{rescue}{}",
                    script(&kept, &scripts.page)?
                )))
            }
            ("link", ..) | ("script", ..)
                if tag.attribute("src").or(tag.attribute("href")).is_some() =>
            {
                let tag = tag.opening;
                Err(Failure::new(format!(
                    "{PAGE}: {tag} has no place in one file"
                )))
            }
            _ => Ok(None),
        }
    }

    /// The styles that the app would fetch later, by their names.
    fn later_styles(&self) -> Result<Vec<(String, String)>, Failure> {
        let mut later = Vec::new();
        for file in project::files(&self.folder)? {
            // Those beside the page are of the first load: they are in it, or it names them.
            if has_extension(&file, &["css"]) && file.contains('/') {
                later.push((base_name(&file).to_owned(), self.text(&file)?));
            }
        }
        Ok(later)
    }

    /// All that the app fetches, by the names by which it is found.
    fn fetched(&self) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let mut found = BTreeMap::new();
        for file in project::files(&self.folder)? {
            if has_extension(&file, &FETCHED) {
                let name = base_name(&file).to_owned();
                if found.insert(name, self.bytes(&file)?).is_some() {
                    let name = base_name(&file);
                    return Err(Failure::new(format!(
                        "two files of the site are named {name}"
                    )));
                }
            }
        }
        Ok(found)
    }

    /// The file that a reference of the page names, from the site's folder on.
    fn resolve(&self, reference: &str) -> Result<String, Failure> {
        size::resolve("", reference, self.public_url)
            .ok_or_else(|| Failure::new(format!("{reference} is of another site")))
    }

    /// The same, as a path.
    fn path(&self, reference: &str) -> Result<PathBuf, Failure> {
        Ok(self.folder.join(self.resolve(reference)?))
    }

    fn text(&self, reference: &str) -> Result<String, Failure> {
        String::from_utf8(self.bytes(reference)?)
            .map_err(|_| Failure::new(format!("{reference} is no text")))
    }

    fn bytes(&self, reference: &str) -> Result<Vec<u8>, Failure> {
        project::read_bytes(&self.path(reference)?)
    }
}

/// The body of the page that needs no app, where it does nothing until the address asks for it.
fn template(rescue: &str) -> Result<String, Failure> {
    let between = |from: &str, to: &str| Some(rescue.split_once(from)?.1.rsplit_once(to)?.0);
    let (Some(title), Some(body)) = (between("<title>", "</title>"), between("<body>", "</body>"))
    else {
        return Err(Failure::new(format!("{RESCUE} has no title or no body")));
    };
    // The way back to the app is the file itself, asked for nothing.
    let body = body.replace("\"./\"", "\"?\"");
    Ok(format!(
        "<template id=\"rescue\" data-title=\"{title}\">{body}</template>\n"
    ))
}

fn style(id: Option<&str>, text: &str) -> Result<String, Failure> {
    let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
    Ok(format!("<style{id}>{}</style>\n", inside("style", text)?))
}

fn script(attributes: &str, text: &str) -> Result<String, Failure> {
    let text = inside("script", text)?;
    Ok(format!(
        "<script type=\"module\"{attributes}>{text}</script>\n"
    ))
}

/// The text, which has nothing that would end its element early.
fn inside<'a>(element: &str, text: &'a str) -> Result<&'a str, Failure> {
    let lower = text.to_ascii_lowercase();
    if lower.contains(&format!("</{element}")) || lower.contains("<!--") {
        return Err(Failure::new(format!("a {element} holds what would end it")));
    }
    Ok(text)
}

/// The page with the policy that lets exactly its own scripts and styles be, and with nothing that leads out of it.
fn guarded(page: &str) -> Result<String, Failure> {
    let (mut scripts, mut styles) = (String::new(), String::new());
    for tag in tags(page)? {
        let kind = tag.attribute("type").unwrap_or("module");
        match tag.name {
            "script" if kind == "module" => scripts.push_str(&permission(tag.text)),
            "style" => styles.push_str(&permission(tag.text)),
            _ => {}
        }
        for reference in ["href", "src"]
            .into_iter()
            .filter_map(|it| tag.attribute(it))
        {
            if !["#", "?", "data:"]
                .iter()
                .any(|it| reference.starts_with(it))
            {
                return Err(Failure::new(format!(
                    "{reference} leads out of the one file"
                )));
            }
        }
    }
    let policy = POLICY
        .replace(" SCRIPTS", &scripts)
        .replace(" STYLES", &styles);
    let mut is_set = false;
    let guarded = rewrite(page, |tag| {
        if tag.name != "meta" || tag.attribute("http-equiv") != Some("Content-Security-Policy") {
            return Ok(None);
        }
        is_set = true;
        Ok(Some(format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
        )))
    })?;
    if is_set {
        Ok(guarded)
    } else {
        Err(Failure::new(format!("{PAGE} has no policy to be replaced")))
    }
}

fn gzipped(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| Failure::new(format!("a file can't be compressed: {error}")))
}

fn has_extension(file: &str, of: &[&str]) -> bool {
    let extension = Path::new(file).extension().unwrap_or_default();
    of.iter().any(|it| extension == *it)
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
        let page = guarded(&page).expect("it has a policy");
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
            assert!(
                guarded(&format!("{META}<a {inside}>x</a>")).is_ok(),
                "{inside}"
            );
        }
        for out in [
            "href=\"rescue.html\"",
            "href=\"https://example.org\"",
            "src=\"./x.js\"",
        ] {
            assert!(guarded(&format!("{META}<a {out}>x</a>")).is_err(), "{out}");
        }
        assert!(guarded("<p>no policy</p>").is_err());
    }

    #[test]
    fn what_would_end_its_element_is_refused() {
        assert!(script("", "const end = '</SCRIPT>'").is_err());
        assert!(style(None, "/* <!-- */").is_err());
        assert_eq!(
            style(Some("later.css"), "a{}").expect("harmless"),
            "<style id=\"later.css\">a{}</style>\n"
        );
    }
}
