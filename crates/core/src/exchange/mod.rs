//! Files in and out: one module per format, and `file`, which opens any of them.
//! Everything here turns texts into values and back; where texts come from and go to is others' business.

pub mod collection;
mod contents;
pub mod file;
mod format;
mod indent;
pub mod rescue;

pub use crate::records::record;
pub use format::{Descriptor, Format, Group};
