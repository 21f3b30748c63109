//! Keeping assessments on this device: what stands under which key, two tabs at once, what was deleted, what can't be
//! read. It speaks to a `KeyValueStore`; only `browser` and `mirror` know which ones a browser has.

mod bin;
mod inventory;
mod key;
mod key_value;
mod logo;
mod merge;
mod reconcile;
mod record_store;

pub use bin::BIN_KEEPS;
pub use inventory::{Binned, Inventory, Unreadable};
pub use key::{Key, PREFIX};
pub use key_value::{KeyValueStore, MemoryStore, Record, StoreError};
pub use logo::{LARGEST_LOGO, image_kind};
pub use merge::{MirrorChange, RowAction, resolve_change};
pub use record_store::{RecordStore, RemoteChange, SaveOutcome};
