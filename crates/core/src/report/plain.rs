//! Documents, sections and blocks as plain text, for the clipboard.

use super::{Block, Section, Span, Table};

impl Section {
    /// The section as plain text: blocks separated by empty lines.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}\n\n{}", self.title, to_text(&self.blocks))
    }

    /// The blocks in groups: those before the first heading, and each heading with the blocks below it. No group is
    /// empty.
    pub fn parts(&self) -> impl Iterator<Item = &[Block]> {
        let begins = |block: &Block| matches!(block, Block::Heading(_));
        self.blocks.chunk_by(move |_, next| !begins(next))
    }
}

/// Blocks as plain text, separated by empty lines.
#[must_use]
pub fn to_text(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().map(Block::to_text).collect();
    texts.join("\n\n")
}

impl Block {
    /// The block as plain text.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Heading(text) => text.clone(),
            Self::Paragraph(spans) => plain(spans),
            Self::List { numbered, items } => {
                let items = items.iter().zip(1..);
                let items = items.map(|(spans, index)| {
                    if *numbered {
                        format!("{index}. {}", plain(spans))
                    } else {
                        format!("– {}", plain(spans))
                    }
                });
                items.collect::<Vec<_>>().join("\n")
            }
            Self::Table(table) => table.to_text(),
        }
    }
}

impl Table {
    /// The table as tab-separated lines, headings first: spreadsheets, slides and word processors paste it as a table.
    #[must_use]
    pub fn to_text(&self) -> String {
        let headings = self.columns.iter().map(|(name, _)| one_line(name));
        let mut lines = vec![headings.collect::<Vec<_>>().join("\t")];
        for row in &self.rows {
            let cells = row.iter().map(|cell| one_line(&plain(&cell.spans)));
            lines.push(cells.collect::<Vec<_>>().join("\t"));
        }
        lines.join("\n")
    }
}

/// Text without formatting. A link is followed by its address unless it shows it.
fn plain(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        text.push_str(&span.text);
        if let Some(address) = &span.link
            && !span.shows_address()
        {
            text.push_str(" (");
            text.push_str(address);
            text.push(')');
        }
    }
    text.trim_end().to_owned()
}

/// The text on one line, because line breaks and tabs end a cell.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;

    #[test]
    fn tables_paste_as_tables_and_links_keep_their_address() {
        let table = Table {
            caption: "All".into(),
            columns: vec![("A".into(), 1), ("B".into(), 1)],
            rows: vec![vec![
                Cell::plain("one\ttwo\nthree"),
                Cell {
                    spans: vec![
                        Span::strong("Why: "),
                        Span::link("aws.amazon.com/x", "https://aws.amazon.com/x"),
                        Span::link(" there", "https://example.com"),
                    ],
                    tone: None,
                },
            ]],
        };
        assert_eq!(
            table.to_text(),
            "A\tB\none two three\tWhy: aws.amazon.com/x there (https://example.com)"
        );
        let section = Section {
            id: "summary",
            title: "Summary".into(),
            blocks: vec![
                Block::Heading("What".into()),
                Block::List {
                    numbered: true,
                    items: vec![vec![Span::plain("a")], vec![Span::plain("b")]],
                },
            ],
        };
        assert_eq!(section.to_text(), "Summary\n\nWhat\n\n1. a\n2. b");
        let blocks = vec![
            Block::Paragraph(vec![Span::plain("before")]),
            Block::Heading("one".into()),
            Block::Heading("two".into()),
            Block::Paragraph(vec![Span::plain("below")]),
        ];
        let section = Section { blocks, ..section };
        let parts: Vec<String> = section.parts().map(to_text).collect();
        assert_eq!(parts, ["before", "one", "two\n\nbelow"]);
    }
}
