//! Files of workshops: all entries of one workshop with their moments, so that the files of two facilitators merge.
//! Versioned JSON, described by `public/schema/workshop-1.json`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{encoding, indent};
use crate::assessment::{Belief, Moment, SortedMap};
use crate::records::Entries;
use crate::records::envelope::{ReadError, parse_as, to_text};
use crate::workshop::{Ballot, Outcome, Setup, Tally, WorkshopTag, workshops};
use demarc_catalog::Date;

/// The value of `format` in the file.
pub const FORMAT: &str = "demarc-workshop";
/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The content of a file: the entries of one workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkshopFile {
    /// The workshop.
    pub tag: WorkshopTag,
    /// Its entries, with their full keys.
    pub entries: Entries,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u64,
    workshop: WorkshopTag,
    /// By the key without the tag.
    entries: SortedMap<String, FileEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEntry {
    /// The moment of the last edit.
    at: Moment,
    /// The value; missing once it is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
}

impl WorkshopFile {
    /// The entries of one workshop of a record.
    #[must_use]
    pub fn of(tag: WorkshopTag, record: &Entries) -> Self {
        let start = format!("{tag} ");
        let mut entries = Entries::default();
        for (key, at, value) in record.with_removed() {
            if key.starts_with(&start) {
                entries.take(key, at, value.map(str::to_owned));
            }
        }
        Self { tag, entries }
    }

    /// The same as if the workshop had been held on another day: its dates move. Its moments stay.
    #[must_use]
    pub fn held_on(self, day: &Date) -> Self {
        let (all, _) = workshops(&self.entries);
        let Some(it) = all.into_iter().next() else {
            return self;
        };
        let moved = |date: &Date| {
            let later = it.setup.started.days_until(date);
            Date::from_days_since_1970(day.days_since_1970().saturating_add(later))
        };
        let mut entries = self.entries.clone();
        for (key, at, value) in self.entries.with_removed() {
            let (_, word) = key.split_once(' ').unwrap_or_default();
            let value = match word.split(' ').next() {
                Some("setup") => Some(to_text(&Setup {
                    started: day.clone(),
                    ..it.setup.clone()
                })),
                Some("closed") => it.closed.as_ref().and_then(moved).map(|it| to_text(&it)),
                Some("outcome") => value
                    .and_then(|it| serde_json::from_str::<Outcome>(it).ok())
                    .map(|outcome| {
                        let due = outcome.due.as_ref().and_then(moved);
                        to_text(&Outcome { due, ..outcome })
                    }),
                _ => continue,
            };
            entries.put_back(key, at, value);
        }
        Self { entries, ..self }
    }

    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut entries = SortedMap::default();
        for (key, at, value) in self.entries.with_removed() {
            let value = value.and_then(|it| serde_json::from_str(it).ok());
            let key = key.split_once(' ').map_or(key, |(_, key)| key);
            entries.insert(key.to_owned(), FileEntry { at, value });
        }
        indent::indented(&to_text(&File {
            format: FORMAT.to_owned(),
            version: VERSION,
            workshop: self.tag,
            entries,
        }))
    }

    /// Reads the bytes of a file, in UTF-8 or UTF-16.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the user.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let file: File = parse_as(&encoding::decode(bytes)?, FORMAT, VERSION)?;
        let mut entries = Entries::default();
        let has_setup = file
            .entries
            .get("setup")
            .is_some_and(|it| it.value.is_some());
        if !has_setup {
            return Err(ReadError::Malformed("it has no \"setup\"".to_owned()));
        }
        for (key, entry) in file.entries.iter() {
            let value = entry.value.clone();
            let value = value.map(|it| checked(key, it)).transpose()?;
            let key = format!("{} {key}", file.workshop);
            entries.take(&key, entry.at, value);
        }
        let (_, unreadable) = workshops(&entries);
        if unreadable > 0 {
            let what = format!("{unreadable} of its entries have names that do not fit");
            return Err(ReadError::Malformed(what));
        }
        Ok(Self {
            tag: file.workshop,
            entries,
        })
    }
}

/// The value of an entry as Demarc writes it.
fn checked(key: &str, value: Value) -> Result<String, ReadError> {
    let written = match key.split(' ').next().unwrap_or_default() {
        "setup" => rewritten::<Setup>(value),
        "ballot" => rewritten::<Ballot>(value),
        "hands" => rewritten::<Tally>(value),
        "believed" => rewritten::<Vec<(Belief, u16)>>(value),
        "heads" => rewritten::<Vec<u16>>(value),
        "outcome" => rewritten::<Outcome>(value),
        "note" | "parked" => rewritten::<String>(value),
        "revealed" => rewritten::<bool>(value),
        "closed" => rewritten::<Date>(value),
        _ => Err("there is no such entry".to_owned()),
    };
    let is_one_line = !key.contains(['\t', '\n', '\r']);
    let written = written.and_then(|it| {
        is_one_line
            .then_some(it)
            .ok_or_else(|| "its name has several lines".to_owned())
    });
    written.map_err(|error| {
        let key: String = key.chars().take(60).collect();
        ReadError::Malformed(format!("the entry {key:?} ({error})"))
    })
}

fn rewritten<T: DeserializeOwned + Serialize>(value: Value) -> Result<String, String> {
    let value: T = serde_json::from_value(value).map_err(|error| error.to_string())?;
    Ok(to_text(&value))
}
