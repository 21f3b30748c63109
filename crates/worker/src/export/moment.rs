//! A moment as files name it. It knows the Gregorian calendar, and no clock: what now is comes from outside.

use std::fmt;

const DAY: u64 = 86_400;
/// The last second that the calendars of the formats know: the end of the year 9999.
const LAST: u64 = 253_402_300_799;

/// A second of universal time. As text `2026-11-24T14:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    seconds: u64,
}

impl Moment {
    /// The moment that is so many milliseconds after the beginning of 1970; none is later than the year 9999.
    #[must_use]
    pub fn from_milliseconds(milliseconds: u64) -> Self {
        Self {
            seconds: (milliseconds / 1000).min(LAST),
        }
    }

    /// Seconds since the beginning of 1970.
    #[must_use]
    pub fn seconds(self) -> u64 {
        self.seconds
    }

    /// Year, month and day.
    ///
    /// Counted in eras of 400 years that begin with a March, so that a leap day is the last of its year.
    fn day(self) -> (u64, u64, u64) {
        let days = self.seconds / DAY + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        (era * 400 + year + next, month, day)
    }

    /// Its day: `2026-11-24`.
    #[must_use]
    pub fn date(self) -> String {
        let (year, month, day) = self.day();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Its day and time for people: `2026-11-24 14:30 UTC`.
    #[must_use]
    pub fn words(self) -> String {
        let minutes = self.seconds % DAY / 60;
        format!(
            "{} {:02}:{:02} UTC",
            self.date(),
            minutes / 60,
            minutes % 60
        )
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.seconds % DAY;
        let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_the_calendar_has_them() {
        for (seconds, written) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_709_251_200, "2024-03-01T00:00:00Z"),
            (1_795_530_600, "2026-11-24T14:30:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (u64::MAX / 1000, "9999-12-31T23:59:59Z"),
        ] {
            let moment = Moment::from_milliseconds(seconds * 1000);
            assert_eq!(moment.to_string(), written);
        }
        let moment = Moment::from_milliseconds(1_795_530_600_000);
        assert_eq!(moment.words(), "2026-11-24 14:30 UTC");
    }
}
