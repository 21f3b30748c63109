//! Measures the engine by itself: on the host with criterion, in the browser with a test.

use std::path::Path;

use serde_json::Value;

use super::figures::{Figures, OURS};
use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::test;
use crate::tools::Browser;

/// How many times the catalog there is, as the benchmark names it.
pub const SIZES: [(&str, f64); 3] = [("1x", 1.0), ("10x", 10.0), ("100x", 100.0)];

/// What is measured at every size: as the benchmark names it, and in words.
pub const WORK: [(&str, &str); 7] = [
    ("analyze", "analyze, today’s services"),
    ("analyze-everything", "analyze, every service there is"),
    ("frameworks", "frameworks, today’s services"),
    ("catalog", "read the catalog"),
    ("words", "read its words"),
    ("save", "write an assessment of everything"),
    ("load", "read it"),
];

/// What comes before the figure that a test in the browser prints.
const PRINTED: &str = "analyze, largest assessment: ";

/// Measures on the host.
///
/// # Errors
/// When the benchmark does not run, or leaves no figures.
pub fn on_the_host(figures: &mut Figures) -> Result<(), Failure> {
    process::run(&mut process::cargo([
        "bench", "--quiet", "--bench", "growth", "--", "--quiet",
    ]))?;
    let folder = project::target().join("criterion");
    for (work, _) in WORK {
        for (size, _) in SIZES {
            let folder = folder.join(work).join(size).join("new");
            let nanoseconds = number(&folder.join("estimates.json"), "/median/point_estimate")?;
            let length = number(&folder.join("benchmark.json"), "/throughput/Elements")?;
            figures.add(&format!("engine.{work}"), OURS, size, 0, nanoseconds / 1e6);
            figures.add(&format!("engine.{work}.length"), OURS, size, 0, length);
        }
    }
    Ok(())
}

/// Measures the analysis in the browser, compiled as the site is.
///
/// # Errors
/// When the tests do not run, or print no figure.
pub fn in_the_browser(browser: &Browser, figures: &mut Figures) -> Result<(), Failure> {
    let mut cargo = test::in_browser(browser)?;
    cargo.args(["--release", "--", "--nocapture"]);
    let told = process::output(&mut cargo).ok_or_else(|| {
        Failure::new("the tests in the browser do not pass: see cargo xtask test")
    })?;
    let lines = told.lines().filter(|line| line.contains(" ms"));
    lines.for_each(|line| println!("{}", line.trim()));
    let rest = told.split(PRINTED).nth(1).unwrap_or_default();
    let value = rest
        .split_whitespace()
        .next()
        .and_then(|it| it.parse().ok());
    let value = value.ok_or_else(|| Failure::new("the tests in the browser print no figure"))?;
    figures.add("engine.in-browser", OURS, "plain", 0, value);
    Ok(())
}

/// A number that criterion left in a file, at this place in it.
fn number(file: &Path, index: &str) -> Result<f64, Failure> {
    let text = std::fs::read_to_string(file).ok();
    let left: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
    let found = left.and_then(|it| it.pointer(index)?.as_f64());
    found.ok_or_else(|| Failure::new(format!("criterion left no {index} in {}", file.display())))
}
