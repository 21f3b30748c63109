//! The text form of fields: keys and ids, separated by spaces.

use std::fmt;

use super::{AnswerField, Chapter, CoverPart};
use demarc_catalog::{DomainId, FactId, LayerId, PracticeId, QuestionId, ServiceId, ServiceRef};

/// A type that a field can belong to, and its text form.
pub(super) trait Word: Sized {
    fn word(&self) -> &str;
    fn of_word(word: &str) -> Option<Self>;
}

macro_rules! words {
    (ids: $($id:ty),+; keys: $($keyed:ty),+) => {
        $(impl Word for $id {
            fn word(&self) -> &str {
                self.as_str()
            }
            fn of_word(word: &str) -> Option<Self> {
                word.parse().ok()
            }
        })+
        $(impl Word for $keyed {
            fn word(&self) -> &str {
                self.key()
            }
            fn of_word(word: &str) -> Option<Self> {
                Self::from_key(word)
            }
        })+
    };
}

words!(ids: FactId, QuestionId, ServiceRef, LayerId, PracticeId, DomainId; keys: AnswerField, CoverPart, Chapter);

/// A service is also read from the name of one of its variants, which files up to version 4 have.
impl Word for ServiceId {
    fn word(&self) -> &str {
        self.as_str()
    }
    fn of_word(word: &str) -> Option<Self> {
        word.parse::<ServiceRef>().ok()?.service().parse().ok()
    }
}

/// Writes texts separated by spaces; empty ones are left out.
pub(super) fn write_words(f: &mut fmt::Formatter<'_>, words: &[&str]) -> fmt::Result {
    let words = words.iter().filter(|word| !word.is_empty());
    for (index, word) in words.enumerate() {
        if index > 0 {
            f.write_str(" ")?;
        }
        f.write_str(word)?;
    }
    Ok(())
}
