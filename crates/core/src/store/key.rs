//! What stands under which key. All of them begin with `demarc:v1:`: other apps may share the origin.
//! It turns keys into texts and back, and knows nothing of what is kept there.

use std::fmt;

use crate::assessment::AssessmentId;

/// Every key of this app begins with it.
pub const PREFIX: &str = "demarc:v1:";

/// A key of this app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// An assessment, or a snapshot.
    Assessment(AssessmentId),
    /// An assessment as it was before this edition first wrote it, until that has been read back.
    Before(AssessmentId),
    /// A deleted assessment, and when it was deleted, in milliseconds since 1970.
    Bin(u64, AssessmentId),
    /// A text that could not be read, when it was set aside, and the rest of the key it stood under.
    Quarantine(u64, String),
    /// When an assessment was last saved as a file, in milliseconds since 1970.
    LastExport(AssessmentId),
    /// The ids of the assessments, last used first.
    Index,
    /// The image on the cover of reports.
    Logo,
}

impl Key {
    /// The key a text is; `None` for other apps' keys, and for those of editions to come.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (word, rest) = match text.strip_prefix(PREFIX)?.split_once(':') {
            Some((word, rest)) => (word, rest),
            None => {
                let mut alone = [Self::Index, Self::Logo].into_iter();
                return alone.find(|key| text == key.to_string());
            }
        };
        let id = |text: &str| AssessmentId::try_from(text.to_owned()).ok();
        let timed = || {
            let (time, rest) = rest.split_once(':')?;
            Some((time.parse().ok()?, rest))
        };
        match word {
            "assessment" => Some(Self::Assessment(id(rest)?)),
            "before" => Some(Self::Before(id(rest)?)),
            "filed" => Some(Self::LastExport(id(rest)?)),
            "bin" => timed().and_then(|(time, rest)| Some(Self::Bin(time, id(rest)?))),
            "quarantine" => timed().map(|(time, rest)| Self::Quarantine(time, rest.to_owned())),
            _ => None,
        }
    }

    /// The key under which what stands here is set aside when it can't be read.
    #[must_use]
    pub fn quarantine_key(text: &str, now: u64) -> Self {
        Self::Quarantine(now, text.trim_start_matches(PREFIX).to_owned())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        match self {
            Self::Assessment(id) => write!(f, "assessment:{id}"),
            Self::Before(id) => write!(f, "before:{id}"),
            Self::Bin(time, id) => write!(f, "bin:{time}:{id}"),
            Self::Quarantine(time, rest) => write!(f, "quarantine:{time}:{rest}"),
            Self::LastExport(id) => write!(f, "filed:{id}"),
            Self::Index => f.write_str("index"),
            Self::Logo => f.write_str("logo"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::rescue;
    use proptest::prelude::*;

    #[test]
    fn every_key_is_its_text() {
        let id = AssessmentId::from_bits(1);
        let keys = [
            Key::Assessment(id.clone()),
            Key::Before(id.clone()),
            Key::Bin(17, id.clone()),
            Key::Quarantine(17, "assessment:?:x".into()),
            Key::LastExport(id),
            Key::Index,
            Key::Logo,
        ];
        for key in keys {
            let is_note = matches!(key, Key::LastExport(_) | Key::Index | Key::Logo);
            assert_eq!(rescue::is_note(&key.to_string()), is_note);
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        for text in [
            "",
            "index",
            "demarc:v2:index",
            "demarc:v1:bin:x:y",
            "demarc:v1:index:x",
        ] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_parses_prints_to_itself(rest in "[a-z:0-9-]{0,40}") {
            let text = format!("{PREFIX}{rest}");
            if let Some(key) = Key::parse(&text) {
                // A number may have been written with leading zeros.
                prop_assert_eq!(Key::parse(&key.to_string()), Some(key));
            }
        }
    }
}
