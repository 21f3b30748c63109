//! Formats numbers, days, counts and names for people.

use crate::assessment::{EnteredDate, FIRST_DAY, LAST_DAY};
use crate::text;
use demarc_catalog::{Date, Lifecycle};

/// When a service or a variant closes to new customers, and when it ends.
#[must_use]
pub fn lifecycle(lifecycle: &Lifecycle) -> String {
    let closed = lifecycle.closed.as_ref();
    let closed = closed.map(|it| format!("Closed to new customers from {}.", day(it)));
    let ends = lifecycle.ends.as_ref();
    let ends = ends.map(|it| format!("Support ends on {}.", day(it)));
    let sentences: Vec<String> = closed.into_iter().chain(ends).collect();
    sentences.join(" ")
}

/// A score, rounded down so that it never looks better than it is; a dash for `None`.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score is 0 to 100, and rounding down is what is wanted"
)]
pub fn score(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| (value as u32).to_string())
}

/// A number from 0 to a few thousand, with two decimals (`2.67`), or without when they are zero (`5`).
///
/// It is formatted by hand, because the standard formatting of floating-point numbers adds more code than the page that
/// shows them.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures are small and not negative"
)]
pub fn hundredths(value: f64) -> String {
    let hundredths = (value * 100.0 + 0.5) as u32;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{whole}"),
        (tenths, 0) => format!("{whole}.{tenths}"),
        _ => format!("{whole}.{rest:02}"),
    }
}

/// A number of thirds, the value of a level: `2/3`.
#[must_use]
pub fn thirds(thirds: u32) -> String {
    match (thirds / 3, thirds % 3) {
        (whole, 0) => whole.to_string(),
        _ => format!("{thirds}/3"),
    }
}

/// A count with its noun: `1 gap`, `2 gaps`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
/// The maximum length of a displayed name, in characters.
const LONGEST_NAME: usize = 120;

/// The name of an assessment on one line, shortened for display; a placeholder when it is blank.
#[must_use]
pub fn name(name: &str) -> String {
    match text::line(name) {
        line if line.is_empty() => "Untitled assessment".to_owned(),
        line => text::shortened(line, LONGEST_NAME),
    }
}

/// A text for use within a sentence: the first letter in lower case, unless it begins with an abbreviation
/// (`IAM users`).
#[must_use]
pub fn in_a_sentence(text: &str) -> String {
    let mut result = text.to_owned();
    let is_word = !text
        .chars()
        .nth(1)
        .is_some_and(|it| it.is_ascii_uppercase());
    if let Some(first) = result.get_mut(..1).filter(|_| is_word) {
        first.make_ascii_lowercase();
    }
    result
}

/// What is wrong with an unfinished date, and what is stored in its place.
#[must_use]
pub fn unfinished_date(entered: &EnteredDate, stored: Option<&Date>) -> String {
    let year = |day: &'static str| day.split('-').next().unwrap_or_default();
    let wrong = match entered {
        EnteredDate::OtherYear => {
            format!(
                "The year has to be from {} to {}.",
                year(FIRST_DAY),
                year(LAST_DAY)
            )
        }
        _ => "The date needs a day, a month and a year.".to_owned(),
    };
    match stored {
        Some(stored) => format!("{wrong} {} is still saved.", day(stored)),
        None => format!("{wrong} No date is saved."),
    }
}

/// A day in American form: `November 24, 2026`.
#[must_use]
pub fn day(date: &Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = date.as_str();
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month: Option<usize> = month.and_then(|it| it.parse().ok());
    let month = month.and_then(|it| MONTHS.get(it.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => {
            format!("{month} {}, {year}", day.trim_start_matches('0'))
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_small_within_a_sentence() {
        for (name, within) in [
            ("Guest operating system", "guest operating system"),
            ("IAM users", "IAM users"),
            ("A record", "a record"),
            ("X", "x"),
            ("Élan", "Élan"),
            ("", ""),
        ] {
            assert_eq!(in_a_sentence(name), within);
        }
    }

    #[test]
    fn numbers_read_as_people_say_them() {
        assert_eq!(score(None), "–");
        assert_eq!(score(Some(89.99)), "89");
        for (value, shown) in [
            (5.0, "5"),
            (2.5, "2.5"),
            (8.0 / 3.0, "2.67"),
            (0.1 / 3.0, "0.03"),
        ] {
            assert_eq!(hundredths(value), shown);
        }
        assert_eq!(name(" "), "Untitled assessment");
        assert_eq!(name("a\u{202e}b\u{0}\n c"), "ab c");
        let long = "claims ".repeat(40);
        assert!(name(&long).ends_with("claims…") && name(&long).chars().count() <= 120);
        let date = |text: &str| Date::try_from(text.to_owned()).unwrap();
        assert_eq!(day(&date("2026-11-24")), "November 24, 2026");
        assert_eq!(day(&date("2026-01-05")), "January 5, 2026");
        assert_eq!(count(1, "gap", "gaps"), "1 gap");
        assert_eq!(count(0, "gap", "gaps"), "0 gaps");
    }
}
