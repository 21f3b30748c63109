//! The scripts of the site, bundled by esbuild for one page: the app's, with the worker's in it, and that of the page that
//! needs no app. What is ours in them lies in `xtask/single`.

use std::path::{Path, PathBuf};

use super::page::{Tag, tags};
use super::{PAGE, RESCUE, RESCUE_ADDRESS, Site, has_extension};
use crate::exporter;
use crate::failure::Failure;
use crate::parts;
use crate::process;
use crate::project;
use crate::tools::Tools;

/// The id of the script that starts the app.
pub const BOOT: &str = "boot";

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
    /// When a page lacks its script, or they can't be bundled.
    pub fn bundle(tools: &Tools, site: &Site, page: &str, rescue: &str) -> Result<Self, Failure> {
        let work = project::target().join("single");
        copy(site, &work)?;
        let tag = script(page, PAGE, |tag| tag.attribute("id") == Some(BOOT))?;
        let at = |attribute: &str| {
            let reference = tag.attribute(attribute).unwrap_or_default();
            Ok::<_, Failure>(work.join(site.resolve(reference)?))
        };
        let (boot, app) = (at("src")?, at("data-js")?);
        project::write(&boot, importing(&project::read(&boot)?, &app)?.as_bytes())?;
        let exporter = at("data-exporter")?.join(exporter::WORKER);

        let worker = work.join("worker.txt");
        let bundle = Bundle {
            tools,
            work: &work,
            // It is no module, so that browsers start it from a text; then they don't set this.
            options: &["--format=iife", "--define:import.meta.url=\"file:///\""],
        };
        let first = format!("--inject:{}", ours("worker.js").display());
        project::write(&worker, bundle.of(&exporter, &[first])?.as_bytes())?;

        let bundle = Bundle {
            options: &["--format=esm"],
            ..bundle
        };
        let alias = |name: &str, file: &Path| format!("--alias:{name}={}", file.display());
        let aliases = [alias("worker", &worker), alias("boot", &boot)];
        let page = bundle.of(&ours("page.js"), &aliases)?;
        let saving = work.join("rescue.js");
        let tag = script(rescue, RESCUE, |tag| !tag.text.is_empty())?;
        project::write(&saving, tag.text.as_bytes())?;
        let rescue = bundle.of(&ours("rescue.js"), &[alias("rescue", &saving)])?;
        Ok(Self { page, rescue })
    }
}

/// Copies the scripts of a site's folders, so that one of them can be changed.
fn copy(site: &Site, work: &Path) -> Result<(), Failure> {
    parts::empty(work)?;
    for file in project::files(&site.folder)? {
        let to = work.join(&file);
        let folder = to.parent().unwrap_or(work);
        if has_extension(&file, &["js"]) && folder != work {
            std::fs::create_dir_all(folder).map_err(|error| {
                Failure::new(format!("{} can't be made: {error}", folder.display()))
            })?;
            project::write(&to, &project::read_bytes(&site.folder.join(&file))?)?;
        }
    }
    Ok(())
}

/// The script of a page that is meant.
fn script<'a>(
    page: &'a str,
    name: &str,
    is_meant: impl Fn(&Tag) -> bool,
) -> Result<Tag<'a>, Failure> {
    tags(page)?
        .into_iter()
        .find(|tag| tag.name == "script" && is_meant(tag))
        .ok_or_else(|| Failure::new(format!("{name} lacks the script that it lives by")))
}

/// The script that starts the app, with the app's path where the script reads it from the page, so that the bundler can
/// follow; and with the address in the one file of the page that needs no app.
fn importing(script: &str, app: &Path) -> Result<String, Failure> {
    let mistake = |what| Failure::new(format!("the script that starts the app {what}"));
    let mut parts = script.split("import(");
    let mut followed = parts.next().unwrap_or_default().to_owned();
    let mut replaced = 0;
    for part in parts {
        followed.push_str("import(");
        if part.starts_with(['"', '\'']) {
            followed.push_str(part);
            continue;
        }
        let end = closing(part).ok_or_else(|| mistake("has no end"))?;
        followed.push_str(&format!("{:?}", app.display().to_string()));
        followed.push_str(&part[end..]);
        replaced += 1;
    }
    let page = format!("\"{RESCUE}\"");
    if replaced != 1 || !script.contains(&page) {
        return Err(mistake(
            "reads not exactly one import from the page, or names no page that needs no app",
        ));
    }
    Ok(followed.replace(&page, &format!("\"{RESCUE_ADDRESS}\"")))
}

/// Where the bracket closes that was opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1;
    text.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })
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
                // The splitter has several modules read from one.
                "--log-override:duplicate-object-key=silent",
            ])
            .arg(format!("--outfile={}", to.display()));
        process::run(&mut esbuild)?;
        project::read(&to)
    }
}

/// A script of ours for one file.
fn ours(name: &str) -> PathBuf {
    project::root().join("xtask").join("single").join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundler_can_follow_what_starts_the_app() {
        let script =
            "import(new URL(js, base()).href).then(it => it(\"rescue.html\")); import(\"./a.js\")";
        let app = Path::new("app-1").join("demarc.js");
        let followed = importing(script, &app).expect("it reads one import from the page");
        assert!(followed.starts_with("import(\"app-1"), "{followed}");
        assert!(followed.ends_with("demarc.js\").then(it => it(\"?rescue\")); import(\"./a.js\")"));
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
        let boot = project::read(&boot).expect("it is there");
        importing(&boot, Path::new("app.js")).expect("it reads one import from the page");
    }
}
