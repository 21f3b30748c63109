//! The report as a document, until the core has one.

use demarc::report::{Block, Cell, Document, Section, Span, Table, Tone};
use demarc::words;

use crate::subject::Subject;

/// The report.
pub fn document(subject: &Subject<'_>) -> Document {
    let analysis = &subject.analysis;
    let rows = analysis.gaps.iter().filter_map(|gap| {
        let practice = subject.catalog.practice(&gap.practice)?;
        let level = gap.level;
        let shown = words::response(analysis.finding(&gap.practice)?.response.as_ref());
        let level_cell = Cell::plain(shown);
        Some(vec![
            Cell::plain(practice.title.as_str()),
            Cell::plain(words::kind(gap.kind)).toned(Tone::Kind(gap.kind)),
            match level {
                Some(level) => level_cell.toned(Tone::Level(level)),
                None => level_cell,
            },
            Cell::plain(words::hundredths(gap.priority)),
        ])
    });
    let notes = subject.assessment.answers.iter().filter(|(_, it)| !it.note.is_empty());
    Document {
        title: subject.name().to_owned(),
        cover: vec![("Prepared with".to_owned(), subject.made_with())],
        sections: vec![
            Section {
                id: "summary",
                title: "Summary".to_owned(),
                blocks: vec![
                    Block::Paragraph(vec![
                        Span::plain("The grade is "),
                        Span::strong(words::grade(analysis.whole.grade)),
                        Span::plain(". More at "),
                        Span::link("AWS’s shared responsibility model", "https://aws.amazon.com/compliance/shared-responsibility-model/?a=1&b=2"),
                        Span::plain("."),
                    ]),
                    Block::Heading("What to fix first".to_owned()),
                    Block::List {
                        numbered: true,
                        items: analysis.gaps.iter().take(5).filter_map(|gap| {
                            let (practice, text) = subject.practice(&gap.practice)?;
                            Some(vec![Span::strong(practice.title.as_str()), Span::plain(": "), Span::plain(text.guide.first_step.as_str())])
                        }).collect(),
                    },
                    Block::Heading("Notes".to_owned()),
                    Block::List {
                        numbered: false,
                        items: notes.map(|(_, it)| vec![Span::plain(it.note.as_str())]).collect(),
                    },
                ],
            },
            Section {
                id: "findings",
                title: "Findings by priority".to_owned(),
                blocks: vec![Block::Table(Table {
                    caption: "Gaps, the first to fix first".to_owned(),
                    columns: vec![
                        ("Practice".to_owned(), 5),
                        ("Kind".to_owned(), 2),
                        ("Answer".to_owned(), 2),
                        ("Priority".to_owned(), 1),
                    ],
                    rows: rows.collect(),
                })],
            },
        ],
    }
}
