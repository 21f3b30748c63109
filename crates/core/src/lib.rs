//! The core of Demarc: assessments, their analysis, reports, storage and exchange.
//! No browser and no clock: moments and days are arguments.

// No panic can be reached from data. An `expect` gives the reason why it can't fail. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod analysis;
pub mod assessment;
pub mod evidence;
pub mod exchange;
mod hash;
pub mod labels;
pub mod library;
mod records;
pub mod report;
pub mod store;
pub mod text;
pub mod workshop;

/// The version of Demarc that this is.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
