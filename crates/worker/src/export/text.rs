//! Texts of files beside what the core's `text` does for all: an invisible joiner, and cutting to the limits of formats.

use std::borrow::Cow;

/// An invisible character between two others, at which no markup and no line break is recognized.
pub const JOINER: char = '\u{2060}';

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
    fn what_does_not_fit_is_cut_between_characters() {
        assert_eq!(at_most("abc", 3), "abc");
        assert_eq!(at_most("abcd", 3), "ab…");
        assert_eq!(at_most("😀😀", 4), "😀😀");
        assert_eq!(at_most("😀😀b", 4), "😀…");
        assert_eq!(at_most("", 0), "");
    }
}
