//! `cargo xtask bench`: what Demarc costs beside the alternatives, what the engine costs by itself, as one table.
//! Figures to read, with the bars they are held against: nothing here passes or fails.

mod document;
mod engine;
mod figures;
mod machine;
mod rows;
mod tables;

use figures::Figures;

use crate::failure::Failure;
use crate::peers;
use crate::process;
use crate::project;
use crate::site;
use crate::test;
use crate::tools::{Browser, Tools, npm};

/// The parts that can be measured by themselves; those in the browser are known there by the same names.
pub const PARTS: [&str; 5] = ["load", "answers", "lighthouse", "changes", "engine"];

/// Installs what is missing, measures, and writes the document; of one part alone, the figures are printed only.
///
/// # Errors
/// When something can't be installed or built, or a benchmark does not run.
pub fn run(only: Option<&str>) -> Result<(), Failure> {
    let browser = Browser::install()?;
    let tools = Tools::install()?;
    let facts = machine::facts(&browser.chromium)?;
    let mut figures = Figures::default();
    let in_browser: Vec<_> = PARTS[..4]
        .iter()
        .filter(|part| only.is_none_or(|only| only == **part))
        .collect();
    if !in_browser.is_empty() {
        site::build(&tools, test::PUBLIC_PATH)?;
        let peers = peers::build(&project::dist())?;
        let file = project::target().join("performance.json");
        let mut cargo = process::cargo([
            "run",
            "--quiet",
            "--package",
            "demarc-e2e",
            "--bin",
            "performance",
            "--",
        ]);
        cargo.args(in_browser);
        test::with_site(&mut cargo, &browser);
        cargo
            .env("DEMARC_PEERS", peers)
            .env(
                "DEMARC_LIGHTHOUSE",
                npm::program(&npm::install_in(&peers::source())?, "lighthouse"),
            )
            .env("DEMARC_FIGURES", &file);
        process::run(&mut cargo)?;
        let measured = std::fs::read_to_string(&file)
            .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))?;
        figures.read(&measured)?;
    }
    if only.is_none_or(|only| only == "engine") {
        engine::on_the_host(&mut figures)?;
        engine::in_the_browser(&tools, &browser, &mut figures)?;
    }
    println!("{}", document::terminal(&figures));
    if only.is_some() {
        return Ok(());
    }
    let mut facts: document::Facts = facts
        .into_iter()
        .map(|(name, fact)| (name.to_owned(), fact))
        .collect();
    let packages = machine::packages(&peers::source().join("package.json"))?;
    let pinned = packages
        .iter()
        .map(|(name, version)| format!("{name} {version}"));
    facts.push(("Packages".to_owned(), pinned.collect::<Vec<_>>().join(", ")));
    for (name, prefix) in [
        ("Rounds of loads", "load."),
        ("Rounds of assessments", "answer."),
        ("Rounds of Lighthouse", "lighthouse."),
    ] {
        let rounds = figures.fewest_rounds(prefix).unwrap_or_default();
        facts.push((name.to_owned(), rounds.to_string()));
    }
    document::write(&figures, &facts)
}
