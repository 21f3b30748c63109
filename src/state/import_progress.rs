//! How far opening a file is, for the page that shows it.

/// How far opening a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProgress {
    /// The name of the file.
    pub file: String,
    /// The number of assessments that are opened.
    pub done: usize,
    /// The number of assessments to open.
    pub total: usize,
    /// Whether it was canceled.
    pub canceled: bool,
}
