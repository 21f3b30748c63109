//! Helpers for English sentences: numbers, lists and capitals.

use super::{Block, Span};
use crate::text;

/// A number within a sentence: spelled out up to nine.
pub(super) fn number(number: usize) -> String {
    const LETTERS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    LETTERS
        .get(number)
        .map_or_else(|| number.to_string(), |it| (*it).to_owned())
}

/// A number with its noun: `one finding`, `12 findings`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A phrase for all of a number of items: `the one finding`, `both findings`, `all three findings`.
pub(super) fn every(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("the one {one}"),
        2 => format!("both {many}"),
        _ => format!("all {} {many}", number(count)),
    }
}

/// The singular or the plural, by the count.
pub(super) fn of<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// A list of items: `a`, `a and b`, `a, b, and c`.
pub(super) fn listed<T: AsRef<str>>(things: &[T]) -> String {
    match things {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [one, other] => format!("{} and {}", one.as_ref(), other.as_ref()),
        [before @ .., last] => {
            let mut text = String::new();
            for thing in before {
                text.push_str(thing.as_ref());
                text.push_str(", ");
            }
            text + "and " + last.as_ref()
        }
    }
}

/// The first items, and the number of the others: `a, b, and 12 more`.
pub(super) fn first<T: AsRef<str>>(things: &[T], most: usize) -> String {
    let shown = things.iter().take(most).map(|it| it.as_ref().to_owned());
    let mut shown: Vec<String> = shown.collect();
    let more = things.len().saturating_sub(most);
    if more > 0 {
        shown.push(format!("{} more", number(more)));
    }
    listed(&shown)
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(rest).collect()
}

/// The text as a sentence, with a capital first letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?', '…']);
    capital(text) + if ends || text.is_empty() { "" } else { "." }
}

/// A paragraph of a text of the catalog, or of a sentence made here.
pub(super) fn paragraph(text: impl AsRef<str>) -> Block {
    Block::Paragraph(Span::of_catalog(text.as_ref()))
}

/// A paragraph of a text of the catalog that starts with an emphasized name.
pub(super) fn about(name: &str, text: impl AsRef<str>) -> Block {
    let mut spans = vec![Span::strong(format!("{name}:")), Span::plain(" ")];
    spans.extend(Span::of_catalog(text.as_ref()));
    Block::Paragraph(spans)
}

/// A paragraph of a typed text.
pub(super) fn typed(text: impl AsRef<str>) -> Block {
    Block::Paragraph(vec![Span::plain(text)])
}

/// Whether a typed text is too long for a column of a table, or for the line after a name.
pub(super) fn is_long(text: &str) -> bool {
    /// The most characters, and the most lines.
    const MOST: (usize, usize) = (300, 6);
    text.chars().count() > MOST.0 || text.lines().count() > MOST.1
}

/// A typed text after an emphasized name. In paragraphs of its own it has the full width, breaks across pages, and runs
/// in its own direction.
pub(super) fn noted(name: &str, text: &str) -> Vec<Block> {
    let name = Span::strong(format!("{name}:"));
    let text = text::lines(text.trim());
    if !is_long(&text) && !text::is_right_to_left(&text) {
        return vec![Block::Paragraph(vec![
            name,
            Span::plain(format!(" {text}")),
        ])];
    }
    let paragraphs = text
        .split("\n\n")
        .map(str::trim)
        .filter(|it| !it.is_empty());
    std::iter::once(Block::Paragraph(vec![name]))
        .chain(paragraphs.map(typed))
        .collect()
}

/// A link that shows its address without the scheme.
pub(super) fn address(address: &str) -> Span {
    let shown = address.trim_start_matches("https://");
    Span::link(shown.trim_end_matches('/'), address)
}

/// A paragraph with links to sources.
pub(super) fn sources(addresses: &[String]) -> Block {
    let mut spans = vec![Span::strong("Sources:")];
    for (index, one) in addresses.iter().enumerate() {
        spans.push(Span::plain(if index == 0 { " " } else { ", " }));
        spans.push(address(one));
    }
    Block::Paragraph(spans)
}

/// A heading within a chapter.
pub(super) fn heading(text: impl Into<String>) -> Block {
    Block::Heading(text.into())
}

pub(super) fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// Sentences separated by spaces; empty ones are left out.
pub(super) fn joined(parts: &[String]) -> String {
    let filled = parts.iter().filter(|it| !it.is_empty());
    filled.map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_paragraphs_of_their_own() {
        let lengths = |text: &str| {
            let blocks = noted("Noted", text).into_iter();
            let spans = blocks.map(|it| match it {
                Block::Paragraph(spans) => spans.len(),
                other => panic!("{other:?}"),
            });
            spans.collect::<Vec<_>>()
        };
        assert_eq!(lengths("short, with `marks`"), [2]);
        assert_eq!(lengths(&"word ".repeat(800)), [1, 1]);
        assert_eq!(lengths(&"line\n".repeat(40)), [1, 1]);
        let two = format!("{}\r\n\r\n{}", "a ".repeat(200), "b ".repeat(200));
        assert_eq!(lengths(&two), [1, 1, 1]);
        // It runs in its own direction, not in that of the name.
        assert_eq!(lengths("פתק"), [1, 1]);
    }

    #[test]
    fn numbers_and_lists_read_as_people_write_them() {
        assert_eq!(counted(1, "finding", "findings"), "one finding");
        assert_eq!(counted(12, "finding", "findings"), "12 findings");
        assert_eq!(counted(0, "finding", "findings"), "no findings");
        assert_eq!(every(1, "finding", "findings"), "the one finding");
        assert_eq!(every(2, "finding", "findings"), "both findings");
        assert_eq!(every(3, "finding", "findings"), "all three findings");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a", "b", "c"]), "a, b, and c");
        assert_eq!(first(&["a", "b", "c"], 3), "a, b, and c");
        assert_eq!(first(&["a", "b", "c"], 1), "a and two more");
        assert_eq!(sentence(" an online shop"), "An online shop.");
        assert_eq!(sentence("Done!"), "Done!");
        assert_eq!(sentence(""), "");
        assert_eq!(capital("élan"), "élan");
    }
}
