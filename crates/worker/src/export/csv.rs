//! Tables as CSV: RFC 4180 in UTF-8. Spreadsheets open them without executing user text as formulas.

use crate::export::Error;
use crate::export::table::Table;
use crate::export::text::unified;

/// First characters that a spreadsheet reads as a formula: those that OWASP lists, and the full-width forms of them
/// that spreadsheets accept.
///
/// Source: <https://owasp.org/www-community/attacks/CSV_Injection>
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Characters at which a spreadsheet may split a cell: Excel splits at `;` instead of `,` where the comma is the
/// decimal separator.
const SPLITS: [char; 5] = [';', ',', '"', '\t', '\n'];

/// The table for spreadsheets: with a byte order mark, without which Excel does not read UTF-8, and with the program in
/// the last column.
pub fn list(table: &Table<'_>, made_with: &str) -> Result<Vec<u8>, Error> {
    write(table, "\u{feff}", Some(("Made with", made_with)))
}

/// The table for programs: without a byte order mark and a column for the program, which importers do not expect.
pub fn plain(table: &Table<'_>) -> Result<Vec<u8>, Error> {
    write(table, "", None)
}

fn write(table: &Table<'_>, mark: &str, last: Option<(&str, &str)>) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new()
        // Every cell is quoted, so that no character ends it.
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(mark.as_bytes().to_vec());
    let refused = |error: csv::Error| Error::Refused(error.to_string());
    let headings = table.columns.iter().map(|it| it.heading);
    let headings = headings.chain(last.map(|(heading, _)| heading));
    writer.write_record(headings).map_err(refused)?;
    for row in &table.rows {
        let cells = row.iter().map(|value| safe(&value.written()));
        let cells = cells.chain(last.map(|(_, text)| text.to_owned()));
        writer
            .write_record(cells.map(String::into_bytes))
            .map_err(refused)?;
    }
    let written = writer.into_inner();
    written.map_err(|error| Error::Refused(error.to_string()))
}

/// The cell as plain text: an apostrophe precedes the start of a formula, and a break that hides one.
fn safe(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 1);
    for character in unified(cell).chars() {
        let begins = out.is_empty();
        let hides = begins && matches!(character, '\t' | '\n');
        if hides || FORMULA.contains(&character) && (begins || out.ends_with(SPLITS)) {
            out.push('\'');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::table::{Column, Holds, Value};

    #[test]
    fn cells_are_quoted_and_begin_no_formula() {
        let column = Column {
            heading: "Note",
            width: 1,
            holds: Holds::Plain,
        };
        let texts = [
            "=1+1",
            "-",
            "@a",
            "\t=1",
            "a \"b\", c\r\nd",
            "＝1",
            "2-1",
            " =1",
        ];
        let table = Table {
            columns: vec![column],
            printed: 0,
            rows: texts.map(|it| vec![Value::Text(it.into())]).to_vec(),
        };
        let written = String::from_utf8(write(&table, "\u{feff}", None).unwrap()).unwrap();
        assert_eq!(
            written,
            "\u{feff}\"Note\"\r\n\"'=1+1\"\r\n\"'-\"\r\n\"'@a\"\r\n\"'\t'=1\"\r\n\"a \"\"b\"\", c\nd\"\r\n\"'＝1\"\r\n\"2-1\"\r\n\" =1\"\r\n"
        );
        assert!(plain(&table).unwrap().starts_with(b"\"Note\"\r\n"));
        let list = String::from_utf8(list(&table, "Demarc 1").unwrap()).unwrap();
        assert!(list.starts_with("\u{feff}\"Note\",\"Made with\"\r\n\"'=1+1\",\"Demarc 1\"\r\n"));
    }

    #[test]
    fn no_formula_begins_wherever_a_spreadsheet_splits() {
        let column = |heading| Column {
            heading,
            width: 1,
            holds: Holds::Plain,
        };
        let texts = [
            "a;=1",
            "a;\t=1",
            "\";=1;\"",
            "\"=1",
            "\";\"=1",
            "a\r\n=1",
            "a\r=1",
            "a,-1;+1",
            "a;;@b;＝1",
            ";=1",
        ];
        let rows = texts.map(|it| vec![Value::Text("b".into()), Value::Text(it.into())]);
        let table = Table {
            columns: vec![column("One"), column("Other")],
            printed: 0,
            rows: rows.to_vec(),
        };
        let written = plain(&table).unwrap();
        for split in [b';', b'\t', b','] {
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.delimiter(split).flexible(true).has_headers(false);
            for record in reader.from_reader(&*written).records() {
                for cell in &record.unwrap() {
                    assert!(!cell.trim_start().starts_with(FORMULA), "{cell:?}");
                }
            }
        }
        // Also by readers that do not support quotes.
        let written = String::from_utf8(written).unwrap();
        for cell in written.split([';', ',', '\t', '\n', '"']) {
            assert!(!cell.starts_with(FORMULA), "{cell:?}");
        }
        assert_eq!(safe("a; b-c, d = e"), "a; b-c, d = e");
    }
}
