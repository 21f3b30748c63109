//! The fields of an answer and of the report's cover. Each is one row: its key and the struct field with its value.

use super::value::{AsValue as _, Value};
use super::{Answer, Cover};

/// Defines the fields of a struct, a row each: `Note = "note" => note`.
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
            /// The value of this field.
            pub(super) fn get(self, of: &$whole) -> Value<'_> {
                match self {
                    $(Self::$part => of.$field.as_value(),)+
                }
            }

            /// Copies the value of this field.
            pub(super) fn copy(self, from: &$whole, to: &mut $whole) {
                match self {
                    $(Self::$part => to.$field.clone_from(&from.$field),)+
                }
            }
        }
    };
}

parts! {
    /// A field of an answer.
    pub enum AnswerField of Answer {
        /// The response.
        Response = "response" => response,
        /// The acceptance of the risk, as a whole.
        Acceptance = "acceptance" => acceptance,
        /// The note.
        Note = "note" => note,
        /// The person or team responsible.
        Owner = "owner" => owner,
        /// The due date.
        Due = "due" => due,
        /// The evidence.
        Evidence = "evidence" => evidence,
        /// The phase of the roadmap.
        Phase = "phase" => phase,
        /// The draft of “not applicable”.
        Draft = "draft" => draft,
    }
}

parts! {
    /// A field of the report's cover.
    pub enum CoverPart of Cover {
        /// The author.
        Author = "author" => author,
        /// The recipient.
        Client = "client" => client,
        /// The date.
        Date = "date" => date,
        /// The summary.
        Summary = "summary" => summary,
    }
}
