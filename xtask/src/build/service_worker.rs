//! Step 7, service worker: `public/sw.js` with the site's version and the hash of each file that it keeps.

use std::path::Path;

use serde_json::{Map, Value};

use super::hash::{self, Hasher};
use super::page;
use crate::failure::Failure;
use crate::project;

/// The service worker's file.
pub const WORKER: &str = "sw.js";
/// What only programs ask for, and the page that a server shows for a missing one: the app works without them.
const NOT_KEPT: [&str; 3] = ["schema/", "robots.txt", page::MISSING];

/// Writes the service worker for the files that are in the site's folder now.
///
/// # Errors
/// When a file can't be read or written.
pub fn write(site: &Path) -> Result<(), Failure> {
    let source = project::read(&project::root().join("public").join(WORKER))?;
    project::write(&site.join(WORKER), worker(site, &source)?.as_bytes())
}

fn worker(site: &Path, source: &str) -> Result<String, Failure> {
    let mut names = project::files(site)?;
    names.retain(|name| name != WORKER && !NOT_KEPT.iter().any(|it| name.starts_with(it)));
    // It takes no type from where others can write.
    for name in &names {
        let extension = Path::new(name).extension().unwrap_or_default();
        if !source.contains(&format!("\n  {}: \"", extension.display())) {
            return Err(Failure::new(format!("{WORKER} knows no type for {name}")));
        }
    }
    let mut files = Map::new();
    let mut version = Hasher::default();
    version.add(source.as_bytes());
    for name in names {
        let hash = hash::hex(&project::read_bytes(&site.join(&name))?);
        version.add(name.as_bytes());
        version.add(hash.as_bytes());
        files.insert(name, Value::String(hash));
    }
    let (version, files) = (version.short(), Value::Object(files));
    Ok(format!(
        "const VERSION = \"{version}\";\nconst FILES = {files};\n{source}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_its_hash_and_the_version_changes_with_them() {
        let site = std::env::temp_dir().join(format!("demarc-worker-{}", std::process::id()));
        for (name, text) in [
            ("index.html", "1"),
            ("app-1/a.js", "2"),
            ("robots.txt", "3"),
            ("404.html", "6"),
            (WORKER, "4"),
        ] {
            project::write(&site.join(name), text.as_bytes()).expect("a file");
        }
        let source = "{\n  html: \"1\",\n  js: \"2\" }";
        let first = worker(&site, source).expect("all there");
        project::write(&site.join("index.html"), b"5").expect("a file");
        let second = worker(&site, source).expect("all there");
        project::write(&site.join("a.gif"), b"6").expect("a file");
        let unknown = worker(&site, source);
        std::fs::remove_dir_all(&site).expect("removed");
        let one = hash::hex(b"1");
        assert!(
            first.contains(&format!("\"index.html\":\"{one}\"")),
            "{first}"
        );
        assert!(first.contains("\"app-1/a.js\":\"") && first.ends_with(source));
        assert!(unknown.is_err_and(|it| it.to_string().contains("a.gif")));
        for left_out in ["robots.txt", "404.html", WORKER] {
            assert!(!first.contains(left_out), "{left_out}");
        }
        let version = |text: &str| text.lines().next().map(str::to_owned);
        assert_ne!(version(&first), version(&second));
    }
}
