//! The sheet of owners: a row per service, a column per layer, and below it the scores of the customer's shares.

use demarc_catalog::Owner;
use demarc_core::analysis::{MatrixCell, MatrixColumn, ServiceRow, columns};
use demarc_core::labels;
use rust_xlsxwriter::{ConditionalFormat3ColorScale, ConditionalFormatType, Worksheet, XlsxError};

use super::height::set_lines;
use super::sheet::{fitting, print};
use super::styles::{Styles, color};
use crate::export::subject::ExportSubject;
use crate::export::table::Holds;

/// The services, and the columns that they are shown in.
struct Matrix<'a> {
    subject: &'a ExportSubject<'a>,
    rows: &'a [ServiceRow],
    shown: &'a [MatrixColumn<'a>],
}

/// Writes the sheet.
pub fn write(
    sheet: &mut Worksheet,
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name("Matrix")?;
    sheet.set_column_width(0, 34)?;
    let rows = &subject.analysis.services;
    let shown = columns(subject.catalog, rows);
    let count = u16::try_from(shown.len()).unwrap_or(u16::MAX);
    for column in 1..=count {
        sheet.set_column_width(column, 14)?;
    }
    if rows.is_empty() {
        sheet.write_string_with_format(0, 0, "No services are chosen.", &styles.soft)?;
        return print(sheet, "Matrix");
    }
    let first = head(sheet, 0, "Who owns what", &shown, styles)?;
    let matrix = Matrix {
        subject,
        rows,
        shown: &shown,
    };
    let last = body(sheet, first, &matrix, styles)?;
    Holds::Owner.color(sheet, (first, 1), (last, count))?;
    sheet.write_string_with_format(last + 1, 0, "–: nobody has a duty there.", &styles.soft)?;

    let of_scores = last + 4;
    sheet.write_string_with_format(
        of_scores - 1,
        0,
        "How far your share is in place: the score of the practices that meet it, 0 to 100. Blank: nothing to do, or nothing answered.",
        &styles.soft,
    )?;
    let first = head(sheet, of_scores, "Your share", &shown, styles)?;
    let last = scores(sheet, first, &matrix, styles)?;
    let scale = ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_midpoint(ConditionalFormatType::Number, 50)
        .set_maximum(ConditionalFormatType::Number, 100)
        .set_minimum_color(color("FAD9D5"))
        .set_midpoint_color(color("FBF4D3"))
        .set_maximum_color(color("DDF2E3"));
    sheet.add_conditional_format(first, 1, last, count, &scale)?;
    sheet.set_freeze_panes(1, 1)?;
    print(sheet, "Matrix")
}

/// Writes the headings. Returns the row below them.
fn head(
    sheet: &mut Worksheet,
    row: u32,
    title: &str,
    shown: &[MatrixColumn<'_>],
    styles: &Styles,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(row, 0, title, &styles.column)?;
    for (column, of) in (1..).zip(shown) {
        sheet.write_string_with_format(row, column, of.name, &styles.column)?;
    }
    set_lines(sheet, row, 3)?;
    Ok(row + 1)
}

/// Writes the owners. Returns the last row.
fn body(
    sheet: &mut Worksheet,
    first: u32,
    matrix: &Matrix<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    table(sheet, first, matrix, styles, |sheet, row, column, cell| {
        let owner = match cell.owner {
            Owner::Absent => "–",
            owner => labels::owner(owner),
        };
        sheet.write_string_with_format(row, column, owner, &styles.word)?;
        Ok(())
    })
}

/// Writes the scores. Returns the last row.
fn scores(
    sheet: &mut Worksheet,
    first: u32,
    matrix: &Matrix<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    table(sheet, first, matrix, styles, |sheet, row, column, cell| {
        match cell.score {
            // Rounded down, as everywhere, so that no score looks better than it is.
            Some(score) => {
                let score = score.value.floor();
                sheet.write_number_with_format(row, column, score, &styles.score)?
            }
            None => sheet.write_blank(row, column, &styles.word)?,
        };
        Ok(())
    })
}

/// Writes a row for each service: its name, and one cell for each layer. Returns the last row.
fn table(
    sheet: &mut Worksheet,
    first: u32,
    matrix: &Matrix<'_>,
    styles: &Styles,
    write: impl Fn(&mut Worksheet, u32, u16, &MatrixCell) -> Result<(), XlsxError>,
) -> Result<u32, XlsxError> {
    let mut last = first;
    for (row, of) in (first..).zip(matrix.rows) {
        let name = fitting(&matrix.subject.service(&of.service));
        sheet.write_string_with_format(row, 0, name, &styles.name)?;
        let shown = matrix
            .shown
            .iter()
            .filter_map(|it| of.cells.get(it.layers.start));
        for (column, cell) in (1..).zip(shown) {
            write(sheet, row, column, cell)?;
        }
        last = row;
    }
    Ok(last)
}
