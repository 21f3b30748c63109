//! File formats: one module per format, and `file`, which reads any of them.
//! This module converts between texts and values; it does no input or output.

pub mod ballot;
pub mod collection;
pub(crate) mod contents;
mod encoding;
pub mod evidence;
pub mod file;
mod format;
mod indent;
pub mod limits;
pub mod rescue;
pub mod workshop;
pub mod workshop_key;

pub use crate::records::record;
pub use format::{Descriptor, Format, Group, Separator};
