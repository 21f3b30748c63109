//! Exit codes: 0 done, 1 a bar is missed, 2 it can't be done. And what is said with each.

use crate::command::{Done, POND, PUDDLE, built_in, frozen, run, run_with};

#[test]
fn a_score_below_the_bar_is_missed() {
    let done = run(&["gaps", "--fail-below", "70", POND]);
    assert_eq!(done.code, 1);
    assert_eq!(done.said, "missed: the score is 31, below 70\n");
    assert_eq!(done.printed, run(&["gaps", POND]).printed);
    assert_eq!(run(&["analyze", "--fail-below", "31", POND]).code, 0);
    let nothing =
        r#"{"format":"demarc-assessment","version":1,"assessment":{"id":"new","name":"New"}}"#;
    let done = run_with(&["analyze", "--fail-below", "0", "-"], nothing);
    assert_eq!(done.code, 1);
    assert!(done.said.contains("no score yet"), "{}", done.said);
}

#[test]
fn a_kind_of_gap_is_missed_even_as_a_mark() {
    let done = run(&[
        "analyze",
        "--fail-on",
        "unowned",
        "--fail-on",
        "over-reach",
        POND,
    ]);
    assert_eq!(done.code, 1);
    assert_eq!(
        done.said,
        "missed: 1 gap of the kind unowned: watch.diary\nmissed: 1 gap of the kind over-reach: water.spare\n"
    );
    assert_eq!(run(&["gaps", "--fail-on", "assumption", PUDDLE]).code, 0);
}

#[test]
fn accepted_risks_fail_nothing_until_they_expire() {
    let said = |seconds: &str| {
        let mut command = frozen(&["gaps", "--fail-on", "unmet", POND]);
        let output = command.env("SOURCE_DATE_EPOCH", seconds).output().unwrap();
        Done::from(output).said
    };
    // The acceptance of water.lids ends on March 31, 2027; that of watch.repairs ended in 2026.
    for (seconds, missed) in [
        ("1806494400", "watch.repairs"),
        ("1806537600", "water.lids, watch.repairs"),
    ] {
        let said = said(seconds);
        assert!(said.contains(missed), "{said}");
        assert_eq!(said.contains("water.lids"), missed.contains("water.lids"));
    }
}

#[test]
fn wrong_arguments_are_told_with_what_is_right() {
    for (arguments, said) in [
        (&["analyzer", POND][..], "unrecognized subcommand"),
        (&["gaps"], "<FILE>"),
        (&["merge", POND], "2 values required"),
        (
            &["gaps", "--fail-below", "101", POND],
            "a score is a number from 0 to 100",
        ),
        (
            &["gaps", "--fail-on", "bad", POND],
            "assumption, unmet, unverified, unowned, over-reach",
        ),
        (&["export", "--format", "pdf", POND], "docx, xlsx, markdown"),
    ] {
        let done = run(arguments);
        assert_eq!((done.code, done.printed.as_str()), (2, ""), "{arguments:?}");
        assert!(done.said.contains(said), "{}", done.said);
    }
}

#[test]
fn a_file_that_can_not_be_read_is_told_with_place_and_what_to_do() {
    for (arguments, input, said) in [
        (
            &["gaps", "none.json"][..],
            "",
            "error: none.json: there is no such file. Look at how its name is written.\n",
        ),
        (
            &["gaps", "-"],
            "",
            "error: standard input: it is empty. Save or copy it again.\n",
        ),
        (
            &["gaps", "-"],
            "{\n \"format\": \"demarc-assessment\",\n",
            "error: standard input: its end is missing, after line 3. Save or copy it again.\n",
        ),
        (
            &["gaps", "-"],
            r#"{"format":"demarc-assessment","version":99,"assessment":{}}"#,
            "error: standard input: a newer Demarc wrote it (version 99 of its format). Install the newest Demarc.\n",
        ),
    ] {
        let done = run_with(arguments, input);
        assert_eq!((done.code, done.printed.as_str()), (2, ""), "{said}");
        assert_eq!(done.said, said);
    }
    let folder = run(&["gaps", "services"]);
    assert_eq!(folder.code, 2);
    assert!(folder.said.contains("services: "), "{}", folder.said);
}

#[test]
fn a_file_that_can_not_be_made_or_written_is_told() {
    let nothing =
        r#"{"format":"demarc-assessment","version":1,"assessment":{"id":"new","name":"New"}}"#;
    let done = run_with(&["export", "--format", "oscal-plan", "-"], nothing);
    assert_eq!(done.code, 2);
    assert!(done.said.contains("there is no gap") && done.said.contains("Choose another format"));
    let done = run(&["export", "--format", "gaps", "-o", "nowhere/gaps.csv", POND]);
    assert_eq!(done.code, 2);
    assert!(
        done.said
            .starts_with("error: nowhere/gaps.csv: it can't be written")
    );
    let mut command = built_in(&["export", "--format", "gaps", POND]);
    let output = command.env("SOURCE_DATE_EPOCH", "today").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn strict_validation_lets_nothing_unknown_pass() {
    let done = run(&["validate", POND]);
    assert_eq!(done.code, 0);
    assert!(done.said.starts_with("warning: pond.demarc.json: "));
    let done = run(&["validate", "--strict", POND, PUDDLE]);
    assert_eq!(done.code, 1);
    assert!(
        done.said
            .contains("holds.not-in-this-catalog, gone, people.gone-from-catalog")
    );
    let done = run(&["validate", "none.json", PUDDLE, "README.md"]);
    assert_eq!(done.code, 2);
    assert!(
        done.printed
            .starts_with("puddle.demarc.json: 1 assessment\n")
    );
    assert_eq!(done.said.matches("error: ").count(), 2);
}

#[test]
fn a_catalog_with_a_mistake_is_told_with_file_and_line() {
    let done: crate::command::Done = built_in(&["catalog", "--catalog", "practices"])
        .output()
        .unwrap()
        .into();
    assert_eq!(done.code, 2);
    assert!(
        done.said.contains("layers.toml:1: can't be read"),
        "{}",
        done.said
    );
}
