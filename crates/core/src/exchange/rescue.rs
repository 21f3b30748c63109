//! Rescue files: the raw records of a device under their keys, saved by `rescue.html` when the app can't run.
//! That page needs no WebAssembly; `public/rescue.js` writes the file.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::contents::{Contents, merged};
use crate::assessment::AssessmentId;
use crate::records::envelope::{ReadError, check_version, parse};
use crate::records::key::Key;
use crate::records::kind::RecordId;
use crate::records::kinds::assessment::ASSESSMENT;
use crate::records::kinds::evidence::EVIDENCE;
use crate::records::kinds::{KINDS, Kinds};
use crate::records::record;

/// The value of `format` in the file.
pub const FORMAT: &str = "demarc-rescue";
/// The newest version that is read.
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

/// Reads a rescue file. Two copies of one record are merged, and unreadable records are counted. Deleted records are
/// left out where the assessment still exists, so that their answers and their evidence do not come back. The order of the records has no
/// meaning, because browsers do not guarantee one.
///
/// # Errors
/// When a newer version wrote the text, or the structure around the records is not valid.
pub(super) fn read(text: &str) -> Result<Contents, ReadError> {
    read_among(text, KINDS)
}

/// Reads a rescue file for these kinds of records.
///
/// # Errors
/// When a newer version wrote the text, or the structure around the records is not valid.
pub fn read_among(text: &str, kinds: Kinds) -> Result<Contents, ReadError> {
    check_version(text, VERSION)?;
    let Read { mut records, .. } = parse(text)?;
    records.sort_unstable();
    let (mut living, mut deleted) = (Contents::default(), Contents::default());
    for Record { key, text } in records {
        let key = Key::parse_among(&key, kinds);
        match &key {
            Some(Key::Note(_)) => {}
            Some(Key::Bin(..)) => add(&mut deleted, key, text),
            _ => add(&mut living, key, text),
        }
    }
    for contents in [&mut living, &mut deleted] {
        contents.assessments = merged(std::mem::take(&mut contents.assessments));
    }
    let lives: BTreeSet<&AssessmentId> = living.assessments.iter().map(|it| &it.id).collect();
    deleted.assessments.retain(|it| !lives.contains(&it.id));
    let lives = |id: &RecordId| lives.iter().any(|of| *id == **of);
    (deleted.others).retain(|(key, _)| {
        let record = key.record();
        // Evidence has the id of its assessment.
        record.is_none_or(|(kind, id)| *kind != EVIDENCE || !lives(id))
    });
    for it in &mut deleted.assessments {
        it.name = format!("{} (deleted)", it.name);
    }
    let mut all = living;
    all.add(deleted);
    Ok(all)
}

/// Adds the text under a key, beside other versions of the record. A text under an unknown key (`None`) may be an
/// assessment.
fn add(contents: &mut Contents, key: Option<Key>, text: String) {
    let record = key.as_ref().and_then(Key::record).map(|(kind, _)| kind);
    match (key, record.filter(|kind| **kind != ASSESSMENT)) {
        (_, Some(kind)) if !kind.rescued => {}
        (Some(key), Some(kind)) => match (kind.read)(&text) {
            Ok(_) => contents.add_other(key, text),
            Err(_) => contents.unreadable += 1,
        },
        _ => match record::read(&text) {
            Ok(it) => contents.assessments.push(it),
            Err(_) => contents.unreadable += 1,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Assessment, Moment, Response};

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
