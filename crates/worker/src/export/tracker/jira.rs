//! The gaps for Jira's importer. It requires `Summary`, accepts one `Labels` column per label, and identifies people by
//! their email address: <https://support.atlassian.com/jira-cloud-administration/docs/import-data-from-a-csv-file/>.
//! Any other name of an owner could create a user or fail, so owners stand in a column of their own, too, which the
//! importer can map to a field of text.

use std::fmt::Write;

use demarc_core::text::{self, Piece};

use crate::export::subject::ExportSubject;
use crate::export::table::Value;
use crate::export::text::JOINER;
use crate::export::tracker::{Markup, description, list, state, words};
use crate::export::{Error, address};

const COLUMNS: [&str; 11] = [
    "Summary",
    "Issue Type",
    "Priority",
    "Due Date",
    "Assignee",
    "Owner",
    "Labels",
    "Labels",
    "Labels",
    "Labels",
    "Description",
];

const MARKUP: Markup = Markup {
    heading: |title| format!("h3. {title}"),
    typed: plain,
    of_catalog,
};

/// The gaps for Jira.
pub fn write(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    list(subject, &COLUMNS, |gap, practice, text| {
        let answer = subject.answer(&gap.practice);
        let owner = answer.map_or("", |it| it.owner.trim());
        let due = answer.and_then(|it| it.due.as_ref());
        vec![
            Value::text(practice.title.as_str()),
            Value::text("Task"),
            Value::text(priority(practice.impact.get())),
            due.map_or(Value::Empty, Value::Day),
            words(owner)
                .find(|it| is_mail(it))
                .map_or(Value::Empty, Value::text),
            Value::text(text::line(owner)),
            Value::text("demarc"),
            Value::text(gap.domain.as_str().to_owned()),
            Value::text(gap.kind.key()),
            state(gap).map_or(Value::Empty, Value::text),
            Value::text(description(subject, gap, text, &MARKUP)),
        ]
    })
}

/// A text of the catalog, with its code in Jira's markup.
fn of_catalog(text: &str) -> String {
    let pieces = text::pieces(text).map(|piece| match piece {
        Piece::Words(words) => plain(words),
        Piece::Code(code) => format!("{{{{{}}}}}", plain(code)),
    });
    pieces.collect()
}

/// Text escaped for Jira's markup; only addresses stay links.
///
/// The renderer of Jira Server and the importer of Jira Cloud agree on the characters that a backslash escapes, which
/// are not all. An invisible character separates the others from what would make them markup.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        plain_line(line, &mut out);
    }
    out
}

fn plain_line(line: &str, out: &mut String) {
    let begun = line.trim_start();
    let begins = line.len() - begun.len();
    let is_block = match begun.as_bytes() {
        [b'#' | b'=', ..] | [b'b', b'q', b'.', ..] => true,
        [b'h', digit, b'.', ..] => digit.is_ascii_digit(),
        _ => false,
    };
    let mut linked = 0;
    let mut last = ' ';
    for (index, character) in line.char_indices() {
        if index < linked {
            continue;
        }
        if let Some(address) = address::at(line, index) {
            let _ = write!(out, "[{address}]");
            linked = index + address.len();
            last = ']';
            continue;
        }
        let next = line[index..].chars().nth(1).unwrap_or(' ');
        let escapes = match character {
            '{' | '}' | '[' | ']' | '!' | '*' | '|' | '^' | '~' => true,
            // Within words and between spaces they are not markup.
            '_' | '+' | '-' => {
                let within = last.is_alphanumeric() && next.is_alphanumeric();
                let between = last.is_whitespace() && next.is_whitespace();
                index == begins || !within && !between
            }
            '?' => last == '?' || next == '?',
            '@' => index == begins,
            _ => false,
        };
        if escapes {
            out.push('\\');
        } else if is_block && index == begins {
            out.push(JOINER);
        }
        out.push(character);
        // Two backslashes would be a line break, and one would escape the next character. An address that may not be a
        // link is none when its scheme is set apart.
        let escapes_next = character == '\\' && !next.is_alphanumeric();
        if escapes_next || address::is_joint(line, index) {
            out.push(JOINER);
        }
        last = character;
    }
}

/// Jira's priority for an impact.
fn priority(impact: u32) -> &'static str {
    match impact {
        5.. => "Highest",
        4 => "High",
        3 => "Medium",
        2 => "Low",
        _ => "Lowest",
    }
}

/// Whether a text looks like an email address.
fn is_mail(text: &str) -> bool {
    let is_part = |part: &str| {
        let fits = |it: u8| it.is_ascii_alphanumeric() || b"._%+-".contains(&it);
        part.starts_with(|it: char| it.is_ascii_alphanumeric()) && part.bytes().all(fits)
    };
    text.split_once('@')
        .is_some_and(|(name, host)| is_part(name) && is_part(host) && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_by_their_mail_address_only() {
        assert!(is_mail("ana.b+x@example.org"));
        let found = |owner| words(owner).find(|it| is_mail(it));
        assert_eq!(found("Ana B. <ana@example.org>"), Some("ana@example.org"));
        assert_eq!(found("Ana (ana@example.org), Bo"), Some("ana@example.org"));
        assert_eq!(found("Platform team"), None);
        for text in [
            "Ana",
            "@ana",
            "=1@example.org",
            "a@b",
            "a b@example.org",
            "a@b@c.org",
        ] {
            assert!(!is_mail(text), "{text}");
        }
    }

    #[test]
    fn nothing_typed_is_jiras_markup() {
        for (typed, written) in [
            (
                "_a_ -b- +c+ ^d^ ~e~ ??f??",
                "\\_a\\_ \\-b\\- \\+c\\+ \\^d\\^ \\~e\\~ \\?\\?f\\?\\?",
            ),
            (
                "*a* {b} [c] !d! |e|",
                "\\*a\\* \\{b\\} \\[c\\] \\!d\\! \\|e\\|",
            ),
            ("# a\n - b\n----", "\u{2060}# a\n \\- b\n\\-\\-\\-\\-"),
            ("h1. a\nbq. b", "\u{2060}h1. a\n\u{2060}bq. b"),
            ("=1\n@a\n+49", "\u{2060}=1\n\\@a\n\\+49"),
            ("\\\\a\\b\\*", "\\\u{2060}\\a\\b\\\u{2060}\\*"),
            (
                "see https://a.example/x_y-, {b}",
                "see [https://a.example/x_y-], \\{b\\}",
            ),
        ] {
            assert_eq!(plain(typed), written);
        }
        assert_eq!(
            plain("https://user:pw@host.example"),
            "https:\u{2060}//user:pw@host.example"
        );
        assert_eq!(
            of_catalog("Use `aws sso login --x` or `b{c}`."),
            "Use {{aws sso login \\-\\-x}} or {{b\\{c\\}}}."
        );
        for text in [
            "snake_case, 2026-11-24, 1+1, a - b, why? C# 7",
            "ha. hx. bqa",
        ] {
            assert_eq!(plain(text), text);
        }
    }
}
