//! The app as the site holds it: WebAssembly for the first load, parts that come later, and the scripts that bind them.
//! The functions that mark the parts are in `src/ui/pages/later.rs`; which code goes where follows from what they call.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::binaryen;
use crate::bundles::{self, Bundles};
use crate::exporter;
use crate::failure::Failure;
use crate::folders;
use crate::glue;
use crate::inline;
use crate::process;
use crate::project;
use crate::tools::target;

/// The app's program.
const NAME: &str = "demarc";
/// The script that fetches the parts. Its name is part of the names that the splitter writes.
const LOADER: &str = "__wasm_split.js";

/// The scripts of ours beside it: what starts the app, and what a site is beyond a page.
const SCRIPTS: [&str; 2] = ["boot.js", "offline.js"];

/// Makes scripts small; npm has it.
const ESBUILD: &str = if cfg!(windows) {
    "esbuild.cmd"
} else {
    "esbuild"
};

/// The styles of the pages that come later, and the folder that has them in several files.
const STYLES: &str = "later.css";
const STYLES_FROM: &str = "style/later";

/// Builds the app into a folder of the site, and gives the folder's name. It changes with whatever is in the folder,
/// so that a part never meets another build's; inside, names stay as they are.
///
/// # Errors
/// When a step of the build fails, or a file can't be written.
pub fn build(site: &Path) -> Result<String, Failure> {
    // Relocations tell the splitter what leads to what.
    let relocations = ["-C", "link-arg=--emit-relocs"];
    let wasm = compile(NAME, NAME, &["--bin", NAME], &relocations)?;
    let work = project::target().join("parts");
    empty(&work)?;
    let (main, needed) = split(&wasm, &work)?;
    let bundles = Bundles::plan(&needed, |name| size(&bundles::module(&work, name)))?;
    let app = site.join("app");
    empty(&app)?;
    // What the linker exports is what the parts stand on.
    let bound = bind(&main, &app, NAME, &["--keep-lld-exports"])?;
    shorten(&bound, &app.join(format!("{NAME}.js")))?;
    binaryen::optimize(&bound, &bound)?;
    bundles.write(&work, &app)?;
    let splitters = project::read(&work.join(LOADER))?;
    project::write(&app.join(LOADER), bundles.loader(&splitters)?.as_bytes())?;
    project::write(&app.join(STYLES), styles()?.as_bytes())?;
    for script in SCRIPTS {
        let from = project::root().join("public").join(script);
        project::write(&app.join(script), &project::read_bytes(&from)?)?;
    }
    minify(&app)?;
    exporter::build(&app)?;

    let name = format!("app-{:016x}", hash(&app)?);
    std::fs::rename(&app, site.join(&name))
        .map_err(|error| Failure::new(format!("{} can't be moved: {error}", app.display())))?;
    Ok(name)
}

/// Compiles a package for browsers, with what else the compiler is to be told; gives the file.
pub fn compile(package: &str, file: &str, of: &[&str], flags: &[&str]) -> Result<PathBuf, Failure> {
    let setting = folders::setting()?;
    let mut cargo = process::cargo(["rustc", "--config", &setting, "--release"]);
    cargo
        .args(["--package", package])
        .args(of)
        .args(["--target", target::WASM])
        .arg("--")
        .args(flags);
    // Flags from outside would take the place of all that cargo's settings say, not of the ones they name.
    process::run(
        cargo
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
    )?;
    let folder = project::target().join(target::WASM).join("release");
    Ok(folder.join(format!("{file}.wasm")))
}

/// Takes the parts out; gives what is left, and for each group of pages the modules that it needs.
fn split(wasm: &Path, work: &Path) -> Result<(PathBuf, HashMap<String, Vec<String>>), Failure> {
    let bytes = project::read_bytes(wasm)?;
    let main = work.join("main.wasm");
    let (script, loader) = (format!("./{NAME}.js"), format!("./{LOADER}"));
    let mut options = Options::new(&bytes);
    options.output_dir = work;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &loader;
    let split = transform(options)
        .map_err(|error| Failure::new(format!("the app can't be split: {error:#}")))?;
    Ok((main, split.prefetch_map))
}

/// Binds WebAssembly to JavaScript; gives what it is after.
pub fn bind(wasm: &Path, to: &Path, name: &str, more: &[&str]) -> Result<PathBuf, Failure> {
    let mut bindgen = process::program("wasm-bindgen");
    bindgen
        .args([
            "--target",
            "web",
            "--no-typescript",
            "--remove-name-section",
        ])
        .args(["--out-name", name])
        .args(more)
        .arg("--out-dir")
        .arg(to)
        .arg(wasm);
    process::run(&mut bindgen)?;
    Ok(to.join(format!("{name}_bg.wasm")))
}

/// Gives what the app and its script call by the same names short ones.
fn shorten(wasm: &Path, script: &Path) -> Result<(), Failure> {
    let (short, renamed) = glue::shorten(&project::read_bytes(wasm)?, &project::read(script)?)
        .map_err(|problem| {
            Failure::new(format!(
                "{} is not as expected: {problem}",
                script.display()
            ))
        })?;
    project::write(wasm, &short)?;
    project::write(script, renamed.as_bytes())
}

/// Takes out of the scripts in a folder what is for who reads them.
fn minify(folder: &Path) -> Result<(), Failure> {
    let mut esbuild = process::program(ESBUILD);
    for file in project::files(folder)? {
        if file.ends_with(".js") && !file.contains('/') {
            esbuild.arg(folder.join(file));
        }
    }
    let to = format!("--outdir={}", folder.display());
    esbuild.args([
        "--minify",
        "--format=esm",
        "--allow-overwrite",
        "--log-level=warning",
    ]);
    // wasm-bindgen names the script that fetches the parts once for each of them.
    esbuild.args(["--log-override:duplicate-object-key=silent", &to]);
    process::run(&mut esbuild)
}

/// The styles of the pages that come later, in one piece. They are in cascade layers, so their order says nothing.
fn styles() -> Result<String, Failure> {
    let folder = project::root().join(STYLES_FROM);
    let mut files = project::files(&folder)?;
    files.sort();
    let mut styles = String::new();
    for file in files {
        let text = project::read(&folder.join(file))?;
        styles += &inline::compact(&text);
    }
    Ok(styles)
}

/// A number that changes with the names and contents in a folder.
fn hash(folder: &Path) -> Result<u64, Failure> {
    let mut files = project::files(folder)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        project::read_bytes(&folder.join(&file))?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// Makes the folder an empty one.
pub fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        std::fs::remove_dir_all(folder).map_err(|error| {
            Failure::new(format!("{} can't be emptied: {error}", folder.display()))
        })?;
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format!("{} can't be made: {error}", folder.display())))
}

/// The size of a file in bytes.
fn size(file: &Path) -> Result<u64, Failure> {
    let about = std::fs::metadata(file)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))?;
    Ok(about.len())
}
