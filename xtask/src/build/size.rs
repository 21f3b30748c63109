//! The size gate: what a browser loads before the app runs, gzipped as hosts send it.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::manifest::{Manifest, When};
use crate::failure::Failure;
use crate::project;

/// The most that the first load may weigh, in bytes.
const LIMIT: usize = 230_000;

/// Prints what the site's files weigh, and fails when those of the first load weigh too much together.
///
/// # Errors
/// When a file can't be read or the first load is above the limit.
pub fn gate(dist: &Path, manifest: &Manifest) -> Result<(), Failure> {
    println!("first load, gzipped:");
    let total = print(dist, manifest, When::FirstLoad)?;
    println!("after the first load:");
    print(dist, manifest, When::Later)?;
    println!("when a file is asked for:");
    print(dist, manifest, When::Export)?;
    check(total)
}

/// Prints what the files weigh that are fetched then; returns the total.
fn print(dist: &Path, manifest: &Manifest, when: When) -> Result<usize, Failure> {
    let mut total = 0;
    for file in manifest.files(when) {
        let size = gzipped(&project::read_bytes(&dist.join(file))?)?.len();
        total += size;
        println!("  {file:<52} {:>7} kB", kilobytes(size));
    }
    println!("  {:<52} {:>7} kB", "total", kilobytes(total));
    Ok(total)
}

fn check(total: usize) -> Result<(), Failure> {
    let (size, limit) = (kilobytes(total), kilobytes(LIMIT));
    if total <= LIMIT {
        println!("the first load is {size} kB of {limit} kB");
        return Ok(());
    }
    Err(Failure::new(format!(
        "the first load is {size} kB gzipped and the limit is {limit} kB: \
         move what the first page does not need into a split part, or use fewer bytes for it"
    )))
}

/// Data as servers send it, compressed as well as can be.
///
/// # Errors
/// None that can be expected: nothing is written but memory.
pub fn gzipped(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| Failure::new(format!("data can't be compressed: {error}")))
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
    fn a_first_load_above_the_limit_fails() {
        assert!(check(LIMIT).is_ok());
        let line = check(LIMIT + 1).expect_err("too large").to_string();
        assert!(line.contains("230.1 kB gzipped"), "{line}");
    }

    #[test]
    fn only_files_of_that_moment_count() {
        let dist = std::env::temp_dir().join(format!("demarc-size-{}", std::process::id()));
        let mut manifest = Manifest::default();
        for (name, when) in [("a.js", When::FirstLoad), ("b/c.wasm", When::Later)] {
            project::write(&dist.join(name), b"1").expect("a file");
            manifest.files.insert(name.to_owned(), when);
        }
        let sizes =
            [When::FirstLoad, When::Later, When::Export].map(|when| print(&dist, &manifest, when));
        manifest
            .files
            .insert("missing.js".to_owned(), When::FirstLoad);
        let missing = print(&dist, &manifest, When::FirstLoad);
        std::fs::remove_dir_all(&dist).expect("removed");
        let one = gzipped(b"1").expect("compressed").len();
        assert_eq!(sizes.map(|it| it.expect("all there")), [one, one, 0]);
        assert!(missing.is_err());
    }

    #[test]
    fn sizes_round_up() {
        assert_eq!(kilobytes(250_000), "250.0");
        assert_eq!(kilobytes(250_001), "250.1");
    }
}
