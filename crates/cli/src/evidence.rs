//! Reads what scanners found: their files, and files of evidence.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use demarc_catalog::Date;
use demarc_core::evidence::{Evidence, Scan};
use demarc_core::store::Entries;
use demarc_worker::{FindingsRead, ReadOptions, read_evidence};

use crate::arguments::{Findings, Limits, Source};
use crate::edition::Edition;
use crate::failure::Failure;
use crate::input::{is_standard_input, name};
use crate::output::{printable, tell};

/// The most that is read of standard input, in bytes: it is kept in memory.
const LARGEST_INPUT: u64 = 1 << 30;

/// The evidence that is in the file of the assessment, with that of the files which the arguments of a command name;
/// without a scan if there is none. Warnings are printed.
pub fn of(
    arguments: &Findings,
    source: &Source,
    mut entries: Entries,
    edition: Edition<'_>,
    today: &Date,
) -> Result<Evidence, Failure> {
    let files = &arguments.evidence;
    once(files.iter().chain([&source.file]))?;
    // Of scans of one day, those that are named count as read later, in whatever order they are named.
    let at = entries.next_moment(0, 0);
    let mut failures = Vec::new();
    for path in files {
        match read(path, edition, ReadOptions::default(), today) {
            Ok(found) => {
                warn(path, &found);
                found.evidence.add_to(&mut entries, at);
            }
            Err(failure) => failures.push(failure),
        }
    }
    match Failure::all(&failures) {
        Some(failure) => Err(failure),
        None => Ok(Evidence::of(&entries)),
    }
}

/// Refuses to look for contradictions without evidence.
pub fn require(limits: &Limits, arguments: &Findings, found: &Evidence) -> Result<(), Failure> {
    if limits.fail_on_contradiction && arguments.evidence.is_empty() && found.is_empty() {
        return Err(Failure::new(
            "--fail-on-contradiction needs evidence. Name it with --evidence, or save the assessment with its evidence.",
        ));
    }
    Ok(())
}

/// Refuses arguments that name standard input twice: what was read of it is gone.
pub fn once<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> Result<(), Failure> {
    if paths.filter(|it| is_standard_input(it)).count() > 1 {
        return Err(Failure::new(
            "standard input is named twice and can be read once. Name files for the others.",
        ));
    }
    Ok(())
}

/// Reads a file.
pub fn read(
    path: &Path,
    edition: Edition<'_>,
    options: ReadOptions,
    today: &Date,
) -> Result<FindingsRead, Failure> {
    let name = name(path);
    if is_standard_input(path) {
        let bytes = standard_input().map_err(|error| Failure::unreadable(&name, &error))?;
        return parse(&name, &name, Cursor::new(bytes), edition, options, today);
    }
    let unreadable = |error| Failure::unreadable(&name, &error);
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().is_ok_and(|it| it.is_dir()) {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let short = path.file_name().unwrap_or(path.as_os_str());
    let short = short.to_string_lossy();
    parse(&name, &short, file, edition, options, today)
}

fn parse(
    name: &str,
    short: &str,
    file: impl Read + Seek,
    edition: Edition<'_>,
    options: ReadOptions,
    today: &Date,
) -> Result<FindingsRead, Failure> {
    let lists = &edition.texts.check_lists;
    let mut progress = |_| ControlFlow::Continue(());
    read_evidence(short, file, lists, options, today, &mut progress)
        .map_err(|message| Failure::without_findings(name, &message))
}

fn standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin()
        .take(LARGEST_INPUT + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_INPUT {
        return Err(io::Error::other(
            "it is larger than 1 GB; name it as a file",
        ));
    }
    Ok(bytes)
}

/// Prints what of a file can be mistaken: what of an archive was passed over, a missing end, rounded account numbers.
pub fn warn(path: &Path, found: &FindingsRead) {
    for passed_over in &found.passed_over {
        tell("warning", &printable(passed_over));
    }
    for it in &found.evidence.scans {
        let mut name = name(path);
        // A file can hold several, and have another name by now.
        if !name.ends_with(&it.scan.file) {
            name = format!("{name}: {}", printable(&it.scan.file));
        }
        for problem in problems(&it.scan) {
            tell("warning", &format!("{name}: {problem}"));
        }
    }
}

fn problems(scan: &Scan) -> impl Iterator<Item = &'static str> {
    [
        (
            scan.is_cut_off,
            "the end of the file is missing; what came before it is read.",
        ),
        (
            scan.has_rounded_accounts,
            "a spreadsheet program has rounded its account numbers, so its findings name no account.",
        ),
    ]
    .into_iter()
    .filter_map(|(is_so, problem)| is_so.then_some(problem))
}
