//! Reads `catalog/`, checks it, and hands it to the app in a compact form: a mistake in the content fails the build.

#[path = "src/catalog/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the build script uses the reader and the checks only"
)]
mod catalog;

use std::path::Path;

fn main() -> std::process::ExitCode {
    println!("cargo::rerun-if-changed=catalog");
    println!("cargo::rerun-if-changed=src/catalog");
    let catalog = match catalog::source::read_dir(Path::new("catalog")) {
        Ok(catalog) => catalog,
        Err(mistakes) => {
            for mistake in mistakes {
                println!("cargo::error=catalog/{mistake}");
            }
            return std::process::ExitCode::FAILURE;
        }
    };
    let written = std::env::var("OUT_DIR")
        .map_err(|error| error.to_string())
        .and_then(|out| {
            let bytes = postcard::to_allocvec(&catalog).map_err(|error| error.to_string())?;
            std::fs::write(Path::new(&out).join("catalog.bin"), bytes)
                .map_err(|error| error.to_string())
        });
    match written {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=the catalog could not be written: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
