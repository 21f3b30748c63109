//! The formats of cells.

use demarc_catalog::{Level, Owner};
use demarc_core::analysis::{GapKind, Support};
use demarc_core::labels;
use rust_xlsxwriter::{
    Color, ConditionalFormat2ColorScale, ConditionalFormatCell, ConditionalFormatCellRule, Format,
    FormatAlign, FormatBorder, Worksheet, XlsxError,
};

use crate::export::palette::{self, HAIR, HEAD, INK, Paint, SOFT};
use crate::export::table::Holds;

/// The cell formats of a workbook.
pub struct Styles {
    /// The title of a sheet.
    pub title: Format,
    /// A heading within a sheet.
    pub heading: Format,
    /// Secondary text.
    pub soft: Format,
    /// The name of a value.
    pub name: Format,
    /// The heading of a column of texts.
    pub column: Format,
    /// The heading of a column of numbers.
    pub column_right: Format,
    /// A text of one or several lines.
    pub text: Format,
    /// A whole number.
    pub count: Format,
    /// A number with two decimals.
    pub figure: Format,
    /// A score, without decimals.
    pub score: Format,
    /// A day.
    pub day: Format,
    /// A centered text.
    pub word: Format,
    /// A left-aligned number.
    pub left: Format,
}

impl Styles {
    /// Creates the formats.
    pub fn new() -> Self {
        let ink = Format::new().set_font_color(color(INK));
        let cell = ink
            .clone()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(color(HAIR));
        let number = cell.clone().set_align(FormatAlign::Right);
        let column = ink
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(color(HEAD))
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(color(INK));
        Self {
            title: ink.clone().set_bold().set_font_size(18),
            heading: ink.set_bold().set_font_size(13),
            soft: Format::new().set_font_color(color(SOFT)),
            name: cell.clone().set_bold().set_text_wrap(),
            column_right: column.clone().set_align(FormatAlign::Right),
            column: column.set_align(FormatAlign::Left).set_indent(1),
            // Indented, to separate it from a number on its left.
            text: cell
                .clone()
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1),
            count: number.clone().set_num_format("0"),
            figure: number.clone().set_num_format("0.00"),
            score: number.set_num_format("0"),
            day: cell
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            left: cell
                .clone()
                .set_num_format("0")
                .set_align(FormatAlign::Left),
            word: cell.set_align(FormatAlign::Center),
        }
    }
}

impl Holds {
    /// Colors the cells of a range by their content.
    pub fn color(
        self,
        sheet: &mut Worksheet,
        (top, left): (u32, u16),
        (bottom, right): (u32, u16),
    ) -> Result<(), XlsxError> {
        let mut paints: Vec<(&str, Paint)> = Vec::new();
        match self {
            Self::Plain => {}
            Self::Level => {
                paints.extend(Level::ALL.map(|it| (labels::level(it), palette::level(it))));
            }
            Self::GapKind => {
                paints.extend(GapKind::ALL.map(|it| (labels::kind(it), palette::kind(it))))
            }
            Self::Owner => {
                let all = [Owner::Aws, Owner::Customer, Owner::Shared, Owner::Operator];
                paints.extend(all.map(|it| (labels::owner(it), palette::owner(it))));
            }
            Self::Support => {
                let levels = [
                    (Support::InPlace, Level::Fully),
                    (Support::Partly, Level::Mostly),
                    (Support::NotInPlace, Level::NotInPlace),
                    (Support::NotKnown, Level::Started),
                ];
                paints.extend(
                    levels.map(|(it, as_level)| (labels::support(it), palette::level(as_level))),
                );
            }
            Self::Weight => {
                let scale = ConditionalFormat2ColorScale::new()
                    .set_minimum_color(Color::White)
                    .set_maximum_color(color("F3B37A"));
                sheet.add_conditional_format(top, left, bottom, right, &scale)?;
            }
        }
        for (label, paint) in paints {
            let format = Format::new()
                .set_font_color(color(paint.ink))
                .set_background_color(color(paint.fill));
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(label))
                .set_format(format);
            sheet.add_conditional_format(top, left, bottom, right, &rule)?;
        }
        Ok(())
    }
}

/// A color of the palette, from its six hexadecimal digits.
pub fn color(digits: &str) -> Color {
    u32::from_str_radix(digits, 16).map_or(Color::Default, Color::RGB)
}
