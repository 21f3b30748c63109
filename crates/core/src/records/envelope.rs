//! What all of Demarc's JSON files have around them: a format, a version, and words for what can't be right.
//! It knows no format but by its name.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

#[derive(Deserialize)]
struct Format {
    #[serde(default)]
    format: String,
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

/// Why a text is not an assessment this edition can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// Larger than [`crate::exchange::file::LARGEST`].
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
                "it is no file of Demarc’s: its \"format\" is none that Demarc writes".to_owned()
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

/// The format a text says it has. What a file is comes before what is in it: each reading passes over what it does
/// not ask for.
pub(crate) fn format(text: &str) -> Result<String, ReadError> {
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
pub(crate) fn check_version(text: &str, newest: u64) -> Result<(), ReadError> {
    match version(text)? {
        0 => Err(ReadError::Malformed(
            "there is no version 0 of it".to_owned(),
        )),
        version if version > newest => Err(ReadError::Newer(version)),
        _ => Ok(()),
    }
}

pub(crate) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|error| ReadError::Malformed(error.to_string()))
}

/// The version a text says it has.
pub(crate) fn version(text: &str) -> Result<u64, ReadError> {
    Ok(parse::<Version>(text)?.version)
}

/// A file as text, as short as it gets. It is kept as it is given, so it is never less than the file.
pub(crate) fn to_text(file: &impl Serialize) -> String {
    #[expect(
        clippy::expect_used,
        reason = "writing to memory fails only for a map whose keys are no text, and what Demarc writes has none"
    )]
    serde_json::to_string(file).expect("what Demarc writes is plain JSON")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    #[should_panic(expected = "plain JSON")]
    fn what_cant_be_written_is_not_taken_for_an_empty_text() {
        let _ = to_text(&BTreeMap::from([([1, 2], 3)]));
    }
}
