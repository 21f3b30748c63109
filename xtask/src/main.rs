//! `cargo xtask COMMAND`: everything a developer of Demarc runs.
//! Each command is a module of its own; `tools` installs what they need.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod analyze;
mod args;
mod bench;
mod binaryen;
mod bundles;
mod catalog;
mod check;
mod crash;
mod crates;
mod exporter;
mod failure;
mod finish;
mod folders;
mod fuzz;
mod glue;
mod inline;
mod offline;
mod order;
mod parts;
mod peers;
mod process;
mod project;
mod reliability;
mod serve;
mod single;
mod site;
mod size;
mod suite;
mod test;
mod tools;

use std::process::ExitCode;

use args::Command;
use failure::Failure;

fn main() -> ExitCode {
    let done = match args::parse(std::env::args().skip(1)) {
        Ok(command) => run(command),
        Err(mistake) => Err(mistake),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Help => {
            print!("{}", args::USAGE);
            Ok(())
        }
        Command::Serve { port } => serve::run(port),
        Command::Build {
            public_url,
            single_file,
        } => site::run(&public_url, single_file),
        Command::Test => test::run(),
        Command::Check => check::run(),
        Command::Crash { runs } => crash::run(runs),
        Command::Fuzz { seconds } => fuzz::run(seconds),
        Command::Reliability => reliability::run(),
        Command::Analyze { file } => analyze::run(&file),
        Command::Catalog => catalog::run(),
        Command::Bench => bench::run(),
        Command::Finish => finish::run(),
    }
}
