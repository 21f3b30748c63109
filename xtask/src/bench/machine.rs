//! The machine, the programs and the versions that a run measured with.

use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;
use crate::process;

/// What Node.js, which the build needs anyway, tells of the machine on every system.
const ASK: &str = "const os = require('node:os'); JSON.stringify({
    date: new Date().toISOString().slice(0, 10),
    processor: os.cpus()[0]?.model.trim() ?? 'unknown', cores: os.cpus().length,
    memory: Math.round(os.totalmem() / 2 ** 30), load: os.loadavg()[0],
    system: `${os.type()} ${os.release()}`, node: process.version })";

/// The machine, the programs and the day, as lines of two: what, and which.
///
/// # Errors
/// When Node.js is not there.
pub fn facts(chromium: &Path) -> Result<Vec<(&'static str, String)>, Failure> {
    let told = process::output(process::program("node").args(["-p", ASK]));
    let told: Value = told
        .and_then(|told| serde_json::from_str(&told).ok())
        .ok_or_else(|| Failure::new("node does not tell about the machine: is it installed?"))?;
    let text = |key: &str| told[key].as_str().unwrap_or("unknown").to_owned();
    let asked = |program: &Path, argument: &str| {
        process::output(process::program(program).arg(argument)).unwrap_or_else(|| "unknown".into())
    };
    let (cores, memory) = (&told["cores"], &told["memory"]);
    let load = told["load"].as_f64().unwrap_or_default();
    Ok(vec![
        ("Date", text("date")),
        ("Processor", format!("{}, {cores} cores", text("processor"))),
        ("Memory", format!("{memory} GiB")),
        ("System", format!("{}, {}", distribution(), text("system"))),
        ("Load when it began", format!("{load:.1}")),
        ("Browser", asked(chromium, "--version")),
        ("Compiler", asked(Path::new("rustc"), "--version")),
        ("Node.js", text("node")),
        ("Demarc", commit()),
    ])
}

/// The versions of the packages that a `package.json` pins.
///
/// # Errors
/// When it can't be read.
pub fn packages(file: &Path) -> Result<Vec<(String, String)>, Failure> {
    let unreadable = || Failure::new(format!("{} can't be read", file.display()));
    let text = std::fs::read_to_string(file).map_err(|_| unreadable())?;
    let package: Value = serde_json::from_str(&text).map_err(|_| unreadable())?;
    let kinds = ["dependencies", "devDependencies"].map(|kind| package[kind].as_object().cloned());
    let all = kinds.into_iter().flatten().flatten();
    Ok(all
        .map(|(name, version)| (name, version.as_str().unwrap_or("unknown").to_owned()))
        .collect())
}

/// What is checked out, and whether something was changed since.
fn commit() -> String {
    let git = |args: &[&str]| process::output(process::program("git").args(args));
    let Some(commit) = git(&["rev-parse", "--short", "HEAD"]) else {
        return "no commit".into();
    };
    // What the command itself writes is not what was measured.
    let changed = git(&["status", "--porcelain", "--", ".", ":!docs", ":!README.md"]);
    match changed.as_deref() {
        Some("") => commit,
        _ => format!("{commit}, with changes"),
    }
}

/// The name of the Linux distribution, where there is one.
fn distribution() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.map_or_else(
        || std::env::consts::OS.to_owned(),
        |name| name.trim_matches('"').to_owned(),
    )
}
