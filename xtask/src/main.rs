//! `cargo xtask COMMAND`: everything that a developer of Demarc runs.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod advisories;
mod baselines;
mod bench;
mod build;
mod catalog;
mod check;
mod cli_commands;
mod crash;
mod evidence_files;
mod failure;
#[allow(
    missing_docs,
    reason = "the macro documents commands and options in the help only"
)]
mod flags;
mod fonts;
mod fuzz;
mod html;
mod process;
mod project;
mod reliability;
mod serve;
mod suite;
mod test;
mod tools;

use std::num::{NonZeroU16, NonZeroU32};
use std::process::ExitCode;

use failure::Failure;
use flags::XtaskCmd;
use tools::{Engine, Which};

fn main() -> ExitCode {
    match run(flags::read()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: XtaskCmd) -> Result<(), Failure> {
    match command {
        XtaskCmd::Serve(flags) => serve::run(flags.port.map_or(8080, NonZeroU16::get)),
        XtaskCmd::Build(flags) => {
            build::run(&flags.public_url.unwrap_or_default().0, flags.single_file)
        }
        XtaskCmd::Test(flags) => test::run(flags.browser.unwrap_or(Which::Available), flags.fonts),
        XtaskCmd::Check(_) => check::run(),
        XtaskCmd::Advisories(_) => advisories::run(),
        XtaskCmd::Crash(flags) => crash::run(
            flags.runs.map_or(30, NonZeroU32::get),
            flags.browser.unwrap_or(Engine::Chromium),
        ),
        XtaskCmd::Fuzz(flags) => fuzz::run(flags.seconds.map_or(20, NonZeroU32::get)),
        XtaskCmd::Reliability(_) => reliability::run(),
        XtaskCmd::Catalog(_) => catalog::run(),
        XtaskCmd::CliCommands(flags) => cli_commands::run(flags.folder.as_deref()),
        XtaskCmd::EvidenceFiles(flags) => evidence_files::run(&flags.folder),
        XtaskCmd::Bench(flags) => bench::run(flags.only),
        XtaskCmd::Finish(_) => build::finish(),
    }
}
