//! Code in texts of the catalog, which stands between backticks. Each target writes it in its own way.

use std::borrow::Cow;

/// A piece of a text of the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// Code, such as a command, without its backticks.
    Code(&'a str),
}

/// The pieces of a text, none empty. A backtick without a second one belongs to the words.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let marked = rest.strip_prefix('`').and_then(|it| it.split_once('`'));
            if let Some((code, after)) = marked {
                rest = after;
                if !code.is_empty() {
                    return Some(Piece::Code(code));
                }
            } else {
                let next = rest.find('`').filter(|at| rest[at + 1..].contains('`'));
                let (words, after) = rest.split_at(next.unwrap_or(rest.len()));
                rest = after;
                return Some(Piece::Words(words));
            }
        }
        None
    })
}

/// The text without the backticks around code.
#[must_use]
pub fn without_marks(text: &str) -> Cow<'_, str> {
    if !text.contains('`') {
        return Cow::Borrowed(text);
    }
    let pieces = pieces(text).map(|piece| match piece {
        Piece::Words(text) | Piece::Code(text) => text,
    });
    Cow::Owned(pieces.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Code, Words};

    #[test]
    fn code_stands_between_backticks() {
        for (text, expected) in [
            (
                "Use `aws login` now.",
                &[Words("Use "), Code("aws login"), Words(" now.")][..],
            ),
            ("`a` and `b`", &[Code("a"), Words(" and "), Code("b")]),
            ("plain", &[Words("plain")]),
            ("a ` b", &[Words("a ` b")]),
            ("` b", &[Words("` b")]),
            ("`a` ` b", &[Code("a"), Words(" ` b")]),
            ("a``b", &[Words("a"), Words("b")]),
            ("", &[]),
        ] {
            assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(without_marks("Use `aws login` now."), "Use aws login now.");
        assert!(matches!(without_marks("plain"), Cow::Borrowed(_)));
    }
}
