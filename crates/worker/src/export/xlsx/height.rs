//! The lines that texts take in cells. Rows get their height from them, because not all programs compute it themselves.

use rust_xlsxwriter::utility::cell_autofit_width;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::table::Value;

/// The most lines of a row: Excel's rows are 409 points high at most.
pub const MOST_LINES: u32 = 27;
/// The height of a line, in points.
const LINE: u32 = 15;
/// The width of a digit, in pixels. Column widths are counted in digits.
const DIGIT: u32 = 7;
/// What a cell keeps free for its padding and the indent of texts, in pixels.
const PADDING: u32 = 14;
/// The number of characters of one piece of a text. Longer words are broken.
const PIECE: usize = 60;

/// The number of lines of a value at a column width.
pub fn lines(value: &Value<'_>, width: u8) -> u32 {
    let Value::Text(text) = value else {
        return 1;
    };
    let mut layout = Layout::new(width);
    pieces(text).for_each(|it| layout.add(it));
    layout.lines
}

/// A text in parts of at most [`MOST_LINES`] lines at a column width.
pub fn parts(text: &str, width: u8) -> Vec<String> {
    let mut layout = Layout::new(width);
    let mut parts = vec![String::new()];
    for piece in pieces(text) {
        layout.add(piece);
        if layout.lines > MOST_LINES {
            layout = Layout::new(width);
            layout.add(piece);
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(piece);
        }
    }
    parts
}

/// Sets the height of a row to a number of lines, up to the limit.
pub fn set_lines(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, lines.min(MOST_LINES) * LINE + 2)?;
    }
    Ok(())
}

/// The words of a text with the spaces after them, its line breaks, and the pieces of words that are too long.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split_inclusive('\n');
    let words = lines.flat_map(|line| {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, Some("\n")),
            None => (line, None),
        };
        line.split_inclusive(' ').chain(end)
    });
    words.flat_map(|word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let end = rest.char_indices().nth(PIECE).map_or(rest.len(), |it| it.0);
            let (piece, after) = rest.split_at(end);
            rest = after;
            (!piece.is_empty()).then_some(piece)
        })
    })
}

/// Words set line by line into a cell.
struct Layout {
    /// The width of the cell, in pixels.
    room: u32,
    /// What is used of the last line.
    used: u32,
    /// The lines so far.
    lines: u32,
    /// Whether the last piece did not end its word.
    is_in_word: bool,
}

impl Layout {
    fn new(width: u8) -> Self {
        let room = u32::from(width) * DIGIT;
        Self {
            room: room.saturating_sub(PADDING).max(DIGIT),
            used: 0,
            lines: 1,
            is_in_word: false,
        }
    }

    fn add(&mut self, piece: &str) {
        if piece == "\n" {
            self.lines += 1;
            self.used = 0;
            self.is_in_word = false;
            return;
        }
        let width = pixels(piece.trim_end());
        // The rest of a word that is longer than a line goes on behind its beginning.
        if !self.is_in_word && self.used > 0 && self.used + width > self.room {
            self.lines += 1;
            self.used = 0;
        }
        let end = (self.used + width).saturating_sub(1);
        self.lines += end / self.room;
        self.used = end % self.room + 1;
        self.is_in_word = !piece.ends_with(' ');
        if !self.is_in_word {
            self.used += pixels(" ");
        }
    }
}

/// The width of a word in the font of the workbook, in pixels.
fn pixels(word: &str) -> u32 {
    let wide = word.chars().filter(|it| *it > '\u{2e80}').count();
    // The library adds the padding of a cell, and takes every character that is not ASCII to be as wide as a letter.
    let letters = cell_autofit_width(word).saturating_sub(DIGIT);
    letters + u32::try_from(wide).unwrap_or(u32::MAX) * DIGIT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_are_set() {
        let lines = |text: &str, width| super::lines(&Value::text(text.to_owned()), width);
        assert_eq!(lines("one", 10), 1);
        assert_eq!(lines("one two three four", 10), 3);
        assert_eq!(lines("one\ntwo\n\nthree", 40), 4);
        assert_eq!(lines(&"a".repeat(400), 40), 11);
        assert_eq!(lines(&"東".repeat(40), 40), 3);
        assert_eq!(super::lines(&Value::Count(7), 1), 1);
    }

    #[test]
    fn parts_fit_in_rows_and_have_all_of_the_text() {
        for text in [
            "word ".repeat(2_000),
            "line\n".repeat(200),
            "x".repeat(9_000),
            "東京 ".repeat(3_000),
            "short".to_owned(),
        ] {
            let parts = parts(&text, 40);
            assert_eq!(parts.concat(), text);
            for part in parts {
                assert!(lines(&Value::text(part), 40) <= MOST_LINES);
            }
        }
    }
}
