//! The assessment file: versioned JSON, described by `public/schema/assessment-1.json`.
//! It refuses what it does not understand, in words, and changes nothing else.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::assessment::Assessment;

/// The value of a file's `format`.
pub const FORMAT: &str = "demarc-assessment";
/// The version this edition writes, and the newest it reads.
pub const VERSION: u64 = 1;
/// The largest file worth opening, in bytes: far above any real assessment, far below what strains a browser.
/// For whoever lets somebody choose a file; what Demarc keeps itself is read whatever its size.
pub const LARGEST: usize = 2 * 1024 * 1024;

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
    /// Larger than [`LARGEST`].
    TooLarge,
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
            Self::TooLarge => "it is larger than 2 MB, which no assessment is".to_owned(),
            Self::NotJson(detail) => format!("it is not JSON ({detail})"),
            Self::OtherFormat => {
                format!("it is no Demarc assessment: its \"format\" is not \"{FORMAT}\"")
            }
            Self::Newer(version) => {
                format!("it has version {version}, and this Demarc reads up to version {VERSION}")
            }
            Self::Malformed(detail) => format!("something in it can't be right: {detail}"),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to_do = match self {
            Self::TooLarge | Self::OtherFormat => "Choose the file that Demarc saved.",
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

/// The assessment as a file's text.
#[must_use]
pub fn write(assessment: &Assessment) -> String {
    let file = Written {
        format: FORMAT,
        version: VERSION,
        assessment,
    };
    // Maps with text keys and plain values: writing them to memory has no way to fail.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The assessment in a file's text.
///
/// # Errors
/// [`ReadError`], whose message is for the person who chose the file.
pub fn read(text: &str) -> Result<Assessment, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    // What the file is comes before what is in it: each reading passes over what it does not ask for.
    let Format { format } = parse(text).map_err(|error| match error.classify() {
        Category::Data => ReadError::OtherFormat,
        _ => ReadError::NotJson(error.to_string()),
    })?;
    if format != FORMAT {
        return Err(ReadError::OtherFormat);
    }
    let malformed = |error: serde_json::Error| ReadError::Malformed(error.to_string());
    let Version { version } = parse(text).map_err(malformed)?;
    match version {
        VERSION => {}
        newer if newer > VERSION => return Err(ReadError::Newer(newer)),
        older => {
            return Err(ReadError::Malformed(format!(
                "there is no version {older} of it"
            )));
        }
    }
    let file: Read = parse(text).map_err(malformed)?;
    Ok(file.assessment)
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}

/// A name for the file, safe on every system: `demarc-web-shop.json`.
#[must_use]
pub fn file_name(assessment: &Assessment) -> String {
    let mut words = String::new();
    for character in assessment.name.chars().take(60) {
        // Letters of other scripts stay as they are: the tables that know their cases weigh more than they are worth.
        let is_letter = matches!(character, '\u{c0}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}');
        if is_letter || character.is_ascii_alphanumeric() {
            words.push(character.to_ascii_lowercase());
        } else if !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
    }
    match words.trim_end_matches('-') {
        "" => "demarc.json".to_owned(),
        words => format!("demarc-{words}.json"),
    }
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
        let newer = write(&filled()).replace("\"version\": 1", "\"version\": 9");
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
        assert!(matches!(read(&deep), Err(ReadError::NotJson(_))));
    }

    #[test]
    fn file_names_are_safe() {
        assert_eq!(file_name(&filled()), "demarc-web-shop-é-eu.json");
        let nameless = Assessment::new(AssessmentId::from_bits(7), "../..");
        assert_eq!(file_name(&nameless), "demarc.json");
    }
}
