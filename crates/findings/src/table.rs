//! CSV: rows one after another, of which only some cells are looked at.

use std::borrow::Cow;
use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

const BUFFER: usize = 256 << 10;

/// The most bytes of a row. What is larger counts as damaged.
const LARGEST_ROW: usize = 4 << 20;

/// The most columns of a row.
const MOST_COLUMNS: usize = 4096;

/// The first row of a table, and how its cells are separated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// The names of the columns in capitals.
    pub names: Vec<String>,
    pub separator: u8,
    /// How many bytes are before it: a line such as `sep=;`.
    pub before: usize,
    /// Whether the header ends with its line, not with the file.
    pub is_whole: bool,
}

impl Header {
    /// The header of a table that begins so; `None` if it is none.
    pub(crate) fn read(head: &[u8]) -> Option<Self> {
        let before = match head.get(..4) {
            Some(start) if start.eq_ignore_ascii_case(b"sep=") => line_end(head)?,
            _ => 0,
        };
        let blank = head
            .iter()
            .skip(before)
            .take_while(|it| it.is_ascii_whitespace())
            .count();
        let text = head.get(before + blank..)?;
        let line = text.get(..line_end(text).unwrap_or(text.len()))?;
        let count = |separator: u8| line.iter().filter(|it| **it == separator).count();
        let separator = [b';', b',', b'\t']
            .into_iter()
            .max_by_key(|it| count(*it))?;
        let mut reader = ReaderBuilder::new().delimiter(separator).build();
        let (mut cells, mut ends) = (vec![0; text.len()], vec![0; MOST_COLUMNS]);
        let (result, used, mut written, mut columns) =
            reader.read_record(text, &mut cells, &mut ends);
        let is_whole = matches!(result, ReadRecordResult::Record);
        if !is_whole {
            // The last cell ends with the text.
            let rest = text.get(used..).unwrap_or_default();
            let free = cells.get_mut(written..)?;
            let (_, _, more, ended) = reader.read_record(rest, free, ends.get_mut(columns..)?);
            written += more;
            columns += ended;
        }
        let names = names(cells.get(..written)?, ends.get(..columns)?);
        let before = before + blank;
        (names.len() > 1).then_some(Self {
            names,
            separator,
            before,
            is_whole,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The index of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|it| it == name)
    }

    /// The index of the first column whose name ends so.
    pub(crate) fn column_ending(&self, end: &str) -> Option<usize> {
        self.names.iter().position(|it| it.ends_with(end))
    }
}

/// The length of the first line with its end.
fn line_end(text: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', text).map(|it| it + 1)
}

fn names(cells: &[u8], ends: &[usize]) -> Vec<String> {
    let mut start = 0;
    let name = |end: &usize| {
        let cell = cells.get(start..*end).unwrap_or_default();
        start = *end;
        let cell = String::from_utf8_lossy(cell);
        let cell =
            cell.trim_matches(|it: char| it.is_whitespace() || it == '"' || it == '\u{feff}');
        cell.to_ascii_uppercase()
    };
    ends.iter().map(name).collect()
}

/// The rows of a table after its header.
pub(crate) struct Table<'r> {
    source: &'r mut dyn Read,
    reader: Reader,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    is_at_end: bool,
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// How many columns the header has.
    columns: usize,
    is_cut_off: bool,
}

/// What comes next in a table.
pub(crate) enum Row<'t> {
    /// Cells.
    Cells(Cells<'t>),
    /// A row that can't be read.
    Damaged,
}

/// The cells of a row.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'t> {
    cells: &'t [u8],
    ends: &'t [usize],
}

impl<'t> Cells<'t> {
    /// A cell; empty if the table has no such column. Bytes that are no UTF-8 become U+FFFD: what decides is ASCII.
    pub(crate) fn get(&self, column: Option<usize>) -> Cow<'t, str> {
        let Some(column) = column else {
            return Cow::Borrowed("");
        };
        let start = column
            .checked_sub(1)
            .map_or(Some(0), |it| self.ends.get(it).copied());
        let cell = start
            .zip(self.ends.get(column))
            .and_then(|(start, end)| self.cells.get(start..*end));
        String::from_utf8_lossy(cell.unwrap_or_default())
    }
}

impl<'r> Table<'r> {
    /// The rows of a source that begins with this header.
    ///
    /// # Errors
    /// When the source can't be read.
    pub(crate) fn new(source: &'r mut dyn Read, header: &Header) -> io::Result<Self> {
        let mut before = vec![0; header.before];
        crate::wrapping::fill(source, &mut before)?;
        let mut table = Self {
            source,
            reader: ReaderBuilder::new().delimiter(header.separator).build(),
            buffer: vec![0; BUFFER],
            at: 0,
            end: 0,
            is_at_end: false,
            cells: vec![0; BUFFER],
            ends: vec![0; 256],
            columns: header.names.len(),
            is_cut_off: !header.is_whole,
        };
        // The header itself.
        table.record()?;
        Ok(table)
    }

    /// Whether the last row is not whole.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.is_cut_off
    }

    /// The next row; `None` after the last.
    ///
    /// # Errors
    /// When the source can't be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Row<'_>>> {
        let Some((written, columns)) = self.record()? else {
            return Ok(None);
        };
        let (Some(cells), Some(ends)) = (self.cells.get(..written), self.ends.get(..columns))
        else {
            return Ok(Some(Row::Damaged));
        };
        if columns < self.columns && self.is_at_end && self.at == self.end {
            self.is_cut_off = true;
            return Ok(None);
        }
        Ok(Some(Row::Cells(Cells { cells, ends })))
    }

    /// Reads a row into `cells` and `ends`. Returns how much of both it takes, more than there is if it is too large.
    fn record(&mut self) -> io::Result<Option<(usize, usize)>> {
        let (mut written, mut columns) = (0, 0);
        let mut is_damaged = false;
        loop {
            let input = self.buffer.get(self.at..self.end).unwrap_or_default();
            let cells = self.cells.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(columns..).unwrap_or_default();
            if input.is_empty() && !self.is_at_end {
                self.fill()?;
                continue;
            }
            let (result, used, more, ended) = self.reader.read_record(input, cells, ends);
            self.at += used;
            written += more;
            columns += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.cells.len() < LARGEST_ROW => {
                    self.cells.resize(self.cells.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MOST_COLUMNS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    // Written over up to its end.
                    (written, columns) = (0, 0);
                    is_damaged = true;
                }
                ReadRecordResult::Record if is_damaged => return Ok(Some((usize::MAX, 0))),
                ReadRecordResult::Record => return Ok(Some((written, columns))),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        loop {
            match self.source.read(&mut self.buffer) {
                Ok(count) => {
                    (self.at, self.end) = (0, count);
                    self.is_at_end = count == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<Vec<String>>, bool) {
        let header = Header::read(text.as_bytes()).expect("a header");
        let mut source = text.as_bytes();
        let mut table = Table::new(&mut source, &header).expect("readable");
        let mut rows = Vec::new();
        while let Some(row) = table.next().expect("readable") {
            rows.push(match row {
                Row::Cells(cells) => (0..header.names.len())
                    .map(|it| cells.get(Some(it)).into_owned())
                    .collect(),
                Row::Damaged => vec!["damaged".to_owned()],
            });
        }
        (rows, table.is_cut_off())
    }

    #[test]
    fn tables_are_read_as_programs_write_them() {
        let wanted = vec![
            vec!["1".to_owned(), "2\n;3".to_owned()],
            vec!["4".to_owned(), String::new()],
        ];
        for text in [
            "A;B\n1;\"2\n;3\"\n4;\n",
            "A;B\r\n1;\"2\n;3\"\r\n4;\r\n",
            "A;B\r\r\n1;\"2\n;3\"\r\r\n4;\r\r\n",
            "sep=;\r\n\"a\";\"b\"\r\n\"1\";\"2\n;3\"\r\n\"4\";\"\"\r\n",
            "\n\nA ; B\n1;\"2\n;3\"\n\n4;\n",
            "A,B\n1,\"2\n;3\"\n4,\n",
            "A\tB\n1\t\"2\n;3\"\n4\t\n",
        ] {
            let header = Header::read(text.as_bytes()).expect(text);
            assert_eq!(header.names, ["A", "B"], "{text}");
            assert_eq!(rows(text), (wanted.clone(), false), "{text}");
        }
    }

    #[test]
    fn a_last_row_that_is_not_whole_is_left_out() {
        assert!(rows("A;B\n1;2\n3").1);
        assert_eq!(rows("A;B\n1;2\n3").0.len(), 1);
        assert_eq!(rows("A;B\n1;2\n\"3\n5;6\n").0.len(), 1);
        assert!(rows("A;B").1);
        assert!(!rows("A;B\n").1);
    }

    #[test]
    fn a_row_that_is_too_large_is_damaged() {
        let text = format!("A;B\n1;2\n{};2\n3;4\n", "x".repeat(LARGEST_ROW + 9));
        let (rows, _) = rows(&text);
        let [first, damaged, last] = &*rows else {
            panic!("{} rows", rows.len());
        };
        assert_eq!(
            [&first[..], &damaged[..], &last[..]],
            [&["1", "2"][..], &["damaged"], &["3", "4"]]
        );
    }
}
