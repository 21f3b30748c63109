//! The blocks of a document as paragraphs and tables. Styles are named here and defined in `styles`.

use demarc_core::report::{Block, Cell, Document, Section, Span, Table};
use docx_rs::{
    BorderType, BreakType, Docx, HeightRule, Hyperlink, HyperlinkData, Paragraph, Run, Shading,
    ShdType, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins,
    TableLayoutType, TableRow, TextDirectionType, VAlignType, WidthType,
};

use super::{WIDTH, styles};
use crate::export::palette::{self, HAIR, HEAD};
use crate::export::text::{for_xml, one_line};

/// A row with more characters than this may break across pages.
const LONG: usize = 900;

/// In a table with more columns than this, the headings of narrow columns are vertical.
const MANY: usize = 8;
/// The maximum width of a narrow column and the height of vertical headings, in twentieths of a point.
const NARROW: usize = 900;
const TALL: f32 = 1_300.0;

/// The state of writing a document.
#[derive(Default)]
pub struct Body {
    /// The number of numbered lists.
    numbered: usize,
    /// The addresses of links.
    addresses: Vec<String>,
}

impl Body {
    /// The number of numbered lists so far.
    pub fn lists(&self) -> usize {
        self.numbered
    }

    /// The cover.
    pub fn cover(document: &Document) -> Vec<Paragraph> {
        let line = |style: &str, text: &str| {
            Paragraph::new()
                .style(style)
                .add_run(Run::new().add_text(one_line(text)))
        };
        let mut cover = vec![
            line("Title", &document.title),
            line("Subtitle", "Responsibility gap analysis"),
        ];
        for (name, text) in &document.cover {
            let name = Run::new().bold().add_text(format!("{}: ", one_line(name)));
            let text = Run::new().add_text(one_line(text));
            cover.push(
                Paragraph::new()
                    .style("CoverLine")
                    .add_run(name)
                    .add_run(text),
            );
        }
        cover
    }

    /// A section, on a new page.
    pub fn section(&mut self, docx: Docx, section: &Section) -> Docx {
        let heading = Paragraph::new()
            .style("Heading1")
            .page_break_before(true)
            .keep_next(true)
            .add_run(Run::new().add_text(one_line(&section.title)));
        let blocks = section.blocks.iter();
        blocks.fold(docx.add_paragraph(heading), |docx, block| {
            self.block(docx, block)
        })
    }

    fn block(&mut self, docx: Docx, block: &Block) -> Docx {
        match block {
            Block::Heading(text) => docx.add_paragraph(
                Paragraph::new()
                    .style("Heading2")
                    .keep_next(true)
                    .add_run(Run::new().add_text(one_line(text))),
            ),
            Block::Paragraph(spans) => {
                docx.add_paragraph(self.spans(Paragraph::new().style("Normal"), spans))
            }
            Block::List { numbered, items } => self.list(docx, *numbered, items),
            Block::Table(table) => self.table(docx, table),
        }
    }

    fn list(&mut self, docx: Docx, numbered: bool, items: &[Vec<Span>]) -> Docx {
        let (id, level) = styles::numbering(numbered.then_some(self.numbered));
        self.numbered += usize::from(numbered);
        items.iter().fold(docx, |docx, item| {
            let paragraph = Paragraph::new()
                .style("ListParagraph")
                .numbering(id.clone(), level.clone());
            docx.add_paragraph(self.spans(paragraph, item))
        })
    }

    fn table(&mut self, docx: Docx, table: &Table) -> Docx {
        let widths = widths(table);
        let mut docx = docx;
        if !table.caption.trim().is_empty() {
            docx = docx.add_paragraph(
                Paragraph::new()
                    .style("Caption")
                    .keep_next(true)
                    .add_run(Run::new().add_text(one_line(&table.caption))),
            );
        }
        let is_tight = table.columns.len() > MANY;
        let headings = table.columns.iter().zip(&widths);
        let headings = headings.map(|((heading, _), width)| {
            let heading = Run::new().add_text(one_line(heading));
            let cell = if is_tight && *width < NARROW {
                TableCell::new().text_direction(TextDirectionType::BtLr)
            } else {
                TableCell::new()
            };
            cell.width(*width, WidthType::Dxa)
                .shading(filled(HEAD))
                .vertical_align(VAlignType::Bottom)
                .add_paragraph(
                    Paragraph::new()
                        .style("TableHeading")
                        .keep_next(true)
                        .add_run(heading),
                )
        });
        // `parts` makes the first row repeat on every page.
        let mut headings = TableRow::new(headings.collect()).cant_split();
        if is_tight {
            headings = headings.row_height(TALL).height_rule(HeightRule::AtLeast);
        }
        let mut rows = vec![headings];
        for row in &table.rows {
            let length: usize = row
                .iter()
                .flat_map(|it| &it.spans)
                .map(|it| it.text.len())
                .sum();
            let cells = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| self.cell(cell, *width));
            let row = TableRow::new(cells.collect());
            rows.push(if length > LONG { row } else { row.cant_split() });
        }
        let table = docx_rs::Table::new(rows)
            .set_grid(widths)
            .width(WIDTH, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .margins(TableCellMargins::new().margin(50, 90, 50, 90))
            .set_borders(borders());
        // Adjacent tables would merge into one.
        docx.add_table(table)
            .add_paragraph(Paragraph::new().style("TableEnd"))
    }

    fn cell(&mut self, cell: &Cell, width: usize) -> TableCell {
        let paint = cell.tone.map(palette::tone);
        let mut paragraph = Paragraph::new().style("TableText");
        if let Some(paint) = paint {
            paragraph = paragraph.color(paint.ink);
        }
        let ink = paint.map(|it| it.ink);
        let paragraph = self.inked(paragraph, &cell.spans, ink);
        let made = TableCell::new()
            .width(width, WidthType::Dxa)
            .add_paragraph(paragraph);
        match paint {
            Some(paint) => made.shading(filled(paint.fill)),
            None => made,
        }
    }

    fn spans(&mut self, paragraph: Paragraph, spans: &[Span]) -> Paragraph {
        self.inked(paragraph, spans, None)
    }

    fn inked(
        &mut self,
        paragraph: Paragraph,
        spans: &[Span],
        ink: Option<&'static str>,
    ) -> Paragraph {
        spans.iter().fold(paragraph, |paragraph, span| {
            let mut run = Run::new();
            for (number, line) in for_xml(&span.text).split('\n').enumerate() {
                if number > 0 {
                    run = run.add_break(BreakType::TextWrapping);
                }
                run = run.add_text(line);
            }
            if span.strong {
                run = run.bold();
            }
            match &span.link {
                Some(address) => {
                    let link = self.link(&one_line(address));
                    paragraph.add_hyperlink(link.add_run(run.style("Hyperlink")))
                }
                None => paragraph.add_run(match ink {
                    Some(ink) => run.color(ink),
                    None => run,
                }),
            }
        })
    }

    /// A link, numbered within this document, so that the same document gives the same bytes.
    fn link(&mut self, address: &str) -> Hyperlink {
        let known = self.addresses.iter().position(|it| it == address);
        let index = known.unwrap_or_else(|| {
            self.addresses.push(address.to_owned());
            self.addresses.len() - 1
        });
        Hyperlink {
            link: HyperlinkData::External {
                rid: format!("rIdLink{index:04}"),
                path: super::parts::escaped(address),
            },
            history: Some(1),
            children: Vec::new(),
        }
    }
}

/// The width of each column, by its share.
fn widths(table: &Table) -> Vec<usize> {
    let shares = table
        .columns
        .iter()
        .map(|(_, share)| usize::from(*share).max(1));
    let whole: usize = shares.clone().sum();
    shares.map(|share| WIDTH * share / whole.max(1)).collect()
}

fn filled(color: &str) -> Shading {
    Shading::new()
        .shd_type(ShdType::Clear)
        .color("auto")
        .fill(color)
}

/// Borders between rows only.
fn borders() -> TableBorders {
    let line = |position| {
        TableBorder::new(position)
            .border_type(BorderType::Single)
            .size(4)
            .color(HAIR)
    };
    TableBorders::with_empty()
        .set(line(TableBorderPosition::Top))
        .set(line(TableBorderPosition::Bottom))
        .set(line(TableBorderPosition::InsideH))
}
