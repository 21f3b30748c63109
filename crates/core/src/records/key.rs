//! The keys of stored records. All begin with `demarc:v1:`, because other apps may share the origin.
//! A key has the state of a record (in use, in the bin, in quarantine), its kind and its id.

use std::fmt;

use super::kind::{Kind, RecordId};
use super::kinds::assessment::ASSESSMENT;
use super::kinds::{KINDS, Kinds};
use crate::assessment::{AssessmentId, Moment};

/// The prefix of every key of this app.
pub const PREFIX: &str = "demarc:v1:";

/// A key of this app. [`Key::to_string`] gives its only text form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A record in use.
    Record(&'static Kind, RecordId),
    /// A record as an earlier version wrote it, kept until its replacement was read back.
    Before(&'static Kind, RecordId),
    /// A deleted record, with the time of deletion in milliseconds since 1970.
    Bin(u64, &'static Kind, RecordId),
    /// An unreadable text, with the time of quarantine in milliseconds since 1970 and the rest of its former key.
    Quarantine(u64, String),
    /// A note about assessments. Notes are not records: they are not listed or rescued, and are created again when they
    /// are lost or damaged.
    Note(Note),
}

/// A note about assessments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The time when an assessment was last saved as a file, in milliseconds since 1970.
    LastExport(RecordId),
    /// The ids of the assessments, most recently used first.
    Index,
    /// The image on the cover of reports, after the time of its change in milliseconds since 1970.
    Logo,
    /// How long the bin has had what is in it: see [`crate::store::RecordStore::tidy`].
    BinAges,
}

impl Note {
    /// Whether one text of the note was written later than another, by the times that they begin with; of two with the same
    /// time the larger one, so that all tabs decide alike. A time of a clock that is ahead of the latest credible moment is
    /// earlier than any other: see [`Moment::undated`].
    #[must_use]
    pub fn is_later(&self, one: &str, other: &str, latest_credible: Moment) -> bool {
        let rank = |text: &str| {
            let at = written_at(text).map(|it| Moment::after(Moment::default(), it, 0));
            at.map(|at| {
                if at > latest_credible {
                    at.undated()
                } else {
                    at
                }
            })
        };
        match self {
            Self::LastExport(_) | Self::Logo | Self::BinAges => {
                (rank(one), one) > (rank(other), other)
            }
            Self::Index => false,
        }
    }
}

impl Key {
    /// The key of an assessment or a snapshot.
    #[must_use]
    pub fn assessment(id: &AssessmentId) -> Self {
        Self::Record(&ASSESSMENT, id.into())
    }

    /// Parses a key; `None` for keys of other apps and of newer editions.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_among(text, KINDS)
    }

    /// Parses a key, for these kinds of records.
    #[must_use]
    pub fn parse_among(text: &str, kinds: Kinds) -> Option<Self> {
        let of_word = |word: &str| kinds.iter().find(|kind| kind.word == word).copied();
        // In the bin and in safety copies, the keys of assessments have no kind; those of every other kind have it.
        let record = |text: &str| {
            let (kind, id) = match text.split_once(':') {
                None => (of_word(ASSESSMENT.word)?, text),
                Some((word, id)) => (of_word(word).filter(|it| **it != ASSESSMENT)?, id),
            };
            Some((kind, RecordId::parse(id)?))
        };
        let text = text.strip_prefix(PREFIX)?;
        let Some((word, rest)) = text.split_once(':') else {
            return match text {
                "index" => Some(Self::Note(Note::Index)),
                "logo" => Some(Self::Note(Note::Logo)),
                "bin-ages" => Some(Self::Note(Note::BinAges)),
                _ => None,
            };
        };
        let key = match word {
            "before" => {
                let (kind, id) = record(rest)?;
                Self::Before(kind, id)
            }
            "bin" => {
                let (time, rest) = timed(rest)?;
                let (kind, id) = record(rest)?;
                Self::Bin(time, kind, id)
            }
            "quarantine" => {
                let (time, rest) = timed(rest)?;
                Self::Quarantine(time, rest.to_owned())
            }
            "filed" => Self::Note(Note::LastExport(RecordId::parse(rest)?)),
            word => Self::Record(of_word(word)?, RecordId::parse(rest)?),
        };
        Some(key)
    }

    /// The key in quarantine for an unreadable text.
    #[must_use]
    pub fn quarantine_key(text: &str, now: u64) -> Self {
        Self::Quarantine(now, text.trim_start_matches(PREFIX).to_owned())
    }

    /// The kind and id of the record under this key, in use or not.
    #[must_use]
    pub fn record(&self) -> Option<(&'static Kind, &RecordId)> {
        match self {
            Self::Record(kind, id) | Self::Before(kind, id) | Self::Bin(_, kind, id) => {
                Some((kind, id))
            }
            Self::Quarantine(..) | Self::Note(_) => None,
        }
    }

    /// Whether what is under this key is mirrored.
    #[must_use]
    pub fn is_mirrored(&self) -> bool {
        match self {
            Self::Record(kind, _) | Self::Bin(_, kind, _) => kind.is_mirrored(),
            Self::Quarantine(..) | Self::Note(_) => true,
            Self::Before(..) => false,
        }
    }
}

/// The time that a note begins with, in milliseconds since 1970.
pub(crate) fn written_at(note: &str) -> Option<u64> {
    note.split(' ').next()?.parse().ok()
}

/// A time and the text after it. A number has one spelling, so that a key has one text.
fn timed(text: &str) -> Option<(u64, &str)> {
    let (number, rest) = text.split_once(':')?;
    let time: u64 = number.parse().ok()?;
    (time.to_string() == number).then_some((time, rest))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        match self {
            Self::Record(kind, id) => write!(f, "{}:{id}", kind.word),
            Self::Before(kind, id) => {
                f.write_str("before:")?;
                write_record(f, kind, id)
            }
            Self::Bin(time, kind, id) => {
                write!(f, "bin:{time}:")?;
                write_record(f, kind, id)
            }
            Self::Quarantine(time, rest) => write!(f, "quarantine:{time}:{rest}"),
            Self::Note(Note::LastExport(id)) => write!(f, "filed:{id}"),
            Self::Note(Note::Index) => f.write_str("index"),
            Self::Note(Note::Logo) => f.write_str("logo"),
            Self::Note(Note::BinAges) => f.write_str("bin-ages"),
        }
    }
}

fn write_record(f: &mut fmt::Formatter<'_>, kind: &Kind, id: &RecordId) -> fmt::Result {
    if *kind != ASSESSMENT {
        write!(f, "{}:", kind.word)?;
    }
    write!(f, "{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_key_is_its_text() {
        let id = RecordId::from(&AssessmentId::from_bits(1));
        let keys = [
            (
                Key::Record(&ASSESSMENT, id.clone()),
                "assessment:0000000000000001",
            ),
            (
                Key::Before(&ASSESSMENT, id.clone()),
                "before:0000000000000001",
            ),
            (
                Key::Bin(17, &ASSESSMENT, id.clone()),
                "bin:17:0000000000000001",
            ),
            (
                Key::Quarantine(17, "assessment:?:x".into()),
                "quarantine:17:assessment:?:x",
            ),
            (Key::Note(Note::LastExport(id)), "filed:0000000000000001"),
            (Key::Note(Note::Index), "index"),
            (Key::Note(Note::Logo), "logo"),
            (Key::Note(Note::BinAges), "bin-ages"),
        ];
        for (key, text) in keys {
            assert_eq!(key.to_string(), format!("{PREFIX}{text}"));
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        for text in [
            "",
            "index",
            "demarc:v2:index",
            "demarc:v1:bin:x:y",
            "demarc:v1:bin:07:y",
            "demarc:v1:bin:7:later-kind:y",
            "demarc:v1:bin:7:assessment:y",
            "demarc:v1:later-kind:y",
            "demarc:v1:index:x",
        ] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    #[test]
    fn one_of_two_notes_is_later() {
        const NOW: u64 = 1_800_000_000_000;
        let credible = Moment::latest_credible(NOW);
        let later = |one: &str, other: &str| {
            let is_later = Note::Logo.is_later(one, other, credible);
            assert_ne!(is_later, Note::Logo.is_later(other, one, credible));
            is_later
        };
        assert!(later(&format!("{} a", NOW + 1), &format!("{NOW} b")));
        assert!(later("1 a", "a"));
        // Two tabs can write at one time.
        assert!(later(&format!("{NOW} b"), &format!("{NOW} a")));
        // A clock was years ahead.
        let ahead = format!("{} a", 2 * NOW);
        assert!(later(&format!("{NOW} a"), &ahead));
        assert!(later(&format!("{} a", 2 * NOW + 1), &ahead));
        assert!(later(&ahead, "a"));
        assert!(!Note::Index.is_later("b", "a", credible));
    }

    #[test]
    fn a_kinds_word_is_one_and_its_own() {
        for (index, kind) in KINDS.iter().enumerate() {
            let taken = [
                "before",
                "bin",
                "quarantine",
                "filed",
                "index",
                "logo",
                "bin-ages",
            ];
            assert!(RecordId::parse(kind.word).is_some() && !taken.contains(&kind.word));
            assert!(!KINDS[..index].contains(kind), "{kind:?} is there twice");
        }
    }

    proptest! {
        #[test]
        fn what_parses_prints_to_itself(rest in "[a-z:0-9-]{0,40}") {
            let text = format!("{PREFIX}{rest}");
            if let Some(key) = Key::parse(&text) {
                prop_assert_eq!(key.to_string(), text);
            }
        }
    }
}
