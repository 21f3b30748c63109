//! The kinds of records this edition keeps, one file each. Adding one is its file and a line here.

pub mod assessment;

use super::kind::Kind;

/// Kinds of records that a store keeps.
pub type Kinds = &'static [&'static Kind];

/// The kinds of records this edition keeps.
pub const KINDS: Kinds = &[&assessment::ASSESSMENT];
