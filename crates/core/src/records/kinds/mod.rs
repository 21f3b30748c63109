//! The kinds of records, one file each. A new kind needs its file and an entry in [`KINDS`].

pub mod assessment;
pub mod evidence;
pub mod workshop;

use super::kind::Kind;

/// The kinds of records that a store handles.
pub type Kinds = &'static [&'static Kind];

/// All kinds of records.
pub const KINDS: Kinds = &[
    &assessment::ASSESSMENT,
    &evidence::EVIDENCE,
    &workshop::WORKSHOP,
];
