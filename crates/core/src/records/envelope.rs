//! The envelope of all JSON files of Demarc: a format, a version, and the errors of reading.

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

/// Why a text can't be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// Larger than [`crate::exchange::limits::LARGEST`].
    TooLarge,
    /// Not text, or in another encoding than UTF-8 and UTF-16.
    NotText,
    /// Empty.
    Empty,
    /// Contains more of something than [`crate::exchange::limits`] allow.
    OverLimit {
        /// What is wrong, without advice.
        what: String,
        /// What to do, as a sentence.
        to_do: &'static str,
    },
    /// The end is missing, after this line.
    CutOff(usize),
    /// There is something after the end, in this line.
    Joined(usize),
    /// Not JSON; the message of the JSON parser.
    NotJson(String),
    /// JSON in another format.
    OtherFormat,
    /// Written by a newer Demarc, in this version of the format.
    Newer(u64),
    /// In the right format, but not valid; the message of the parser.
    Malformed(String),
}

impl ReadError {
    /// What is wrong, without advice.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::TooLarge => "it is larger than 16 MB, the most that Demarc opens".to_owned(),
            Self::OverLimit { what, .. } => what.clone(),
            Self::NotText => "it is not text in UTF-8 or UTF-16".to_owned(),
            Self::Empty => "it is empty".to_owned(),
            Self::CutOff(line) => format!("its end is missing, after line {line}"),
            Self::Joined(line) => format!("there is something after its end, in line {line}"),
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
            Self::TooLarge => {
                "If Demarc saved it, save its assessments one by one where they are kept, and open those files."
            }
            Self::OverLimit { to_do, .. } => to_do,
            Self::NotText | Self::OtherFormat => {
                "Choose the file that Demarc saved. What scanners found is read under Results, Evidence, of an assessment."
            }
            Self::Joined(_) => "Was it joined from two files? Open each by itself.",
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

/// The `format` of a text. It is read before the content; other fields are skipped.
pub(crate) fn format(text: &str) -> Result<String, ReadError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    match Format::deserialize(&mut reader) {
        Ok(found) => match reader.end() {
            Ok(()) => Ok(found.format),
            // Scanners write a value a line.
            Err(_) if !found.format.starts_with("demarc") => Err(ReadError::OtherFormat),
            Err(error) => Err(ReadError::Joined(error.line())),
        },
        Err(error) => Err(match error.classify() {
            Category::Data => ReadError::OtherFormat,
            Category::Eof if text.trim().is_empty() => ReadError::Empty,
            Category::Eof => ReadError::CutOff(error.line()),
            _ => ReadError::NotJson(error.to_string()),
        }),
    }
}

/// Rejects a version above `newest`, and version 0.
pub(crate) fn check_version(text: &str, newest: u64) -> Result<(), ReadError> {
    match version(text)? {
        0 => Err(ReadError::Malformed(
            "there is no version 0 of it".to_owned(),
        )),
        version if version > newest => Err(ReadError::Newer(version)),
        _ => Ok(()),
    }
}

/// Reads the content of a text in a format, whose newest version is given.
pub(crate) fn parse_as<'a, T: Deserialize<'a>>(
    text: &'a str,
    name: &str,
    newest: u64,
) -> Result<T, ReadError> {
    if format(text)? != name {
        return Err(ReadError::OtherFormat);
    }
    check_version(text, newest)?;
    parse(text)
}

pub(crate) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|error| ReadError::Malformed(error.to_string()))
}

/// The `version` of a text.
pub(crate) fn version(text: &str) -> Result<u64, ReadError> {
    Ok(parse::<Version>(text)?.version)
}

/// A file as compact JSON. The text is stored as it is, so it contains everything in the file.
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
