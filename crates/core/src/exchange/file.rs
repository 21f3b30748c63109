//! Reads and writes files of Demarc in any format, and names them.
//! A file is read completely or, with an error, not at all.

use super::{collection, encoding, indent, limits, rescue};
use crate::records::envelope::{self, ReadError};
use crate::records::record;

use crate::assessment::{Assessment, AssessmentId};
use crate::records::Entries;

pub use super::contents::Contents;

pub use super::limits::LARGEST;

/// Reads the contents of a file that is within the [`limits`].
///
/// # Errors
/// [`ReadError`], whose message is for the person who chose the file.
pub fn read(bytes: &[u8]) -> Result<Contents, ReadError> {
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge);
    }
    let text = &*encoding::decode(bytes)?;
    let contents = match envelope::format(text)?.as_str() {
        record::FORMAT => vec![record::read(text)?].into(),
        collection::FORMAT => collection::read(text)?,
        rescue::FORMAT => rescue::read(text)?,
        _ => return Err(ReadError::OtherFormat),
    };
    limits::check(&contents)?;
    Ok(contents)
}

/// The text of a file with one assessment, or of a collection of several.
#[must_use]
pub fn write(assessments: &[Assessment]) -> String {
    match assessments {
        [only] => indent::indented(&record::write(only)),
        several => collection::write(several),
    }
}

/// The same with the evidence of some of them, which takes a collection.
#[must_use]
pub fn write_with(assessments: &[Assessment], evidence: &[(AssessmentId, Entries)]) -> String {
    match evidence {
        [] => write(assessments),
        _ => collection::write_with(assessments, evidence),
    }
}

/// The text of a file with the same contents: of a rescue file, without what can't be read.
#[must_use]
pub fn write_contents(contents: &Contents) -> String {
    let evidence: Vec<_> = contents.evidence().into_iter().collect();
    write_with(&contents.assessments, &evidence)
}

/// The name of a file with all assessments.
pub const EVERYTHING: &str = "everything.demarc.json";

/// A file name for an assessment, safe on every system: `web-shop.demarc.json`. The installed app is registered for
/// files with this ending.
#[must_use]
pub fn name(assessment: &Assessment) -> String {
    match slug(assessment, "").as_str() {
        "" => "assessment.demarc.json".to_owned(),
        slug if is_device(slug) => format!("assessment-{slug}.demarc.json"),
        slug => format!("{slug}.demarc.json"),
    }
}

/// A file name for an export, which Demarc does not open: `demarc-web-shop-gaps.csv`.
pub(super) fn named(assessment: &Assessment, what: &str, extension: &str) -> String {
    match slug(assessment, what).as_str() {
        "" => format!("demarc.{extension}"),
        slug => format!("demarc-{slug}.{extension}"),
    }
}

/// The most bytes that the name of the assessment and the label of a snapshot take in a file name. With all that is
/// added to them, a file name has at most 255 bytes, which is what file systems take; browsers add a number to it.
const MOST_BYTES: [usize; 2] = [135, 65];

/// The name of the assessment, the label of a snapshot and the content of the file, as letters and digits separated by
/// hyphens.
fn slug(assessment: &Assessment, what: &str) -> String {
    let label = assessment
        .snapshot
        .as_ref()
        .map_or("", |snapshot| &snapshot.label);
    let mut slug = String::new();
    for (text, most) in [&*assessment.name, label, what]
        .into_iter()
        .zip(MOST_BYTES.into_iter().chain([what.len()]))
    {
        if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        let end = slug.len() + most;
        for character in text.chars().take(60) {
            if slug.len() + character.len_utf8() > end {
                break;
            }
            if is_letter(character) {
                slug.push(character.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether a character stands in file names as it is.
fn is_letter(character: char) -> bool {
    match character {
        // Invisible: format characters of Arabic, Syriac and Mongolian, joiners, and letters without a shape.
        '\u{34f}'
        | '\u{600}'..='\u{605}'
        | '\u{61c}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'..='\u{891}'
        | '\u{8e2}'
        | '\u{115f}'..='\u{1160}'
        | '\u{1680}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{3164}' => false,
        // Case of other scripts is not changed: the tables for it would add more code than the result is worth.
        '\u{c0}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}' => true,
        other => other.is_ascii_alphanumeric(),
    }
}

/// Whether Windows takes a file with this name, whatever its extension, to be a device.
fn is_device(slug: &str) -> bool {
    let is_numbered = |it: &str| matches!(it.as_bytes(), [b'0'..=b'9']);
    matches!(slug, "con" | "prn" | "aux" | "nul")
        || slug.strip_prefix("com").is_some_and(is_numbered)
        || slug.strip_prefix("lpt").is_some_and(is_numbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Moment;

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
    fn what_powershell_writes_is_opened_like_what_was_saved() {
        let text = write(&[shop()]).replace('\n', "\r\n");
        let bytes: Vec<u8> = format!("\u{feff}{text}\r\n")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&bytes).unwrap().assessments, [shop()]);
    }

    #[test]
    fn messages_say_what_to_do_in_plain_words() {
        let said = |error: ReadError| error.to_string();
        assert_eq!(
            said(ReadError::Joined(196)),
            "The file could not be opened: there is something after its end, in line 196. Was it joined from two files? Open each by itself."
        );
        assert_eq!(
            said(ReadError::CutOff(3)),
            "The file could not be opened: its end is missing, after line 3. Save or copy it again."
        );
        assert_eq!(
            said(ReadError::TooLarge),
            "The file could not be opened: it is larger than 16 MB, the most that Demarc opens. If Demarc saved it, save its assessments one by one where they are kept, and open those files."
        );
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
        let lines = b"{\"check\": \"one\"}\n{\"check\": \"two\"}\n";
        assert_eq!(read(lines), Err(ReadError::OtherFormat));
        let one = write(&[shop()]);
        let joined = format!("{one}{one}");
        let line = one.lines().count() + 1;
        assert_eq!(read(joined.as_bytes()), Err(ReadError::Joined(line)));
        let lines: Vec<&str> = one.lines().take(4).collect();
        let cut = lines.join("\n");
        assert_eq!(read(cut.as_bytes()), Err(ReadError::CutOff(4)));
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
        // Windows does not take the names of devices, but takes names that begin with them.
        for (device, file) in [
            ("CON", "assessment-con.demarc.json"),
            ("aux.", "assessment-aux.demarc.json"),
            ("Lpt1", "assessment-lpt1.demarc.json"),
            ("console", "console.demarc.json"),
            ("com", "com.demarc.json"),
        ] {
            let it = Assessment::new(AssessmentId::from_bits(7), device);
            assert_eq!(name(&it), file);
            assert!(named(&it, "gaps", "csv").starts_with("demarc-"));
        }
        let hidden = Assessment::new(
            AssessmentId::from_bits(7),
            "a\u{61c}b\u{202e}c\u{3164}\u{7f}d",
        );
        assert_eq!(name(&hidden), "a-b-c-d.demarc.json");
    }

    #[test]
    fn file_names_fit_into_file_systems() {
        for letter in ["東", "é", "a", "a ", "東 "] {
            let named_so = Assessment::new(AssessmentId::from_bits(7), letter.repeat(400));
            let label = letter.repeat(400);
            let snapshot =
                named_so.take_snapshot(AssessmentId::from_bits(8), &label, Moment::default());
            for it in [&named_so, &snapshot] {
                let (file, export) = (name(it), named(it, "oscal-results", "json"));
                for name in [&file, &export] {
                    assert!(
                        (60..=245).contains(&name.len()),
                        "{} bytes: {name}",
                        name.len()
                    );
                }
                assert!(export.ends_with("-oscal-results.json"), "{export}");
            }
        }
    }
}
