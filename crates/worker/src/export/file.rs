//! The file that an export returns.

/// A file to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The name, safe on every system.
    pub name: String,
    /// The media type.
    pub media_type: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}
