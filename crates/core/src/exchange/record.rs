//! One assessment as text: versioned JSON, described by `public/schema/assessment-4.json`. What the device keeps of an
//! assessment is the same text. It refuses what it does not understand, in words, and changes nothing else.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::assessment::Assessment;

/// The value of a file's `format`.
pub const FORMAT: &str = "demarc-assessment";
/// The version this edition writes, and the newest it reads. Version 1 knew neither edits nor snapshots; version 2
/// knew neither plans nor covers, and nobody who was not sure; version 3 knew no choices, only their options. All were
/// the same otherwise.
pub const VERSION: u64 = 4;

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    assessment: &'a Assessment,
}

#[derive(Deserialize)]
struct Format {
    #[serde(default)]
    format: String,
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    assessment: Assessment,
}

/// Why a text is not an assessment this edition can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// Larger than [`super::file::LARGEST`].
    TooLarge,
    /// Not text, or text in an encoding other than UTF-8.
    NotText,
    /// Nothing is in it.
    Empty,
    /// The end is missing.
    CutOff(String),
    /// Not JSON at all.
    NotJson(String),
    /// JSON, but not an assessment.
    OtherFormat,
    /// An assessment written by a newer Demarc.
    Newer(u64),
    /// An assessment with something in it that can't be right.
    Malformed(String),
}

impl ReadError {
    /// What is wrong, without what to do about it.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::TooLarge => "it is larger than 16 MB, which no file of Demarc’s is".to_owned(),
            Self::NotText => "it is not text in UTF-8".to_owned(),
            Self::Empty => "it is empty".to_owned(),
            Self::CutOff(detail) => format!("its end is missing ({detail})"),
            Self::NotJson(detail) => format!("it is not JSON ({detail})"),
            Self::OtherFormat => {
                format!("it is no file of Demarc’s: its \"format\" is not \"{FORMAT}\"")
            }
            Self::Newer(version) => {
                format!("a newer Demarc wrote it (version {version} of its format)")
            }
            Self::Malformed(detail) => format!("something in it can't be right: {detail}"),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to_do = match self {
            Self::TooLarge | Self::NotText | Self::OtherFormat => {
                "Choose the file that Demarc saved."
            }
            Self::Empty | Self::CutOff(_) => "Save or copy it again.",
            Self::NotJson(_) => {
                "Choose the file that Demarc saved; if it was edited by hand, look there for a missing comma or quote."
            }
            Self::Newer(_) => "Reload the page to get the newest Demarc.",
            Self::Malformed(_) => "If the file was edited by hand, look there.",
        };
        write!(f, "The file could not be opened: {}. {to_do}", self.what())
    }
}

impl std::error::Error for ReadError {}

/// The assessment as text, as short as it gets: what the device keeps.
#[must_use]
pub fn write(assessment: &Assessment) -> String {
    let record = Written {
        format: FORMAT,
        version: VERSION,
        assessment,
    };
    // Maps with text keys and plain values: writing them to memory has no way to fail.
    serde_json::to_string(&record).unwrap_or_default()
}

/// The assessment in a text of this format, whatever version wrote it.
///
/// # Errors
/// [`ReadError`], whose message is for the person whose text it is.
pub fn read(text: &str) -> Result<Assessment, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    if format(text)? != FORMAT {
        return Err(ReadError::OtherFormat);
    }
    check_version(text, VERSION)?;
    let mut file: Read = parse(text)?;
    file.assessment.canonicalize();
    Ok(file.assessment)
}

/// Whether a text of this format was written by an earlier version.
#[must_use]
pub fn is_older(text: &str) -> bool {
    // Asked each time something is saved, and most often of what this version wrote.
    let written = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},");
    !text.starts_with(&written) && parse::<Version>(text).is_ok_and(|it| it.version < VERSION)
}

/// The format a text says it has. What a file is comes before what is in it: each reading passes over what it does
/// not ask for.
pub(super) fn format(text: &str) -> Result<String, ReadError> {
    match serde_json::from_str::<Format>(text) {
        Ok(found) => Ok(found.format),
        Err(error) => Err(match error.classify() {
            Category::Data => ReadError::OtherFormat,
            Category::Eof if text.trim().is_empty() => ReadError::Empty,
            Category::Eof => ReadError::CutOff(error.to_string()),
            _ => ReadError::NotJson(error.to_string()),
        }),
    }
}

/// Refuses a text that no version up to the newest wrote.
pub(super) fn check_version(text: &str, newest: u64) -> Result<(), ReadError> {
    match parse::<Version>(text)?.version {
        0 => Err(ReadError::Malformed(
            "there is no version 0 of it".to_owned(),
        )),
        version if version > newest => Err(ReadError::Newer(version)),
        _ => Ok(()),
    }
}

pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|error| ReadError::Malformed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, NotApplicable, Response};

    fn filled() -> Assessment {
        let mut it = Assessment::new(AssessmentId::from_bits(7), "Web shop: é, \"EU\"");
        it.profile
            .facts
            .insert("exposure.internet".parse().unwrap());
        it.add_service("rds/custom".parse().unwrap());
        it.respond(&"iam.root".parse().unwrap(), Some(Response::Mostly));
        let because = "There is no such thing here.".to_owned();
        let not_applicable = Response::NotApplicable {
            reason: NotApplicable::Architecture,
            because,
        };
        it.respond(
            &"app.gone-from-catalog".parse().unwrap(),
            Some(not_applicable),
        );
        it
    }

    #[test]
    fn what_is_written_is_read_back() {
        let it = filled();
        assert_eq!(read(&write(&it)), Ok(it.clone()));
        assert_eq!(read(&format!("\u{feff}{}", write(&it))), Ok(it));
    }

    #[test]
    fn what_is_not_an_assessment_is_told_apart() {
        assert!(matches!(read("hello"), Err(ReadError::NotJson(_))));
        assert_eq!(read("[1]"), Err(ReadError::OtherFormat));
        assert_eq!(
            read("{\"format\": \"other\", \"version\": 1}"),
            Err(ReadError::OtherFormat)
        );
        let newer = write(&filled()).replace("\"version\":4", "\"version\":9");
        assert_eq!(read(&newer), Err(ReadError::Newer(9)));
        let bad = write(&filled()).replace("\"mostly\"", "\"nearly\"");
        let Err(ReadError::Malformed(detail)) = read(&bad) else {
            panic!("it was read")
        };
        assert!(
            detail.contains("nearly") && detail.contains("line"),
            "{detail}"
        );
        let deep = "[".repeat(100_000);
        assert_eq!(read(&deep), Err(ReadError::OtherFormat));
        let deep = format!("{{\"x\": {deep}");
        assert!(matches!(read(&deep), Err(ReadError::CutOff(_))));
    }
}
