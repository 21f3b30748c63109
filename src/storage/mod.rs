//! Keeping assessments on this device: what stands under which key, two tabs at once, what was deleted, what can't be
//! read. It speaks to a `Store`; only `browser` and `journal` know which ones a browser has.

mod bin;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod journal;
mod kept;
mod key;
mod logo;
mod meeting;
mod reconcile;
mod shelf;
mod store;

pub use bin::BIN_KEEPS;
pub use kept::{Binned, Kept, Unreadable};
pub use key::{Key, PREFIX};
pub use logo::{LARGEST_LOGO, image_kind};
pub use meeting::{Change, Row, settle};
pub use shelf::{Heard, Saved, Shelf};
pub use store::{Memory, Record, Store, StoreError};
