//! Texts as files can hold them. People may enter anything; XML and cells take less.

use std::borrow::Cow;

/// The text without the characters that XML has no way to write: controls, halves of pairs, and non-characters.
pub fn for_xml(text: &str) -> Cow<'_, str> {
    let is_fine = |it: char| match it {
        '\t' | '\n' => true,
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    };
    if text.chars().all(is_fine) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(unified(text).chars().filter(|it| is_fine(*it)).collect())
}

/// The text with one way of ending lines.
pub fn unified(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text on one line, without spaces around it.
pub fn one_line(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words.retain(|it| !it.is_control());
    words
}

/// As much of the text as fits into so many units of UTF-16, and a sign where something is left out.
pub fn at_most(text: &str, units: usize) -> Cow<'_, str> {
    let mut left = units;
    let mut fitting = 0;
    for (at, character) in text.char_indices() {
        let Some(rest) = left.checked_sub(character.len_utf16()) else {
            return Cow::Owned(format!("{}…", &text[..fitting]));
        };
        // The sign needs a unit too.
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
        assert_eq!(for_xml("a\u{0}\u{b}b\r\nc\td\u{ffff}😀"), "ab\nc\td😀");
        assert!(matches!(for_xml("plain\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_line_has_no_breaks_and_no_spaces_around_it() {
        assert_eq!(one_line(" a\r\n\tb\u{7}  c "), "a b c");
        assert_eq!(one_line("\n"), "");
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
