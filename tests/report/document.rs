//! Sentences and links of the whole report, and the settings of its cover and chapters.

use super::*;

#[test]
fn every_sentence_is_whole() {
    for it in all_kinds() {
        let report = report(&it);
        for line in lines(&report) {
            for wrong in [
                "  ",
                " .",
                " ,",
                "..",
                "{",
                "one are",
                "one were",
                "one practices",
                "one findings",
                "`",
                "“”",
                ": .",
            ] {
                // Commands in the catalog's texts contain braces and dots.
                let of_command = matches!(wrong, "{" | ".." | " .") && line.contains("aws ");
                let inside = line.match_indices(wrong).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !(wrong.starts_with("one") && before.is_some_and(char::is_alphabetic))
                });
                assert!(of_command || !inside, "{wrong:?} in {line:?}");
            }
        }
        for paragraph in told(&it) {
            assert!(
                paragraph.ends_with(['.', ':']) && !paragraph.starts_with(' '),
                "{paragraph:?}"
            );
        }
        for section in &report.sections {
            assert!(!section.blocks.is_empty(), "{} is empty", section.id);
            for table in tables(section) {
                assert!(!table.rows.is_empty() && !table.caption.is_empty());
                for row in &table.rows {
                    assert_eq!(row.len(), table.columns.len(), "{}", table.caption);
                    assert!(!cell(&row[0].spans).is_empty(), "{}", table.caption);
                }
            }
        }
    }
}

#[test]
fn links_lead_to_secure_addresses_only() {
    let mut it = example();
    let root = "iam.root".parse().unwrap();
    for evidence in [
        "javascript:alert(1)",
        "http://example.com",
        "https://wiki.example.com/root",
        "https://two words",
    ] {
        it.change_answer(&root, |answer| answer.evidence = evidence.into());
        let report = report(&it);
        let answers = section(&report, Chapter::Answers);
        let cells = tables(answers)
            .into_iter()
            .flat_map(|it| it.rows.iter().flatten());
        let spans: Vec<&Span> = cells
            .flat_map(|it| &it.spans)
            .filter(|it| it.text == evidence)
            .collect();
        assert_eq!(spans.len(), 1);
        let is_link = evidence == "https://wiki.example.com/root";
        assert_eq!(spans[0].link.as_deref(), is_link.then_some(evidence));
    }
    for section in &report(&it).sections {
        for table in tables(section) {
            for span in table.rows.iter().flatten().flat_map(|it| &it.spans) {
                assert!(
                    span.link
                        .as_ref()
                        .is_none_or(|it| it.starts_with("https://"))
                );
            }
        }
    }
}

#[test]
fn chapters_and_cover_are_as_somebody_set_them() {
    let mut it = example();
    let ids = |it: &Assessment| {
        report(it)
            .sections
            .iter()
            .map(|it| it.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&it), Chapter::ALL.map(Chapter::key));
    it.cover.left_out.set(Chapter::Matrix, true);
    it.cover.left_out.set(Chapter::Summary, true);
    assert_eq!(
        ids(&it),
        [
            "assumptions",
            "findings",
            "roadmap",
            "frameworks",
            "method",
            "answers"
        ]
    );
    let names = |it: &Assessment| {
        report(it)
            .cover
            .into_iter()
            .map(|(name, _)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&it), ["Date", "Made with"]);
    it.cover.client = " Shop Ltd ".into();
    it.cover.author = "Ana".into();
    it.cover.date = Some(day("2026-12-01"));
    let cover = report(&it).cover;
    assert_eq!(cover[0], ("Prepared for".into(), "Shop Ltd".into()));
    assert_eq!(cover[1], ("Prepared by".into(), "Ana".into()));
    assert_eq!(cover[2], ("Date".into(), "December 1, 2026".into()));
    assert!(
        cover[3].1.contains(demarc_core::VERSION)
            && cover[3].1.contains(demarc_edition::CATALOG_VERSION)
    );
}

#[test]
fn somebodys_own_summary_takes_the_place_of_the_made_one() {
    let mut it = example();
    it.cover.summary = "First.\r\n\r\nTwo\nlines.\n\n\n1. One\n2. Two\n\n2026. A year".into();
    let report = report(&it);
    let blocks = &section(&report, Chapter::Summary).blocks;
    let paragraph = |text: &str| Block::Paragraph(vec![Span::plain(text)]);
    // The figures stay, because nobody edits them.
    let (figures, own) = blocks.split_last().unwrap();
    assert!(matches!(figures, Block::Table(table) if table.rows.len() == 9));
    assert_eq!(
        own,
        &[
            paragraph("First."),
            paragraph("Two\nlines."),
            Block::List {
                numbered: true,
                items: vec![vec![Span::plain("One")], vec![Span::plain("Two")]],
            },
            paragraph("2026. A year"),
        ]
    );
}

#[test]
fn what_is_made_reads_the_same_once_it_is_edited() {
    for mut it in all_kinds() {
        let made = report(&it);
        it.cover.summary = told(&it).join("\n\n");
        assert_eq!(
            section(&report(&it), Chapter::Summary),
            section(&made, Chapter::Summary)
        );
    }
}
