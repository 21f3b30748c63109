//! The size gate: what a browser loads before the app shows, gzipped as hosts send it.
//! Followed from `index.html`, so that a file nobody asks for counts nothing.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::bundles;
use crate::exporter;
use crate::failure::Failure;
use crate::offline;
use crate::project;

/// The most that the first load may weigh, in bytes.
const LIMIT: usize = 250_000;

/// Prints what each file of the first load weighs, and fails when they weigh too much together.
///
/// # Errors
/// When a file is missing or the total is above the limit.
pub fn gate(dist: &Path, public_url: &str) -> Result<(), Failure> {
    let files = first_load(dist, public_url)?;
    let mut total = 0;
    println!("first load, gzipped:");
    for file in &files {
        let size = weight(dist, file)?;
        total += size;
        println!("  {file:<44} {:>9} kB", kilobytes(size));
    }
    println!(
        "  {:<44} {:>9} kB of {} kB",
        "total",
        kilobytes(total),
        kilobytes(LIMIT)
    );
    let (exporter, later): (Vec<_>, Vec<_>) = later(dist, &files)?
        .into_iter()
        .partition(|file| file.contains(&format!("/{}/", exporter::FOLDER)));
    println!("after the first load:");
    for file in later {
        let size = kilobytes(weight(dist, &file)?);
        println!("  {file:<44} {size:>9} kB");
    }
    println!("when a file is asked for:");
    let mut of_exporter = 0;
    for file in exporter {
        let size = weight(dist, &file)?;
        of_exporter += size;
        let name = file.rsplit('/').next().unwrap_or_default();
        println!("  {name:<44} {:>9} kB", kilobytes(size));
    }
    println!("  {:<44} {:>9} kB", "total", kilobytes(of_exporter));
    if total > LIMIT {
        let (total, limit) = (kilobytes(total), kilobytes(LIMIT));
        return Err(Failure::new(format!(
            "the first load is {total} kB gzipped; the limit is {limit} kB"
        )));
    }
    Ok(())
}

/// The page and, from it, every script, style and module that is loaded with it.
fn first_load(dist: &Path, public_url: &str) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    let mut waiting = vec!["index.html".to_owned()];
    let asking = format!("/{}.wasm", bundles::FIRST);
    while let Some(file) = waiting.pop() {
        let follow = file.ends_with(".html") || file.ends_with(".js");
        if follow {
            let text = String::from_utf8_lossy(&read(dist, &file)?).into_owned();
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let page = file.ends_with(".html");
            // A script may name what is not there, and the modules it names are fetched when it asks for them.
            let local = references(&text)
                // The service worker waits until the app runs, and the page names what others than the first need.
                .filter(|reference| *reference != offline::WORKER && !reference.ends_with(&asking))
                .filter(|reference| page || !reference.ends_with(".wasm"))
                .filter_map(|reference| resolve(folder, reference, public_url))
                .filter(|name| page || dist.join(name).is_file());
            waiting.extend(local.filter(|name| !found.contains(name)));
        }
        found.insert(file);
    }
    Ok(found)
}

/// What the app fetches once it runs: code that the first load leaves out, and data.
fn later(dist: &Path, first: &BTreeSet<String>) -> Result<BTreeSet<String>, Failure> {
    let files = project::files(dist)?.into_iter();
    let app = files.filter(|file| {
        let end = Path::new(file).extension().unwrap_or_default();
        ["js", "css", "wasm", "bin"].iter().any(|it| end == *it)
    });
    Ok(app.filter(|file| !first.contains(file)).collect())
}

/// The words in the text that name a script, a style or a module, quoted or not.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "\"'`<>=()".contains(c))
        .filter(|word| {
            [".js", ".css", ".wasm"]
                .iter()
                .any(|end| word.len() > end.len() && word.ends_with(end))
        })
}

/// The file below `dist/` that a reference names; none for another origin's.
pub fn resolve(folder: &str, reference: &str, public_url: &str) -> Option<String> {
    if reference.contains("//") {
        return None;
    }
    let (mut parts, rest): (Vec<&str>, &str) = match reference.strip_prefix(public_url) {
        Some(rest) if public_url.starts_with('/') => (Vec::new(), rest),
        _ => (
            folder.split('/').filter(|part| !part.is_empty()).collect(),
            reference,
        ),
    };
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn read(dist: &Path, file: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(dist.join(file)).map_err(|error| {
        Failure::new(format!(
            "{file} belongs to the site, but can't be read: {error}"
        ))
    })
}

/// What a file weighs on the way.
fn weight(dist: &Path, file: &str) -> Result<usize, Failure> {
    gzipped(&read(dist, file)?)
        .map_err(|error| Failure::new(format!("{file} can't be compressed: {error}")))
}

fn gzipped(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Bytes in kB, rounded up to a tenth.
pub fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_quoted_or_not() {
        let page = r#"<link rel=stylesheet href=/demarc/a.css><script src="./boot.js" data-wasm='./b.wasm'></script> x.json"#;
        let found: Vec<_> = references(page).collect();
        assert_eq!(found, ["/demarc/a.css", "./boot.js", "./b.wasm"]);
    }

    #[test]
    fn references_resolve_below_dist() {
        assert_eq!(
            resolve("", "/demarc/a.css", "/demarc/").as_deref(),
            Some("a.css")
        );
        assert_eq!(resolve("", "./a.css", "./").as_deref(), Some("a.css"));
        assert_eq!(
            resolve("snippets/x", "../y/z.js", "./").as_deref(),
            Some("snippets/y/z.js")
        );
        assert_eq!(resolve("", "https://example.org/a.js", "./"), None);
    }

    #[test]
    fn a_first_load_is_followed_through_scripts() {
        let dist = std::env::temp_dir().join(format!("demarc-size-{}", std::process::id()));
        std::fs::create_dir_all(dist.join("snippets")).expect("a folder");
        for (name, text) in [
            (
                "index.html",
                "<script src=./boot.js data-wasm=./main.wasm></script><link href=./a.css>",
            ),
            (
                "boot.js",
                "import './snippets/part.js'; import 'not-there.js'",
            ),
            ("snippets/part.js", "fetch('later.wasm')"),
            ("snippets/later.wasm", ""),
            ("main.wasm", ""),
            ("a.css", ""),
            ("later.js", ""),
            ("robots.txt", ""),
        ] {
            std::fs::write(dist.join(name), text).expect("a file");
        }
        let files = first_load(&dist, "./").expect("all there");
        let later = later(&dist, &files).expect("all there");
        std::fs::remove_dir_all(&dist).expect("removed");
        let files: Vec<_> = files.iter().map(String::as_str).collect();
        assert_eq!(
            files,
            [
                "a.css",
                "boot.js",
                "index.html",
                "main.wasm",
                "snippets/part.js"
            ]
        );
        let later: Vec<_> = later.iter().map(String::as_str).collect();
        assert_eq!(later, ["later.js", "snippets/later.wasm"]);
    }

    #[test]
    fn sizes_round_up() {
        assert_eq!(kilobytes(250_000), "250.0");
        assert_eq!(kilobytes(250_001), "250.1");
    }
}
