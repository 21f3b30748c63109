//! The file that an export results in.

/// A file to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// A name that is safe on every system.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}
