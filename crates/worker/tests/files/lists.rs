//! Lists, read by a strict parser.

use std::collections::BTreeSet;

use demarc_core::exchange::Format;

use crate::common::{CATALOG_VERSION, POND, analyzed, each, made, read};

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 9] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＠'];

pub fn records(bytes: &[u8]) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(false)
        .terminator(csv::Terminator::CRLF)
        .from_reader(bytes);
    reader
        .records()
        .collect::<Result<_, _>>()
        .expect("strict CSV")
}

#[test]
fn lists_are_strict_and_run_nothing() {
    for (format, first) in [(Format::Gaps, "Rank"), (Format::Answers, "Domain")] {
        each(format, |name, assessment, bytes| {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            let text = text.strip_prefix('\u{feff}').expect("a mark for Excel");
            assert!(text.ends_with("\"\r\n"), "{name}");
            let records = records(text.as_bytes());
            assert_eq!(&records[0][0], first);
            assert_eq!(records[0].iter().next_back(), Some("Made with"));
            let analysis = analyzed(assessment);
            let rows = match format {
                Format::Gaps => analysis.gaps.len(),
                _ => {
                    let asked: BTreeSet<_> =
                        analysis.practices.iter().map(|it| &it.practice).collect();
                    let more = assessment.answers.keys().filter(|it| !asked.contains(it));
                    asked.len() + more.count()
                }
            };
            assert_eq!(records.len(), rows + 1, "{name}");
            for cell in records.iter().flatten() {
                assert!(!cell.starts_with(FORMULA), "{name}: {cell:?}");
            }
            let made_with = format!(
                "Demarc {}, catalog {}, 2026-11-24 14:30 UTC",
                demarc_core::VERSION,
                CATALOG_VERSION
            );
            assert!(
                records[1..]
                    .iter()
                    .all(|it| it.iter().next_back() == Some(&made_with))
            );
        });
    }
    // There is something in them that would run.
    let gaps = made(Format::Gaps, &read(POND)).bytes;
    assert!(
        records(&gaps)
            .iter()
            .flatten()
            .any(|it| it.starts_with("'="))
    );
}

#[test]
fn trackers_find_the_columns_of_their_manuals() {
    each(Format::Jira, |name, assessment, bytes| {
        let records = records(bytes);
        assert_eq!(&records[0][0], "Summary");
        assert_eq!(records[0].iter().filter(|it| *it == "Labels").count(), 4);
        let gaps = analyzed(assessment).gaps.len();
        assert_eq!(records.len(), gaps + 1, "{name}");
        let at = |heading: &str| records[0].iter().position(|it| it == heading).unwrap();
        for row in &records[1..] {
            assert!(!row[0].is_empty() && row[0].len() < 255 && !row[0].contains('\n'));
            assert!(["", "ana@example.org"].contains(&&row[at("Assignee")]));
            assert!(row[at("Labels")].bytes().all(|it| it != b' '));
            assert!(row[at("Description")].contains("h3. First step"));
        }
    });
    each(Format::Github, |_, _, bytes| {
        let records = records(bytes);
        let headings: Vec<_> = records[0].iter().collect();
        assert_eq!(
            headings,
            ["title", "description", "body", "labels", "assignee"]
        );
        for row in &records[1..] {
            assert!(["", "octo-cat"].contains(&&row[4]));
            let labels: Vec<_> = row[3].split(',').collect();
            let states = ["overdue", "accepted", "acceptance-expired"];
            match labels[..] {
                [_, _, _] => {}
                [_, _, _, state] => assert!(states.contains(&state), "{state}"),
                _ => panic!("{labels:?}"),
            }
            assert!(row[2].contains("### First step") && row[1] == row[2]);
        }
    });
}
