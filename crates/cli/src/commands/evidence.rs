//! `demarc evidence`: reduces files of scanners to a file of evidence.

use std::path::Path;

use demarc_core::assessment::Moment;
use demarc_core::evidence::Evidence;
use demarc_core::exchange::evidence::{EvidenceFile, ReadScan};
use demarc_core::labels;
use demarc_core::store::Entries;
use demarc_worker::ReadOptions;

use crate::arguments::Evidence as Arguments;
use crate::edition::Edition;
use crate::failure::Failure;
use crate::output::{print, printable, say, write};
use crate::table::columns;
use crate::{clock, evidence};

const HEADINGS: [&str; 6] = ["File", "Tool", "Days", "Accounts", "Regions", "Results"];

/// Writes the evidence of all files that can be read, and tells what was read. It fails when one can't be read.
pub fn run(arguments: &Arguments, edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let (_, today) = clock::now()?;
    evidence::once(arguments.files.iter())?;
    let options = ReadOptions {
        examples: arguments.examples,
    };
    let mut entries = Entries::default();
    let (mut rows, mut left_out) = (vec![HEADINGS.map(str::to_owned).to_vec()], String::new());
    let mut failures = Vec::new();
    for path in &arguments.files {
        match evidence::read(path, edition, options, &today) {
            Ok(mut found) => {
                evidence::warn(path, &found);
                for it in &mut found.evidence.scans {
                    rows.push(row(it));
                    left_out += &lines(it);
                    // A file of evidence can have them.
                    if !arguments.examples {
                        it.scan.examples.clear();
                    }
                }
                found.evidence.add_to(&mut entries, Moment::default());
            }
            Err(failure) => failures.push(failure),
        }
    }
    if failures.len() < arguments.files.len() {
        say(&format!("{}{left_out}", columns(&rows)));
        let file = EvidenceFile::from(&Evidence::of(&entries));
        let text = file.write() + "\n";
        match arguments.output.as_deref() {
            Some(path) if path != Path::new("-") => write(path, text.as_bytes())?,
            _ => print(text.as_bytes())?,
        }
    }
    match Failure::all(&failures) {
        Some(failure) => Err(failure),
        None => Ok(Vec::new()),
    }
}

/// What was read of a scan.
fn row(of: &ReadScan) -> Vec<String> {
    let scan = &of.scan;
    let days = match (&scan.oldest, &scan.newest) {
        (Some(oldest), Some(newest)) if oldest == newest => newest.to_string(),
        (Some(oldest), Some(newest)) => format!("{oldest} to {newest}"),
        _ => format!("none; read on {}", of.added),
    };
    vec![
        printable(&scan.file),
        printable(&scan.tool),
        days,
        labels::evidence::scan_accounts(scan),
        labels::evidence::scan_regions(scan),
        labels::evidence::results(scan),
    ]
}

/// What of a scan was left out, a line for each reason.
fn lines(of: &ReadScan) -> String {
    let lines = labels::evidence::all_left_out(&of.scan).into_iter();
    let file = printable(&of.scan.file);
    lines
        .map(|it| format!("left out of {file}: {}\n", printable(&it)))
        .collect()
}
