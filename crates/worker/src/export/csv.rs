//! Tables as CSV: RFC 4180 in UTF-8. Spreadsheets open them without executing user text as formulas.

use demarc_core::exchange::Separator;
use demarc_core::text;

use crate::export::Error;
use crate::export::table::{Table, Value};

/// First characters that a spreadsheet reads as a formula: those that OWASP lists, and the full-width forms of them
/// that spreadsheets accept.
///
/// Source: <https://owasp.org/www-community/attacks/CSV_Injection>
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Characters at which a spreadsheet may split a cell: Excel splits at `;` instead of `,` where the comma is the
/// decimal separator.
const SPLITS: [char; 5] = [';', ',', '"', '\t', '\n'];

/// The number of digits from which on a spreadsheet shows a number in powers of ten: `1.23457E+11`.
const MANY_DIGITS: usize = 12;

/// The table for spreadsheets: with a byte order mark, without which Excel does not read UTF-8, and with the program in
/// the last column.
///
/// Excel opens a list in columns only if its separator is that of the system, which is a semicolon where the comma is
/// the decimal sign. A first line `sep=;` would make Excel ignore the byte order mark, and other readers take it for the
/// headings, so the reader chooses the separator. With semicolons, numbers have decimal commas.
pub fn list(table: &Table<'_>, made_with: &str, separator: Separator) -> Result<Vec<u8>, Error> {
    let cell = |value: &Value<'_>| {
        let written = value.written();
        match value {
            Value::Figure(_) if separator == Separator::Semicolon => written.replace('.', ","),
            Value::Text(text) if loses_digits(text) => format!("'{}", safe(text)),
            _ => safe(&written),
        }
    };
    write(
        table,
        "\u{feff}",
        Some(("Made with", made_with)),
        separator,
        cell,
    )
}

/// The table for programs: without a byte order mark and a column for the program, which importers do not expect.
pub fn plain(table: &Table<'_>) -> Result<Vec<u8>, Error> {
    write(table, "", None, Separator::Comma, |value| {
        safe(&value.written())
    })
}

fn write(
    table: &Table<'_>,
    mark: &str,
    last: Option<(&str, &str)>,
    separator: Separator,
    cell: impl Fn(&Value<'_>) -> String,
) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator.byte())
        // Every cell is quoted, so that no character ends it.
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(mark.as_bytes().to_vec());
    let refused = |error: csv::Error| Error::Refused(error.to_string());
    let headings = table.columns.iter().map(|it| it.heading);
    let headings = headings.chain(last.map(|(heading, _)| heading));
    writer.write_record(headings).map_err(refused)?;
    for row in &table.rows {
        let cells = row.iter().map(&cell);
        let cells = cells.chain(last.map(|(_, text)| text.to_owned()));
        writer
            .write_record(cells.map(String::into_bytes))
            .map_err(refused)?;
    }
    let written = writer.into_inner();
    written.map_err(|error| Error::Refused(error.to_string()))
}

/// Whether a spreadsheet would read a text as a number and show other digits: an account number such as
/// `000123456789`.
///
/// An apostrophe before it keeps all digits. It is visible, and known from formulas; `="000123456789"` would be a formula
/// in programs that run it and its source in all others, and a tab or an invisible character would be copied along with
/// the digits.
fn loses_digits(text: &str) -> bool {
    let text = text.trim();
    text.bytes().all(|it| it.is_ascii_digit())
        && (text.len() >= MANY_DIGITS || text.len() > 1 && text.starts_with('0'))
}

/// The cell as plain text: an apostrophe precedes the start of a formula, and a break that hides one.
fn safe(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 1);
    for character in text::lines(cell).chars() {
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
    use crate::export::table::{Column, Holds};

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
        let written = String::from_utf8(plain(&table).unwrap()).unwrap();
        assert_eq!(
            written,
            "\"Note\"\r\n\"'=1+1\"\r\n\"'-\"\r\n\"'@a\"\r\n\"'\t'=1\"\r\n\"a \"\"b\"\", c\nd\"\r\n\"'＝1\"\r\n\"2-1\"\r\n\" =1\"\r\n"
        );
        let list = list(&table, "Demarc 1", Separator::Comma).unwrap();
        let list = String::from_utf8(list).unwrap();
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

    #[test]
    fn spreadsheets_get_their_separator_and_keep_digits() {
        let column = |heading| Column {
            heading,
            width: 1,
            holds: Holds::Plain,
        };
        let values = vec![
            Value::Figure(2.5),
            Value::Count(123_456_789),
            Value::Text("000123456789".into()),
            Value::Text("123456789012".into()),
            Value::Text("1.5; 0".into()),
        ];
        let table = Table {
            columns: vec![
                column("A"),
                column("B"),
                column("C"),
                column("D"),
                column("E"),
            ],
            printed: 0,
            rows: vec![values],
        };
        let list = |separator| {
            let list = list(&table, "Demarc 1", separator).unwrap();
            String::from_utf8(list).unwrap()
        };
        assert_eq!(
            list(Separator::Semicolon),
            "\u{feff}\"A\";\"B\";\"C\";\"D\";\"E\";\"Made with\"\r\n\"2,5\";\"123456789\";\"'000123456789\";\"'123456789012\";\"1.5; 0\";\"Demarc 1\"\r\n"
        );
        assert!(list(Separator::Comma).contains("\r\n\"2.5\",\"123456789\",\"'000123456789\",\""));
        // Programs take a text as it is.
        let plain = String::from_utf8(plain(&table).unwrap()).unwrap();
        assert!(plain.contains("\"000123456789\",\"123456789012\""));
        for text in ["0", "12345678901", "", "0x12", "2026-11-24", "1 2"] {
            assert!(!loses_digits(text), "{text}");
        }
        assert!(loses_digits("007") && loses_digits(" 012345678901 "));
    }

    #[test]
    fn no_control_character_gets_into_a_cell() {
        assert_eq!(safe("a\u{0}b\u{1b}[0m\u{9b}\tc"), "ab[0m\tc");
        assert_eq!(safe("\u{0}=1"), "'=1");
        assert_eq!(safe("\u{202e}a"), "\u{202e}a\u{202c}");
    }
}
