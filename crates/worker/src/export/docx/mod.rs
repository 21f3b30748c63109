//! The report for word processors, with styles, numbering, repeated table headings and page numbers.

mod body;
mod direction;
mod parts;
mod styles;

use demarc_core::report::Document;
use demarc_core::text;
use docx_rs::{Docx, Footer, LineSpacing, PageMargin, PageNum, Paragraph, Run, Tab, TabValueType};

use crate::export::Error;
use crate::export::subject::ExportSubject;
use crate::export::text::at_most;
use body::Body;

/// The size of an A4 page, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_134;
/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9_638;

/// The document.
pub fn write(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    let document = &subject.document();
    let mut body = Body::default();
    let mut docx = styles::add(Docx::new())
        .page_size(PAGE.0, PAGE.1)
        .page_margin(PageMargin {
            top: MARGIN,
            left: MARGIN,
            bottom: MARGIN,
            right: MARGIN,
            header: 567,
            footer: 567,
            gutter: 0,
        })
        .title_pg()
        .footer(footer(document));
    for paragraph in Body::cover(document) {
        docx = docx.add_paragraph(paragraph);
    }
    for section in &document.sections {
        docx = body.section(docx, section);
    }
    docx = styles::number(docx, body.lists());
    parts::pack(docx, document, subject)
}

/// The title on the left, the page number on the right. The cover has no footer.
fn footer(document: &Document) -> Footer {
    let title = at_most(&text::line(&document.title), 80).into_owned();
    let right = Tab::new().val(TabValueType::Right).pos(WIDTH);
    let paragraph = Paragraph::new()
        .style("Footer")
        .add_tab(right)
        .line_spacing(LineSpacing::new().after(0));
    // The page number stays at the right, so the paragraph runs from left to right.
    let paragraph = direction::add(paragraph, &title, false, Run::new)
        .add_run(Run::new().add_tab().add_text("Page "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" of "))
        .add_num_pages(docx_rs::NumPages::new());
    Footer::new().add_paragraph(paragraph)
}
