//! What a date field holds while somebody types into it, and which of that is a date. Browsers report every half-typed
//! year, and an empty text both for no date and for a date with a missing part.

use demarc_catalog::Date;

/// The first day that can be entered.
pub const FIRST_DAY: &str = "2000-01-01";
/// The last day that can be entered.
pub const LAST_DAY: &str = "2199-12-31";

/// The content of a date field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnteredDate {
    /// No part is filled in.
    Nothing,
    /// A day from [`FIRST_DAY`] to [`LAST_DAY`].
    Day(Date),
    /// A part is missing, or the parts are no day of the calendar.
    Incomplete,
    /// A day before or after the years that can be entered, such as of the year 27.
    OtherYear,
}

impl EnteredDate {
    /// What a field holds that gives this text, as `2026-11-24`. `has_parts` is whether an empty text stands for a date
    /// of which a part is filled in.
    #[must_use]
    pub fn read(text: &str, has_parts: bool) -> Self {
        match Date::try_from(text.to_owned()) {
            Ok(day) if (FIRST_DAY..=LAST_DAY).contains(&day.as_str()) => Self::Day(day),
            Ok(_) => Self::OtherYear,
            Err(_) if text.is_empty() && !has_parts => Self::Nothing,
            Err(_) if has_long_year(text) => Self::OtherYear,
            Err(_) => Self::Incomplete,
        }
    }

    /// The date to keep, `None` for no date; an error while there is nothing to keep.
    ///
    /// # Errors
    /// When it is not finished.
    pub fn to_keep(self) -> Result<Option<Date>, Self> {
        match self {
            Self::Nothing => Ok(None),
            Self::Day(day) => Ok(Some(day)),
            unfinished => Err(unfinished),
        }
    }
}

/// Whether the year of a text has more than four digits.
fn has_long_year(text: &str) -> bool {
    let year = text.split('-').next().unwrap_or_default();
    year.len() > 4 && year.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Assessment, AssessmentId, History, Moment};

    /// The dates kept while a field gives these texts one after the other.
    fn kept(texts: &[(&str, bool)]) -> Vec<Option<String>> {
        let kept = texts.iter().filter_map(|(text, has_parts)| {
            let kept = EnteredDate::read(text, *has_parts).to_keep().ok()?;
            Some(kept.map(|it| it.to_string()))
        });
        kept.collect()
    }

    #[test]
    fn no_half_typed_date_is_kept() {
        let year = ["0002-12-01", "0020-12-01", "0202-12-01", "2027-12-01"];
        let year = year.map(|it| (it, false));
        assert_eq!(kept(&year), [Some("2027-12-01".to_owned())]);
        assert_eq!(kept(&[("0027-12-01", false)]), []);
        // The day is taken out and typed anew.
        let day = [("", true), ("2026-12-15", false)];
        assert_eq!(kept(&day), [Some("2026-12-15".to_owned())]);
        assert_eq!(kept(&[("", false)]), [None]);
    }

    #[test]
    fn what_is_not_kept_has_a_reason() {
        for (text, reason) in [
            ("0027-12-01", EnteredDate::OtherYear),
            ("1999-12-31", EnteredDate::OtherYear),
            ("2200-01-01", EnteredDate::OtherYear),
            ("12026-01-01", EnteredDate::OtherYear),
            ("2026-02-30", EnteredDate::Incomplete),
            ("2026-12", EnteredDate::Incomplete),
            ("tomorrow", EnteredDate::Incomplete),
        ] {
            assert_eq!(
                EnteredDate::read(text, false).to_keep(),
                Err(reason),
                "{text}"
            );
        }
        for text in [FIRST_DAY, LAST_DAY, "2028-02-29"] {
            assert!(matches!(
                EnteredDate::read(text, false),
                EnteredDate::Day(_)
            ));
        }
    }

    #[test]
    fn the_digits_of_one_date_are_one_step_of_undo() {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let mut history = History::default();
        let give = |history: &mut History, it: &mut Assessment, milliseconds: u64, text: &str| {
            let due = EnteredDate::read(text, false).to_keep().unwrap();
            let at = Moment::after(it.edits.latest(), milliseconds, 0);
            history.edit(it, at, |it| {
                it.change_answer(&"iam.root".parse().unwrap(), |answer| answer.due = due);
            });
        };
        give(&mut history, &mut it, 10_000, "2027-12-01");
        history.end_step();
        for (milliseconds, text) in [(12_000, ""), (16_000, "2027-01-01"), (40_000, "2027-01-15")] {
            give(&mut history, &mut it, milliseconds, text);
        }
        let at = Moment::after(it.edits.latest(), 0, 0);
        history.undo(&mut it, at);
        let due = it.answers.values().find_map(|it| it.due.clone());
        assert_eq!(due.map(|it| it.to_string()).as_deref(), Some("2027-12-01"));
    }
}
