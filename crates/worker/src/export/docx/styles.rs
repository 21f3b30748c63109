//! The styles of the document, under the names that word processors know, and the numbering of lists.

use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, LineSpacingType,
    NumberFormat, Numbering, NumberingId, RunFonts, SpecialIndentType, Start, Style, StyleType,
};

use crate::export::palette::{INK, LINK, SOFT};

/// The numbering id of all bulleted lists.
const BULLETS: usize = 2;

/// Adds the styles to a document.
pub fn add(docx: Docx) -> Docx {
    let fonts = RunFonts::new()
        .ascii("Calibri")
        .hi_ansi("Calibri")
        .cs("Calibri")
        .east_asia("Calibri");
    let spacing = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    let code = RunFonts::new()
        .ascii("Consolas")
        .hi_ansi("Consolas")
        .cs("Consolas");
    // Without its rule, a line height is exact for some programs: a larger text in it is printed over itself.
    let lines = |of: LineSpacing, height| of.line(height).line_rule(LineSpacingType::Auto);
    let paragraph = |id: &str, name: &str, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .size(size)
            .q_format(true)
    };
    let heading = |level: usize, size: usize, before: u32| {
        paragraph(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            size,
        )
        .next("Normal")
        .outline_lvl(level - 1)
        .bold()
        .color(INK)
        .line_spacing(spacing(before, 120))
    };
    docx.default_fonts(fonts)
        .default_size(21)
        .add_style(
            Style::new("Normal", StyleType::Paragraph)
                .name("Normal")
                .q_format(true)
                .line_spacing(lines(spacing(0, 120), 276)),
        )
        .add_style(
            paragraph("Title", "Title", 60)
                .bold()
                .color(INK)
                .line_spacing(lines(spacing(3600, 120), 240)),
        )
        .add_style(
            paragraph("Subtitle", "Subtitle", 28)
                .color(SOFT)
                .line_spacing(spacing(0, 1200)),
        )
        .add_style(paragraph("CoverLine", "Cover Line", 24).line_spacing(spacing(0, 100)))
        .add_style(heading(1, 36, 0))
        .add_style(heading(2, 26, 280))
        .add_style(
            paragraph("Caption", "caption", 20)
                .bold()
                .color(SOFT)
                .line_spacing(spacing(200, 80)),
        )
        .add_style(paragraph("TableText", "Table Text", 18).line_spacing(lines(spacing(0, 0), 245)))
        .add_style(
            paragraph("TableHeading", "Table Heading", 18)
                .bold()
                .line_spacing(lines(spacing(0, 0), 245)),
        )
        .add_style(
            paragraph("TableEnd", "Table End", 2)
                .line_spacing(spacing(0, 160).line(20).line_rule(LineSpacingType::Exact)),
        )
        .add_style(paragraph("ListParagraph", "List Paragraph", 21).line_spacing(spacing(0, 80)))
        .add_style(paragraph("Footer", "footer", 18).color(SOFT))
        .add_style(
            Style::new("Code", StyleType::Character)
                .name("Code")
                .fonts(code)
                .q_format(true),
        )
        .add_style(
            Style::new("Hyperlink", StyleType::Character)
                .name("Hyperlink")
                .color(LINK)
                .underline("single"),
        )
}

/// The numbering of a list: of the bullets, or one per numbered list (by its number), so that each starts with 1.
pub fn numbering(list: Option<usize>) -> (NumberingId, IndentLevel) {
    let id = list.map_or(BULLETS, |list| BULLETS + 1 + list);
    (NumberingId::new(id), IndentLevel::new(0))
}

/// Adds the numbering of bullets and of this number of lists to a document.
pub fn number(docx: Docx, lists: usize) -> Docx {
    let numbering = |docx: Docx, id: usize, format: &str, text: &str| {
        let level = Level::new(
            0,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        )
        .indent(Some(425), Some(SpecialIndentType::Hanging(425)), None, None);
        docx.add_abstract_numbering(AbstractNumbering::new(id).add_level(level))
            .add_numbering(Numbering::new(id, id))
    };
    let docx = numbering(docx, BULLETS, "bullet", "•");
    (0..lists).fold(docx, |docx, list| {
        numbering(docx, BULLETS + 1 + list, "decimal", "%1.")
    })
}
