//! Stores records on this device, with several tabs at once, a bin, and a quarantine for unreadable texts.
//! A record's [`Kind`] decides how it is read, merged and stored; the store works on any [`KeyValueStore`].

mod bin;
mod bulk;
mod inventory;
mod key_value;
mod logo;
mod memory;
mod merge;
mod mirror;
mod notes;
mod orphans;
mod outbox;
mod progress;
mod quarantine;
mod reconcile;
mod record_store;
mod save;

pub use crate::records::{
    ASSESSMENT, Deletion, EVIDENCE, Entries, EvidenceRecord, Header, KINDS, Key, Kind, Kinds, Note,
    PREFIX, RecordId, Versions, WORKSHOP, WorkshopRecord,
};
pub use bin::BIN_KEEPS;
pub use inventory::{Binned, Inventory, Unreadable};
pub use key_value::{Entry, KeyValueStore, MemoryStore, StoreError};
pub use logo::{LARGEST_LOGO, NoImage, image_kind};
pub use mirror::{MirrorChange, MirrorWrites, resolve_changes, rows_of};
pub use progress::{MirrorCopy, SaveProgress, SaveStatus};
pub use record_store::RecordStore;
pub use save::{RemoteChange, SaveOutcome};
