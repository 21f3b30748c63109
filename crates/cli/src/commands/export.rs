//! `demarc export`: writes an export in any of the app's formats.

use std::path::{Path, PathBuf};

use demarc_worker::{Error, ExportSubject, export};

use crate::arguments::Export;
use crate::edition::Edition;
use crate::failure::Failure;
use crate::output::{print, write};
use crate::{clock, evidence, input};

/// Writes the file, and prints its name.
pub fn run(arguments: &Export, edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let input::Chosen {
        assessment,
        evidence: entries,
    } = input::choose(&arguments.source, edition.catalog)?;
    let (now, today) = clock::now()?;
    let found = evidence::of(
        &arguments.findings,
        &arguments.source,
        entries,
        edition,
        &today,
    )?;
    let subject = ExportSubject::new(edition.catalog, edition.texts, &assessment, now, today);
    let mut subject = subject.with_evidence(&found);
    subject.separator = arguments.separator;
    let file = export(arguments.format, &subject).map_err(|error| {
        let to_do = match error {
            Error::NoGaps => "Choose another format.",
            Error::Refused(_) => "Take it out, or choose another format.",
        };
        Failure::new(format!("no file was made: {error}. {to_do}"))
    })?;
    match &arguments.output {
        Some(path) if path == Path::new("-") => print(&file.bytes)?,
        given => {
            let path = given.clone().unwrap_or_else(|| PathBuf::from(&file.name));
            write(&path, &file.bytes)?;
            print(format!("{}\n", path.display()).as_bytes())?;
        }
    }
    Ok(Vec::new())
}
