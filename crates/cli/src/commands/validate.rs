//! `demarc validate`: checks that files can be read, and prints their contents.

use std::path::Path;

use demarc_core::exchange::file::Contents;
use demarc_core::labels;

use crate::arguments::Validate;
use crate::edition::Edition;
use crate::failure::Failure;
use crate::input;
use crate::output::{print, tell};

/// Prints the contents of each file. All files are read before the command fails.
pub fn run(arguments: &Validate, edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let mut failures = Vec::new();
    let mut problems = Vec::new();
    for path in &arguments.files {
        match input::read(path) {
            Ok(contents) => {
                print(summary(path, &contents).as_bytes())?;
                problems.extend(rejected(path, &contents, edition));
            }
            Err(failure) => failures.push(failure),
        }
    }
    if let Some(failure) = Failure::all(&failures) {
        return Err(failure);
    }
    if arguments.strict {
        return Ok(problems);
    }
    for problem in problems {
        tell("warning", &problem);
    }
    Ok(Vec::new())
}

/// The contents of a file: counts, then a line per assessment.
fn summary(path: &Path, contents: &Contents) -> String {
    let all = &contents.assessments;
    let snapshots = all.iter().filter(|it| it.snapshot.is_some()).count();
    let assessments = labels::count(all.len() - snapshots, "assessment", "assessments");
    let mut line = format!("{}: {assessments}", input::name(path));
    if snapshots > 0 {
        line += &format!(", {}", labels::count(snapshots, "snapshot", "snapshots"));
    }
    let evidence = contents.evidence().len();
    if evidence > 0 {
        line += &format!(", evidence of {evidence}");
    }
    line.push('\n');
    if !all.is_empty() {
        line += &input::list(all);
        line.push('\n');
    }
    line
}

/// What `--strict` rejects: ids that the catalog does not know, and records that can't be read.
fn rejected(path: &Path, contents: &Contents, edition: Edition<'_>) -> Vec<String> {
    let file = input::name(path);
    let mut problems = Vec::new();
    if contents.unreadable > 0 {
        let records = labels::count(contents.unreadable, "record", "records");
        problems.push(format!("{file}: {records} can't be read"));
    }
    for it in &contents.assessments {
        let unknown = it.unknown(edition.catalog);
        if !unknown.is_empty() {
            let name = labels::name(&it.name);
            let unknown = unknown.join(", ");
            problems.push(format!(
                "{file}: “{name}” holds what this catalog does not know, and does not count: {unknown}"
            ));
        }
    }
    problems
}
