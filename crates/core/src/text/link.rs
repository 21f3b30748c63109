//! Which typed addresses become links. What does not become one is shown as text.

use super::steers_direction;

/// Whether a text is an address that may be a link: an `https` address that shows where it leads.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let ends_it =
        |it: char| it.is_whitespace() || it.is_control() || matches!(it, '"' | '<' | '>' | '\\');
    text.strip_prefix("https://").is_some_and(|rest| {
        (rest.starts_with(char::is_alphanumeric) || rest.starts_with('['))
            && !text.contains(ends_it)
            && !hides_target(text)
    })
}

/// Whether an address, which begins with its scheme, can show another target than it has: it names a user or a password
/// before the host (`https://aws.amazon.com@example.org/`), or has invisible characters. What follows white space is
/// not looked at.
#[must_use]
pub fn hides_target(address: &str) -> bool {
    let address = address
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let after_scheme = address.split_once("//").map_or(address, |(_, rest)| rest);
    // Browsers read a backslash as a slash.
    let authority = after_scheme.split(['/', '?', '#', '\\']).next();
    authority.is_some_and(|it| it.contains('@')) || address.contains(is_invisible)
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || steers_direction(character)
        || matches!(
            character,
            '\u{ad}' | '\u{34f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200d}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}' | '\u{ffff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_show_where_they_lead_are_links() {
        for text in [
            "https://wiki.example.org/guests?page=1&rev=2#a@b",
            "https://a.example:8443/x|y/{z}",
            "https://müller.example/é",
            "https://[2001:db8::1]/",
            "https://a.example/users/@octo-cat?mail=a@b.example",
        ] {
            assert!(is_link(text), "{text}");
        }
    }

    #[test]
    fn others_stay_text() {
        for text in [
            "",
            "https://",
            "https:///x",
            "http://a.example",
            "javascript:alert(1)",
            "ftp://a.example",
            "see https://a.example",
            "https://a.example and more",
            "https://user:pw@host.example/",
            "https://aws.amazon.com@evil.example",
            "https://aws.amazon.com\\@evil.example",
            "https://user:pw@evil.example@good.example/",
            "https://evil.example\u{202e}txt",
            "https://a.example/\u{200b}",
            "https://a.example/\u{0}",
            "https://a.example/\u{9b}",
            "\u{2067}https://a.example",
            "https://a.example/\"onclick",
        ] {
            assert!(!is_link(text), "{text:?}");
        }
        assert!(hides_target("https://a@b and more") && !hides_target("https://a.example a@b"));
    }
}
