//! Text as base-32 digits, without what chats and mails put between them.

use super::base32;

/// A character of a text that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol {
    /// Its value, 0 to 31; `None` for a character that is in no code.
    pub value: Option<u8>,
    /// Its place in the text, in bytes.
    pub at: usize,
    /// Whether white space, such as a line break, is before it.
    pub after_space: bool,
    /// Whether it is a lower-case letter.
    pub is_lower: bool,
}

/// The characters of a text that count, in order.
pub(super) fn symbols(text: &str) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut after_space = true;
    for (at, character) in text.char_indices() {
        if is_space(character) {
            after_space = true;
        } else if !is_decoration(character) {
            symbols.push(Symbol {
                value: base32::value(character),
                at,
                after_space,
                is_lower: character.is_lowercase(),
            });
            after_space = false;
        }
    }
    symbols
}

/// White space, the quotes of mails and chats at the beginning of lines, and the soft line breaks of mails.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '>' | '|' | '│' | '▎' | '┃' | '=')
}

/// What stands between the digits of a code and means nothing: hyphens, marks of bold, italic, struck and code, and
/// characters without a width.
fn is_decoration(character: char) -> bool {
    matches!(
        character,
        '-' | '*' | '_' | '~' | '`'
            | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{2212}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe58}' | '\u{fe63}' | '\u{feff}' | '\u{ff0d}'
    )
}

/// The values from a place on, to the first character that is in no code.
pub(super) fn run(symbols: &[Symbol]) -> impl Iterator<Item = u8> + '_ {
    symbols.iter().map_while(|it| it.value)
}

/// The number of symbols before the first white space or character that is in no code.
pub(super) fn word(symbols: &[Symbol]) -> usize {
    let mut word = symbols.iter().enumerate();
    let end = word.find(|(index, it)| it.value.is_none() || (*index > 0 && it.after_space));
    end.map_or(symbols.len(), |(index, _)| index)
}

/// What follows each place where a word stands, given by its values.
pub(super) fn after_each<'a>(
    symbols: &'a [Symbol],
    word: &'a [u8],
) -> impl Iterator<Item = &'a [Symbol]> {
    let is_there = |it: &[Symbol]| {
        let wanted = word.iter().map(|it| Some(*it));
        it.iter().map(|it| it.value).eq(wanted)
    };
    let windows = symbols.windows(word.len()).enumerate();
    let starts = windows.filter(move |(_, it)| is_there(it));
    starts.filter_map(|(start, _)| symbols.get(start + word.len()..))
}
