//! Reads and checks `catalog/` and writes it as binary files: the catalog without its names and without what is packed, what
//! is packed, the names, and the texts in parts: those of each domain's practices, and all others.
//! A mistake in `catalog/` fails the build with file and line.

use demarc_catalog::{Content, source};
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

/// Writes the catalog and its texts to `OUT_DIR`, and passes the version of the catalog to the crate.
fn write(content: &Content) -> Result<(), String> {
    let out = std::env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(Path::new(&out).join(name), bytes).map_err(|error| error.to_string())
    };
    let bytes = |of: postcard::Result<Vec<u8>>| of.map_err(|error| error.to_string());
    let catalog = bytes(postcard::to_allocvec(&content.catalog))?;
    let mut outline = content.catalog.clone();
    let names = outline.take_names();
    let packed = outline.pack();
    write("outline.bin", &bytes(postcard::to_allocvec(&outline))?)?;
    write("packed.bin", &packed)?;
    write("names.bin", &bytes(postcard::to_allocvec(&names))?)?;
    let mut both = catalog;
    let mut included = String::new();
    for (index, texts) in parts(content)?.iter().enumerate() {
        let name = format!("texts-{index}.bin");
        write(&name, texts)?;
        both.extend(texts);
        included += &format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")),\n");
    }
    let count = content.catalog.domains.len() + 1;
    let code = format!(
        "/// The number of the files with the texts: one for each domain, and one for the rest.\n\
         pub const TEXTS_FILES: usize = {count};\n\
         #[cfg(not(target_arch = \"wasm32\"))]\n\
         const TEXTS: [&[u8]; TEXTS_FILES] = [{included}];\n"
    );
    write("texts.rs", code.as_bytes())?;
    println!(
        "cargo::rustc-env=DEMARC_CATALOG={:08x}",
        fnv(&both) & 0xffff_ffff
    );
    Ok(())
}

/// The texts of the practices of each domain, in the order of the catalog, then all others.
fn parts(content: &Content) -> Result<Vec<Vec<u8>>, String> {
    let mut texts = content.texts.clone();
    let practices = std::mem::take(&mut texts.practices);
    let domains = content.catalog.domains.iter();
    let of_domains = domains.map(|domain| {
        let of_domain = practices.iter().filter(|it| it.id.is_in(&domain.id));
        postcard::to_allocvec(&of_domain.collect::<Vec<_>>())
    });
    let parts = of_domains.chain([postcard::to_allocvec(&texts)]);
    parts
        .map(|it| it.map_err(|error| error.to_string()))
        .collect()
}

/// The 64-bit FNV-1a hash. It only tells contents apart; it protects against nothing.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
