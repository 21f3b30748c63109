//! Writes a table to a sheet, with frozen headings, filters, widths, types and colors.

use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::styles::Styles;
use crate::export::table::{Table, Value};
use crate::export::text::{at_most, for_xml};

/// The maximum length of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Writes the table; as many columns as are `snapshot` stay in sight.
pub fn write(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table<'_>,
    snapshot: u16,
    styles: &Styles,
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
        // Columns that are not printed add little to the height of a row.
        let cells = values.iter().zip(&table.columns).enumerate();
        let taken = cells.map(|(index, (value, column))| {
            let lines = lines(value, column.width);
            if index < usize::from(table.printed) {
                lines
            } else {
                lines.min(3)
            }
        });
        set_lines(sheet, row, taken.max().unwrap_or(1))?;
        for (column, value) in (0..).zip(values) {
            put(sheet, (row, column), value, styles)?;
        }
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

/// The number of lines of a value at a column width. It is an estimate, because not all programs compute row heights
/// themselves.
pub fn lines(value: &Value<'_>, width: u8) -> u32 {
    let Value::Text(text) = value else {
        return 1;
    };
    // A width is counted in digits, and most letters are narrower.
    let room = usize::from(width + width / 8).max(1);
    let wide = |it: char| if it > '\u{2e80}' { 2 } else { 1 };
    let lines = text.lines().map(|line| {
        let length: usize = line.chars().map(wide).sum();
        length.div_ceil(room).max(1)
    });
    u32::try_from(lines.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Sets the height of a row to a number of lines, up to a limit.
pub fn set_lines(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, lines.min(12) * 15 + 2)?;
    }
    Ok(())
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
    at_most(&for_xml(text), LONGEST).into_owned()
}

/// Sets up printing: landscape, fitted to the page width, with headings on each page.
pub fn print(sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer(format!("&L{name}&RPage &P of &N"))
        .set_repeat_rows(0, 0)?;
    Ok(())
}
