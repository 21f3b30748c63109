//! `cargo xtask bench`: what Demarc costs beside the baselines, with the bars it should meet. It fails at no figure.

mod document;
mod engine;
mod figures;
mod machine;
mod rows;
mod tables;

use std::str::FromStr;

use figures::Figures;

use crate::baselines;
use crate::build;
use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::test;
use crate::tools::{Browser, Tools, npm};

/// The parts that are measured in the browser, by the names that they have there.
const IN_BROWSER: [&str; 5] = ["load", "answers", "lighthouse", "changes", "evidence"];
/// The part that needs no page.
const ENGINE: &str = "engine";

/// A part that can be measured by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part(&'static str);

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = IN_BROWSER.into_iter().chain([ENGINE]);
        let part = parts.find(|part| *part == text);
        part.map(Self)
            .ok_or_else(|| format!("there is no part {text}"))
    }
}

/// Installs what is missing, measures, and writes the document; of one part alone, the figures are printed only.
///
/// # Errors
/// When something can't be installed or built, or a benchmark does not run.
pub fn run(only: Option<Part>) -> Result<(), Failure> {
    let browser = Browser::install()?;
    let tools = Tools::install()?;
    let facts = machine::facts(&browser.chromium)?;
    let mut figures = Figures::default();
    let in_browser: Vec<_> = IN_BROWSER
        .into_iter()
        .filter(|part| only.is_none_or(|only| only.0 == *part))
        .collect();
    if !in_browser.is_empty() {
        build::site(&tools, test::PUBLIC_PATH)?;
        let baselines = baselines::build(&project::dist())?;
        let file = project::target().join("performance.json");
        let mut cargo = process::cargo([
            "run",
            "--quiet",
            // It shares the machine with what it measures: the less it takes, the better.
            "--profile",
            "bench",
            "--package",
            "demarc-e2e",
            "--bin",
            "performance",
            "--",
        ]);
        cargo.args(in_browser);
        test::with_site(&mut cargo, &browser);
        cargo
            .env("DEMARC_PEERS", baselines)
            .env(
                "DEMARC_LIGHTHOUSE",
                npm::program_in(&npm::install_in(&baselines::source())?, "lighthouse"),
            )
            .env("DEMARC_FIGURES", &file);
        process::run(&mut cargo)?;
        let measured = std::fs::read_to_string(&file)
            .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))?;
        figures.read(&measured)?;
    }
    if only.is_none_or(|only| only.0 == ENGINE) {
        engine::on_the_host(&mut figures)?;
        engine::in_the_browser(&browser, &mut figures)?;
    }
    println!("{}", document::terminal(&figures));
    if only.is_some() {
        return Ok(());
    }
    let mut facts: document::Facts = facts
        .into_iter()
        .map(|(name, fact)| (name.to_owned(), fact))
        .collect();
    let packages = machine::packages(&baselines::source().join("package.json"))?;
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
