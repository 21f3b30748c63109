//! Workbooks and documents, read by others than what wrote them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use demarc_core::exchange::Format;

use crate::common::{CATALOG_VERSION, POND, analyzed, each, evidence, made, made_with, read};
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

/// The paragraphs of a document, each with its properties and runs.
fn paragraphs(body: &str) -> Vec<&str> {
    let starts = body.split("<w:p ").skip(1);
    starts.filter_map(|it| it.split("</w:p>").next()).collect()
}

#[test]
fn line_heights_have_a_rule() {
    each(Format::Docx, |name, _, bytes| {
        let parts = dump::parts(bytes);
        for part in ["word/styles.xml", "word/document.xml"] {
            let spacings = parts[part].split("<w:spacing ").skip(1);
            for spacing in spacings.filter_map(|it| it.split("/>").next()) {
                let has_rule = spacing.contains("w:lineRule=");
                assert_eq!(
                    spacing.contains("w:line="),
                    has_rule,
                    "{name} {part}: {spacing}"
                );
            }
        }
    });
}

#[test]
fn paragraphs_run_in_the_direction_of_their_text() {
    let mut pond = read(POND);
    let id = analyzed(&pond).gaps[0].practice.clone();
    pond.name = "חשבון הייצור (prod)".to_owned();
    pond.cover.summary = "תקציר ראשון.\n\n1. ראשון\n2. second".to_owned();
    pond.change_answer(&id, |it| {
        it.owner = "דנה, צוות ענן".to_owned();
        it.note = "הערה על 123456789012 (us-east-1)".to_owned();
    });
    let parts = dump::parts(&made(Format::Docx, &pond).bytes);
    let body = &parts["word/document.xml"];
    assert!(!body.contains("RightToLeft"));
    let paragraphs = paragraphs(body);
    let with = |text: &str| {
        let found: Vec<_> = paragraphs.iter().filter(|it| it.contains(text)).collect();
        assert!(!found.is_empty(), "{text}");
        found
    };
    // The title, a paragraph, an item of a list, and cells.
    for text in [
        "חשבון הייצור",
        "תקציר ראשון",
        "ראשון</w:t>",
        "דנה, צוות ענן</w:t>",
    ] {
        for paragraph in with(text) {
            let runs = paragraph.contains("<w:rtl />");
            assert!(runs, "{paragraph}");
        }
        assert!(
            with(text).iter().any(|it| it.contains("<w:bidi />")),
            "{text}"
        );
    }
    assert!(with("ראשון</w:t>").iter().any(|it| it.contains("<w:numId")));
    for paragraph in with("הערה על") {
        assert!(paragraph.contains("<w:bidi />"), "{paragraph}");
        assert!(
            paragraph.contains("<w:t xml:space=\"preserve\">us-east</w:t>"),
            "{paragraph}"
        );
    }
    // Others run from left to right.
    for text in ["second", "Responsibility gap analysis"] {
        assert!(
            with(text)
                .iter()
                .all(|it| !it.contains("<w:bidi />") && !it.contains("<w:rtl />"))
        );
    }
}

#[test]
fn a_long_note_has_the_width_of_the_page() {
    let mut pond = read(POND);
    let id = analyzed(&pond).gaps[0].practice.clone();
    let note = "Agreed with the board. ".repeat(180);
    pond.change_answer(&id, |it| it.note.clone_from(&note));
    let parts = dump::parts(&made(Format::Docx, &pond).bytes);
    let body = &parts["word/document.xml"];
    // Once in the finding, once in the appendix.
    assert_eq!(body.matches(note.trim()).count(), 2);
    for cell in body.split("<w:tc>").skip(1) {
        let cell = cell.split("</w:tc>").next().unwrap();
        assert!(!cell.contains("Agreed with the board"));
    }
    let markdown = String::from_utf8(made(Format::Markdown, &pond).bytes).unwrap();
    let lines: Vec<_> = markdown
        .lines()
        .filter(|it| it.contains("Agreed with"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|it| !it.contains('|')));
    assert!(
        markdown.contains("Note: below the table\\.")
            || markdown.contains("Note: below the table.")
    );
}

#[test]
fn a_long_reason_of_an_accepted_risk_has_the_width_of_the_page() {
    let mut pond = read(POND);
    let reason = "Too dear this year. ".repeat(40);
    let mut acceptances = 0;
    for acceptance in pond.answers.values_mut().flat_map(|it| &mut it.acceptance) {
        acceptance.because.clone_from(&reason);
        acceptances += 1;
    }
    assert!(acceptances > 0);
    let parts = dump::parts(&made(Format::Docx, &pond).bytes);
    let body = &parts["word/document.xml"];
    assert!(body.contains(reason.trim()));
    for cell in body.split("<w:tc>").skip(1) {
        let cell = cell.split("</w:tc>").next().unwrap();
        assert!(!cell.contains("Too dear this year"));
    }
}

/// The heights of the rows of a sheet that have one, by their number.
fn heights(sheet: &str) -> std::collections::BTreeMap<u32, f64> {
    let rows = sheet.split("<row ").skip(1);
    let value = |row: &str, name: &str| {
        let row = row.split('>').next()?;
        let value = row.split_once(&format!("{name}=\""))?.1;
        value.split('"').next()?.parse::<f64>().ok()
    };
    let rows = rows.filter_map(|row| {
        let number = row.split_once("r=\"")?.1.split('"').next()?;
        Some((number.parse().ok()?, value(row, " ht")?))
    });
    rows.collect()
}

#[test]
fn rows_show_their_whole_text() {
    let mut pond = read(POND);
    let gaps = analyzed(&pond).gaps;
    let [first, second] = [0, 1].map(|it| gaps[it].practice.clone());
    let note = "Agreed with the board. ".repeat(20);
    pond.change_answer(&first, |it| it.note.clone_from(&note));
    let long = "Agreed with the board of the pond. ".repeat(160);
    pond.change_answer(&second, |it| it.note.clone_from(&long));
    let bytes = made(Format::Xlsx, &pond).bytes;
    let parts = dump::parts(&bytes);
    let heights = heights(&parts["xl/worksheets/sheet2.xml"]);
    // 460 letters in a column of 28 are 17 lines or more, each 15 points high.
    assert!((255.0..=330.0).contains(&heights[&2]), "{heights:?}");
    assert!((400.0..=409.0).contains(&heights[&3]), "{heights:?}");
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = workbook.worksheet_range("Gaps").expect("there");
    let column = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .position(|it| *it == "Note");
    let shown = |row: usize| sheet.rows().nth(row).unwrap()[column.unwrap()].to_string();
    assert_eq!(shown(1), note);
    let marked = "The whole text is on the sheet “Long texts”.\n";
    assert_eq!(shown(2).strip_prefix(marked), Some(long.as_str()));
    // All of it is there, in rows that can be read and printed.
    let texts = workbook.worksheet_range("Long texts").expect("there");
    let rows: Vec<Vec<String>> = texts
        .rows()
        .skip(1)
        .map(|it| it.iter().map(ToString::to_string).collect())
        .collect();
    assert!(rows.len() > 1);
    assert!(
        rows[0][0].starts_with("Gaps, row 3; Answers, row "),
        "{:?}",
        rows[0][0]
    );
    assert_eq!(rows[0][1], "Note");
    let joined: String = rows.iter().map(|it| it[2].as_str()).collect();
    assert_eq!(joined, long);
}

#[test]
fn sheets_print_in_a_size_that_can_be_read() {
    let pond = read(POND);
    for file in [
        made(Format::Xlsx, &pond),
        made_with(Format::Xlsx, &pond, &evidence()),
    ] {
        prints_in_a_size_that_can_be_read(&dump::parts(&file.bytes));
    }
}

fn prints_in_a_size_that_can_be_read(parts: &BTreeMap<String, String>) {
    // At 11 points, 150 digits of a column's width fit on a landscape page, so 230 are printed at 7 points.
    for (name, sheet) in parts
        .iter()
        .filter(|it| it.0.starts_with("xl/worksheets/sheet"))
    {
        let number: usize = name[19..].trim_end_matches(".xml").parse().unwrap();
        let area = format!("localSheetId=\"{}\"", number - 1);
        let area = parts["xl/workbook.xml"]
            .split("<definedName ")
            .find(|it| it.contains("_xlnm.Print_Area") && it.contains(&area));
        let last = area.and_then(|it| it.split('>').nth(1)?.split(":$").nth(1)?.bytes().next());
        let last = last.map_or(u32::MAX, |it| u32::from(it - b'A') + 1);
        let mut printed = 0.0;
        for column in sheet.split("<col ").skip(1) {
            let value = |name: &str| -> f64 {
                let value = column.split_once(&format!("{name}=\"")).unwrap().1;
                value.split('"').next().unwrap().parse().unwrap()
            };
            let (first, end) = (value("min") as u32, (value("max") as u32).min(last));
            printed += value("width") * f64::from((end + 1).saturating_sub(first));
        }
        assert!(printed < 250.0, "{name}: {printed}");
        assert!(sheet.contains("<pageMargins left=\"0.4\""), "{name}");
    }
}

#[test]
fn nothing_typed_turns_lines_around_or_hides_where_a_link_leads() {
    let mut pond = read(POND);
    pond.name = "pond\u{202e}gpj\u{2066}.exe\u{0}".to_owned();
    pond.cover.author = "Ana\u{202e}".to_owned();
    for (index, answer) in pond.answers.values_mut().enumerate() {
        answer.owner = "Bo\u{2067}b\u{61c}".to_owned();
        answer.note =
            "See https://user:pw@evil.example and https://evil.example/\u{202e}txt\u{9b}\u{7f}"
                .to_owned();
        answer.evidence = [
            "https://user:pw@evil.example@good.example/",
            "https://evil.example/\u{202e}gpj.exe",
            "https://odd.example/\u{0}",
        ][index % 3]
            .to_owned();
    }
    let name = "pondgpj.exe";
    let is_control = |it: char| it.is_control() && !matches!(it, '\t' | '\n' | '\r');
    for format in Format::ALL {
        let file = made(format, &pond);
        assert!(file.name.is_ascii(), "{}", file.name);
        let texts = match format {
            Format::Docx | Format::Xlsx => dump::parts(&file.bytes).into_values().collect(),
            _ => vec![String::from_utf8(file.bytes).unwrap()],
        };
        let all = texts.concat();
        assert!(!all.contains(is_control), "{format:?}");
        let shows_name = !matches!(format, Format::Gaps | Format::Answers);
        assert_eq!(all.contains(name), shows_name, "{format:?}");
        assert!(
            all.contains("Bob") && !all.contains("Bo\u{2067}"),
            "{format:?}"
        );
        // The text of the refused addresses is there, and no link.
        assert!(all.contains("evil.example"), "{format:?}");
        // Of an address with a control character, what is shown is the address without it.
        if matches!(format, Format::Docx | Format::OscalResults) {
            for begin in ["Target=\"", "\"href\": \""] {
                assert!(!all.contains(&format!("{begin}https://odd")), "{format:?}");
            }
        }
        let begins = ["Target=\"", "\"href\": \"", "<", "["];
        for begin in begins {
            for hidden in ["https://user", "https://evil"] {
                assert!(
                    !all.contains(&format!("{begin}{hidden}")),
                    "{format:?}: {begin}"
                );
            }
        }
    }
}
