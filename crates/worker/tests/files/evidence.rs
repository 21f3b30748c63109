//! Files with evidence: what scanners found is in them as counts, and nothing else changes.

use std::collections::BTreeSet;

use demarc_core::evidence::Evidence;
use demarc_core::exchange::Format;
use serde_json::Value;

use crate::common::{ASSESSMENTS, POND, PUDDLE, RESOURCE, evidence, made, made_with, read};
use crate::{dump, lists, oscal};

/// The text of a file with the evidence of the pond.
fn text(format: Format, of: &str) -> String {
    let bytes = made_with(format, &read(of), &evidence()).bytes;
    match format {
        Format::Docx => dump::docx(&bytes),
        Format::Xlsx => dump::xlsx(&bytes),
        _ => String::from_utf8(bytes).expect("it is text"),
    }
}

#[test]
fn without_a_scan_files_are_what_they_are_without_evidence() {
    let mut none = evidence();
    none.scans.clear();
    assert!(!none.explained.is_empty());
    for (_, text) in ASSESSMENTS {
        let assessment = read(text);
        for format in Format::ALL {
            let plain = made(format, &assessment);
            assert!(plain == made_with(format, &assessment, &none), "{format:?}");
        }
    }
}

#[test]
fn no_file_names_a_resource_or_an_account() {
    let found = evidence();
    let examples = &found.scans[0].scan.examples;
    assert!(format!("{examples:?}").contains(RESOURCE));
    for format in Format::ALL {
        let text = text(format, POND);
        for name in [RESOURCE, "111111111111", "222222222222"] {
            assert!(!text.contains(name), "{format:?}: {name}");
        }
    }
}

#[test]
fn both_scores_and_the_denominator_are_told() {
    for format in [Format::Markdown, Format::Docx, Format::Xlsx] {
        let text = text(format, POND);
        for wanted in [
            "You said 31; the findings support at most 26.",
            "2 of 12 accounts, 2 Regions, November 19, 2026 to November 20, 2026",
        ] {
            assert!(text.contains(wanted), "{format:?} lacks {wanted}");
        }
    }
}

#[test]
fn an_issue_of_a_contradicted_gap_says_what_was_found() {
    for (format, check) in [
        (Format::Jira, "gate_key_numbered (Reed Checks)"),
        (Format::Github, "gate\\_key\\_numbered (Reed Checks)"),
        (Format::Gitlab, "gate\\_key\\_numbered (Reed Checks)"),
    ] {
        let issues = made_with(format, &read(POND), &evidence()).bytes;
        let issues = lists::records(&issues);
        let body = |title: &str| {
            let mut rows = issues.iter();
            let row = rows.find(|it| &it[0] == title).expect("an issue");
            row.iter().max_by_key(|it| it.len()).unwrap().to_owned()
        };
        let keys = body("Gate keys");
        assert!(keys.contains("What scanners found"), "{keys}");
        assert!(keys.contains("failing checks allow “Not in place” at most"));
        assert!(
            keys.contains(&format!("{check}: 5 of 10 failed, in 2 accounts")),
            "{keys}"
        );
        // One that agrees, and one that no scanner sees.
        for title in ["Lids", "Spare water"] {
            assert!(!body(title).contains("What scanners found"), "{title}");
        }
    }
}

#[test]
fn oscal_with_evidence_holds_against_nists_schemas_and_refers_to_what_is_there() {
    // Old enough, or far enough ahead, for days that OSCAL can't write.
    let dated = |newest: &str| {
        let mut found = evidence();
        for it in &mut found.scans {
            it.scan.oldest = None;
            it.scan.newest = Some(newest.parse().unwrap());
        }
        found.age_limit = Some(u32::MAX);
        found
    };
    for found in [evidence(), dated("0001-01-01"), dated("9999-12-31")] {
        for assessment in [POND, PUDDLE] {
            for format in [Format::OscalResults, Format::OscalPlan] {
                let bytes = made_with(format, &read(assessment), &found).bytes;
                assert_eq!(oscal::errors(format, &bytes), Vec::<String>::new());
                oscal::assert_linked(&serde_json::from_slice(&bytes).expect("JSON"));
            }
        }
    }
}

#[test]
fn what_was_tested_is_an_observation_of_its_own_day() {
    let bytes = made_with(Format::OscalResults, &read(POND), &evidence()).bytes;
    let document: Value = serde_json::from_slice(&bytes).expect("JSON");
    let result = &document["assessment-results"]["results"][0];
    let observations = result["observations"].as_array().expect("observations");
    let tests: Vec<&Value> = observations
        .iter()
        .filter(|it| it["methods"][0] == "TEST")
        .collect();
    assert_eq!(tests.len(), 6);
    let found = |title: &str| {
        let mut tests = tests.iter();
        tests.find(|it| it["title"] == title).expect("a test")
    };
    let keys = found("Gate keys: what scanners found");
    assert_eq!(keys["collected"], "2026-11-20T00:00:00Z");
    assert_eq!(keys["expires"], "2027-02-18T23:59:59Z");
    let diary = found("Pond diary: what scanners found");
    assert_eq!(diary["collected"], "2026-11-19T00:00:00Z");
    let source = &diary["relevant-evidence"][0]["description"];
    assert_eq!(
        source,
        "Reed 1.0, checks of the list Reed Checks 1.0 (reed-checks)."
    );
    // The finding is as answered, and refers to both the answer and the test.
    let mut findings = result["findings"].as_array().expect("findings").iter();
    let finding = findings.find(|it| it["title"] == "Gate keys").unwrap();
    let related = finding["related-observations"].as_array().unwrap();
    assert_eq!(related.len(), 2);
    assert_eq!(related[1]["observation-uuid"], keys["uuid"]);
    assert_eq!(finding["target"]["status"]["state"], "not-satisfied");
    // An observation of what was tested differs from that of the answer.
    let uuids: BTreeSet<_> = observations
        .iter()
        .map(|it| it["uuid"].to_string())
        .collect();
    assert_eq!(uuids.len(), observations.len());
}

#[test]
fn a_workbook_has_a_row_for_every_practice_and_for_every_file() {
    let text = text(Format::Xlsx, POND);
    let sheet = |name: &str| {
        let all = text.split(&format!("# {name}\n")).nth(1).expect("a sheet");
        let own = all.split("\n# ").next().unwrap_or_default();
        own.trim_end().lines().count() - 1
    };
    assert_eq!(sheet("Evidence"), 9);
    assert_eq!(sheet("Scanner files"), 2);
    assert!(!dump::xlsx(&made(Format::Xlsx, &read(POND)).bytes).contains("Scanner files"));
}

#[test]
fn findings_of_which_none_counts_say_so_and_contradict_nothing() {
    let mut found = evidence();
    found.age_limit = Some(1);
    let text = |evidence: &Evidence| {
        let bytes = made_with(Format::Markdown, &read(POND), evidence).bytes;
        String::from_utf8(bytes).expect("UTF-8")
    };
    let text = text(&found);
    assert!(text.contains("none of them counts"));
    assert!(!text.contains("You said"));
    assert!(text.contains("Too old: it counts for nothing"));
}
