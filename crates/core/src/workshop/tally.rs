//! Counted answers to one question, and how far apart they are. All in whole numbers.

use serde::{Deserialize, Serialize};

use super::Vote;
use demarc_catalog::Level;

/// How many people gave each answer to one question. Hands that are counted in a room are no more than this.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Tally {
    /// How many gave each level, the lowest first.
    #[serde(default)]
    pub levels: [u16; 4],
    /// How many do not know.
    #[serde(default)]
    pub dont_know: u16,
    /// For how many it does not apply.
    #[serde(default)]
    pub not_applicable: u16,
}

/// A mean of distances, as a fraction: twelfths of the whole scale, over so many pairs of answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MeanDistance {
    /// The sum over all pairs, in twelfths.
    pub twelfths: u64,
    /// The number of pairs.
    pub pairs: u64,
}

impl Tally {
    /// Counts a vote.
    pub fn add(&mut self, vote: Vote) {
        let count = match vote {
            Vote::Level(level) => &mut self.levels[level.thirds() as usize],
            Vote::DontKnow => &mut self.dont_know,
            Vote::NotApplicable(_) => &mut self.not_applicable,
        };
        *count = count.saturating_add(1);
    }

    /// Counts all of another tally.
    pub fn add_all(&mut self, other: &Self) {
        let both = |one: &mut u16, other: u16| *one = one.saturating_add(other);
        for (one, other) in self.levels.iter_mut().zip(other.levels) {
            both(one, other);
        }
        both(&mut self.dont_know, other.dont_know);
        both(&mut self.not_applicable, other.not_applicable);
    }

    /// How many gave this level.
    #[must_use]
    pub fn at(&self, level: Level) -> u16 {
        self.levels[level.thirds() as usize]
    }

    /// How many gave a level.
    #[must_use]
    pub fn leveled(&self) -> u32 {
        self.levels.iter().map(|it| u32::from(*it)).sum()
    }

    /// How many gave any answer.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.leveled() + u32::from(self.dont_know) + u32::from(self.not_applicable)
    }

    /// Whether nobody gave an answer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The lowest and the highest level that somebody gave.
    #[must_use]
    pub fn range(&self) -> Option<(Level, Level)> {
        let mut given = Level::ALL.into_iter().filter(|it| self.at(*it) > 0);
        let low = given.next()?;
        Some((low, given.next_back().unwrap_or(low)))
    }

    /// The steps between the lowest and the highest level.
    #[must_use]
    pub fn steps(&self) -> u32 {
        self.range()
            .map_or(0, |(low, high)| high.thirds() - low.thirds())
    }

    /// The lower median of the levels: of an even number the lower of the two in the middle.
    #[must_use]
    pub fn lower_median(&self) -> Option<Level> {
        let middle = self.leveled().checked_sub(1)? / 2;
        let mut counted = 0;
        Level::ALL.into_iter().find(|level| {
            counted += u32::from(self.at(*level));
            counted > middle
        })
    }

    /// Whether half or more do not know.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.dont_know > 0 && u32::from(self.dont_know) * 2 >= self.answered()
    }

    /// Whether some say that it does not apply, and others give a level.
    #[must_use]
    pub fn is_scope_in_dispute(&self) -> bool {
        self.not_applicable > 0 && self.leveled() > 0
    }

    /// Whether the levels are at most one step apart, under a quarter do not know, and none says that it does not apply
    /// where others give a level.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        let few_unknown = u32::from(self.dont_know) * 4 < self.answered();
        !self.is_empty() && self.steps() <= 1 && few_unknown && !self.is_scope_in_dispute()
    }

    /// The mean distance over all pairs of answers. “Not applicable” has no distance to anything and is left out.
    #[must_use]
    pub fn distance(&self) -> MeanDistance {
        let [zero, one, two, three] = self.levels.map(u64::from);
        let unknown = u64::from(self.dont_know);
        let of = [zero, one, two, three, unknown];
        let mut mean = MeanDistance::default();
        for (place, count) in of.iter().enumerate() {
            // A pair of two equal answers.
            let equal = count * count.saturating_sub(1) / 2;
            mean.pairs += equal;
            mean.twelfths += equal * twelfths(place, place);
            for (other_place, other) in of.iter().enumerate().skip(place + 1) {
                mean.pairs += count * other;
                mean.twelfths += count * other * twelfths(place, other_place);
            }
        }
        mean
    }
}

/// The distance of two answers in twelfths: places 0 to 3 are levels, 4 is “don't know”, which is each level with the same
/// chance.
fn twelfths(one: usize, other: usize) -> u64 {
    match (one, other) {
        (4, 4) => 5,
        (level, 4) | (4, level) => {
            if level == 0 || level == 3 {
                6
            } else {
                4
            }
        }
        (one, other) => one.abs_diff(other) as u64 * 4,
    }
}

/// How much a question is worth talking about: its weight times the mean distance of the answers, as a fraction.
#[derive(Debug, Clone, Copy, Default)]
pub struct TalkValue {
    /// The weight in quarters.
    pub quarters: u32,
    /// The mean distance.
    pub distance: MeanDistance,
}

impl TalkValue {
    /// The value as a number, 0 to 7.5. Orders are decided by the exact fraction.
    #[must_use]
    pub fn value(&self) -> f64 {
        if self.distance.pairs == 0 {
            return 0.0;
        }
        let part = u64::from(self.quarters) * self.distance.twelfths;
        part as f64 / (48 * self.distance.pairs) as f64
    }

    /// Numerator and denominator.
    fn fraction(&self) -> (u128, u128) {
        let part = u128::from(self.quarters) * u128::from(self.distance.twelfths);
        (part, u128::from(self.distance.pairs.max(1)))
    }
}

impl PartialEq for TalkValue {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for TalkValue {}

impl PartialOrd for TalkValue {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TalkValue {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let ((part, whole), (others_part, others_whole)) = (self.fraction(), other.fraction());
        (part * others_whole).cmp(&(others_part * whole))
    }
}
