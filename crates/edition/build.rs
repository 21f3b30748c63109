//! Reads and checks `catalog/` and writes it as four binary files: the catalog without its names and without what is
//! packed, what is packed, the names, the texts.
//! A mistake in `catalog/` fails the build with file and line.

use demarc_catalog::{Content, source};
use sha2::{Digest, Sha256};
use std::path::Path;

fn main() -> std::process::ExitCode {
    println!("cargo::rerun-if-changed=../../catalog");
    let content = match source::read_dir(Path::new("../../catalog")) {
        Ok(content) => content,
        Err(mistakes) => {
            for mistake in mistakes {
                println!("cargo::error=catalog/{mistake}");
            }
            return std::process::ExitCode::FAILURE;
        }
    };
    match write(&content) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=the catalog could not be written: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// Writes the catalog and its texts to `OUT_DIR`, and passes the name of the texts' file and the version of the catalog
/// to the crate. The name contains the first half of the file's SHA-256: an app never reads the texts of another build, and
/// the service worker checks the file against its name.
fn write(content: &Content) -> Result<(), String> {
    let out = std::env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(Path::new(&out).join(name), bytes).map_err(|error| error.to_string())
    };
    let bytes = |of: postcard::Result<Vec<u8>>| of.map_err(|error| error.to_string());
    let catalog = bytes(postcard::to_allocvec(&content.catalog))?;
    let texts = bytes(postcard::to_allocvec(&content.texts))?;
    let mut outline = content.catalog.clone();
    let names = outline.take_names();
    let packed = outline.pack();
    write("outline.bin", &bytes(postcard::to_allocvec(&outline))?)?;
    write("packed.bin", &packed)?;
    write("names.bin", &bytes(postcard::to_allocvec(&names))?)?;
    write("texts.bin", &texts)?;
    let hash = Sha256::digest(&texts);
    let hash: String = hash[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("cargo::rustc-env=DEMARC_TEXTS=texts-{hash}.bin");
    let both = [catalog, texts].concat();
    println!(
        "cargo::rustc-env=DEMARC_CATALOG={:08x}",
        fnv(&both) & 0xffff_ffff
    );
    Ok(())
}

/// The 64-bit FNV-1a hash. It only tells contents apart; it protects against nothing.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
