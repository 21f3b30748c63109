//! The core of Demarc: assessments, what follows from them, and how they are kept and exchanged.
//! It knows no browser and no clock; moments and days are arguments.

// No panic is reachable from data: where one can't be, the line says why. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod analysis;
pub mod assessment;
pub mod exchange;
pub mod labels;
pub mod library;
mod records;
pub mod report;
pub mod store;

/// The version of Demarc that this is.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
