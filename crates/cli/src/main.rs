//! The command `demarc`: what the app computes of the files that it saves, for terminals and pipelines.
//!
//! This crate decides nothing about assessments. It reads arguments, files, the clock and the time zone, and prints what
//! `demarc-core` and `demarc-worker` make of them.

// No panic is reachable from data: where one can't be, the line says why. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arguments;
mod bars;
mod clock;
mod commands;
mod edition;
mod failure;
mod input;
mod output;
mod table;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

/// A bar is missed.
const MISSED: u8 = 1;
/// What was asked for can't be done: wrong arguments, or a file that can't be read or written.
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
