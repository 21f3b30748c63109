//! `cargo xtask evidence-files`: what Demarc reads from files of scanners that somebody has.

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use demarc_core::evidence::{Scan, Tally};
use demarc_findings::ReadOptions;

use crate::failure::Failure;

/// Prints a row for every file in a folder and the folders in it.
///
/// # Errors
/// When a folder or a file can't be opened.
pub fn run(folder: &Path) -> Result<(), Failure> {
    let texts = demarc_edition::texts().ok_or_else(|| Failure::new("the catalog has no words"))?;
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    println!(
        "file | kind | tool | passed failed muted manual unknown | checks known/unknown | accounts | Regions | days | left out"
    );
    for path in &files {
        let shown = path.strip_prefix(folder).unwrap_or(path).display();
        let file = File::open(path).map_err(|error| cant(path, &error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut never = |_| ControlFlow::Continue(());
        let options = ReadOptions { examples: false };
        match demarc_findings::read(&name, file, &texts.check_lists, options, &mut never) {
            Ok(contents) => {
                for scan in &contents.scans {
                    println!("{shown} | {}", row(scan));
                }
                for it in &contents.passed_over {
                    println!("{shown}: {} | – | {}", it.file, it.reason);
                }
            }
            Err(error) => println!("{shown} | – | {error}"),
        }
    }
    Ok(())
}

/// Finds the files in a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| cant(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| cant(folder, &error))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn cant(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} can't be read: {error}", path.display()))
}

/// What a scan says, in one row.
fn row(scan: &Scan) -> String {
    let tallies: Vec<&Tally> = scan
        .checks
        .values()
        .flat_map(|it| it.values().flatten())
        .collect();
    let sum = |of: fn(&Tally) -> u32| -> u64 { tallies.iter().map(|it| u64::from(of(it))).sum() };
    let counts = [
        sum(|it| it.passed),
        sum(|it| it.failed),
        sum(|it| it.muted),
        sum(|it| it.manual),
        sum(|it| it.unknown),
    ];
    let lists = scan
        .checks
        .iter()
        .map(|(list, checks)| format!("{list} {}", checks.len()));
    let named: Vec<&str> = scan
        .unknown_checks
        .keys()
        .map(String::as_str)
        .take(6)
        .collect();
    let left_out = scan
        .left_out
        .iter()
        .map(|(why, count)| format!("{} {count}", why.key()));
    let days = match (&scan.oldest, &scan.newest) {
        (Some(oldest), Some(newest)) if oldest == newest => newest.to_string(),
        (Some(oldest), Some(newest)) => format!("{oldest}–{newest}"),
        _ => "–".to_owned(),
    };
    let mut row = vec![
        scan.kind.key().to_owned(),
        scan.tool.clone(),
        counts.map(|it| it.to_string()).join(" "),
        format!("{}/{}", joined(lists), scan.unknown_checks.len()),
        format!("{}", scan.accounts.len() + scan.other_accounts as usize),
        format!("{}", scan.regions.len()),
        days,
        joined(left_out),
    ];
    if !named.is_empty() {
        row.push(format!("unknown: {}", named.join(", ")));
    }
    if scan.is_cut_off {
        row.push("cut off".to_owned());
    }
    row.join(" | ")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        "–".to_owned()
    } else {
        parts.join(", ")
    }
}
