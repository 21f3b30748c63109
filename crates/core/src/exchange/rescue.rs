//! What `rescue.html` saves when the app can't run: the device's records as they are, under their keys.
//! The page that writes it needs no WebAssembly, and is `public/rescue.js`; this reads it.

use serde::Deserialize;

use super::contents::Contents;
use super::envelope::{ReadError, check_version, parse};
use super::record;
use crate::assessment::Assessment;

/// The value of a file's `format`.
pub const FORMAT: &str = "demarc-rescue";
/// The newest version this edition reads.
const VERSION: u64 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    records: Vec<Record>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    key: String,
    text: String,
}

/// Whether what stands under a key is about assessments and holds none: the order of the list, when one was saved, the
/// image on reports.
#[must_use]
pub fn is_note(key: &str) -> bool {
    matches!(key, "demarc:v1:index" | "demarc:v1:logo") || key.starts_with("demarc:v1:filed:")
}

/// Whether what stands under a key was deleted. It is opened too, and says so in its name.
fn is_deleted(key: &str) -> bool {
    key.starts_with("demarc:v1:bin:")
}

/// The assessments in a text of this format. Two copies of one are merged; what can't be read is counted. What was
/// deleted is left out where the assessment lives on: its answers are not to come back. The order of the records, which no
/// browser promises, means nothing.
///
/// # Errors
/// When a newer version wrote it, or something around the records can't be right.
pub(super) fn read(text: &str) -> Result<Contents, ReadError> {
    check_version(text, VERSION)?;
    let Read { mut records, .. } = parse(text)?;
    records.retain(|record| !is_note(&record.key));
    records.sort_unstable();
    let (deleted, living): (Vec<_>, Vec<_>) =
        records.into_iter().partition(|it| is_deleted(&it.key));
    let living = contents(&living);
    let mut deleted = contents(&deleted);
    let lives = |it: &Assessment| living.assessments.iter().any(|other| other.id == it.id);
    deleted.assessments.retain(|it| !lives(it));
    for it in &mut deleted.assessments {
        it.name = format!("{} (deleted)", it.name);
    }
    let mut all = living;
    all.add(deleted);
    Ok(all)
}

/// What is in some records.
fn contents(records: &[Record]) -> Contents {
    let mut contents = Contents::default();
    for record in records {
        match record::read(&record.text) {
            Ok(it) => contents.add(vec![it].into()),
            Err(_) => contents.unreadable += 1,
        }
    }
    contents
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Moment, Response};

    #[test]
    fn a_file_means_the_same_in_any_order_of_its_records() {
        let practice = "iam.root".parse().unwrap();
        let at = |milliseconds| Moment::after(Moment::default(), milliseconds, 0);
        let example = Assessment::new(AssessmentId::from_bits(1), "Example");
        let mut deleted = example.clone();
        deleted.edit(at(5), |it| it.respond(&practice, Some(Response::Fully)));
        let mut living = example.clone();
        living.edit(at(3), |it| it.cover.author = "Ana".into());
        let gone = Assessment::new(AssessmentId::from_bits(2), "Gone");
        let row = |key: &str, it: &Assessment| serde_json::json!({ "key": format!("demarc:v1:{key}"), "text": record::write(it) });
        let mut records = vec![
            row("bin:4:0000000000000001", &deleted),
            row("bin:6:0000000000000002", &gone),
            row("assessment:0000000000000001", &living),
            row("assessment:0000000000000001", &example),
            serde_json::json!({ "key": "demarc:v1:quarantine:1:x", "text": "{" }),
            serde_json::json!({ "key": "demarc:v1:index", "text": "0000000000000001" }),
        ];
        for _ in 0..records.len() {
            let file = serde_json::json!({ "format": FORMAT, "version": 1, "records": records });
            let contents = read(&file.to_string()).unwrap();
            let [here, there] = contents.assessments.as_slice() else {
                panic!("{contents:?}")
            };
            assert_eq!(here, &living);
            assert_eq!(
                (there.name.as_str(), contents.unreadable),
                ("Gone (deleted)", 1)
            );
            records.rotate_left(1);
        }
    }
}
