//! `cargo xtask reliability`: writes `docs/reliability.md` from what the last tests and crashes counted.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::failure::Failure;
use crate::project;
use crate::tools::Engine;

/// The folder in which tests and the crash harness leave what they counted.
pub fn folder() -> PathBuf {
    project::target().join("reliability")
}

/// Writes the document.
///
/// # Errors
/// When something was not counted yet, or can't be read or written.
pub fn run() -> Result<(), Failure> {
    let crashes = Engine::ALL.map(|engine| {
        let name = engine.name();
        let command = format!("cargo xtask crash --browser {name}");
        let counts = counted(&format!("crash-{name}.json"), &command)?;
        Ok((engine, counts))
    });
    let crashes: Vec<_> = crashes.into_iter().collect::<Result<_, Failure>>()?;
    let text = document(
        &crashes,
        &counted("simulation.json", "cargo xtask test")?,
        &[
            counted("bad-input.json", "cargo xtask test")?,
            counted("bad-findings.json", "cargo xtask test")?,
        ],
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

fn document(
    crashes: &[(Engine, Value)],
    simulation: &Value,
    bad_input: &[Value],
    faults: &Value,
) -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str(CRASHES);
    for (engine, counts) in crashes {
        crashes_in(&mut text, *engine, counts);
    }
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
    let rows = bad_input.iter().filter_map(Value::as_array).flatten();
    table(
        &mut text,
        &rows.cloned().collect(),
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

/// The crashes of one browser.
fn crashes_in(text: &mut String, engine: Engine, counts: &Value) {
    let rows = &counts["ends"];
    let _ = writeln!(text, "\n### {}\n", engine.label());
    table(
        text,
        rows,
        &[
            ("What happened", "end"),
            ("Tabs", "tabs"),
            ("Runs", "runs"),
            ("Acknowledged", "acknowledged"),
            ("Lost", "lost"),
            ("Kept in one copy", "once"),
            ("Of them lost", "once_lost"),
        ],
    );
    let sum = |key: &str, of: &str| -> u64 {
        let rows = rows.as_array().into_iter().flatten();
        let rows = rows.filter(|row| row["end"].as_str().is_some_and(|it| it.contains(of)));
        rows.filter_map(|row| row[key].as_u64()).sum()
    };
    let kinds = counts["kinds"].as_object().into_iter().flatten();
    let kinds: Vec<String> = kinds
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    let _ = writeln!(
        text,
        "\nSteps of the {} runs: {}. Without the mirror, {} of the {} runs in which the browser was killed would have lost \
         something, {} steps together.",
        sum("runs", ""),
        kinds.join(", "),
        sum("alone_runs", KILLED),
        sum("runs", KILLED),
        sum("alone", KILLED),
    );
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

/// How the harness names the end of a session that is the browser's, too.
const KILLED: &str = "browser";

const CRASHES: &str = "
## Crashes

`cargo xtask crash --runs N --browser NAME` goes through scripted sessions in a real browser. In one or two tabs it edits
the answers, notes and owners of an assessment of the largest size, takes snapshots, sets the image for the cover, opens
files and deletes what they brought: each step as soon as the screen says that the one before is saved. At a random moment
the page is reloaded, the tab closed, its process killed (in Chromium, whose driver can do that), or every process of the
browser. Then the app starts again, and for each acknowledged step its value has to be there, or that of a later step.

A step is *acknowledged* when the screen says *Saved*: localStorage and the mirror have it. None may be lost. In Chromium
every fifth session has no IndexedDB. There the screen says *Saved here* and, in a notice, what can happen to one copy: a
crash of the browser may lose it, and so may two tabs that edit at once, because localStorage has no transactions.

Browsers write localStorage to the disk with a delay. What it alone would have lost when the whole browser is killed stands
below each table: what the mirror is for.
";

const FAULTS: &str = "
## Faults in a real browser

Seen by `keeping.rs`, `device.rs` and `evidence.rs` in `tests/e2e/tests/`, which fail when they see anything else.

";

const SIMULATION: &str = "
## Simulated faults

`tests/simulation/` lets up to three tabs edit, save, hear of each other late or never, and be killed, on a device and
a mirror that fail in every way below, and looks after every restart for edits that were promised and are not there.

";

const BAD_INPUT: &str = "
## Bad input

`tests/bad_input.rs` gives every way in what it should never get. Each case is read whole or refused with one message in
words; what stood on the device is still there, in its place or set aside; nothing is taken in by half. “Findings” are files
of scanners, given to their reader by `crates/findings/tests/bad_input.rs`: what is whole of a damaged one counts, and no text
of a finding is kept.

";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_browser_has_a_table_of_its_crashes() {
        let row = json!({
            "end": "whole browser killed", "tabs": 2, "runs": 5, "acknowledged": 70, "lost": 0, "once": 9, "once_lost": 3,
            "alone_runs": 4, "alone": 31,
        });
        let other =
            json!({ "end": "page reloaded", "tabs": 1, "runs": 6, "acknowledged": 80, "lost": 0 });
        let counts = json!({ "kinds": { "answers": 120, "files": 39 }, "ends": [row, other] });
        let crashes = Engine::ALL.map(|engine| (engine, counts.clone()));
        let nothing = json!([]);
        let text = document(&crashes, &json!({}), &[], &nothing);
        for engine in Engine::ALL {
            assert!(text.contains(&format!("### {}\n", engine.label())));
        }
        for line in [
            "| whole browser killed | 2 | 5 | 70 | 0 | 9 | 3 |",
            "| page reloaded | 1 | 6 | 80 | 0 | 0 | 0 |",
            "Steps of the 11 runs: 120 answers, 39 files. Without the mirror, 4 of the 5 runs",
        ] {
            assert_eq!(text.matches(line).count(), 3, "{line}");
        }
    }
}
