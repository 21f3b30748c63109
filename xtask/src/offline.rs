//! The service worker of the site, made when all its files are there: it names each by its hash.
//! What it does with them is `public/sw.js`'s.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::project;

/// The service worker's file.
pub const WORKER: &str = "sw.js";
/// What only programs ask for: the app does without.
const NOT_KEPT: [&str; 2] = ["schema/", "robots.txt"];

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
    names.sort();
    let mut files = Map::new();
    let mut version = DefaultHasher::new();
    source.hash(&mut version);
    for name in names {
        let hash = hex(&Sha256::digest(project::read_bytes(&site.join(&name))?));
        (&name, &hash).hash(&mut version);
        files.insert(name, Value::String(hash));
    }
    let (version, files) = (version.finish(), Value::Object(files));
    Ok(format!(
        "const VERSION = \"{version:016x}\";\nconst FILES = {files};\n{source}"
    ))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_named_with_its_hash_and_the_version_follows_them() {
        let site = std::env::temp_dir().join(format!("demarc-offline-{}", std::process::id()));
        std::fs::create_dir_all(site.join("app-1")).expect("a folder");
        for (name, text) in [
            ("index.html", "1"),
            ("app-1/a.js", "2"),
            ("robots.txt", "3"),
            (WORKER, "4"),
        ] {
            std::fs::write(site.join(name), text).expect("a file");
        }
        let first = worker(&site, "source").expect("all there");
        std::fs::write(site.join("index.html"), "5").expect("a file");
        let second = worker(&site, "source").expect("all there");
        std::fs::remove_dir_all(&site).expect("removed");
        // As `printf 1 | sha256sum` gives it.
        let one = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        assert!(
            first.contains(&format!("\"index.html\":\"{one}\"")),
            "{first}"
        );
        assert!(first.contains("\"app-1/a.js\":\"") && first.ends_with("source"));
        assert!(!first.contains("robots.txt") && !first.contains(WORKER));
        let version = |text: &str| text.lines().next().map(str::to_owned);
        assert_ne!(version(&first), version(&second));
    }
}
