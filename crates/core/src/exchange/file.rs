//! A file of Demarc's, whichever format it has: what is in it, and what it is called when saved.
//! It reads all of a file or, with a reason in words, none of it.

use super::{collection, indent, rescue};
use crate::records::envelope::{self, ReadError};
use crate::records::record;

use crate::assessment::Assessment;

pub use super::contents::Contents;

/// The largest file worth opening, in bytes: above all that a browser keeps for a site, below what strains it.
/// For whoever lets somebody choose a file: it is asked before the file is read.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// What is in a file's bytes.
///
/// # Errors
/// [`ReadError`], whose message is for the person who chose the file.
pub fn read(bytes: &[u8]) -> Result<Contents, ReadError> {
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::NotText)?;
    let text = text.trim_start_matches('\u{feff}');
    match envelope::format(text)?.as_str() {
        record::FORMAT => Ok(vec![record::read(text)?].into()),
        collection::FORMAT => Ok(collection::read(text)?.into()),
        rescue::FORMAT => rescue::read(text),
        _ => Err(ReadError::OtherFormat),
    }
}

/// A file's text for one assessment, or for several: an assessment with its snapshots, or everything.
#[must_use]
pub fn write(assessments: &[Assessment]) -> String {
    indent::indented(&match assessments {
        [only] => record::write(only),
        several => collection::write(several),
    })
}

/// The name of a file with everything.
pub const EVERYTHING: &str = "everything.demarc.json";

/// A name for the file of an assessment, safe on every system: `web-shop.demarc.json`. The installed app is offered for
/// files that end so.
#[must_use]
pub fn name(assessment: &Assessment) -> String {
    match words(assessment, "").as_str() {
        "" => "assessment.demarc.json".to_owned(),
        words => format!("{words}.demarc.json"),
    }
}

/// The same for another kind of file, which Demarc does not open: `demarc-web-shop-gaps.csv`.
pub(super) fn named(assessment: &Assessment, what: &str, extension: &str) -> String {
    match words(assessment, what).as_str() {
        "" => format!("demarc.{extension}"),
        words => format!("demarc-{words}.{extension}"),
    }
}

/// The assessment's name, a snapshot's label and what a file is of, in letters and digits with hyphens between.
fn words(assessment: &Assessment, what: &str) -> String {
    let label = assessment
        .snapshot
        .as_ref()
        .map_or("", |snapshot| &snapshot.label);
    let name = assessment
        .name
        .chars()
        .take(60)
        .chain([' '])
        .chain(label.chars().take(30))
        .chain([' '])
        .chain(what.chars());
    let mut words = String::new();
    for character in name {
        // Letters of other scripts stay as they are: the tables that know their cases weigh more than they are worth.
        let is_letter = matches!(character, '\u{c0}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}');
        if is_letter || character.is_ascii_alphanumeric() {
            words.push(character.to_ascii_lowercase());
        } else if !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
    }
    words.truncate(words.trim_end_matches('-').len());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Moment};

    fn shop() -> Assessment {
        Assessment::new(AssessmentId::from_bits(7), "Web shop: é, \"EU\"")
    }

    #[test]
    fn what_is_saved_is_opened_and_saved_again_byte_for_byte() {
        let snapshot = shop().take_snapshot(AssessmentId::from_bits(8), "Q3", Moment::default());
        for saved in [vec![shop()], vec![shop(), snapshot], vec![]] {
            let text = write(&saved);
            let opened = read(text.as_bytes()).unwrap();
            assert_eq!((&opened.assessments, opened.unreadable), (&saved, 0));
            assert_eq!(write(&opened.assessments), text);
        }
    }

    #[test]
    fn what_is_no_file_of_ours_is_told_apart() {
        assert_eq!(read(&[0xff, 0xfe, 0x00]), Err(ReadError::NotText));
        assert_eq!(read(b"{}"), Err(ReadError::OtherFormat));
        assert_eq!(read(b" \n"), Err(ReadError::Empty));
        assert!(matches!(
            read(b"{\"format\": \"demarc"),
            Err(ReadError::CutOff(_))
        ));
        assert!(matches!(read(b"hello"), Err(ReadError::NotJson(_))));
        let twice = write(&[shop(), shop()]);
        assert!(matches!(
            read(twice.as_bytes()),
            Err(ReadError::Malformed(_))
        ));
        let large = vec![b' '; usize::try_from(LARGEST).unwrap() + 1];
        assert_eq!(read(&large), Err(ReadError::TooLarge));
    }

    #[test]
    fn a_rescue_file_gives_what_can_be_read() {
        let record = |text: &str| serde_json::json!({ "key": "demarc:v1:x", "text": text });
        let mut later = shop();
        later.edit(Moment::after(Moment::default(), 5, 0), |it| {
            it.name = "Later".into()
        });
        let file = serde_json::json!({
            "format": rescue::FORMAT,
            "version": 1,
            "records": [
                record(&record::write(&shop())),
                record(&record::write(&later)),
                record("{"),
                serde_json::json!({ "key": "demarc:v1:index", "text": "b" }),
            ],
        });
        let contents = read(file.to_string().as_bytes()).unwrap();
        assert_eq!(
            (contents.assessments, contents.unreadable),
            (vec![later], 1)
        );
    }

    #[test]
    fn file_names_are_safe() {
        assert_eq!(name(&shop()), "web-shop-é-eu.demarc.json");
        let nameless = Assessment::new(AssessmentId::from_bits(7), "../..");
        assert_eq!(name(&nameless), "assessment.demarc.json");
    }
}
