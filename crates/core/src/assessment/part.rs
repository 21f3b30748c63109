//! The parts of an answer and of the report's cover that are edited, merged and undone by themselves.
//! Each is one row: its key, and where its value lives.

use super::value::{AsValue as _, Value};
use super::{Answer, Cover};

/// Defines the parts of a struct, a row each: `Note = "note" => note`.
macro_rules! parts {
    (
        $(#[$of_enum:meta])*
        pub enum $name:ident of $whole:ident {
            $($(#[$of_part:meta])* $part:ident = $key:literal => $field:ident),+ $(,)?
        }
    ) => {
        demarc_catalog::keyed! {
            $(#[$of_enum])*
            pub enum $name {
                $($(#[$of_part])* $part = $key),+
            }
        }

        impl $name {
            /// The value of this part.
            pub(super) fn get(self, of: &$whole) -> Value<'_> {
                match self {
                    $(Self::$part => of.$field.as_value(),)+
                }
            }

            /// Gives one the value that another has.
            pub(super) fn copy(self, from: &$whole, to: &mut $whole) {
                match self {
                    $(Self::$part => to.$field.clone_from(&from.$field),)+
                }
            }
        }
    };
}

parts! {
    /// A part of an answer.
    pub enum AnswerField of Answer {
        /// The response.
        Response = "response" => response,
        /// The note.
        Note = "note" => note,
        /// The person or team who sees to it.
        Owner = "owner" => owner,
        /// The day it is due.
        Due = "due" => due,
        /// Where the evidence is.
        Evidence = "evidence" => evidence,
        /// When it is to be closed.
        Phase = "phase" => phase,
    }
}

parts! {
    /// A part of what stands on the cover.
    pub enum CoverPart of Cover {
        /// Who prepared it.
        Author = "author" => author,
        /// Whom it is for.
        Client = "client" => client,
        /// The day.
        Date = "date" => date,
        /// The summary.
        Summary = "summary" => summary,
    }
}
