//! What scanners found: reduced to a file, held against answers, and a bar of a pipeline.

use std::fs;
use std::path::PathBuf;

use demarc_core::assessment::Moment;
use demarc_core::exchange::evidence::EvidenceFile;
use demarc_core::exchange::file;
use demarc_core::store::Entries;
use serde_json::Value;

use crate::command::{
    Done, EVIDENCE, POND, PUDDLE, built_in, empty_folder, folder, pond, run, run_with,
    run_with_bytes,
};

/// The name of a resource that is in the evidence of the pond.
const RESOURCE: &str = "key-of-the-secret-gate";

fn evidence() -> String {
    fs::read_to_string(folder("tests/catalog").join(EVIDENCE)).unwrap()
}

/// Runs the command on the pond, with the evidence of the pond as it is after a change.
fn with(arguments: &[&str], change: impl FnOnce(&mut Value)) -> Done {
    let mut file: Value = serde_json::from_str(&evidence()).unwrap();
    change(&mut file["evidence"]);
    let arguments = [arguments, &["--evidence", "-", POND]].concat();
    let mut done = run_with(&arguments, &file.to_string());
    // One of its files is cut off, which is always told.
    if let Some((warning, rest)) = done.said.split_once('\n')
        && warning.starts_with("warning: standard input: old-reeds.json: the end")
    {
        done.said = rest.to_owned();
    }
    done
}

#[test]
fn a_contradiction_is_missed_until_it_is_explained() {
    for command in ["gaps", "analyze"] {
        let bar = [command, "--fail-on-contradiction"];
        let done = with(&bar, |_| ());
        assert_eq!(done.code, 1);
        assert_eq!(done.said, "missed: 1 answer is contradicted: people.keys\n");
        assert_eq!(done.printed, with(&[command], |_| ()).printed);
        let explained = with(&bar, |it| {
            it["explained"]["people.keys"]["until"] = Value::Null
        });
        assert_eq!((explained.code, explained.said.as_str()), (0, ""));
        let nobody = with(&bar, |it| it["explained"] = serde_json::json!({}));
        assert_eq!(
            nobody.said,
            "missed: 2 answers are contradicted: people.keys, people.lists\n"
        );
    }
    assert_eq!(with(&["gaps"], |_| ()).code, 0);
}

#[test]
fn findings_of_which_none_counts_pass_no_bar() {
    let bar = ["analyze", "--format", "text", "--fail-on-contradiction"];
    for done in [
        with(&bar, |it| it["age_limit"] = 1.into()),
        with(&bar, |it| {
            it["accounts"] = serde_json::json!({ "list": ["999999999999"] })
        }),
        with(&bar, |it| it["scans"] = serde_json::json!([])),
    ] {
        assert_eq!(done.code, 1);
        assert!(
            done.said.starts_with("missed: no finding counts:"),
            "{}",
            done.said
        );
    }
    let done = run(&["gaps", "--fail-on-contradiction", POND]);
    assert_eq!(done.code, 2);
    let needs = "--fail-on-contradiction needs evidence. Name it with --evidence, or";
    assert!(done.said.contains(needs), "{}", done.said);
}

#[test]
fn evidence_adds_to_what_is_printed_and_changes_no_score() {
    let plain: Value = serde_json::from_str(&run(&["analyze", PUDDLE]).printed).unwrap();
    let command = ["analyze", "--evidence", EVIDENCE, PUDDLE];
    let mut found: Value = serde_json::from_str(&run(&command).printed).unwrap();
    let evidence = found.as_object_mut().unwrap().remove("evidence").unwrap();
    for part in ["whole", "domains", "services", "beliefs"] {
        assert_eq!(found[part], plain[part], "{part}");
    }
    // An answer that findings contradict is a gap, whatever it is.
    let of_kind = |analysis: &Value, kind: &str| {
        let gaps = analysis["gaps"].as_array().unwrap();
        gaps.iter().filter(|it| it["kind"] == kind).count()
    };
    assert_eq!(of_kind(&plain, "contradicted"), 0);
    assert_eq!(of_kind(&found, "contradicted"), 1);
    assert_eq!(evidence["said"], plain["whole"]["score"]["value"]);
    assert_eq!(evidence["contradicted"], 1);
    let gaps = |more: &[&str]| -> Vec<Value> {
        let command = [&["gaps", "--format", "json"], more, &[POND]].concat();
        serde_json::from_str(&run(&command).printed).unwrap()
    };
    let (mut plain, found) = (gaps(&[]), gaps(&["--evidence", EVIDENCE]));
    for gap in &mut plain {
        gap.as_object_mut().unwrap().remove("rank");
    }
    for mut gap in found {
        let fields = gap.as_object_mut().unwrap();
        for field in ["verdict", "at_most", "explained", "rank"] {
            assert!(fields.remove(field).is_some());
        }
        assert!(
            gap["kind"] == "contradicted" || plain.contains(&gap),
            "{gap}"
        );
    }
    let list = run(&["gaps", "--format", "csv", "--evidence", EVIDENCE, POND]).printed;
    assert!(list.contains("\"Findings say\",\"At most\""));
    let report = [
        "export",
        "--format",
        "markdown",
        "--evidence",
        EVIDENCE,
        "-o",
        "-",
        POND,
    ];
    assert!(run(&report).printed.contains("## Evidence\n"));
}

#[test]
fn a_file_without_findings_is_told_with_its_reason() {
    for (name, said) in [
        ("none.csv", "none.csv: there is no such file."),
        ("services", "services: it is a folder."),
        (
            "README.md",
            "README.md: The file is in no format of a scanner",
        ),
        (
            POND,
            "pond.demarc.json: The file is an assessment of Demarc.",
        ),
    ] {
        for command in [
            &["analyze", "--evidence", name, POND][..],
            &["gaps", "--evidence", EVIDENCE, "--evidence", name, POND],
            &["export", "--format", "gaps", "--evidence", name, POND],
            &["evidence", name],
        ] {
            let done = run(command);
            assert_eq!((done.code, done.printed.as_str()), (2, ""), "{command:?}");
            assert!(
                done.said.contains(&format!("error: {said}")),
                "{}",
                done.said
            );
        }
    }
}

#[test]
fn the_others_are_written_when_one_can_not_be_read() {
    let alone = run(&["evidence", EVIDENCE]);
    assert_eq!(alone.code, 0);
    assert!(
        alone.said.starts_with(
            "warning: pond.evidence.json: old-reeds.json: the end of the file is missing"
        ),
        "{}",
        alone.said
    );
    assert!(alone.said.contains("2026-11-19 to 2026-11-20"));
    assert!(
        alone
            .said
            .contains("left out of =SUM(1,1) | reeds <b>.csv: 4 findings archived")
    );
    let file = empty_folder("evidence-others").join("evidence.json");
    let name = file.to_str().unwrap();
    let done = run(&["evidence", "README.md", "--output", name, EVIDENCE, "none"]);
    assert_eq!((done.code, done.printed.as_str()), (2, ""));
    assert_eq!(done.said.matches("error: ").count(), 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), alone.printed);
    // What cannot be written is told.
    let done = run(&["evidence", "--output", "nowhere/x.json", EVIDENCE]);
    assert_eq!(done.code, 2);
    assert!(
        done.said
            .contains("error: nowhere/x.json: it can't be written")
    );
}

#[test]
fn standard_input_is_read_once_and_in_any_encoding() {
    let alone = run(&["evidence", EVIDENCE]);
    let text = evidence();
    assert_eq!(run_with(&["evidence", "-"], &text).printed, alone.printed);
    // As Windows PowerShell writes it.
    let wide = format!("\u{feff}{text}");
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        run_with_bytes(&["evidence", "-"], &wide).printed,
        alone.printed
    );
    for command in [
        &["evidence", "-", EVIDENCE, "-"][..],
        &["gaps", "--evidence", "-", "--evidence", "-", POND],
        &[
            "export",
            "--format",
            "gaps",
            "--evidence",
            "-",
            "-o",
            "-",
            "-",
        ],
    ] {
        let pond = fs::read_to_string(folder("tests/catalog").join(POND)).unwrap();
        let done = run_with(command, &pond);
        assert_eq!(done.code, 2);
        assert!(
            done.said
                .contains("error: standard input is named twice and can be read once."),
            "{}",
            done.said
        );
    }
    let done = run_with(&["evidence", "-"], "");
    assert_eq!(done.code, 2);
    assert_eq!(done.said, "error: standard input: The file is empty.\n");
}

#[test]
fn no_name_of_a_resource_is_kept_unless_it_is_asked_for() {
    assert!(!run(&["evidence", EVIDENCE]).printed.contains(RESOURCE));
    let kept = run(&["evidence", "--examples", EVIDENCE]).printed;
    assert!(kept.contains(RESOURCE));
    // It is the file as it was.
    assert_eq!(EvidenceFile::read(&kept), EvidenceFile::read(&evidence()));
}

/// The pond in a file with its evidence.
fn pond_with_evidence() -> String {
    let mut entries = Entries::default();
    let file = EvidenceFile::read(&evidence()).unwrap();
    file.add_to(&mut entries, Moment::after(Moment::default(), 1, 0));
    file::write_with(&[pond()], &[(pond().id, entries)])
}

#[test]
fn evidence_that_was_saved_with_the_assessment_counts_as_if_it_were_named() {
    let whole = pond_with_evidence();
    for command in [
        &["analyze"][..],
        &["gaps"],
        &["export", "--format", "answers", "--output", "-"],
    ] {
        let in_file = run_with(&[command, &["-"]].concat(), &whole);
        let named = run(&[command, &["--evidence", EVIDENCE, POND]].concat());
        assert_eq!(
            (in_file.code, in_file.printed),
            (0, named.printed),
            "{command:?}"
        );
    }
    let bar = run_with(&["gaps", "--fail-on-contradiction", "-"], &whole);
    assert_eq!(
        (bar.code, bar.said.as_str()),
        (1, "missed: 1 answer is contradicted: people.keys\n")
    );
    let said = run_with(&["validate", "-"], &whole);
    assert!(
        said.printed.contains("1 assessment, evidence of 1\n"),
        "{}",
        said.printed
    );
}

#[test]
fn merging_keeps_the_evidence_of_every_file() {
    let one = empty_folder("merged-evidence").join("one.json");
    fs::write(&one, pond_with_evidence()).unwrap();
    let other =
        pond_with_evidence().replace("\"accounts\": { \"at\": 1024", "\"accounts\": { \"at\": 9");
    assert_ne!(other, pond_with_evidence());
    let merged = run_with(&["merge", one.to_str().unwrap(), "-"], &other).printed;
    let read = |text: &str| file::read(text.as_bytes()).unwrap().evidence();
    assert_eq!(read(&merged), read(&pond_with_evidence()));
    let without = run(&["merge", POND, POND]).printed;
    assert_eq!(read(&without).len(), 0);
}

/// A file of Prowler in which a check of the built-in catalog fails that allows little, and another one that nobody knows.
fn prowler(name: &str) -> (PathBuf, String) {
    let texts = demarc_edition::texts().unwrap();
    let prowler = "prowler".parse().unwrap();
    let mut checks = texts
        .practices
        .iter()
        .flat_map(|it| &it.checks)
        .filter(|(list, _)| *list == prowler)
        .flat_map(|(_, mapping)| mapping.direct());
    let (_, check) = checks.next().expect("a check that can contradict");
    let mut text = "AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;STATUS;STATUS_EXTENDED;MUTED;RESOURCE_NAME;REGION;PROWLER_VERSION\n".to_owned();
    for (uid, check, status) in [
        ("a", check, "FAIL"),
        ("b", check, "PASS"),
        ("c", "no_such", "FAIL"),
    ] {
        text += &format!(
            "profile;2026-11-20 10:00:00;012345678901;{uid};aws;{check};{status};says;False;the-{uid}-resource;eu-west-1;5.34.0\n"
        );
    }
    let path = empty_folder(name).join("prowler-output.csv");
    fs::write(&path, text).unwrap();
    (path, check.to_owned())
}

#[test]
fn a_scanners_file_says_the_same_as_the_file_of_evidence_made_of_it() {
    let (path, check) = prowler("prowler");
    let run = |arguments: &[&str]| -> Done {
        let output = built_in(arguments).output();
        output.unwrap().into()
    };
    let scan = path.to_str().unwrap();
    let done = run(&["evidence", scan]);
    assert_eq!(done.code, 0);
    assert_eq!(
        done.said,
        "File                Tool            Days        Accounts  Regions  Results\nprowler-output.csv  Prowler 5.34.0  2026-11-20  1         1        1 passed, 1 failed\nleft out of prowler-output.csv: 1 finding of checks that Demarc does not know: no_such\n"
    );
    assert!(done.printed.contains(&check) && !done.printed.contains("the-a-resource"));
    let kept = run(&["evidence", "--examples", scan]);
    assert!(kept.printed.contains("the-a-resource") && !kept.printed.contains("the-b-resource"));
    let reduced = path.with_file_name("evidence.json");
    fs::write(&reduced, &done.printed).unwrap();
    let example = folder("catalog/example.json");
    let analysis = |evidence: &str| {
        let example = example.to_str().unwrap();
        let done = run(&["analyze", "--evidence", evidence, example]);
        assert_eq!((done.code, done.said.as_str()), (0, ""));
        done.printed
    };
    let of_scan = analysis(scan);
    assert!(of_scan == analysis(reduced.to_str().unwrap()));
    assert!(of_scan.contains(&format!("\"check\": \"{check}\"")));
}
