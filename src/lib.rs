//! Demarc: where AWS's responsibility ends and yours begins, and what is left undone on your side.
//!
//! The modules and the rules between them are mapped in `ARCHITECTURE.md`.

pub mod analysis;
pub mod assessment;
pub mod catalog;
pub mod edition;
pub mod exchange;
pub mod storage;
pub mod ui;
