//! Runs a test suite, shows its output and counts how many tests passed.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::process;

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed; a suite that breaks off, or runs no test, counts as one more.
    pub failed: usize,
}

impl Tally {
    /// Counts a line of output: `test result: ok. 5 passed; 0 failed; ...`.
    fn read(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result:") else {
            return;
        };
        let count = |what: &str| {
            let before = counts.split_once(what).map_or("", |(before, _)| before);
            before
                .trim_end()
                .rsplit(' ')
                .next()
                .and_then(|number| number.parse().ok())
                .unwrap_or(0)
        };
        self.passed += count("passed");
        self.failed += count("failed;");
    }

    /// Both counts added.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs a suite's command and counts its tests.
/// Whatever goes wrong is said and counted, so that the next suite can run.
pub fn run(name: &str, command: &mut Command) -> Tally {
    println!("\n== {name}: {}", process::spelled(command));
    let mut tally = Tally::default();
    let ended = stream(command, &mut tally);
    let broken = match ended {
        Err(failure) => Some(failure.to_string()),
        Ok(false) if tally.failed == 0 => Some("it broke off before its end".to_owned()),
        Ok(_) if tally == Tally::default() => Some("it ran no test".to_owned()),
        Ok(_) => None,
    };
    if let Some(reason) = broken {
        println!("the {name} failed: {reason}");
        tally.failed += 1;
    }
    tally
}

/// Shows the command's output while counting it; whether it succeeded.
fn stream(command: &mut Command, tally: &mut Tally) -> Result<bool, Failure> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| process::not_started(command, &error))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            tally.read(&String::from_utf8_lossy(&line));
            // A terminal that went away is no reason to stop the tests.
            let _ = std::io::stdout().write_all(&line);
            line.clear();
        }
    }
    child
        .wait()
        .map(|status| status.success())
        .map_err(|error| Failure::new(format!("{} was lost: {error}", process::spelled(command))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_added_up() {
        let mut tally = Tally::default();
        for line in [
            "running 5 tests",
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 filtered out",
        ] {
            tally.read(line);
        }
        assert_eq!(
            tally,
            Tally {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn a_suite_without_tests_fails() {
        let tally = run(
            "empty suite",
            process::cargo(["--version"]).current_dir("."),
        );
        assert_eq!(
            tally,
            Tally {
                passed: 0,
                failed: 1
            }
        );
    }
}
