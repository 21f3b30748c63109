//! `demarc validate`: whether files can be read, and what is in them.

use std::path::Path;

use demarc_core::exchange::file::Contents;
use demarc_core::labels;

use crate::arguments::Validate;
use crate::edition::Edition;
use crate::failure::Failure;
use crate::input;
use crate::output::{print, printable, tell};

/// Says of each file what is in it. All are looked at before the command fails.
pub fn run(arguments: &Validate, edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let mut failures = Vec::new();
    let mut doubts = Vec::new();
    for path in &arguments.files {
        match input::read(path) {
            Ok(contents) => {
                print(said(path, &contents).as_bytes())?;
                doubts.extend(doubted(path, &contents, edition));
            }
            Err(failure) => failures.push(failure.to_string()),
        }
    }
    if !failures.is_empty() {
        return Err(Failure::new(failures.join("\nerror: ")));
    }
    if arguments.strict {
        return Ok(doubts);
    }
    for doubt in doubts {
        tell("warning", &doubt);
    }
    Ok(Vec::new())
}

/// What is in a file: counts, then a line for each assessment.
fn said(path: &Path, contents: &Contents) -> String {
    let all = &contents.assessments;
    let snapshots = all.iter().filter(|it| it.snapshot.is_some()).count();
    let assessments = labels::count(all.len() - snapshots, "assessment", "assessments");
    let mut line = format!("{}: {assessments}", input::name(path));
    if snapshots > 0 {
        line += &format!(", {}", labels::count(snapshots, "snapshot", "snapshots"));
    }
    line.push('\n');
    if !all.is_empty() {
        line += &input::list(all);
        line.push('\n');
    }
    line
}

/// What a strict pipeline does not let pass: what the catalog does not know, and records that can't be read.
fn doubted(path: &Path, contents: &Contents, edition: Edition<'_>) -> Vec<String> {
    let file = input::name(path);
    let mut doubts = Vec::new();
    if contents.unreadable > 0 {
        let records = labels::count(contents.unreadable, "record", "records");
        doubts.push(format!("{file}: {records} can't be read"));
    }
    for it in &contents.assessments {
        let unknown = it.unknown(edition.catalog);
        if !unknown.is_empty() {
            let name = printable(labels::name(&it.name));
            let unknown = unknown.join(", ");
            doubts.push(format!(
                "{file}: “{name}” holds what this catalog does not know, and does not count: {unknown}"
            ));
        }
    }
    doubts
}
