//! The sheet of owners: a row per service, a column per layer, and below it the scores of the customer's shares.

use demarc_catalog::Owner;
use demarc_core::analysis::{MatrixCell, ServiceRow};
use demarc_core::labels;
use rust_xlsxwriter::{ConditionalFormat3ColorScale, ConditionalFormatType, Worksheet, XlsxError};

use super::height::set_lines;
use super::sheet::{fitting, print};
use super::styles::{Styles, color};
use crate::export::subject::ExportSubject;
use crate::export::table::Holds;

/// Writes the sheet.
pub fn write(
    sheet: &mut Worksheet,
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name("Matrix")?;
    sheet.set_column_width(0, 34)?;
    let layers = u16::try_from(subject.catalog.layers.len()).unwrap_or(u16::MAX);
    for column in 1..=layers {
        sheet.set_column_width(column, 14)?;
    }
    let rows = &subject.analysis.services;
    if rows.is_empty() {
        sheet.write_string_with_format(0, 0, "No services are chosen.", &styles.soft)?;
        return print(sheet, "Matrix");
    }
    let first = head(sheet, 0, "Who owns what", subject, styles)?;
    let last = body(sheet, first, rows, subject, styles)?;
    Holds::Owner.color(sheet, (first, 1), (last, layers))?;
    sheet.write_string_with_format(last + 1, 0, "–: the layer is not there.", &styles.soft)?;

    let of_scores = last + 4;
    sheet.write_string_with_format(
        of_scores - 1,
        0,
        "How far your share is in place: the score of the practices that meet it, 0 to 100. Blank: nothing to do, or nothing answered.",
        &styles.soft,
    )?;
    let first = head(sheet, of_scores, "Your share", subject, styles)?;
    let last = scores(sheet, first, rows, subject, styles)?;
    let scale = ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_midpoint(ConditionalFormatType::Number, 50)
        .set_maximum(ConditionalFormatType::Number, 100)
        .set_minimum_color(color("FAD9D5"))
        .set_midpoint_color(color("FBF4D3"))
        .set_maximum_color(color("DDF2E3"));
    sheet.add_conditional_format(first, 1, last, layers, &scale)?;
    sheet.set_freeze_panes(1, 1)?;
    print(sheet, "Matrix")
}

/// Writes the headings. Returns the row below them.
fn head(
    sheet: &mut Worksheet,
    row: u32,
    title: &str,
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(row, 0, title, &styles.column)?;
    for (column, layer) in (1..).zip(&subject.catalog.layers) {
        sheet.write_string_with_format(row, column, &layer.name, &styles.column)?;
    }
    set_lines(sheet, row, 3)?;
    Ok(row + 1)
}

/// Writes the owners. Returns the last row.
fn body(
    sheet: &mut Worksheet,
    first: u32,
    rows: &[ServiceRow],
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    table(
        sheet,
        first,
        rows,
        subject,
        styles,
        |sheet, row, column, cell| {
            let owner = match cell.owner {
                Owner::Absent => "–",
                owner => labels::owner(owner),
            };
            sheet.write_string_with_format(row, column, owner, &styles.word)?;
            Ok(())
        },
    )
}

/// Writes the scores. Returns the last row.
fn scores(
    sheet: &mut Worksheet,
    first: u32,
    rows: &[ServiceRow],
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    table(
        sheet,
        first,
        rows,
        subject,
        styles,
        |sheet, row, column, cell| {
            match cell.score {
                // Rounded down, as everywhere, so that no score looks better than it is.
                Some(score) => {
                    let score = score.value.floor();
                    sheet.write_number_with_format(row, column, score, &styles.score)?
                }
                None => sheet.write_blank(row, column, &styles.word)?,
            };
            Ok(())
        },
    )
}

/// Writes a row for each service: its name, and one cell for each layer. Returns the last row.
fn table(
    sheet: &mut Worksheet,
    first: u32,
    rows: &[ServiceRow],
    subject: &ExportSubject<'_>,
    styles: &Styles,
    write: impl Fn(&mut Worksheet, u32, u16, &MatrixCell) -> Result<(), XlsxError>,
) -> Result<u32, XlsxError> {
    let mut last = first;
    for (row, of) in (first..).zip(rows) {
        let name = fitting(&subject.service(&of.service));
        sheet.write_string_with_format(row, 0, name, &styles.name)?;
        for (column, cell) in (1..).zip(&of.cells) {
            write(sheet, row, column, cell)?;
        }
        last = row;
    }
    Ok(last)
}
