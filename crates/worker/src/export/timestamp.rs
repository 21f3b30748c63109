//! The time of an export, as files write it. It is an argument; no clock is read.

use std::fmt;

/// The last second of the calendar.
const LAST: jiff::Timestamp = jiff::Timestamp::constant(253_402_207_200, 0);

/// A second in UTC. Its text form is `2026-11-24T14:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The time at a number of milliseconds since 1970. Times beyond the calendar become its last second.
    #[must_use]
    pub fn from_milliseconds(milliseconds: u64) -> Self {
        let seconds = i64::try_from(milliseconds / 1000).unwrap_or(i64::MAX);
        Self(jiff::Timestamp::from_second(seconds).unwrap_or(LAST))
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.as_second()
    }

    /// The day and minute in UTC, for people: `2026-11-24 14:30 UTC`.
    #[must_use]
    pub fn for_people(self) -> String {
        self.0.strftime("%Y-%m-%d %H:%M UTC").to_string()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_full_seconds() {
        for (milliseconds, written) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_795_530_600_999, "2026-11-24T14:30:00Z"),
            (u64::MAX, "9999-12-30T22:00:00Z"),
        ] {
            let time = Timestamp::from_milliseconds(milliseconds);
            assert_eq!(time.to_string(), written);
        }
        let time = Timestamp::from_milliseconds(1_795_530_600_000);
        assert_eq!(time.for_people(), "2026-11-24 14:30 UTC");
        assert_eq!(time.seconds(), 1_795_530_600);
    }
}
