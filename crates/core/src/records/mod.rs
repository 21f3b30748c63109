//! Records: their texts, kinds and keys. Both `exchange` and `store` build on this module.

pub(crate) mod entries;
pub(crate) mod envelope;
pub(crate) mod key;
pub(crate) mod kind;
pub(crate) mod kinds;
pub mod record;

pub use entries::Entries;
pub(crate) use envelope::to_text;
pub use key::{Key, Note, PREFIX};
pub use kind::{Deletion, Header, Kind, RecordId, Versions};
pub use kinds::assessment::ASSESSMENT;
pub use kinds::evidence::{EVIDENCE, EvidenceRecord};
pub use kinds::workshop::{WORKSHOP, WorkshopRecord};
pub use kinds::{KINDS, Kinds};
