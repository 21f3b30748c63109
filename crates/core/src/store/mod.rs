//! Keeps records on this device: under which keys, with several tabs at once, and what becomes of what was deleted or
//! can't be read. A record's [`Kind`] says how it is read and merged, and what is done with it. The store works on a
//! [`KeyValueStore`]; only the app's `browser` folder knows those of a browser.

mod bin;
mod inventory;
mod key_value;
mod logo;
mod memory;
mod merge;
mod notes;
mod outbox;
mod quarantine;
mod reconcile;
mod record_store;
mod save;

pub use crate::records::{
    ASSESSMENT, Deletion, Header, KINDS, Key, Kind, Kinds, Note, PREFIX, RecordId, Versions,
};
pub use bin::BIN_KEEPS;
pub use inventory::{Binned, Inventory, Unreadable};
pub use key_value::{Entry, KeyValueStore, MemoryStore, StoreError};
pub use logo::{LARGEST_LOGO, image_kind};
pub use merge::{RowAction, resolve_change};
pub use outbox::MirrorChange;
pub use record_store::RecordStore;
pub use save::{RemoteChange, SaveOutcome};
