//! Step 2, split: the app without its later pages, and modules of what those pages need, which `wasm_split` marks in the app.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::failure::Failure;
use crate::project;

/// The script that loads split modules. Its name is part of the names that the splitter writes.
pub const LOADER: &str = "__wasm_split.js";

/// What the splitter makes of the app.
#[derive(Debug)]
pub struct Split {
    /// The app without its later pages.
    pub main: PathBuf,
    /// The splitter's own loader, which fetches each module by itself.
    pub loader: PathBuf,
    /// Per group of pages the modules that it needs.
    pub needed: HashMap<String, Vec<String>>,
    folder: PathBuf,
}

impl Split {
    /// The file of a module.
    pub fn module(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.wasm"))
    }

    /// A file for a step in between.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join(format!("scratch_{name}.wasm"))
    }
}

/// Splits the app's WebAssembly, which is bound to a script of this name, into files in a folder.
///
/// # Errors
/// When the app was compiled without relocations, or a file can't be written.
pub fn split(wasm: &Path, script: &str, folder: &Path) -> Result<Split, Failure> {
    let bytes = project::read_bytes(wasm)?;
    let main = folder.join("main.wasm");
    let (script, loader) = (format!("./{script}"), format!("./{LOADER}"));
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &loader;
    let made = transform(options)
        .map_err(|error| Failure::new(format!("{} can't be split: {error:#}", wasm.display())))?;
    Ok(Split {
        loader: folder.join(LOADER),
        needed: made.prefetch_map,
        folder: folder.to_path_buf(),
        main,
    })
}
