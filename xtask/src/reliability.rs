//! `cargo xtask reliability`: writes `docs/reliability.md` from what the last tests and crashes counted.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::failure::Failure;
use crate::project;

/// The folder in which tests and the crash harness leave what they counted.
pub fn folder() -> PathBuf {
    project::target().join("reliability")
}

/// Writes the document.
///
/// # Errors
/// When something was not counted yet, or can't be read or written.
pub fn run() -> Result<(), Failure> {
    let text = document(
        &counted("crash.json", "cargo xtask crash --runs 300")?,
        &counted("simulation.json", "cargo xtask test")?,
        &counted("bad-input.json", "cargo xtask test")?,
        &faults()?,
    );
    let path = project::root().join("docs/reliability.md");
    fs::write(&path, text)
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", path.display())))?;
    println!("wrote docs/reliability.md");
    Ok(())
}

fn counted(file: &str, command: &str) -> Result<Value, Failure> {
    let path = folder().join(file);
    let text = fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("{file} is not there ({error}): run {command}")))?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{file} is damaged ({error}): run {command}")))
}

/// What the tests in a browser saw of each fault.
fn faults() -> Result<Value, Failure> {
    let mut files = project::files(&folder().join("faults"))?;
    files.sort();
    let rows = files
        .iter()
        .map(|file| counted(&format!("faults/{file}"), "cargo xtask test"));
    rows.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn document(crash: &Value, simulation: &Value, bad_input: &Value, faults: &Value) -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str(CRASHES);
    table(
        &mut text,
        crash,
        &[
            ("What happened", "end"),
            ("Tabs editing", "tabs"),
            ("Runs", "runs"),
            ("Edits acknowledged", "acknowledged"),
            ("Lost", "lost"),
            (
                "Runs in which localStorage alone would have lost some",
                "alone_runs",
            ),
            ("Last values of fields it would have lost", "alone"),
        ],
    );
    text.push_str(FAULTS);
    table(
        &mut text,
        faults,
        &[
            ("Fault", "fault"),
            ("What was tried", "tried"),
            ("What happened", "happened"),
            ("Times", "times"),
        ],
    );
    text.push_str(SIMULATION);
    text.push_str("| What | How often |\n|---|---:|\n");
    flat(&mut text, "", simulation);
    text.push_str(BAD_INPUT);
    table(
        &mut text,
        bad_input,
        &[
            ("Way in", "way"),
            ("Class", "class"),
            ("Cases", "cases"),
            ("Refused, with a message", "refused"),
            ("Read whole", "read"),
        ],
    );
    text
}

/// Counts in groups, as one table.
fn flat(text: &mut String, name: &str, counts: &Value) {
    match counts.as_object() {
        Some(group) => {
            for (inner, counts) in group {
                let inner = inner.replace('_', " ");
                let name = if name.is_empty() {
                    inner
                } else {
                    format!("{name}: {inner}")
                };
                flat(text, &name, counts);
            }
        }
        None => {
            let _ = writeln!(text, "| {name} | {counts} |");
        }
    }
}

fn table(text: &mut String, rows: &Value, columns: &[(&str, &str)]) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text.push_str(&line(
        columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
    ));
    text.push_str(&line(columns.iter().map(|_| "---".to_owned()).collect()));
    for row in rows.as_array().into_iter().flatten() {
        let cell = |key: &str| match &row[key] {
            Value::String(text) => text.clone(),
            Value::Null => "0".to_owned(),
            other => other.to_string(),
        };
        text.push_str(&line(columns.iter().map(|(_, key)| cell(key)).collect()));
    }
}

const INTRODUCTION: &str = "\
# How reliable is what Demarc keeps?

This page is written by `cargo xtask reliability`; its counts are those of the runs named in each section.

What is entered is kept twice on the device: in localStorage once it shows, and a few milliseconds later in a mirror in
IndexedDB, which answers only when the disk has it (`durability: strict`). The screen says *Saved* after that. At start
the two are brought together: per field the later edit stays, whoever made it. The rules are in `crates/core/src/store/`,
the edits and their moments in `crates/core/src/assessment/edits.rs`.
";

const CRASHES: &str = "
## Crashes

`cargo xtask crash --runs N` goes through scripted sessions in a real browser: the largest assessment there is, one or
two tabs that edit answers, notes and owners as fast as the screen says *Saved*. At a random moment the page is reloaded,
the tab closed, its process killed, or every process of the browser. Then the app starts again, and each acknowledged
edit has to be there, or one of the same field that was made after it.

Chromium writes localStorage to disk with a delay of seconds. The last two columns count what it alone would have lost
when the whole browser is killed: what the mirror is for.

";

const FAULTS: &str = "
## Faults in a real browser

Seen by `tests/e2e/tests/keeping.rs`, which fails when it sees anything else.

";

const SIMULATION: &str = "
## Simulated faults

`tests/simulation.rs` lets up to three tabs edit, save, hear of each other late or never, and be killed, on a device and
a journal that fail in every way below, and looks after every restart for edits that were promised and are not there.

";

const BAD_INPUT: &str = "
## Bad input

`tests/bad_input.rs` gives every way in what it should never get. Each case is read whole or refused with one message in
words; what stood on the device is still there, in its place or set aside; nothing is taken in by half.

";
