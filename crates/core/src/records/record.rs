//! The record of an assessment: versioned JSON, described by `public/schema/assessment-5.json`. Files and the device
//! have the same text. A text that is not valid is rejected with an error.

use serde::{Deserialize, Serialize};

use super::envelope::{check_version, format, parse, to_text, version};
use crate::assessment::Assessment;

pub use super::envelope::ReadError;

/// The value of `format` in the record.
pub const FORMAT: &str = "demarc-assessment";
/// The version that is written, and the newest that is read. Version 1 has no edits and no snapshots; version 2 has no
/// plans, no covers and no belief “not sure”; version 3 has edits of options and no choices; version 4 has no accepted
/// risks and no drafts of “not applicable”.
pub const VERSION: u64 = 5;

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    assessment: &'a Assessment,
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

/// The assessment as compact JSON.
#[must_use]
pub fn write(assessment: &Assessment) -> String {
    let record = Written {
        format: FORMAT,
        version: VERSION,
        assessment,
    };
    to_text(&record)
}

/// Reads an assessment of any version.
///
/// # Errors
/// [`ReadError`], whose message is for the user.
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

/// Whether an earlier version wrote a text of this format.
#[must_use]
pub fn is_older(text: &str) -> bool {
    // A fast path: this is called on every save, and most texts are of the current version.
    let written = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},");
    !text.starts_with(&written) && version(text).is_ok_and(|it| it < VERSION)
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
        let newer = write(&filled()).replace("\"version\":5", "\"version\":9");
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
