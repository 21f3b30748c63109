//! Runs other programs, with one line when one is missing or fails.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::process::Command;

use crate::failure::Failure;
use crate::project;

/// A program, to be run in the project's root.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(project::root());
    command
}

/// The cargo that runs xtask, with these arguments.
pub fn cargo<'a>(args: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args);
    command
}

/// Runs the command to its end.
///
/// # Errors
/// When it can't be started or does not succeed.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "{} failed ({status})",
            spelled(command)
        )))
    }
}

/// Runs the command to its end; what it has to say is shown only when it fails.
///
/// # Errors
/// When it can't be started or does not succeed.
pub fn run_quietly(command: &mut Command) -> Result<(), Failure> {
    let output = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(());
    }
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    let (spelled, status) = (spelled(command), output.status);
    Err(Failure::new(format!("{spelled} failed ({status})")))
}

/// What the command writes to its standard output, without the spaces around it.
/// None when it can't be started or does not succeed.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The line for a command that could not be started.
pub fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let name = command.get_program().to_string_lossy();
    if error.kind() != ErrorKind::NotFound {
        return Failure::new(format!("{name} could not be started: {error}"));
    }
    let what_to_do = match name.as_ref() {
        "cargo" | "rustc" | "rustup" => "install Rust from https://rustup.rs",
        "npm" | "npm.cmd" => {
            "install Node.js 20 or newer, which brings npm, from https://nodejs.org"
        }
        _ => "is it installed?",
    };
    Failure::new(format!("{name} was not found: {what_to_do}"))
}

/// The command as one would type it.
pub fn spelled(command: &Command) -> String {
    let name = std::path::Path::new(command.get_program())
        .file_stem()
        .unwrap_or(command.get_program());
    let mut line = name.to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}
