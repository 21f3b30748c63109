//! The command `demarc`: the analyses and exports of the app for terminals and pipelines.
//!
//! This crate reads arguments, files, the clock and the time zone, and prints the results of `demarc-core` and
//! `demarc-worker`. It has no rules about assessments of its own.

// No panic can be reached from data. An `expect` gives the reason why it can't fail. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arguments;
mod bars;
mod clock;
mod commands;
mod edition;
mod evidence;
mod failure;
mod input;
mod output;
mod table;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

/// The exit code when a limit is violated.
const MISSED: u8 = 1;
/// The exit code when a command fails: wrong arguments, or a file that can't be read or written.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match commands::run(&Arguments::parse()) {
        Ok(missed) if missed.is_empty() => ExitCode::SUCCESS,
        Ok(missed) => {
            for bar in missed {
                output::tell("missed", &bar);
            }
            ExitCode::from(MISSED)
        }
        Err(failure) => {
            output::tell("error", &failure);
            ExitCode::from(FAILED)
        }
    }
}
