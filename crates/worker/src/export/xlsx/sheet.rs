//! Writes a table to a sheet, with frozen headings, filters, widths, types and colors.

use demarc_core::text;
use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::height::{lines, set_lines};
use super::long::LongTexts;
use super::styles::Styles;
use crate::export::table::{Table, Value};
use crate::export::text::at_most;

/// The maximum length of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Writes the table; as many columns as are `snapshot` stay in sight. Rows are as high as their longest text, and texts
/// that are longer than the highest row are noted in `long`.
pub fn write(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table<'_>,
    snapshot: u16,
    styles: &Styles,
    long: &mut LongTexts,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, of) in (0..).zip(&table.columns) {
        sheet.set_column_width(column, f64::from(of.width))?;
        let is_number = |row: &Vec<Value<'_>>| {
            let value = row.get(usize::from(column));
            matches!(value, Some(Value::Count(_) | Value::Figure(_)))
        };
        let look = if table.rows.iter().any(is_number) {
            &styles.column_right
        } else {
            &styles.column
        };
        sheet.write_string_with_format(0, column, of.heading, look)?;
    }
    for (row, values) in (1..).zip(&table.rows) {
        let mut taken = 1;
        for (at, (value, column)) in (0..).zip(values.iter().zip(&table.columns)) {
            let place = || format!("{name}, row {}", row + 1);
            let value = long.shown(value, column, place);
            taken = taken.max(lines(&value, column.width));
            put(sheet, (row, at), &value, styles)?;
        }
        set_lines(sheet, row, taken)?;
    }
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if last_row > 0 {
        sheet.autofilter(0, 0, last_row, last_column)?;
        for (column, of) in (0..).zip(&table.columns) {
            of.holds.color(sheet, (1, column), (last_row, column))?;
        }
    } else {
        sheet.write_string_with_format(1, 0, "None.", &styles.soft)?;
    }
    sheet.set_freeze_panes(1, snapshot)?;
    let printed = table.printed.saturating_sub(1);
    sheet.set_print_area(0, 0, last_row.max(1), printed)?;
    print(sheet, name)
}

/// Writes a value with its type.
pub fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => sheet.write_blank(row, column, &styles.text)?,
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, fitting(text), &styles.text)?
        }
        Value::Count(number) => {
            sheet.write_number_with_format(row, column, *number, &styles.count)?
        }
        Value::Figure(number) => {
            sheet.write_number_with_format(row, column, *number, &styles.figure)?
        }
        // Workbooks have no dates before 1900; they are written as text.
        Value::Day(day) => match ExcelDateTime::parse_from_str(day.as_str()) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, &styles.day)?,
            Err(_) => sheet.write_string_with_format(row, column, day.as_str(), &styles.text)?,
        },
    };
    Ok(())
}

/// A text, cut to the maximum length of a cell.
pub fn fitting(text: &str) -> String {
    at_most(&text::lines(text), LONGEST).into_owned()
}

/// Sets up printing: landscape with narrow margins, fitted to the page width, with headings on each page.
pub fn print(sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet
        .set_landscape()
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_footer(format!("&L{name}&RPage &P of &N"))
        .set_repeat_rows(0, 0)?;
    Ok(())
}
