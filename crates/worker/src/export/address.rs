//! Finds web addresses in user text. They stay links, while all other markup is escaped.

/// The address that starts at an index of a text. It has no characters that would end it in any markup, and no
/// punctuation of the sentence around it.
pub fn at(text: &str, index: usize) -> Option<&str> {
    let (before, from) = text.split_at_checked(index)?;
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|it| from.strip_prefix(it))?;
    if before.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric) {
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

#[cfg(test)]
mod tests {
    use super::at;

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
        ] {
            assert_eq!(at(text, index), None, "{text}");
        }
    }
}
