//! Every file that the app saves, from disks and pipes, and the files that come out.

use std::fs;
use std::io::Read;

use demarc_core::analysis::analyze;
use demarc_core::assessment::Moment;
use demarc_core::exchange::{Format, file, record};
use serde_json::Value;

use crate::command::{
    Done, POND, PUDDLE, built_in, empty_folder, folder, pond, run, run_with, started, with_snapshot,
};

#[test]
fn standard_input_is_read_like_a_file() {
    let text = fs::read_to_string(folder("tests/catalog").join(POND)).unwrap();
    for command in ["analyze", "gaps"] {
        assert_eq!(run_with(&[command, "-"], &text), run(&[command, POND]));
    }
    // As an editor on Windows may save it.
    let done = run_with(&["analyze", "-"], &format!("\u{feff}{text}"));
    assert_eq!(done, run(&["analyze", POND]));
}

#[test]
fn a_list_has_the_separator_that_is_wanted() {
    let list = |more: &[&str]| {
        let command = [
            &["export", "--format", "gaps", "--output", "-"],
            more,
            &[POND],
        ]
        .concat();
        run(&command).printed
    };
    assert!(list(&[]).starts_with("\u{feff}\"Rank\",\"Practice\","));
    assert!(list(&["--separator", "semicolon"]).starts_with("\u{feff}\"Rank\";\"Practice\";"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = started(&mut built_in(&["catalog"]));
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0; 10]).unwrap();
    drop(pipe);
    let done: Done = child.wait_with_output().unwrap().into();
    assert_eq!((done.code, done.said.as_str()), (0, ""));
}

#[test]
fn of_an_assessment_with_snapshots_the_assessment_is_meant() {
    let text = with_snapshot();
    assert_eq!(run_with(&["gaps", "-"], &text), run(&["gaps", POND]));
    for name in ["pond-spring", "Spring"] {
        let done = run_with(&["gaps", "--assessment", name, "-"], &text);
        assert_eq!(done, run(&["gaps", POND]), "{name}");
    }
    let done = run_with(&["validate", "-"], &text);
    assert!(
        done.printed
            .starts_with("standard input: 1 assessment, 1 snapshot\n")
    );
}

#[test]
fn of_several_assessments_one_is_named() {
    let both = run(&["merge", POND, PUDDLE]).printed;
    let done = run_with(&["gaps", "-"], &both);
    assert_eq!((done.code, done.printed.as_str()), (2, ""));
    assert_eq!(
        done.said,
        "error: standard input: several assessments in it could be meant. Name one of these by its id, with --assessment:\n  pond  Fish & Frogs: \"big\" pond <v2> 🐸\n  puddle  Puddle\n"
    );
    for name in ["puddle", "Puddle"] {
        let done = run_with(&["gaps", "--assessment", name, "-"], &both);
        assert_eq!(done, run(&["gaps", PUDDLE]));
    }
    let done = run_with(&["gaps", "--assessment", "lake", "-"], &both);
    assert_eq!(done.code, 2);
    assert!(
        done.said.contains("the id or the name “lake”") && done.said.contains("  puddle  Puddle")
    );
}

#[test]
fn a_rescue_file_is_read_and_says_what_is_lost() {
    let rescue = |text: &str| {
        let pond = serde_json::json!({ "key": "demarc:v1:assessment:pond", "text": text });
        let broken = serde_json::json!({ "key": "demarc:v1:assessment:x", "text": "{" });
        let file = serde_json::json!({ "format": "demarc-rescue", "version": 1, "records": [pond, broken] });
        file.to_string()
    };
    let done = run_with(&["gaps", "-"], &rescue(&record::write(&pond())));
    assert_eq!(done.code, 0);
    assert_eq!(done.printed, run(&["gaps", POND]).printed);
    assert_eq!(
        done.said,
        "warning: standard input: 1 record in it can't be read and is left out.\n"
    );
}

#[test]
fn files_of_every_version_are_read() {
    let fixtures = folder("tests/fixtures");
    let mut opened = 0;
    for entry in fs::read_dir(&fixtures).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "json") {
            let path = path.to_str().unwrap();
            // Workshops and their replies are opened in the app alone.
            if path.contains("/workshop-") || path.contains("/ballot-") {
                assert_eq!(
                    built_in(&["validate", path])
                        .output()
                        .unwrap()
                        .status
                        .code(),
                    Some(2)
                );
                continue;
            }
            let command = if path.contains("/evidence-") {
                "evidence"
            } else {
                "validate"
            };
            let done = built_in(&[command, path]).output().unwrap();
            assert!(done.status.success(), "{path}");
            opened += 1;
        }
    }
    assert!(opened >= 6);
}

#[test]
fn the_analysis_of_the_built_in_catalog_is_the_apps() {
    let path = folder("catalog/example.json");
    let done: Done = built_in(&["analyze", path.to_str().unwrap()])
        .output()
        .unwrap()
        .into();
    let example = record::read(demarc_edition::EXAMPLE).unwrap();
    let today = "2026-11-24".parse().unwrap();
    let analysis = analyze(demarc_edition::catalog(), &example, &today);
    let expected = serde_json::to_string_pretty(&analysis).unwrap();
    assert!(done.printed == expected + "\n");
}

#[test]
fn every_format_of_the_app_is_made() {
    let folder = empty_folder("formats");
    let pond_file = crate::command::folder("tests/catalog").join(POND);
    for format in Format::ALL {
        let mut command = built_in(&["export", "--format", format.key()]);
        let output = command.arg(&pond_file).args(["--catalog", "."]);
        let catalog = crate::command::folder("tests/catalog");
        let output = output
            .args(["-o"])
            .arg(folder.join(format.key()))
            .current_dir(catalog);
        let done: Done = output.output().unwrap().into();
        assert_eq!((done.code, done.said.as_str()), (0, ""), "{format:?}");
        assert!(fs::metadata(folder.join(format.key())).unwrap().len() > 500);
    }
    // Without --output it is named after the assessment; with “-” it is printed.
    let catalog = crate::command::folder("tests/catalog");
    let mut command = built_in(&["export", "--format", "gaps", "--catalog"]);
    let command = command.arg(catalog).arg(&pond_file).current_dir(&folder);
    let done: Done = command.output().unwrap().into();
    assert_eq!(done.printed, "demarc-fish-frogs-big-pond-v2-gaps.csv\n");
    let written = fs::read_to_string(folder.join(done.printed.trim())).unwrap();
    assert_eq!(
        run(&["export", "--format", "gaps", "-o", "-", POND]).printed,
        written
    );
    assert_eq!(run(&["gaps", "--format", "csv", POND]).printed, written);
    assert!(written.contains("2026-11-24 14:30 UTC"));
}

#[test]
fn merged_files_hold_the_later_edit_of_each_field() {
    let folder = empty_folder("merge");
    let mut other = pond();
    // A minute before the commands run.
    let later = Moment::after(Moment::default(), 1_795_530_540_000, 0);
    other.edit(later, |it| it.name = "Lake".to_owned());
    let (mine, theirs) = (folder.join("mine.json"), folder.join("theirs.json"));
    fs::write(&mine, file::write(&[pond()])).unwrap();
    fs::write(&theirs, file::write(&[other.clone()])).unwrap();
    // As it is with the variants of its services named.
    let catalog =
        demarc_catalog::source::read_dir(&crate::command::folder("tests/catalog")).unwrap();
    let mut read = other.clone();
    read.normalize(&catalog.catalog);
    for (one, two) in [(&mine, &theirs), (&theirs, &mine)] {
        let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
        let done = run(&["merge", one, two]);
        assert_eq!((done.code, done.said.as_str()), (0, ""));
        let merged = file::read(done.printed.as_bytes()).unwrap().assessments;
        assert_eq!(merged, vec![read.clone()]);
        let both = folder.join("both.json");
        assert_eq!(
            run(&["merge", "-o", both.to_str().unwrap(), one, two]).printed,
            ""
        );
        assert_eq!(fs::read_to_string(both).unwrap(), done.printed);
    }
}

#[test]
fn a_clock_that_was_ahead_wins_no_merge() {
    let folder = empty_folder("merge-ahead");
    let at = |milliseconds| Moment::after(Moment::default(), milliseconds, 0);
    let named = |name: &str, milliseconds| {
        let mut it = pond();
        it.edit(at(milliseconds), |it| it.name = name.to_owned());
        let path = folder.join(format!("{name}.json"));
        fs::write(&path, file::write(&[it])).unwrap();
        path.to_str().unwrap().to_owned()
    };
    // A minute before the commands run, and three years after.
    let (today, ahead) = (
        named("Today", 1_795_530_540_000),
        named("Ahead", 1_890_000_000_000),
    );
    for pair in [[&today, &ahead], [&ahead, &today]] {
        let done = run(&["merge", pair[0], pair[1]]);
        let merged = file::read(done.printed.as_bytes()).unwrap().assessments;
        assert_eq!(merged[0].name, "Today");
    }
}

#[test]
fn the_catalog_has_all_that_is_said_of_a_thing_in_one_object() {
    let catalog: Value = serde_json::from_str(&run(&["catalog"]).printed).unwrap();
    let found = |list: &str, id: &str| {
        let all = catalog[list].as_array().unwrap();
        all.iter().find(|it| it["id"] == id).unwrap().clone()
    };
    let keys = found("practices", "people.keys");
    assert_eq!(keys["impact"], 5);
    assert_eq!(keys["why"], "A lost key opens the pond for good.");
    assert_eq!(keys["needs"]["pond-code"][1], "1.2");
    let barrel = found("services", "barrel");
    assert_eq!(barrel["owners"]["copies"], "customer");
    assert_eq!(barrel["variants"][1]["owners"]["system"], "aws");
    assert_eq!(barrel["variants"][1]["note"], "The provider keeps the lid.");
    assert_eq!(found("frameworks", "pond-code")["version"], "7");
}

#[test]
fn two_options_of_a_single_choice_are_read_as_the_later() {
    let file = |facts: &str, edits: &str| {
        format!(
            r#"{{"format":"demarc-assessment","version":3,"assessment":{{"id":"x","name":"X","profile":{{"workload":"","facts":[{facts}],"depth":"full"}},"services":["ec2"],"beliefs":{{}},"answers":{{}},"edits":{{{edits}}}}}}}"#
        )
    };
    let both = file(
        r#""exposure.internal","exposure.internet""#,
        r#""fact exposure.internal":2,"fact exposure.internet":1"#,
    );
    let later = file(r#""exposure.internal""#, r#""fact exposure.internal":2"#);
    let folder = empty_folder("single-choice");
    let analysis = |text: &str| {
        let path = folder.join("x.json");
        fs::write(&path, text).unwrap();
        let done: Done = built_in(&["analyze", path.to_str().unwrap()])
            .output()
            .unwrap()
            .into();
        assert_eq!((done.code, done.said.as_str()), (0, ""));
        done.printed
    };
    assert!(analysis(&both) == analysis(&later));
}
