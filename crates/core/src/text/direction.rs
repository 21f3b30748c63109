//! The direction in which a text runs: Hebrew, Arabic and their relatives run from right to left.

/// Whether a paragraph runs from right to left: its first letter does.
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find_map(runs_left) == Some(true)
}

/// The text in runs of one direction, each with whether it runs from right to left. What has no direction, such as
/// spaces and digits, runs with the letters around it, and between two directions with the paragraph.
#[must_use]
pub fn runs(text: &str, paragraph_runs_left: bool) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    let (mut begin, mut last_letter) = (0, 0);
    let mut runs_left = paragraph_runs_left;
    let mut push = |begin: &mut usize, end: usize, runs_left| {
        if *begin < end {
            runs.push((&text[*begin..end], runs_left));
            *begin = end;
        }
    };
    for (at, character) in text.char_indices() {
        let Some(direction) = self::runs_left(character) else {
            continue;
        };
        if direction != runs_left {
            let end = if direction == paragraph_runs_left {
                last_letter
            } else {
                at
            };
            push(&mut begin, end, runs_left);
            runs_left = direction;
        }
        last_letter = at + character.len_utf8();
    }
    if runs_left != paragraph_runs_left {
        push(&mut begin, last_letter, runs_left);
    }
    push(&mut begin, text.len(), paragraph_runs_left);
    runs
}

/// Whether a letter runs from right to left; `None` for what has no direction of its own.
fn runs_left(character: char) -> Option<bool> {
    match character {
        '\u{200e}' => Some(false),
        '\u{200f}' | '\u{61c}' => Some(true),
        it if !it.is_alphabetic() => None,
        // Hebrew, Arabic, Syriac, Thaana, N'Ko and more, their presentation forms, and the planes of old and African
        // scripts.
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Some(true),
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        for text in ["שלום", "123: שלום", "حساب (prod)", "\u{200f}a"] {
            assert!(is_right_to_left(text), "{text}");
        }
        for text in ["", "123", "prod: שלום", "東京", "\u{200e}שלום", "٣ a"] {
            assert!(!is_right_to_left(text), "{text}");
        }
    }

    #[test]
    fn runs_have_one_direction() {
        assert_eq!(runs("", true), []);
        assert_eq!(runs("a 1", false), [("a 1", false)]);
        assert_eq!(runs("שלום 12", true), [("שלום 12", true)]);
        assert_eq!(
            runs("חשבון (prod x), 12 ב", true),
            [("חשבון (", true), ("prod x", false), ("), 12 ב", true)]
        );
        assert_eq!(
            runs("See שלום עולם.", false),
            [("See ", false), ("שלום עולם", true), (".", false)]
        );
        assert_eq!(runs("a שלום", false), [("a ", false), ("שלום", true)]);
        assert_eq!(runs("ab", true), [("ab", false)]);
    }
}
