//! Calendar dates as text: a day, or a year, month or day. No clock is read.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar, written `2026-11-24`. The text form sorts by time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(String);

/// The number of 1970-01-01.
const EPOCH: i32 = 719_468;

impl Date {
    /// The date as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first day that can be written. No deadline is before it.
    #[must_use]
    pub fn first() -> Self {
        Self("0000-01-01".to_owned())
    }

    /// The number of days from this day to another; negative if the other is earlier.
    #[must_use]
    pub fn days_until(&self, other: &Self) -> i32 {
        other.number() - self.number()
    }

    /// The number of days since 1970-01-01; negative before it.
    #[must_use]
    pub fn days_since_1970(&self) -> i32 {
        self.number() - EPOCH
    }

    /// The day with this number since 1970-01-01; `None` for one whose year has not four digits.
    #[must_use]
    pub fn from_days_since_1970(days: i32) -> Option<Self> {
        let number = i64::from(days) + i64::from(EPOCH);
        let (era, of_era) = (number.div_euclid(146_097), number.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, year) = if month < 10 {
            (month + 3, era * 400 + year)
        } else {
            (month - 9, era * 400 + year + 1)
        };
        Self::try_from(format!("{year:04}-{month:02}-{day:02}")).ok()
    }

    /// The day that is a number of days earlier; `None` before the year 0.
    #[must_use]
    pub fn days_before(&self, days: u32) -> Option<Self> {
        let days = i32::try_from(days).ok()?;
        Self::from_days_since_1970(self.days_since_1970().checked_sub(days)?)
    }

    /// The number of the day in the Gregorian calendar, counted from March 1 of the year 0.
    fn number(&self) -> i32 {
        let (year, month, day) = parts(&self.0).unwrap_or((0, 3, 1));
        // Years that begin in March have their leap day at the end, so that the months before it have fixed lengths.
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leaps + (153 * month + 2) / 5 + day - 1
    }
}

impl FromStr for Date {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for Date {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        if is_day(&text) {
            Ok(Self(text))
        } else {
            let shown: String = text.chars().take(30).collect();
            Err(format!("{shown:?} is not a day (write it like 2026-11-24)"))
        }
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The date from which something holds, with the known precision: `2023`, `2023-01` or `2023-01-05`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Since(String);

impl TryFrom<String> for Since {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        // A missing month or day is completed with 01, so that one check covers all three forms.
        let completed = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.clone(),
        };
        if is_day(&completed) {
            Ok(Self(text))
        } else {
            let shown: String = text.chars().take(30).collect();
            Err(format!(
                "{shown:?} is not a year, a month or a day (write it like 2023, 2023-01 or 2023-01-05)"
            ))
        }
    }
}

impl From<Since> for String {
    fn from(since: Since) -> Self {
        since.0
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text is a day of the Gregorian calendar in the form `YYYY-MM-DD`.
fn is_day(text: &str) -> bool {
    parts(text).is_some()
}

/// The year, month and day of a text in the form `YYYY-MM-DD`; `None` if it is no day of the Gregorian calendar.
fn parts(text: &str) -> Option<(i32, i32, i32)> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i32>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for text in ["2026-11-24", "2024-02-29", "2000-02-29"] {
            assert!(Date::try_from(text.to_owned()).is_ok(), "{text}");
        }
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "",
            "2026-11-31",
            "２０２６-11-24",
        ] {
            assert!(Date::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_months_years_and_leap_days() {
        for (from, to, days) in [
            ("2026-11-15", "2026-11-30", 15),
            ("2026-11-30", "2026-11-15", -15),
            ("2026-11-30", "2026-11-30", 0),
            ("2024-02-28", "2024-03-01", 2),
            ("2026-02-28", "2026-03-01", 1),
            ("2026-12-31", "2027-01-01", 1),
            ("1970-01-01", "2026-11-30", 20_787),
            ("1900-02-28", "1900-03-01", 1),
            ("0000-01-01", "9999-12-31", 3_652_424),
        ] {
            let [from, to] = [from, to].map(|it| Date::try_from(it.to_owned()).unwrap());
            assert_eq!(from.days_until(&to), days, "{from} {to}");
            let again = Date::from_days_since_1970(from.days_since_1970() + days);
            assert_eq!(again.as_ref(), Some(&to));
            if let Ok(days) = u32::try_from(days) {
                assert_eq!(to.days_before(days), Some(from));
            }
        }
    }

    #[test]
    fn there_is_no_day_outside_of_the_years_with_four_digits() {
        for days in [i32::MIN, -719_529, 2_932_897, i32::MAX] {
            assert_eq!(Date::from_days_since_1970(days), None, "{days}");
        }
        assert_eq!(Date::from_days_since_1970(-719_528), Some(Date::first()));
        assert_eq!(Date::first().days_before(1), None);
    }

    #[test]
    fn since_may_be_a_year_a_month_or_a_day() {
        for text in ["2023", "2023-01", "2023-01-05"] {
            assert!(Since::try_from(text.to_owned()).is_ok(), "{text}");
        }
        for text in ["", "23", "2023-13", "2023-1", "2023-02-30", "2023-01-"] {
            assert!(Since::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
