//! Keeping assessments on this device: what stands under which key, two tabs at once, what was deleted, what can't be
//! read. It speaks to a `Store`; only `browser` and `journal` know which ones a browser has.

mod bin;
mod kept;
mod key;
mod key_value;
mod logo;
mod meeting;
mod reconcile;
mod shelf;

pub use bin::BIN_KEEPS;
pub use kept::{Binned, Kept, Unreadable};
pub use key::{Key, PREFIX};
pub use key_value::{Memory, Record, Store, StoreError};
pub use logo::{LARGEST_LOGO, image_kind};
pub use meeting::{Change, Row, settle};
pub use shelf::{Heard, Saved, Shelf};
