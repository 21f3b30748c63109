//! Cleans text for files: users may enter any character, and XML and cells allow fewer.

use std::borrow::Cow;

/// An invisible character between two others, at which no markup and no line break is recognized.
pub const JOINER: char = '\u{2060}';

/// The text without characters that XML does not allow: controls and non-characters.
pub fn for_xml(text: &str) -> Cow<'_, str> {
    let is_fine = |it: char| matches!(it, '\t' | '\n') || is_written(it);
    if text.chars().all(is_fine) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(unified(text).chars().filter(|it| is_fine(*it)).collect())
}

/// Whether XML allows a character. Line breaks are handled separately.
fn is_written(character: char) -> bool {
    !matches!(character, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text with uniform line breaks.
pub fn unified(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The trimmed text on one line, without invisible characters and those that XML does not allow.
pub fn one_line(text: &str) -> String {
    // OSCAL's patterns treat the byte order mark as a space, and Rust does not.
    let is_word = |it: &char| !it.is_control() && is_written(*it) && *it != '\u{feff}';
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let mut word = word.chars().filter(is_word).peekable();
        if word.peek().is_some() && !line.is_empty() {
            line.push(' ');
        }
        line.extend(word);
    }
    line
}

/// The text, cut to a number of UTF-16 units. An ellipsis marks the cut.
pub fn at_most(text: &str, units: usize) -> Cow<'_, str> {
    let mut left = units;
    let mut fitting = 0;
    for (at, character) in text.char_indices() {
        let Some(rest) = left.checked_sub(character.len_utf16()) else {
            return Cow::Owned(format!("{}…", &text[..fitting]));
        };
        // The ellipsis needs a unit too.
        if rest > 0 {
            fitting = at + character.len_utf8();
        }
        left = rest;
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_can_write_is_left() {
        assert_eq!(
            for_xml("a\u{0}\u{b}b\r\nc\td\u{fffe}\u{ffff}😀"),
            "ab\nc\td😀"
        );
        assert!(matches!(for_xml("plain\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_line_has_no_breaks_and_no_spaces_around_it() {
        assert_eq!(one_line(" a\r\n\tb\u{7}  c "), "a b c");
        assert_eq!(one_line("\n"), "");
        // Removed characters leave no spaces behind.
        for hidden in ["\u{1}", "\u{7f}", "\u{fffe}", "\u{ffff}", "\u{feff}"] {
            assert_eq!(one_line(hidden), "");
            assert_eq!(one_line(&format!("{hidden} a {hidden} b {hidden}")), "a b");
            assert_eq!(one_line(&format!("a{hidden}b")), "ab");
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_between_characters() {
        assert_eq!(at_most("abc", 3), "abc");
        assert_eq!(at_most("abcd", 3), "ab…");
        assert_eq!(at_most("😀😀", 4), "😀😀");
        assert_eq!(at_most("😀😀b", 4), "😀…");
        assert_eq!(at_most("", 0), "");
    }
}
