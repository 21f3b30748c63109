//! The blocks of a document as paragraphs and tables. Styles are named here and defined in `styles`.

use demarc_core::report::{Block, Cell, Document, Section, Span, Table};
use demarc_core::text;
use docx_rs::{
    BorderType, Docx, HeightRule, Hyperlink, HyperlinkData, Paragraph, Run, Shading, ShdType,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TableRow, TextDirectionType, VAlignType, WidthType,
};

use super::{WIDTH, direction, styles};
use crate::export::palette::{self, HAIR, HEAD};

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
        let mut cover = vec![
            direction::line("Title", &document.title),
            direction::line("Subtitle", "Responsibility gap analysis"),
        ];
        for (name, text) in &document.cover {
            let name = Run::new()
                .bold()
                .add_text(format!("{}: ", text::line(name)));
            let paragraph = Paragraph::new().style("CoverLine").add_run(name);
            cover.push(direction::add(
                paragraph,
                &text::line(text),
                false,
                Run::new,
            ));
        }
        cover
    }

    /// A section, on a new page.
    pub fn section(&mut self, docx: Docx, section: &Section) -> Docx {
        let heading = direction::line("Heading1", &section.title)
            .page_break_before(true)
            .keep_next(true);
        let blocks = section.blocks.iter();
        blocks.fold(docx.add_paragraph(heading), |docx, block| {
            self.block(docx, block)
        })
    }

    fn block(&mut self, docx: Docx, block: &Block) -> Docx {
        match block {
            Block::Heading(text) => {
                docx.add_paragraph(direction::line("Heading2", text).keep_next(true))
            }
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
            let caption = direction::line("Caption", &table.caption);
            docx = docx.add_paragraph(caption.keep_next(true));
        }
        let is_tight = table.columns.len() > MANY;
        let headings = table.columns.iter().zip(&widths);
        let headings = headings.map(|((heading, _), width)| {
            let heading = direction::line("TableHeading", heading).keep_next(true);
            let cell = if is_tight && *width < NARROW {
                TableCell::new().text_direction(TextDirectionType::BtLr)
            } else {
                TableCell::new()
            };
            cell.width(*width, WidthType::Dxa)
                .shading(filled(HEAD))
                .vertical_align(VAlignType::Bottom)
                .add_paragraph(heading)
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
        let whole: String = spans.iter().map(|it| it.text.as_str()).collect();
        let runs_left = text::is_right_to_left(&whole);
        let paragraph = direction::set(paragraph, runs_left);
        spans.iter().fold(paragraph, |paragraph, span| {
            let run = || {
                let run = Run::new();
                let run = if span.strong { run.bold() } else { run };
                let run = if span.code { run.style("Code") } else { run };
                match ink {
                    Some(ink) => run.color(ink),
                    None => run,
                }
            };
            match &span.link {
                Some(address) => {
                    let link = self.link(&text::line(address));
                    let run = Run::new().style("Hyperlink").add_text(&span.text);
                    paragraph.add_hyperlink(link.add_run(run))
                }
                None => direction::add(paragraph, &span.text, runs_left, run),
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
