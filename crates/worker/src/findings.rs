//! Files of scanners and of evidence, reduced to the text of a file of evidence.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use demarc_catalog::{CheckList, Date};
use demarc_core::exchange::evidence::{self, EvidenceFile};
use demarc_findings::ReadOptions;

/// How much of a file is looked at for the format of Demarc's own files of evidence, in bytes.
const HEAD: usize = 512;
/// The largest file of evidence that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// What was read of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingsRead {
    /// What it says.
    pub evidence: EvidenceFile,
    /// The files of an archive that were left out, each with the reason, for the user.
    pub passed_over: Vec<String>,
}

/// Reads a file of a scanner, or a file of evidence. `today` is the day in the user's time zone; `progress` is told the
/// number of bytes read so far, and stops reading when it breaks.
///
/// # Errors
/// A message for whoever chose the file.
pub fn read_evidence<F: Read + Seek>(
    name: &str,
    mut file: F,
    lists: &[CheckList],
    options: ReadOptions,
    today: &Date,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<FindingsRead, String> {
    let unreadable = |error: std::io::Error| format!("The file can’t be read: {error}.");
    let mut head = Vec::new();
    file.by_ref()
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    // In UTF-16 every other byte is zero.
    head.retain(|it| *it != 0);
    let head = String::from_utf8_lossy(&head);
    if is_evidence(&head) {
        let mut bytes = Vec::new();
        file.take(LARGEST)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let evidence = EvidenceFile::read_bytes(&bytes).map_err(|error| error.to_string())?;
        return Ok(FindingsRead {
            evidence,
            passed_over: Vec::new(),
        });
    }
    let contents = demarc_findings::read(name, file, lists, options, progress);
    let contents = contents.map_err(|error| error.to_string())?;
    let passed_over = contents.passed_over.iter();
    Ok(FindingsRead {
        evidence: EvidenceFile::of_scans(contents.scans, today),
        passed_over: passed_over
            .map(|it| format!("{}: {}", it.file, it.reason))
            .collect(),
    })
}

/// Whether a text begins as a file of evidence: with its format, or, where a tool has sorted its fields, with the evidence.
fn is_evidence(head: &str) -> bool {
    let first = head.split('"').nth(1);
    head.contains(&format!("\"{}\"", evidence::FORMAT)) || first == Some("evidence")
}
