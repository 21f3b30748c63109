//! Step 4, bind: WebAssembly and the script through which it calls the browser, by wasm-bindgen's library.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use super::shorten_imports;
use crate::failure::Failure;
use crate::project;

/// How WebAssembly is bound.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The name of the script; the WebAssembly's ends in `_bg`.
    pub name: &'static str,
    /// Whether it is the main module of several: it keeps what the linker exports, which the others import, and its
    /// function names, which the optimizer removes and a browser's debugger shows.
    pub is_split: bool,
}

impl Binding {
    /// The name of the script.
    pub fn script(&self) -> String {
        format!("{}.js", self.name)
    }

    /// Binds WebAssembly into a folder; returns the bound file.
    ///
    /// # Errors
    /// When it was made for another version of wasm-bindgen, or a file can't be written.
    pub fn bind(&self, wasm: &Path, folder: &Path) -> Result<PathBuf, Failure> {
        let failed = |error: &dyn std::fmt::Display| {
            Failure::new(format!("{} can't be bound: {error}", wasm.display()))
        };
        let mut bindgen = Bindgen::new();
        bindgen
            .input_path(wasm)
            .out_name(self.name)
            .typescript(false)
            .remove_name_section(!self.is_split)
            .remove_producers_section(true)
            .keep_lld_exports(self.is_split);
        let mut bound = bindgen
            .web(true)
            .and_then(Bindgen::generate_output)
            .map_err(|error| failed(&format!("{error:#}")))?;
        let names = shorten_imports::in_module(bound.wasm_mut(), &format!("./{}_bg.js", self.name));
        bound
            .emit(folder)
            .map_err(|error| failed(&format!("{error:#}")))?;
        let script = folder.join(self.script());
        let shortened = shorten_imports::in_script(&project::read(&script)?, &names)
            .map_err(|problem| failed(&problem))?;
        project::write(&script, shortened.as_bytes())?;
        Ok(folder.join(format!("{}_bg.wasm", self.name)))
    }
}
