//! The errors of commands, as messages for the user.

use std::fmt;
use std::io;
use std::path::Path;

use demarc_core::exchange::record::ReadError;

/// An error message for the user: the file, what is wrong, and what to do.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A file can't be read.
    pub fn unreadable(name: &str, error: &io::Error) -> Self {
        Self(match error.kind() {
            io::ErrorKind::NotFound => {
                format!("{name}: there is no such file. Look at how its name is written.")
            }
            io::ErrorKind::PermissionDenied => {
                format!("{name}: you may not read it. Ask whose file it is.")
            }
            io::ErrorKind::IsADirectory => {
                format!("{name}: it is a folder. Name a file in it.")
            }
            _ => format!("{name}: it can't be read ({error})."),
        })
    }

    /// A file has no valid contents.
    pub fn refused(name: &str, error: &ReadError) -> Self {
        let to_do = match error {
            ReadError::TooLarge => {
                "If Demarc saved it, save its assessments one by one where they are kept."
            }
            ReadError::OverLimit { to_do, .. } => to_do,
            ReadError::Joined(_) => "Was it joined from two files? Name each by itself.",
            ReadError::NotText | ReadError::OtherFormat => "Name a file that Demarc saved.",
            ReadError::Empty | ReadError::CutOff(_) => "Save or copy it again.",
            ReadError::NotJson(_) => {
                "Name a file that Demarc saved; if it was edited by hand, look there for a missing comma or quote."
            }
            ReadError::Newer(_) => "Install the newest Demarc.",
            ReadError::Malformed(_) => "If the file was edited by hand, look there.",
        };
        Self(format!("{name}: {}. {to_do}", error.what()))
    }

    /// A file has no findings; the message says why, as a sentence.
    pub fn without_findings(name: &str, message: &str) -> Self {
        Self(format!("{name}: {message}"))
    }

    /// Several failures, a line each; `None` without one.
    pub fn all(failures: &[Self]) -> Option<Self> {
        let lines: Vec<&str> = failures.iter().map(|it| it.0.as_str()).collect();
        (!lines.is_empty()).then(|| Self(lines.join("\nerror: ")))
    }

    /// A file can't be written.
    pub fn unwritable(path: &Path, error: &io::Error) -> Self {
        Self(format!(
            "{}: it can't be written ({error}). Name another file with --output.",
            path.display()
        ))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
