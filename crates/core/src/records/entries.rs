//! A record of independent entries: each is a JSON value under a key, with the moment of its last edit. Merging and
//! storing need no more than that, so the values are not read here. As text it is a line for the record and one for each
//! entry, which takes less code to read in the first load than JSON.

use std::fmt::Write as _;

use super::envelope::{ReadError, to_text};
use super::kind::{Deletion, Header, Kind, RecordId, Versions};
use crate::assessment::{AssessmentId, Moment, SortedMap};

/// The entries of one record. The record belongs to an assessment or a snapshot, and has its id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries(SortedMap<String, Entry>);

/// One entry: the moment of its last edit, and its JSON; `None` once it is removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    at: Moment,
    value: Option<String>,
}

/// What parts the key, the moment and the value of an entry. Compact JSON has none.
const BETWEEN: char = '\t';

/// A format of records of entries.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntriesFormat {
    /// The first word of a text.
    pub(super) name: &'static str,
    /// The version that is written, and the newest that is read.
    pub(super) version: u64,
}

impl EntriesFormat {
    /// The text of the record of an assessment: `evidence 1 ID`, then a line for each entry.
    pub(super) fn write(self, of: &AssessmentId, entries: &Entries) -> String {
        let mut text = format!("{} {} {of}", self.name, self.version);
        for (key, entry) in entries.0.iter() {
            let value = entry.value.as_deref().unwrap_or_default();
            // Writing to a text does not fail.
            let _ = write!(text, "\n{key}{BETWEEN}{}{BETWEEN}{value}", entry.at);
        }
        text
    }

    /// Reads a text: the assessment that the record belongs to, and its entries.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the user.
    pub(super) fn read(self, text: &str) -> Result<(AssessmentId, Entries), ReadError> {
        let mut lines = text.lines();
        let mut words = lines.next().unwrap_or_default().split(' ');
        if words.next() != Some(self.name) {
            return Err(ReadError::OtherFormat);
        }
        let version: Option<u64> = words.next().and_then(|it| it.parse().ok());
        if let Some(newer) = version.filter(|it| *it > self.version) {
            return Err(ReadError::Newer(newer));
        }
        let of = words.next().map(str::to_owned);
        let of = of.and_then(|it| AssessmentId::try_from(it).ok());
        let (Some(_), Some(of), None) = (version, of, words.next()) else {
            return Err(malformed(1));
        };
        let mut entries = Entries::default();
        for (index, line) in lines.enumerate() {
            let entry = entry(line).ok_or_else(|| malformed(index + 2))?;
            entries.0.insert(entry.0, entry.1);
        }
        Ok((of, entries))
    }
}

/// A type of records of entries.
pub(super) trait OfEntries: 'static {
    /// Their format. Its name is also the word of the kind.
    const FORMAT: EntriesFormat;
}

/// The kind of such records: merged entry by entry, with a second copy, and to the bin with what they belong to.
pub(super) const fn kind_of<T: OfEntries>() -> Kind {
    Kind {
        word: T::FORMAT.name,
        read: |text| T::FORMAT.header(text),
        is_older: |_| false,
        readdress: |text, _, owner| T::FORMAT.readdress(text, owner),
        touch: |text, deleted, now| T::FORMAT.touch(text, deleted, now),
        versions: Versions::Merged {
            merge: |text, there, latest_credible| T::FORMAT.merge(text, there, latest_credible),
            mirrored: true,
        },
        listed: true,
        rescued: true,
        deletion: Deletion::ToBin,
    }
}

/// What kinds of such records are handled by: see [`Kind`](super::kind::Kind).
impl EntriesFormat {
    /// The id of a record, which is that of its owner.
    pub(super) fn header(self, text: &str) -> Result<Header, ReadError> {
        let (of, _) = self.read(text)?;
        Ok(Header {
            id: (&of).into(),
            owner: Some((&of).into()),
        })
    }

    /// Merges `there` into `text`; `None` when `text` contains all of it.
    pub(super) fn merge(self, text: &str, there: &str, latest_credible: Moment) -> Option<String> {
        let ((of, mut it), (_, mut there)) = (self.read(text).ok()?, self.read(there).ok()?);
        it.distrust_after(latest_credible);
        there.distrust_after(latest_credible);
        it.merge(&there).then(|| self.write(&of, &it))
    }

    /// Makes a text later than a deleted copy of it.
    pub(super) fn touch(self, text: &str, deleted: &str, now: u64) -> Option<String> {
        let ((of, mut it), (_, deleted)) = (self.read(text).ok()?, self.read(deleted).ok()?);
        let earlier = it.latest().max(deleted.latest());
        it.touch(Moment::after(earlier, now, 0));
        Some(self.write(&of, &it))
    }

    /// Such a record goes where its owner goes; without one it can't exist.
    pub(super) fn readdress(self, text: &str, owner: Option<&RecordId>) -> Option<String> {
        let (_, entries) = self.read(text).ok()?;
        Some(self.write(&owner?.into(), &entries))
    }
}

/// The key and the entry of a line.
fn entry(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(3, BETWEEN);
    let (key, at, value) = (parts.next()?, parts.next()?, parts.next()?);
    let at: u64 = at.parse().ok()?;
    let at = Moment::try_from(at).ok()?;
    let value = Some(value.to_owned()).filter(|it| !it.is_empty());
    Some((key.to_owned(), Entry { at, value }))
}

fn malformed(line: usize) -> ReadError {
    ReadError::Malformed(format!("line {line} is damaged"))
}

impl Entries {
    /// The entries that are there, as key, moment and JSON.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Moment, &str)> {
        self.0
            .iter()
            .filter_map(|(key, it)| Some((key.as_str(), it.at, it.value.as_deref()?)))
    }

    /// All entries, as key, moment and JSON; `None` for the JSON of those that are removed.
    pub fn with_removed(&self) -> impl Iterator<Item = (&str, Moment, Option<&str>)> {
        let entries = self.0.iter();
        entries.map(|(key, it)| (key.as_str(), it.at, it.value.as_deref()))
    }

    /// Takes an entry of another version of the record, if it is later.
    pub fn take(&mut self, key: &str, at: Moment, value: Option<String>) -> bool {
        let entry = Entry { at, value };
        let is_later = self.0.get(key).is_none_or(|mine| entry > *mine);
        if is_later {
            self.0.insert(key.to_owned(), entry);
        }
        is_later
    }

    /// Replaces an entry, whatever its moment.
    pub(crate) fn put_back(&mut self, key: &str, at: Moment, value: Option<String>) {
        self.0.insert(key.to_owned(), Entry { at, value });
    }

    /// The JSON of an entry; `None` when it is not there.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.value.as_deref()
    }

    /// The length of all values, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.iter().map(|(_, _, value)| value.len()).sum()
    }

    /// The latest edit.
    #[must_use]
    pub fn latest(&self) -> Moment {
        let moments = self.0.values().map(|it| it.at);
        moments.max().unwrap_or_default()
    }

    /// Sets the value of an entry, as of a moment. The key has neither tabs nor line breaks.
    pub fn set(&mut self, key: &str, at: Moment, value: &impl serde::Serialize) {
        let value = Some(to_text(value));
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
            if self.0.get(key).is_none_or(|mine| theirs > mine) {
                self.0.insert(key.clone(), theirs.clone());
                changed = true;
            }
        }
        changed
    }

    /// Takes over the values of another version and has no more than these, as edits at a moment.
    pub fn replace(&mut self, with: &Self, at: Moment) {
        let keys: Vec<String> = self.0.keys().chain(with.0.keys()).cloned().collect();
        for key in keys {
            let value = with.get(&key);
            if value != self.get(&key) {
                let value = value.map(str::to_owned);
                self.0.insert(key, Entry { at, value });
            }
        }
    }

    /// Makes edits of clocks that are ahead of a moment the earliest: see [`Moment::undated`].
    pub(crate) fn distrust_after(&mut self, latest_credible: Moment) {
        for entry in self.0.values_mut() {
            if entry.at > latest_credible {
                entry.at = entry.at.undated();
            }
        }
    }
}

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
        let text = FORMAT.write(&of, &it);
        assert_eq!(FORMAT.read(&text), Ok((of, it.clone())));
        assert_eq!(it.get("a"), Some(r#"["x","y"]"#));
        assert_eq!((it.get("b"), it.iter().count()), (None, 1));
        assert_eq!(it.latest(), at(3));
        let newer = text.replace("demarc-test 1", "demarc-test 2");
        assert_eq!(FORMAT.read(&newer), Err(ReadError::Newer(2)));
        assert_eq!(FORMAT.read("{}"), Err(ReadError::OtherFormat));
        for (text, line) in [
            ("demarc-test", 1),
            ("demarc-test x 0000000000000007", 1),
            ("demarc-test 1 0000000000000007 x", 1),
            ("demarc-test 1 ../x", 1),
            ("demarc-test 1 0000000000000007\na\t1", 2),
            ("demarc-test 1 0000000000000007\na\t1\t2\nb\tx\t2", 3),
        ] {
            assert_eq!(FORMAT.read(text), Err(malformed(line)), "{text}");
        }
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
