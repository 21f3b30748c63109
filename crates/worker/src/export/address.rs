//! Finds web addresses in user text. They stay links, while all other markup is escaped.

use demarc_core::text;

/// The address that starts at an index of a text. It has no characters that would end it in any markup, and no
/// punctuation of the sentence around it.
pub fn at(typed: &str, index: usize) -> Option<&str> {
    let (before, from) = typed.split_at_checked(index)?;
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|it| from.strip_prefix(it))?;
    if before.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    if text::hides_target(from) {
        return None;
    }
    let scheme = from.len() - rest.len();
    let is_fine =
        |it: char| it.is_alphanumeric() || it.is_ascii_graphic() && !"\"<>[]\\^`{|}".contains(it);
    let end = rest.find(|it| !is_fine(it)).unwrap_or(rest.len());
    let (mut address, _) = from.split_at_checked(scheme + end)?;
    loop {
        let closes =
            address.ends_with(')') && address.matches(')').count() > address.matches('(').count();
        let shorter =
            match address.strip_suffix(['.', ',', ':', ';', '!', '?', '\'', '*', '_', '~']) {
                None if closes => address.strip_suffix(')'),
                shorter => shorter,
            };
        match shorter {
            Some(shorter) => address = shorter,
            None => return Some(address),
        }
    }
}

/// Whether a character after this one keeps a tracker from making a link of an address that [`at`] finds to be none: it
/// is the colon of a scheme, or the first full stop of `www.name:password@host.example`.
pub fn is_joint(typed: &str, index: usize) -> bool {
    let Some((before, from)) = typed.split_at_checked(index) else {
        return false;
    };
    let www = before.len().checked_sub(3).and_then(|at| typed.get(at..));
    let is_www = |it: &str| {
        let begin = it.get(..4);
        begin.is_some_and(|it| it.eq_ignore_ascii_case("www.")) && text::hides_target(it)
    };
    from.starts_with("://") || www.is_some_and(is_www)
}

#[cfg(test)]
mod tests {
    use super::{at, is_joint};

    #[test]
    fn an_address_ends_before_what_is_the_sentences() {
        for (text, address) in [
            (
                "https://a.example/x_y?p=1&q=#12",
                "https://a.example/x_y?p=1&q=#12",
            ),
            ("http://a.example/ b", "http://a.example/"),
            ("https://a.example/x), and", "https://a.example/x"),
            ("https://a.example/(x).", "https://a.example/(x)"),
            ("https://a.example/x**_", "https://a.example/x"),
            ("https://a.example/x](y)", "https://a.example/x"),
            ("https://a.example/x|y", "https://a.example/x"),
            ("https://müller.example/é”", "https://müller.example/é"),
        ] {
            assert_eq!(at(text, 0), Some(address), "{text}");
        }
        assert_eq!(at("see https://a", 4), Some("https://a"));
        for (text, index) in [
            ("xhttps://a", 1),
            ("https://", 0),
            ("https:///", 0),
            ("ftp://a", 0),
            ("é", 1),
            ("https://user:pw@host.example/", 0),
            ("https://evil.example\u{202e}txt", 0),
        ] {
            assert_eq!(at(text, index), None, "{text}");
        }
        assert!(is_joint("ftp://a", 3) && is_joint("www.a:b@c.example", 3));
        assert!(!is_joint("a: b", 1) && !is_joint("www.a.example", 3) && !is_joint("é", 1));
    }
}
