//! What of a typed text is let into lines that are shown and into files. The stored text stays as it was typed.
//!
//! No control character is let through. Characters that steer the direction of text are left out of single lines, such
//! as names, headings and links; in texts of several lines they stay, and end with their line, so that they do not turn
//! around what stands beside the text.

use std::borrow::Cow;

/// Whether a character steers the direction of the text around it: Unicode's marks, embeddings, overrides and isolates.
#[must_use]
pub const fn steers_direction(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}')
        || opens(character)
        || closes(character)
}

/// Whether a character begins an embedding, an override or an isolate.
const fn opens(character: char) -> bool {
    matches!(
        character,
        '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}'
    )
}

/// Whether a character ends an embedding or an override (U+202C), or an isolate (U+2069).
const fn closes(character: char) -> bool {
    matches!(character, '\u{202c}' | '\u{2069}')
}

/// Whether a character has a place in a text: no control character, and no code point that XML forbids.
fn is_written(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// The text on one line, trimmed: white space becomes one space.
#[must_use]
pub fn line(text: &str) -> String {
    let is_shown = |it: &char| is_written(*it) && !steers_direction(*it) && *it != '\u{feff}';
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let mut word = word.chars().filter(is_shown).peekable();
        if word.peek().is_some() && !line.is_empty() {
            line.push(' ');
        }
        line.extend(word);
    }
    line
}

/// The text with its lines, which end with `\n`. Tabs stay.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    let is_plain =
        |it: char| matches!(it, '\t' | '\n') || is_written(it) && !opens(it) && !closes(it);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = unified.split('\n').map(balanced);
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// The line without control characters, in which every embedding and isolate that begins also ends.
fn balanced(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut open = Vec::new();
    for character in line.chars() {
        if opens(character) {
            open.push(if character < '\u{2066}' {
                '\u{202c}'
            } else {
                '\u{2069}'
            });
        } else if closes(character) {
            // The end of an isolate ends the embeddings in it, too. One that ends nothing here would end what is around
            // the text.
            let last = open.len().saturating_sub(1);
            let begun = open.iter().rposition(|it| *it == character);
            let begun = begun.filter(|at| character == '\u{2069}' || *at == last);
            if let Some(begun) = begun {
                out.extend(open.drain(begun..).rev());
            }
            continue;
        } else if character != '\t' && !is_written(character) {
            continue;
        }
        out.push(character);
    }
    out.extend(open.into_iter().rev());
    out
}

/// The text with at most this many characters. What is longer ends with `…`, after a word if one ends near the limit.
#[must_use]
pub fn shortened(text: String, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let last = text.char_indices().nth(most.saturating_sub(1));
    let cut = &text[..last.map_or(end, |(at, _)| at)];
    let after_word = cut.rfind(' ').filter(|at| at * 3 > cut.len() * 2);
    let cut = &cut[..after_word.unwrap_or(cut.len())];
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_breaks_and_no_spaces_around_it() {
        assert_eq!(line(" a\r\n\tb\u{7}  c "), "a b c");
        assert_eq!(line("\n"), "");
        // Removed characters leave no spaces behind.
        for hidden in [
            "\u{1}", "\u{7f}", "\u{9b}", "\u{fffe}", "\u{ffff}", "\u{feff}", "\u{202e}",
        ] {
            assert_eq!(line(hidden), "");
            assert_eq!(line(&format!("{hidden} a {hidden} b {hidden}")), "a b");
            assert_eq!(line(&format!("a{hidden}b")), "ab");
        }
    }

    #[test]
    fn nothing_in_a_line_turns_it_around() {
        for character in ('\u{200e}'..='\u{200f}')
            .chain('\u{202a}'..='\u{202e}')
            .chain('\u{2066}'..='\u{2069}')
            .chain(['\u{61c}'])
        {
            assert!(steers_direction(character));
            assert_eq!(line(&format!("a{character}b")), "ab");
        }
        // Letters of both directions stay, and so do joiners, which change how letters and emoji look.
        let text = "חשבון (prod) \u{645}\u{6cc}\u{200c}\u{62e}\u{648} 👩\u{200d}💻";
        assert_eq!(line(text), text);
    }

    #[test]
    fn lines_have_no_control_characters() {
        assert_eq!(
            lines("a\u{0}\u{b}b\r\nc\td\u{7f}\u{9b}\re\u{fffe}\u{ffff}😀"),
            "ab\nc\td\ne😀"
        );
        assert!(matches!(lines("plain\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_turns_a_text_around_ends_with_its_line() {
        for (typed, shown) in [
            ("a \u{202e}b\nc", "a \u{202e}b\u{202c}\nc"),
            ("\u{2067}a\u{202b}b", "\u{2067}a\u{202b}b\u{202c}\u{2069}"),
            ("\u{2068}a\u{2069} b", "\u{2068}a\u{2069} b"),
            ("a\u{202c}\u{2069} b", "a b"),
            (
                "\u{2066}a\u{202e}b\u{2069}c",
                "\u{2066}a\u{202e}b\u{202c}\u{2069}c",
            ),
            ("\u{2066}a\u{202c}b", "\u{2066}ab\u{2069}"),
            ("a\u{200f}b", "a\u{200f}b"),
        ] {
            assert_eq!(lines(typed), shown, "{typed:?}");
        }
    }

    #[test]
    fn long_texts_end_after_a_word() {
        let shortened = |text: &str, most| super::shortened(text.to_owned(), most);
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("abcd", 3), "ab…");
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("one twothreefour", 12), "one twothre…");
        assert_eq!(shortened("東京東京", 3), "東京…");
        assert_eq!(shortened("😀😀", 1), "…");
        assert_eq!(shortened("a", 0), "…");
    }
}
