//! Files out of an assessment: one module per format, and nothing that reads a clock or knows a browser.
//! The same assessment, settings and moment give the same bytes.

mod address;
mod csv;
mod docx;
mod file;
mod markdown;
mod moment;
mod oscal;
mod pack;
mod palette;
mod subject;
mod table;
mod text;
mod tracker;
mod uuid;
mod xlsx;

use std::fmt;

use demarc_catalog::Date;
use demarc_core::assessment::Assessment;

pub use demarc_core::exchange::Format;
pub use file::File;
pub use moment::Moment;
use subject::Subject;

/// Why a file could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The catalog's words have not been read.
    NoWords,
    /// There is no gap, and the format knows no empty plan.
    NoGaps,
    /// What writes the format refused something; in its words.
    Refused(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWords => write!(f, "the catalog’s words are not there"),
            Self::NoGaps => write!(f, "there is no gap, and a plan of action can’t be empty"),
            Self::Refused(why) => write!(f, "the file can’t hold something in it: {why}"),
        }
    }
}

impl std::error::Error for Error {}

/// Makes a file of an assessment, as it is at a moment. `today` is the day on the cover of the report where no other was
/// given: whoever makes it may be far from universal time.
///
/// # Errors
/// [`Error`], which an assessment that could be opened should not lead to.
pub fn export(
    format: Format,
    assessment: &Assessment,
    now: Moment,
    today: &Date,
) -> Result<File, Error> {
    let subject = Subject::new(assessment, now)?;
    let bytes = match format {
        Format::Docx => docx::write(&subject.document(today), &subject)?,
        Format::Markdown => markdown::write(&subject.document(today)).into_bytes(),
        Format::Xlsx => xlsx::write(&subject)?,
        Format::Gaps => csv::list(&table::gaps(&subject), &subject.made_with()),
        Format::Answers => csv::list(&table::answers(&subject), &subject.made_with()),
        Format::Jira => tracker::jira(&subject),
        Format::Github => tracker::github(&subject),
        Format::OscalResults => oscal::results(&subject)?,
        Format::OscalPlan => oscal::plan(&subject)?,
    };
    Ok(File {
        name: format.file_name(assessment),
        mime: format.mime(),
        bytes,
    })
}
