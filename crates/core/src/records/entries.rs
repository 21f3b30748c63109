//! A record of independent entries: each is a JSON value under a key, with the moment of its last edit. Merging and
//! storing need no more than that, so the values are not read here.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::envelope::{ReadError, check_version, format, parse, to_text};
use crate::assessment::{AssessmentId, Moment, SortedMap};

/// The entries of one record. The record belongs to an assessment or a snapshot, and has its id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries(SortedMap<String, Entry>);

/// One entry.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    at: Moment,
    /// JSON; `None` once the entry is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
}

/// A format of records of entries.
#[derive(Debug, Clone, Copy)]
pub struct EntriesFormat {
    /// The value of `format`.
    pub name: &'static str,
    /// The version that is written, and the newest that is read.
    pub version: u64,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a AssessmentId>,
    entries: &'a SortedMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    #[serde(default)]
    of: Option<AssessmentId>,
    entries: SortedMap<String, Entry>,
}

impl EntriesFormat {
    /// The text of a record of the assessment `of`, or of a file that belongs to none.
    #[must_use]
    pub fn write(self, of: Option<&AssessmentId>, entries: &Entries) -> String {
        to_text(&Written {
            format: self.name,
            version: self.version,
            of,
            entries: &entries.0,
        })
    }

    /// Reads a text. The values of the entries are JSON, and nothing more is known of them.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the user.
    pub fn read(self, text: &str) -> Result<(Option<AssessmentId>, Entries), ReadError> {
        let text = text.trim_start_matches('\u{feff}');
        if format(text)? != self.name {
            return Err(ReadError::OtherFormat);
        }
        check_version(text, self.version)?;
        let file: Read = parse(text)?;
        Ok((file.of, Entries(file.entries)))
    }
}

impl Entries {
    /// The entries that are there, as key, moment and JSON.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Moment, &str)> {
        self.0.iter().filter_map(|(key, it)| {
            let value = it.value.as_deref()?;
            Some((key.as_str(), it.at, value.get()))
        })
    }

    /// The JSON of an entry; `None` when it is not there.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        let entry = self.0.get(key)?;
        entry.value.as_deref().map(RawValue::get)
    }

    /// Whether no entry is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The latest edit.
    #[must_use]
    pub fn latest(&self) -> Moment {
        let moments = self.0.values().map(|it| it.at);
        moments.max().unwrap_or_default()
    }

    /// Sets the value of an entry, as of a moment.
    pub fn set(&mut self, key: &str, at: Moment, value: &impl Serialize) {
        #[expect(
            clippy::expect_used,
            reason = "writing to memory fails only for a map whose keys are no text"
        )]
        let value = serde_json::value::to_raw_value(value).expect("entries are plain JSON");
        let value = Some(value);
        self.0.insert(key.to_owned(), Entry { at, value });
    }

    /// Removes an entry, as of a moment.
    pub fn remove(&mut self, key: &str, at: Moment) {
        if self.get(key).is_some() {
            self.0.insert(key.to_owned(), Entry { at, value: None });
        }
    }

    /// Notes an edit that changes nothing.
    pub(super) fn touch(&mut self, at: Moment) {
        self.0
            .insert("touched".to_owned(), Entry { at, value: None });
    }

    /// Takes over the later version of each entry, and returns whether there was one. The result is the same in any order
    /// of versions.
    pub fn merge(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for (key, theirs) in other.0.iter() {
            if self.0.get(key).is_none_or(|mine| theirs.is_later(mine)) {
                self.0.insert(key.clone(), theirs.clone());
                changed = true;
            }
        }
        changed
    }

    /// Makes edits of clocks that are ahead of a moment the earliest: see [`Moment::undated`].
    pub(super) fn distrust_after(&mut self, latest_credible: Moment) {
        for entry in self.0.values_mut() {
            if entry.at > latest_credible {
                entry.at = entry.at.undated();
            }
        }
    }
}

impl Entry {
    fn text(&self) -> Option<&str> {
        self.value.as_deref().map(RawValue::get)
    }

    fn is_later(&self, other: &Self) -> bool {
        (self.at, self.text()) > (other.at, other.text())
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.text()) == (other.at, other.text())
    }
}

impl Eq for Entry {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FORMAT: EntriesFormat = EntriesFormat {
        name: "demarc-test",
        version: 1,
    };

    fn at(milliseconds: u64) -> Moment {
        Moment::after(Moment::default(), milliseconds, 0)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut it = Entries::default();
        it.set("a", at(1), &["x", "y"]);
        it.set("b", at(2), &7);
        it.remove("b", at(3));
        it.remove("c", at(4));
        let of = AssessmentId::from_bits(7);
        for of in [None, Some(of)] {
            let text = FORMAT.write(of.as_ref(), &it);
            assert_eq!(FORMAT.read(&text), Ok((of, it.clone())));
        }
        assert_eq!(it.get("a"), Some(r#"["x","y"]"#));
        assert_eq!((it.get("b"), it.iter().count()), (None, 1));
        assert_eq!(it.latest(), at(3));
        let newer = FORMAT
            .write(None, &it)
            .replace("\"version\":1", "\"version\":2");
        assert_eq!(FORMAT.read(&newer), Err(ReadError::Newer(2)));
        assert_eq!(
            FORMAT.read("{\"format\":\"other\"}"),
            Err(ReadError::OtherFormat)
        );
    }

    proptest! {
        #[test]
        fn merging_is_the_same_in_any_order(edits: Vec<(u8, u8, u8, Option<u8>)>) {
            let mut versions = [Entries::default(), Entries::default(), Entries::default()];
            for (version, key, moment, value) in edits {
                let it = &mut versions[usize::from(version) % 3];
                let (key, moment) = (format!("k{}", key % 4), at(u64::from(moment)));
                match value {
                    Some(value) => it.set(&key, moment, &(value % 4)),
                    None => it.remove(&key, moment),
                }
            }
            let merged = |one: &Entries, other: &Entries| {
                let mut one = one.clone();
                one.merge(other);
                one
            };
            let [one, two, three] = &versions;
            prop_assert_eq!(merged(one, two), merged(two, one));
            prop_assert_eq!(&merged(one, one), one);
            prop_assert_eq!(
                merged(&merged(one, two), three),
                merged(one, &merged(two, three))
            );
        }
    }
}
