//! Exports an assessment to files: one module per format. No clock and no browser is used: the same catalog, assessment
//! and time give the same bytes.

mod address;
mod csv;
mod docx;
mod file;
mod markdown;
mod oscal;
mod pack;
mod palette;
mod subject;
mod table;
mod text;
mod timestamp;
mod tracker;
mod uuid;
mod xlsx;

use std::fmt;

pub use demarc_core::exchange::Format;
pub use file::File;
pub use subject::ExportSubject;
pub use timestamp::Timestamp;

/// Why a file could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// There is no gap, and the format does not allow an empty plan.
    NoGaps,
    /// The library that writes the format returned this error.
    Refused(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGaps => write!(f, "there is no gap, and a plan of action can’t be empty"),
            Self::Refused(why) => write!(f, "the file can’t hold something in it: {why}"),
        }
    }
}

impl std::error::Error for Error {}

/// Exports an assessment.
///
/// # Errors
/// [`Error`]; except for [`Error::NoGaps`], it is not expected for assessments that could be opened.
pub fn export(format: Format, subject: &ExportSubject<'_>) -> Result<File, Error> {
    let bytes = match format {
        Format::Docx => docx::write(subject),
        Format::Markdown => markdown::write(subject),
        Format::Xlsx => xlsx::write(subject),
        Format::Gaps => list(&table::gaps(subject), subject),
        Format::Answers => list(&table::answers(subject), subject),
        Format::Jira => tracker::jira(subject),
        Format::Github => tracker::github(subject),
        Format::Gitlab => tracker::gitlab(subject),
        Format::OscalResults => oscal::results(subject),
        Format::OscalPlan => oscal::plan(subject),
    }?;
    Ok(File {
        name: format.file_name(subject.assessment),
        media_type: format.descriptor().media_type,
        bytes,
    })
}

/// A list for spreadsheets.
fn list(table: &table::Table<'_>, subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    csv::list(table, &subject.made_with(), subject.separator)
}
