//! What the commands print, as it was when somebody last looked at it. `DEMARC_BLESS=1 cargo test -p demarc-cli` takes
//! over what changed.

use std::{env, fs};

use crate::command::{EVIDENCE, POND, PUDDLE, folder, run};

/// The file of each golden output, and the command.
const OUTPUTS: [(&str, &[&str]); 16] = [
    ("help.txt", &["--help"]),
    ("help-analyze.txt", &["analyze", "--help"]),
    ("help-gaps.txt", &["gaps", "--help"]),
    ("help-export.txt", &["export", "--help"]),
    ("help-merge.txt", &["merge", "--help"]),
    ("help-validate.txt", &["validate", "--help"]),
    ("analyze.json", &["analyze", PUDDLE]),
    ("analyze.txt", &["analyze", "--format", "text", POND]),
    ("gaps.txt", &["gaps", POND]),
    ("gaps.json", &["gaps", "--format", "json", POND]),
    ("validate.txt", &["validate", POND, PUDDLE]),
    ("help-evidence.txt", &["evidence", "--help"]),
    (
        "analyze-evidence.json",
        &["analyze", "--evidence", EVIDENCE, PUDDLE],
    ),
    (
        "analyze-evidence.txt",
        &["analyze", "--format", "text", "--evidence", EVIDENCE, POND],
    ),
    ("gaps-evidence.txt", &["gaps", "--evidence", EVIDENCE, POND]),
    ("evidence.json", &["evidence", EVIDENCE]),
];

#[test]
fn commands_print_what_they_printed() {
    let bless = env::var_os("DEMARC_BLESS").is_some();
    let mut changed = Vec::new();
    for (name, arguments) in OUTPUTS {
        let now = run(arguments).printed;
        let file = folder("crates/cli/tests/golden").join(name);
        if bless {
            fs::write(&file, &now).expect("it can be written");
            continue;
        }
        if fs::read_to_string(&file).unwrap_or_default() != now {
            changed.push(format!("{name}:\n{now}"));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nlook at the differences, then: DEMARC_BLESS=1 cargo test -p demarc-cli",
        changed.join("\n")
    );
}

#[test]
fn every_command_is_in_the_help_and_has_an_example() {
    let help = run(&["--help"]).printed;
    for command in [
        "analyze", "gaps", "export", "merge", "validate", "evidence", "catalog",
    ] {
        assert!(help.contains(&format!("  {command} ")), "{command}");
        let help = run(&[command, "--help"]).printed;
        assert!(help.contains(&format!("\n  demarc {command}")), "{command}");
    }
}
