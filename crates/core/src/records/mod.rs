//! What a record is: its text, its kind and its key. Files (`exchange`) and what is kept (`store`) both build on it.

pub(crate) mod envelope;
pub(crate) mod key;
pub(crate) mod kind;
pub(crate) mod kinds;
pub mod record;

pub use key::{Key, Note, PREFIX};
pub use kind::{Deletion, Header, Kind, RecordId, Versions};
pub use kinds::assessment::ASSESSMENT;
pub use kinds::{KINDS, Kinds};
