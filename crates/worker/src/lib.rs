//! The worker of the app: makes files, and reads those of scanners, outside the main thread.

// No panic can be reached from data. An `expect` gives the reason why it can't fail. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_arch = "wasm32")]
mod bindings;
mod export;
mod findings;

pub use demarc_core::exchange::Format;
pub use demarc_findings::ReadOptions;
pub use export::{Error, ExportSubject, File, Timestamp, export};
pub use findings::{FindingsRead, read_evidence};
