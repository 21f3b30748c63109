//! The scripts of the site, bundled by esbuild for one page: the app's, with the worker's in it, and that of the page that
//! needs no app. What is ours in them lies in `xtask/single`.

use std::path::{Path, PathBuf};

use super::page::{Tag, tags};
use super::{PAGE, RESCUE, RESCUE_ADDRESS, Site};
use crate::exporter;
use crate::failure::Failure;
use crate::parts;
use crate::process;
use crate::project;
use crate::tools::Tools;

/// The id of the script that starts the app.
pub const BOOT: &str = "boot";
/// The attribute of it that names the app.
const APP: &str = "data-js";

/// The scripts of the one file.
pub struct Scripts {
    /// What starts the app; the worker is in it.
    pub page: String,
    /// What shows the page that needs no app.
    pub rescue: String,
}

impl Scripts {
    /// Bundles the scripts that a site's pages name.
    ///
    /// # Errors
    /// When a page names no script, or they can't be bundled.
    pub fn bundle(tools: &Tools, site: &Site, page: &str, rescue: &str) -> Result<Self, Failure> {
        let work = project::target().join("single");
        parts::empty(&work)?;
        let boot = named(page, PAGE, |tag| tag.attribute("id") == Some(BOOT))?;
        let app = boot.attribute(APP).unwrap_or_default();
        let app = site.path(app)?;
        let Some(folder) = app.parent() else {
            return Err(Failure::new(format!("{PAGE} names no app")));
        };
        let starting = work.join("boot.js");
        let source = boot.attribute("src").unwrap_or_default();
        write(&starting, &importing(&site.text(source)?, &app)?)?;

        let worker = work.join("worker.txt");
        let bundle = Bundle {
            tools,
            work: &work,
            // It is no module, so that browsers start it from a text; then they don't set this.
            options: &["--format=iife", "--define:import.meta.url=\"file:///\""],
        };
        let first = ours("worker.js").display().to_string();
        let text = bundle.of(
            &folder.join(exporter::FOLDER).join(exporter::WORKER),
            &[format!("--inject:{first}")],
        )?;
        write(&worker, &text)?;

        let bundle = Bundle {
            options: &["--format=esm"],
            ..bundle
        };
        let alias = |name: &str, file: &Path| format!("--alias:{name}={}", file.display());
        let aliases = [alias("worker", &worker), alias("boot", &starting)];
        let page = bundle.of(&ours("page.js"), &aliases)?;
        let script = named(rescue, RESCUE, |tag| tag.attribute("src").is_some())?;
        let script = site.path(script.attribute("src").unwrap_or_default())?;
        let rescue = bundle.of(&ours("rescue.js"), &[alias("rescue", &script)])?;
        Ok(Self { page, rescue })
    }
}

/// The script of a page that is meant.
fn named<'a>(
    page: &'a str,
    name: &str,
    is_meant: impl Fn(&Tag) -> bool,
) -> Result<Tag<'a>, Failure> {
    tags(page)?
        .into_iter()
        .find(|tag| tag.name == "script" && is_meant(tag))
        .ok_or_else(|| Failure::new(format!("{name} lacks the script that it lives by")))
}

/// The script that starts the app, with the app by a name that the bundler can follow, where the script reads it from the
/// page; and with the address in the one file of the page that needs no app.
fn importing(script: &str, app: &Path) -> Result<String, Failure> {
    let mistake = |what| Failure::new(format!("the script that starts the app {what}"));
    let (before, after) = script
        .split_once("import(")
        .filter(|(_, after)| !after.contains("import("))
        .ok_or_else(|| mistake("imports not exactly one thing"))?;
    let mut depth = 1;
    let end = after.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let rest = end
        .map(|end| &after[end..])
        .ok_or_else(|| mistake("has no end"))?;
    let page = format!("\"{RESCUE}\"");
    let script = format!("{before}import({:?}{rest}", app.display().to_string());
    if !script.contains(&page) {
        return Err(mistake("nowhere names the page that needs no app"));
    }
    Ok(script.replace(&page, &format!("\"{RESCUE_ADDRESS}\"")))
}

/// How scripts are bundled.
#[derive(Clone, Copy)]
struct Bundle<'a> {
    tools: &'a Tools,
    work: &'a Path,
    options: &'a [&'a str],
}

impl Bundle<'_> {
    /// A script with all that it imports.
    fn of(&self, script: &Path, more: &[String]) -> Result<String, Failure> {
        let to = self.work.join("bundle.js");
        let mut esbuild = self.tools.bundler();
        esbuild
            .arg(script)
            .args(self.options)
            .args(more)
            .args([
                "--bundle",
                "--minify",
                "--charset=utf8",
                "--log-level=warning",
            ])
            .arg(format!("--outfile={}", to.display()));
        process::run(&mut esbuild)?;
        std::fs::read_to_string(&to)
            .map_err(|error| Failure::new(format!("{} can't be read: {error}", to.display())))
    }
}

/// A script of ours for one file.
fn ours(name: &str) -> PathBuf {
    project::root().join("xtask").join("single").join(name)
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text)
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundler_can_follow_what_starts_the_app() {
        let script = "import(new URL(js, base()).href).then(it => it(\"rescue.html\"))";
        let app = Path::new("app-1").join("demarc.js");
        let followed = importing(script, &app).expect("it imports one thing");
        assert!(followed.starts_with("import(\"app-1"), "{followed}");
        assert!(followed.ends_with("demarc.js\").then(it => it(\"?rescue\"))"));
        for script in [
            "start(\"rescue.html\")",
            "import(a); import(b); \"rescue.html\"",
            "import((a) + \"rescue.html\"",
            "import(a)",
        ] {
            assert!(importing(script, &app).is_err(), "{script}");
        }
    }

    #[test]
    fn what_starts_the_app_is_as_the_bundler_needs_it() {
        let boot = project::root().join("public").join("boot.js");
        let boot = std::fs::read_to_string(boot).expect("it is there");
        importing(&boot, Path::new("app.js")).expect("it imports one thing");
    }
}
