//! Demarc: where AWS's responsibility ends and yours begins, and what is left undone on your side.
//!
//! The modules and the rules between them are mapped in `ARCHITECTURE.md`.

// No panic is reachable from data: where one can't be, the line says why. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod analysis;
pub mod assessment;
pub mod catalog;
pub mod edition;
pub mod exchange;
pub mod report;
pub mod storage;
pub mod ui;
pub mod words;
