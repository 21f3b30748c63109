//! Reads files of the app, and selects one of several assessments.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use demarc_catalog::Catalog;
use demarc_core::assessment::Assessment;
use demarc_core::exchange::file::{self, Contents};
use demarc_core::labels;
use demarc_core::store::Entries;

use crate::arguments::Source;
use crate::failure::Failure;
use crate::output::{printable, tell};

/// The file name for standard input.
const STANDARD_INPUT: &str = "-";

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// The name of a file in messages.
pub fn name(path: &Path) -> String {
    if is_standard_input(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// The contents of a file, or of standard input.
pub fn read(path: &Path) -> Result<Contents, Failure> {
    let name = name(path);
    let bytes = bytes(path).map_err(|error| Failure::unreadable(&name, &error))?;
    file::read(&bytes).map_err(|error| Failure::refused(&name, &error))
}

/// The bytes of a file. Of a file over the size limit, only enough to detect that.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_standard_input(path) {
        io::stdin()
            .take(file::LARGEST + 1)
            .read_to_end(&mut bytes)?;
    } else {
        File::open(path)?
            .take(file::LARGEST + 1)
            .read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// An assessment of a file.
pub struct Chosen {
    /// The assessment.
    pub assessment: Assessment,
    /// Its evidence in the file.
    pub evidence: Entries,
}

/// The selected assessment: the one with the given id or name, or the only one that is not a snapshot, or the only one.
/// It is normalized as the app does it. Unreadable records in the file give a warning.
pub fn choose(source: &Source, catalog: &Catalog) -> Result<Chosen, Failure> {
    let contents = read(&source.file)?;
    let file = name(&source.file);
    warn_of_unreadable(&file, &contents);
    let mut evidence = contents.evidence();
    let all = contents.assessments;
    let fitting: Vec<usize> = match &source.assessment {
        Some(wanted) => named(&all, wanted),
        None => {
            let living: Vec<_> = (0..all.len())
                .filter(|it| all[*it].snapshot.is_none())
                .collect();
            if living.is_empty() {
                (0..all.len()).collect()
            } else {
                living
            }
        }
    };
    match (fitting.as_slice(), &source.assessment) {
        ([only], _) => all
            .into_iter()
            .nth(*only)
            .map(|mut assessment| {
                assessment.normalize(catalog);
                Chosen {
                    evidence: evidence.remove(&assessment.id).unwrap_or_default(),
                    assessment,
                }
            })
            .ok_or_else(|| Failure::new(format!("{file}: it holds no assessment."))),
        _ if all.is_empty() => Err(Failure::new(format!("{file}: it holds no assessment."))),
        ([], Some(wanted)) => Err(Failure::new(format!(
            "{file}: no assessment in it has the id or the name “{}”. Name one of these with --assessment:\n{}",
            printable(wanted),
            list(&all)
        ))),
        _ => Err(Failure::new(format!(
            "{file}: several assessments in it could be meant. Name one of these by its id, with --assessment:\n{}",
            list(&all)
        ))),
    }
}

/// Prints a warning with the number of unreadable records of a rescue file.
pub fn warn_of_unreadable(file: &str, contents: &Contents) {
    let records = match contents.unreadable {
        0 => return,
        1 => "1 record in it can't be read and is left out".to_owned(),
        several => format!("{several} records in it can't be read and are left out"),
    };
    tell("warning", &format!("{file}: {records}."));
}

/// The indices of the assessments with this id or, if there are none, with this name; of snapshots, with this label.
fn named(all: &[Assessment], wanted: &str) -> Vec<usize> {
    let is_id = |it: &Assessment| it.id.as_str() == wanted;
    let is_name = |it: &Assessment| match &it.snapshot {
        Some(snapshot) => snapshot.label.trim() == wanted.trim(),
        None => it.name.trim() == wanted.trim(),
    };
    let indices = |matches: &dyn Fn(&Assessment) -> bool| -> Vec<usize> {
        (0..all.len())
            .filter(|index| matches(&all[*index]))
            .collect()
    };
    let by_id = indices(&is_id);
    if by_id.is_empty() {
        indices(&is_name)
    } else {
        by_id
    }
}

/// The assessments, a line each with id and name.
pub fn list(all: &[Assessment]) -> String {
    let lines = all.iter().map(|it| {
        let name = labels::name(&it.name);
        match &it.snapshot {
            Some(snapshot) => format!(
                "  {}  {name}, snapshot “{}”",
                it.id,
                printable(&snapshot.label)
            ),
            None => format!("  {}  {name}", it.id),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
