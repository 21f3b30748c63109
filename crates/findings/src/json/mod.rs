//! JSON that may be large, cut off, or of other types than expected.

pub(crate) mod lenient;
mod splitter;

pub(crate) use splitter::{Piece, Splitter};
