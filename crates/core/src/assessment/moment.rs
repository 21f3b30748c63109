//! The moment of an edit, and which moments are credible. No clock is read: the time is an argument.

use serde::{Deserialize, Serialize};

/// A week, in milliseconds.
const WEEK: u64 = 7 * 24 * 60 * 60 * 1000;
/// November 1, 2026, in milliseconds since 1970: this code is not older, so an earlier clock is wrong.
const WRITTEN: u64 = 1_793_491_200_000;

/// The time of an edit: milliseconds since 1970 times [`Moment::WRITERS`], plus the writer, so that two edits in the
/// same millisecond have an order. At most 2^53, which JSON represents exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub struct Moment(u64);

impl Moment {
    /// The number of distinct writers.
    const WRITERS: u64 = 1024;
    /// The largest moment.
    const LAST: u64 = 1 << 53;
    /// The latest moment that there is: as a limit, it makes every moment credible.
    pub const MAX: Self = Self(Self::LAST);

    /// The moment of an edit by `writer` (any number) at `milliseconds` since 1970, but always after `earlier`: a clock
    /// that was set back does not make a new edit an old one.
    #[must_use]
    pub fn after(earlier: Self, milliseconds: u64, writer: u64) -> Self {
        let milliseconds = milliseconds
            .min(Self::LAST / Self::WRITERS)
            .max(earlier.milliseconds().saturating_add(1));
        Self((milliseconds * Self::WRITERS + writer % Self::WRITERS).min(Self::LAST))
    }

    /// The latest moment that an edit can have for somebody whose clock says `now`, in milliseconds since 1970. Clocks of
    /// two devices may differ by a week. A clock that is behind this code is wrong: it makes no other moment incredible.
    #[must_use]
    pub fn latest_credible(now: u64) -> Self {
        let latest = if now < WRITTEN {
            u64::MAX
        } else {
            now.saturating_add(WEEK)
        };
        Self::after(Self::default(), latest, u64::MAX)
    }

    /// The moment for an edit by a clock that was ahead: its date is wrong and its true date unknown. Such edits keep
    /// their order, and every edit with a date is later. The result depends on the moment alone, so that all copies of an
    /// edit get the same. Edits in different milliseconds get different moments, because a clock that is set back makes
    /// edits that are one millisecond apart.
    #[must_use]
    pub fn undated(self) -> Self {
        // Before July 1987 for every moment there is, when nobody used Demarc.
        Self(self.0 / 16)
    }

    /// Whether the true date of the edit is unknown.
    #[must_use]
    pub fn is_undated(self) -> bool {
        (WRITTEN / 16..=Self::LAST / Self::WRITERS / 16).contains(&self.milliseconds())
    }

    /// The next moment.
    pub(super) fn next(self) -> Self {
        Self((self.0 + 1).min(Self::LAST))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn milliseconds(self) -> u64 {
        self.0 / Self::WRITERS
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<u64> for Moment {
    type Error = String;
    fn try_from(number: u64) -> Result<Self, String> {
        if number <= Self::LAST {
            Ok(Self(number))
        } else {
            Err(format!("{number} is no moment of an edit"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: u64) -> Moment {
        Moment::after(Moment::default(), milliseconds, 0)
    }

    #[test]
    fn a_clock_that_jumps_back_makes_no_old_edits() {
        let later = Moment::after(at(1000), 10, 7);
        assert!(later > at(1000) && later.milliseconds() == 1001);
        assert_eq!(Moment::after(at(5), u64::MAX, 3).0, Moment::LAST);
        assert_eq!(Moment::after(Moment(Moment::LAST), 1, 3).0, Moment::LAST);
    }

    #[test]
    fn what_is_a_week_ahead_is_credible_and_what_is_further_is_undated() {
        let now = WRITTEN;
        let credible = Moment::latest_credible(now);
        assert!(at(now + WEEK) <= credible && at(now + WEEK + 1) > credible);
        assert_eq!(Moment::latest_credible(now - 1).0, Moment::LAST);
        let (one, other) = (at(now + 2 * WEEK).undated(), at(now + 3 * WEEK).undated());
        assert!(Moment::default() < one && one < other && one.is_undated());
        assert!(!at(now).is_undated() && !Moment::default().is_undated());
        assert!(Moment(Moment::LAST).undated() < at(now / 3));
    }

    #[test]
    fn edits_without_a_date_keep_their_order_a_millisecond_apart() {
        let earlier = Moment::after(Moment::default(), WRITTEN + 5, Moment::WRITERS - 1);
        let later = Moment::after(earlier, 0, 0);
        assert_eq!(later.milliseconds(), earlier.milliseconds() + 1);
        assert!(earlier.undated() < later.undated());
    }
}
