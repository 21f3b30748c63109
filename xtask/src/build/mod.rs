//! `cargo xtask build`: the site, from the compiler to the service worker. [`finish`] has all steps in order.

mod bind;
mod cache;
mod compile;
mod crates;
mod esbuild;
mod hash;
mod manifest;
mod merge_chunks;
mod optimize;
mod page;
mod remap_paths;
mod reorder_functions;
mod service_worker;
mod shorten_imports;
pub mod single_file;
mod size;
mod split;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use demarc_edition::{TEXTS_FILES, texts_bytes, texts_file};

use self::bind::Binding;
use self::compile::Programs;
use self::manifest::{Manifest, When};
use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::tools::Tools;

/// How the app is bound.
const APP: Binding = Binding {
    name: "demarc",
    is_split: true,
};

/// How the worker is bound, which the app starts when the user asks for a file. Nothing of it is in the first load.
const WORKER: Binding = Binding {
    name: "demarc_worker",
    is_split: false,
};
/// The worker's folder below the app's, and the script that the app starts, from its source.
const WORKER_FOLDER: &str = "exporter";
const WORKER_SCRIPT: &str = "exporter/worker.js";
const WORKER_SCRIPT_FROM: &str = "crates/worker/worker.js";

/// The app's own scripts: what starts it, and what keeps it for use without a network.
const SCRIPTS: [&str; 2] = ["boot.js", "offline.js"];
/// The styles that are fetched once the app runs, each with the folders of its sources: of the pages that ask, of all
/// others, and of the first page's field for services and its table.
const LATER_STYLES: [(&str, &[&str]); 4] = [
    ("ask.css", &["style/both", "style/ask"]),
    ("later.css", &["style/both", "style/later"]),
    ("home.css", &["style/home"]),
    ("list.css", &["style/list"]),
];
/// The list of the files in the app's folder, with the hash of each. Only the service worker reads it.
const LIST: &str = "files.json";

/// Set for a site that is built again and again: not optimized, with function names for the browser's debugger, and
/// without a service worker, which would show the build before.
const IN_DEVELOPMENT: &str = "DEMARC_IN_DEVELOPMENT";

/// Runs `cargo xtask build`: installs what is missing, builds the site and weighs it; folds it into one file if asked to.
///
/// # Errors
/// When a tool can't be installed, the build fails, the site is too large, or it can't be folded.
pub fn run(public_url: &str, single_file: bool) -> Result<(), Failure> {
    let tools = Tools::install()?;
    site(&tools, public_url)?;
    if single_file {
        single_file::fold()?;
    }
    weigh()
}

/// Builds the site for a public URL into `dist/`.
///
/// # Errors
/// When the build fails.
pub fn site(tools: &Tools, public_url: &str) -> Result<(), Failure> {
    println!("building the site for {public_url} (a few minutes the first time)...");
    let start = Instant::now();
    compile::fetch()?;
    process::run(
        tools
            .trunk()
            .args(["build", "--release", "--public-url", public_url]),
    )?;
    println!("built dist/ in {} s", start.elapsed().as_secs());
    Ok(())
}

/// Prints what the built site weighs and how many crates are in it.
///
/// # Errors
/// When it is too large, or a file can't be read.
pub fn weigh() -> Result<(), Failure> {
    crates::print()?;
    size::gate(&project::dist(), &Manifest::read()?)
}

/// The command that serves the site on a port and builds it again when a file changes.
///
/// # Errors
/// When the crates can't be downloaded.
pub fn serve(tools: &Tools, port: u16) -> Result<Command, Failure> {
    compile::fetch()?;
    let mut trunk = tools.trunk();
    trunk
        .args(["serve", "--address", "127.0.0.1"])
        .args(["--port", &port.to_string()])
        .env(IN_DEVELOPMENT, "1");
    Ok(trunk)
}

/// Runs `cargo xtask finish`, the hook at the end of every build of trunk's: trunk copies the page and the static files,
/// this makes all the rest.
///
/// # Errors
/// When trunk did not start it, a step of the build fails, or a file can't be written.
pub fn finish() -> Result<(), Failure> {
    let site = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("trunk runs this command: use cargo xtask build"))?;
    let in_development = std::env::var_os(IN_DEVELOPMENT).is_some();
    let Programs { app, worker } = compile::compile()?;

    let folder = site.join("app");
    let kept = if in_development {
        "app-in-development"
    } else {
        "app"
    };
    cache::fill(&folder, kept, &app, |folder| {
        let work = project::target().join("build").join("split");
        project::empty(&work)?;
        let split = split::split(&app, &APP.script(), &work)?;
        merge_chunks::merge(&split, folder, split::LOADER)?;
        let main = APP.bind(&split.main, folder)?;
        if in_development {
            return Ok(());
        }
        optimize::optimize(&main)
    })?;
    let worker_folder = folder.join(WORKER_FOLDER);
    cache::fill(&worker_folder, "worker", &worker, |folder| {
        WORKER.bind(&worker, folder).map(drop)
    })?;
    add_scripts_and_styles(&folder)?;
    for index in 0..TEXTS_FILES {
        project::write(&folder.join(texts_file(index)), texts_bytes(index))?;
    }
    remap_paths::check(&folder)?;

    let folder = name_by_content(&site, &folder)?;
    let public_url = std::env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "./".to_owned());
    let names = page::Names {
        app: &folder,
        public_url: &public_url,
        has_service_worker: !in_development,
    };
    page::write(&site, names)?;
    if !in_development {
        service_worker::write(&site)?;
    }
    manifest(&site, &folder)?.write()
}

/// Adds the scripts and styles that are no part of a program, and makes the scripts of the app's folder small.
fn add_scripts_and_styles(app: &Path) -> Result<(), Failure> {
    let root = project::root();
    for script in SCRIPTS {
        let source = project::read_bytes(&root.join("public").join(script))?;
        project::write(&app.join(script), &source)?;
    }
    let source = project::read_bytes(&root.join(WORKER_SCRIPT_FROM))?;
    project::write(&app.join(WORKER_SCRIPT), &source)?;
    let mut scripts = project::files(app)?;
    scripts.retain(|file| file.ends_with(".js"));
    esbuild::minify(app, &scripts)?;

    for (name, folders) in LATER_STYLES {
        let mut sheets = Vec::new();
        for folder in folders.iter().map(|it| root.join(it)) {
            let files = project::files(&folder)?;
            sheets.extend(files.iter().map(|file| folder.join(file)));
        }
        let bundled = esbuild::bundle_styles(&sheets)?;
        project::write(&app.join(name), bundled.as_bytes())?;
    }
    Ok(())
}

/// Gives the app's folder a name that follows from its content; returns the name. So no file meets one of another build,
/// though the scripts import each other by fixed names, and whoever has the name can check the content: the name is the
/// hash of the list of the files, and the list has the hash of each. `public/sw.js` reads both.
fn name_by_content(site: &Path, app: &Path) -> Result<String, Failure> {
    let mut hashes = BTreeMap::new();
    for file in project::files(app)? {
        let hash = hash::hex(&project::read_bytes(&app.join(&file))?);
        hashes.insert(file, hash);
    }
    let list = serde_json::to_string(&hashes)
        .map_err(|error| Failure::new(format!("a file has no name in JSON: {error}")))?;
    project::write(&app.join(LIST), list.as_bytes())?;
    let name = format!("app-{}", hash::name(list.as_bytes()));
    std::fs::rename(app, site.join(&name))
        .map_err(|error| Failure::new(format!("{} can't be renamed: {error}", app.display())))?;
    Ok(name)
}

/// When each file of the app is fetched.
fn manifest(site: &Path, app: &str) -> Result<Manifest, Failure> {
    let mut manifest = Manifest {
        app: app.to_owned(),
        ..Manifest::default()
    };
    let main = format!("{}_bg.wasm", APP.name);
    let files = project::files(&site.join(app))?;
    for file in files.into_iter().filter(|file| file != LIST) {
        let when = if file.starts_with(&format!("{WORKER_FOLDER}/")) {
            When::Export
        } else if file == main || file.ends_with(".js") {
            When::FirstLoad
        } else {
            When::Later
        };
        manifest.files.insert(format!("{app}/{file}"), when);
    }
    manifest
        .files
        .insert(page::PAGE.to_owned(), When::FirstLoad);
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_fetched_when_the_app_needs_them() {
        let site = std::env::temp_dir().join(format!("demarc-manifest-{}", std::process::id()));
        for file in [
            "demarc_bg.wasm",
            "boot.js",
            "ask.wasm",
            "later.css",
            "texts-iam.bin",
            WORKER_SCRIPT,
        ] {
            project::write(&site.join("app").join(file), b"1").expect("a file");
        }
        let name = name_by_content(&site, &site.join("app")).expect("it can be renamed");
        let manifest = manifest(&site, &name);
        let list = project::read(&site.join(&name).join(LIST)).expect("a list");
        std::fs::remove_dir_all(&site).expect("removed");
        assert_eq!(name, format!("app-{}", hash::name(list.as_bytes())));
        let line = format!("\"{WORKER_SCRIPT}\":\"{}\"", hash::hex(b"1"));
        assert!(list.contains(&line) && !list.contains(LIST), "{list}");
        let manifest = manifest.expect("all there");
        let of = |when| {
            let files = manifest.files(when);
            files.map(|it| it.replace(&name, "app")).collect::<Vec<_>>()
        };
        assert_eq!(
            of(When::FirstLoad),
            ["app/boot.js", "app/demarc_bg.wasm", "index.html"]
        );
        assert_eq!(
            of(When::Later),
            ["app/ask.wasm", "app/later.css", "app/texts-iam.bin"]
        );
        assert_eq!(of(When::Export), ["app/exporter/worker.js"]);
    }

    #[test]
    fn every_build_lets_the_page_name_the_folder() {
        let page = project::read(&project::root().join(page::PAGE)).expect("it is there");
        let elements = crate::html::elements(&page).expect("no mistake");
        let boot = elements
            .iter()
            .find(|it| it.attribute("id") == Some("boot"));
        let boot = boot.expect("it starts the app");
        let named = [
            ("src", SCRIPTS[0].to_owned()),
            ("data-js", APP.script()),
            ("data-wasm", format!("{}_bg.wasm", APP.name)),
            ("data-exporter", format!("{WORKER_FOLDER}/")),
        ];
        for (attribute, file) in named {
            assert_eq!(
                boot.attribute(attribute),
                Some(format!("app/{file}").as_str())
            );
        }
    }
}
