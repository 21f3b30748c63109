//! Lists, read by a strict parser.

use std::collections::BTreeSet;

use demarc_catalog::Content;
use demarc_core::exchange::{Format, Separator};
use demarc_worker::{ExportSubject, export};

use crate::common::{CATALOG_VERSION, CONTENT, POND, analyzed, each, made, now, read, today};

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
        assert_eq!(headings, ["title", "body", "labels", "assignee"]);
        for row in &records[1..] {
            assert!(["", "octo-cat"].contains(&&row[3]));
            let labels: Vec<_> = row[2].split(',').collect();
            let states = ["overdue", "accepted", "acceptance-expired"];
            match labels[..] {
                [_, _, _] => {}
                [_, _, _, state] => assert!(states.contains(&state), "{state}"),
                _ => panic!("{labels:?}"),
            }
            assert!(row[1].contains("### First step"));
        }
    });
    each(Format::Gitlab, |name, assessment, bytes| {
        let records = records(bytes);
        let headings: Vec<_> = records[0].iter().collect();
        assert_eq!(headings, ["title", "description", "due_date"]);
        for row in &records[1..] {
            assert!(row[1].contains("### First step"));
            // The only quick actions are at the end.
            let actions: Vec<_> = row[1].lines().filter(|it| it.starts_with('/')).collect();
            let last: Vec<_> = row[1].lines().rev().take(actions.len()).collect();
            assert!(actions.iter().rev().eq(last.iter()), "{name}");
            assert!(actions[0].starts_with("/label ~\"demarc\" ~\""));
            assert!(["", "/assign @octo-cat"].contains(actions.get(1).unwrap_or(&"")));
        }
        let days = records[1..].iter().filter(|it| !it[2].is_empty());
        let analysis = analyzed(assessment);
        let due = analysis.gaps.iter().filter(|gap| {
            let answer = assessment.answers.get(&gap.practice);
            answer.is_some_and(|it| it.due.is_some())
        });
        assert_eq!(days.count(), due.count());
        assert_eq!(
            records[1..].iter().any(|it| !it[2].is_empty()),
            name == "pond"
        );
    });
}

#[test]
fn what_is_typed_runs_no_quick_action() {
    let mut pond = read(POND);
    let id = analyzed(&pond).gaps[0].practice.clone();
    pond.change_answer(&id, |it| {
        it.note = "/close\n /assign @mallory".to_owned();
        it.evidence = "/confidential".to_owned();
    });
    let gaps = made(Format::Gitlab, &pond).bytes;
    let body = &records(&gaps)[1][1];
    for action in ["/close", "/assign @mallory", "/confidential"] {
        let runs = |it: &str| it.trim_start().starts_with(action);
        assert!(!body.lines().any(runs), "{body}");
    }
}

#[test]
fn an_owner_is_assigned_where_the_tracker_can_tell_who_it_is() {
    let mut pond = read(POND);
    let id = analyzed(&pond).gaps[0].practice.clone();
    pond.change_answer(&id, |it| {
        it.owner = "Ana B. <ana.b@example.org> (@ana-b)".to_owned();
    });
    let jira = records(&made(Format::Jira, &pond).bytes);
    let at = |heading: &str| jira[0].iter().position(|it| it == heading).unwrap();
    assert_eq!(&jira[1][at("Assignee")], "ana.b@example.org");
    assert_eq!(&jira[1][at("Owner")], "Ana B. <ana.b@example.org> (@ana-b)");
    assert_eq!(&records(&made(Format::Github, &pond).bytes)[1][3], "ana-b");
    let gitlab = records(&made(Format::Gitlab, &pond).bytes);
    assert!(gitlab[1][1].ends_with("\n/assign @ana-b"));
}

#[test]
fn code_of_the_catalog_is_written_as_each_target_writes_code() {
    let mut pond = read(POND);
    // The report tells all of a gap that nobody accepted.
    for answer in pond.answers.values_mut() {
        answer.acceptance = None;
    }
    let has = |format, wanted: &str| {
        let text = String::from_utf8(made(format, &pond).bytes).unwrap();
        assert!(text.contains(wanted), "{format:?} lacks {wanted}");
        text
    };
    let gaps = has(Format::Gaps, "\"pond list lids shows nothing red.\"");
    // The ones that are typed stay.
    assert_eq!(gaps.matches('`').count(), 2);
    let jira = has(Format::Jira, "{{pond list lids}} shows nothing red.");
    assert_eq!(jira.matches('`').count(), 2);
    for format in [Format::Github, Format::Gitlab, Format::Markdown] {
        has(format, "`pond list lids` shows nothing red.");
    }
    let parts = crate::dump::parts(&made(Format::Docx, &pond).bytes);
    let code =
        "<w:rStyle w:val=\"Code\" /></w:rPr><w:t xml:space=\"preserve\">pond list lids</w:t>";
    assert!(parts["word/document.xml"].contains(code));
}

#[test]
fn the_separator_can_be_that_of_the_region() {
    let pond = read(POND);
    let Content { catalog, texts } = &*CONTENT;
    let mut subject = ExportSubject::new(catalog, texts, &pond, now(), today());
    let comma = export(Format::Gaps, &subject).unwrap().bytes;
    subject.separator = Separator::Semicolon;
    let semicolon = export(Format::Gaps, &subject).unwrap().bytes;
    let text = String::from_utf8(semicolon).unwrap();
    assert!(text.starts_with("\u{feff}\"Rank\";\"Practice\";"));
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(b';').has_headers(false);
    let rows = reader.from_reader(text.as_bytes()).into_records();
    let rows: Vec<_> = rows.collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), records(&comma).len());
    let priority = rows[0].iter().position(|it| it == "Priority").unwrap();
    assert!(rows[1..].iter().any(|it| it[priority].contains(',')));
    assert!(rows[1..].iter().all(|it| !it[priority].contains('.')));
    // Importers of trackers expect commas.
    for format in Format::ALL.into_iter().filter(|it| !it.has_separator()) {
        let with_commas = made(format, &pond).bytes;
        assert!(
            export(format, &subject).unwrap().bytes == with_commas,
            "{format:?}"
        );
    }
}
