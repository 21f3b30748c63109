//! A collection: several assessments and snapshots in one file with their evidence, as versioned JSON, described by
//! `public/schema/collection-4.json`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::contents::Contents;
use super::indent;
use crate::assessment::{Assessment, AssessmentId, Moment, SortedMap};
use crate::evidence::entry_text;
use crate::records::envelope::{ReadError, check_version, parse, to_text};
use crate::records::{EVIDENCE, Entries, EvidenceRecord, Key};

/// The value of `format` in the file.
pub const FORMAT: &str = "demarc-collection";
/// The version that is written, and the newest that is read. Version 1 contains assessments of versions up to 3, version
/// 2 of version 4; version 3 has no evidence.
pub const VERSION: u64 = 4;

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    assessments: &'a [Assessment],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    assessments: Vec<Assessment>,
    #[serde(default)]
    evidence: SortedMap<AssessmentId, SortedMap<String, ReadEntry>>,
}

/// An entry of a record of evidence; without a value it is removed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadEntry {
    at: Moment,
    #[serde(default)]
    value: Option<Json>,
}

/// JSON in which no object has a name twice: which of the two would count, nobody could tell.
#[derive(Deserialize)]
#[serde(untagged)]
enum Json {
    Object(SortedMap<String, Json>),
    Array(Vec<Json>),
    Text(String),
    Bool(bool),
    Number(Number),
    Null(()),
}

impl From<Json> for Value {
    fn from(json: Json) -> Self {
        match json {
            Json::Object(all) => {
                let all = all.into_iter();
                Self::Object(all.map(|(name, it)| (name, it.into())).collect())
            }
            Json::Array(all) => Self::Array(all.into_iter().map(Self::from).collect()),
            Json::Text(it) => Self::String(it),
            Json::Bool(it) => Self::Bool(it),
            Json::Number(it) => Self::Number(it),
            Json::Null(()) => Self::Null,
        }
    }
}

/// The text of a collection with these assessments, in this order.
#[must_use]
pub(super) fn write(assessments: &[Assessment]) -> String {
    let file = Written {
        format: FORMAT,
        version: VERSION,
        assessments,
    };
    indent::indented(&to_text(&file))
}

/// The same with the evidence of some of them.
#[must_use]
pub(super) fn write_with(
    assessments: &[Assessment],
    evidence: &[(AssessmentId, Entries)],
) -> String {
    let mut text = write(assessments);
    // The entries are JSON already, and by far shorter on a line each.
    text.truncate(text.trim_end_matches(['}', '\n']).len());
    text.push_str(",\n  \"evidence\": ");
    object(&mut text, 4, evidence.iter(), |text, (id, entries)| {
        // Writing to a text does not fail.
        let _ = write!(text, "\"{id}\": ");
        object(text, 6, entries.with_removed(), |text, (key, at, value)| {
            let _ = write!(text, "{}: {{ \"at\": {at}", to_text(&key));
            if let Some(value) = value {
                let _ = write!(text, ", \"value\": {value}");
            }
            text.push_str(" }");
        });
    });
    text.push_str("\n}\n");
    text
}

/// Writes an object with a member a line, indented by so many spaces.
fn object<T>(
    text: &mut String,
    indented: usize,
    members: impl Iterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    let mut before = '{';
    for member in members {
        let _ = write!(text, "{before}\n{:indented$}", "");
        write(text, member);
        before = ',';
    }
    match before {
        '{' => text.push_str("{}"),
        _ => {
            let _ = write!(text, "\n{:1$}}}", "", indented - 2);
        }
    }
}

/// Reads a collection.
///
/// # Errors
/// When a newer version wrote the text, its content is not valid, an id occurs twice, or evidence belongs to nothing in it.
pub(super) fn read(text: &str) -> Result<Contents, ReadError> {
    check_version(text, VERSION)?;
    let Read {
        mut assessments,
        evidence,
        ..
    } = parse(text)?;
    assessments.iter_mut().for_each(Assessment::canonicalize);
    let mut ids = BTreeSet::new();
    if let Some(it) = assessments.iter().find(|it| !ids.insert(&it.id)) {
        let detail = format!("two assessments in it have the id {}", it.id);
        return Err(ReadError::Malformed(detail));
    }
    let mut others = Vec::new();
    for (id, read) in evidence {
        if !ids.contains(&id) {
            let detail = format!("no assessment in it has the id {id}, which has evidence");
            return Err(ReadError::Malformed(detail));
        }
        let entries = entries(read)?;
        let key = Key::Record(&EVIDENCE, (&id).into());
        others.push((key, EvidenceRecord::write(&id, &entries)));
    }
    Ok(Contents {
        assessments,
        others,
        unreadable: 0,
    })
}

fn entries(read: SortedMap<String, ReadEntry>) -> Result<Entries, ReadError> {
    let mut entries = Entries::default();
    for (key, ReadEntry { at, value }) in read {
        if key.contains(char::is_control) {
            let detail = "a name in the evidence has a line break or a tab".to_owned();
            return Err(ReadError::Malformed(detail));
        }
        let value = value.map(|value| entry_text(&key, &value.into()));
        entries.put_back(&key, at, value);
    }
    Ok(entries)
}
