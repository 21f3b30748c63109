//! What the app has done outside its own thread: making files to hand on.

// No panic is reachable from data: where one can't be, the line says why. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_arch = "wasm32")]
mod bindings;
mod export;

pub use demarc_core::exchange::Format;
pub use export::{Error, ExportSubject, File, Timestamp, export};
