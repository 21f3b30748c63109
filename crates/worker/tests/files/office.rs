//! Workbooks and documents, read by others than what wrote them.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use demarc_core::exchange::Format;

use crate::common::{CATALOG_VERSION, POND, analyzed, each, made, read};
use crate::dump;

#[test]
fn a_workbook_has_types_and_nothing_that_runs() {
    each(Format::Xlsx, |name, assessment, bytes| {
        let analysis = analyzed(assessment);
        let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheets = workbook.sheet_names();
        let expected = [
            "Summary",
            "Gaps",
            "Answers",
            "Accepted risks",
            "Matrix",
            "Beliefs",
            "Frameworks",
        ];
        assert_eq!(sheets[..7], expected);
        // The rules that bind the pond want a statement of applicability.
        assert_eq!(sheets.contains(&"Applicability".to_owned()), name == "pond");
        for sheet in &sheets {
            assert!(
                workbook
                    .worksheet_formula(sheet)
                    .expect("readable")
                    .is_empty()
            );
        }
        let gaps = workbook.worksheet_range("Gaps").expect("there");
        assert_eq!(gaps.height(), analysis.gaps.len() + 1);
        let headings: Vec<_> = gaps
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        let column = |heading: &str| headings.iter().position(|it| it == heading).unwrap();
        let mut days = 0;
        for (row, gap) in gaps.rows().skip(1).zip(&analysis.gaps) {
            assert!(matches!(row[column("Rank")], Data::Float(_)));
            assert_eq!(row[column("Priority")], Data::Float(gap.priority));
            assert_eq!(
                row[column("Practice ID")],
                Data::String(gap.practice.to_string())
            );
            match &row[column("Due")] {
                Data::DateTime(_) => days += 1,
                other => assert_eq!(other, &Data::Empty),
            }
            let note = assessment
                .answers
                .get(&gap.practice)
                .map_or("", |it| &it.note);
            if note.starts_with('=') {
                assert_eq!(row[column("Note")], Data::String(note.to_owned()));
            }
        }
        let due = analysis.gaps.iter().filter(|it| {
            assessment
                .answers
                .get(&it.practice)
                .is_some_and(|it| it.due.is_some())
        });
        assert_eq!(days, due.count(), "{name}");
        let parts = dump::parts(bytes);
        let gaps = &parts["xl/worksheets/sheet2.xml"];
        for wanted in [
            "<autoFilter ",
            "state=\"frozen\"",
            "<conditionalFormatting ",
            "<cols>",
        ] {
            assert!(gaps.contains(wanted), "{wanted}");
        }
        assert!(parts["docProps/core.xml"].contains("2026-11-24T14:30:00Z"));
        assert!(parts["docProps/core.xml"].contains(CATALOG_VERSION));
    });
}

#[test]
fn a_document_is_well_formed_and_has_what_word_processors_look_for() {
    each(Format::Docx, |name, assessment, bytes| {
        let parts = dump::parts(bytes);
        for (part, text) in &parts {
            let mut reader = quick_xml::Reader::from_str(text);
            reader.config_mut().check_end_names = true;
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{name} {part}: {error}"),
                }
            }
            let is_control = |it: char| it.is_control() && !matches!(it, '\n' | '\t' | '\r');
            assert!(!text.contains(is_control), "{name} {part}");
        }
        let body = &parts["word/document.xml"];
        let count = |text: &str| body.matches(text).count();
        assert_eq!(count("<w:tblHeader"), count("<w:tbl>"), "{name}");
        assert!(count("w:val=\"Heading1\"") >= 6);
        assert!(name == "puddle" || count("<w:numId") > 5);
        assert_eq!(count("<w:pageBreakBefore"), count("w:val=\"Heading1\""));
        // Every link leads somewhere, and every style and numbering is there.
        let relations = &parts["word/_rels/document.xml.rels"];
        let named = |attribute: &str| -> BTreeSet<&str> {
            let pieces = body.split(attribute).skip(1);
            pieces.filter_map(|it| it.split('"').next()).collect()
        };
        for id in named("<w:hyperlink r:id=\"") {
            assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
        }
        for style in named("<w:pStyle w:val=\"") {
            assert!(
                parts["word/styles.xml"].contains(&format!("w:styleId=\"{style}\"")),
                "{style}"
            );
        }
        for id in named("<w:numId w:val=\"") {
            assert!(
                parts["word/numbering.xml"].contains(&format!("<w:num w:numId=\"{id}\"")),
                "{id}"
            );
        }
        let core = &parts["docProps/core.xml"];
        assert!(
            core.contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-24T14:30:00Z<")
        );
        assert!(core.contains("<dc:title>"), "{}", assessment.name);
        assert!(parts["docProps/custom.xml"].contains(CATALOG_VERSION));
        let footers: Vec<_> = parts
            .iter()
            .filter(|(part, _)| part.contains("footer"))
            .collect();
        assert!(
            footers
                .iter()
                .any(|(_, text)| text.contains("PAGE") && text.contains("NUMPAGES"))
        );
    });
}

#[test]
fn the_largest_texts_are_cut_where_cells_end() {
    let mut pond = read(POND);
    let id = analyzed(&pond).gaps[0].practice.clone();
    pond.change_answer(&id, |it| it.note = "😀 long".repeat(20_000));
    for format in Format::ALL {
        assert!(!made(format, &pond).bytes.is_empty());
    }
    let bytes = made(Format::Xlsx, &pond).bytes;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let gaps = workbook.worksheet_range("Gaps").expect("there");
    let longest = gaps
        .used_cells()
        .map(|(_, _, it)| it.to_string().encode_utf16().count());
    assert_eq!(longest.max(), Some(32_767));
}

#[test]
fn what_xml_can_not_write_is_left_out() {
    let mut assessment = read(POND);
    let typed = "\u{ffff} a\u{1}\u{fffe}b\n\u{b}c \u{feff}";
    assessment.name = typed.to_owned();
    assessment.cover.author = typed.to_owned();
    assessment.cover.summary = typed.to_owned();
    for answer in assessment.answers.values_mut() {
        for text in [&mut answer.owner, &mut answer.note, &mut answer.evidence] {
            *text = typed.to_owned();
        }
    }
    let is_forbidden =
        |it: char| it < ' ' && !"\t\n\r".contains(it) || matches!(it, '\u{fffe}' | '\u{ffff}');
    for format in [Format::Docx, Format::Xlsx] {
        for (name, text) in dump::parts(&made(format, &assessment).bytes) {
            assert!(!text.contains(is_forbidden), "{name}");
        }
    }
    for format in [Format::OscalResults, Format::OscalPlan] {
        let text = made(format, &assessment).bytes;
        let document: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        let root = document.as_object().and_then(|it| it.values().next());
        let title = root.map(|it| it["metadata"]["title"].to_string());
        assert!(title.is_some_and(|it| it.contains("ab c") && !it.contains(is_forbidden)));
    }
}
