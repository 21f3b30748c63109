//! Output to standard output, standard error and files.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use serde::Serialize;

use crate::failure::Failure;

/// Prints bytes. A reader that stops before the end, as `head` does, is not an error.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(format!(
            "standard output can't be written ({error})."
        ))),
        _ => Ok(()),
    }
}

/// Prints a message to standard error. Failures to print it are ignored.
pub fn tell(kind: &str, what: &dyn fmt::Display) {
    let _ = writeln!(io::stderr(), "{kind}: {what}");
}

/// Prints lines to standard error. Failures to print them are ignored.
pub fn say(lines: &str) {
    let _ = io::stderr().write_all(lines.as_bytes());
}

/// Prints a value as JSON.
pub fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_vec_pretty(value)
        .map_err(|error| Failure::new(format!("the result can't be written as JSON ({error}).")))?;
    text.push(b'\n');
    print(&text)
}

/// Writes a file, and replaces an existing one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| Failure::unwritable(path, &error))
}

/// User text on one line, without characters that steer a terminal.
pub fn printable(text: &str) -> String {
    demarc_core::text::line(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_commands_a_terminal() {
        assert_eq!(printable("a\u{1b}[31m\r\n b\u{7}\u{9b}"), "a[31m b");
    }
}
