//! Distances and talk values, exactly.

use crate::workshop::{MeanDistance, TalkValue, Tally};
use demarc_catalog::Level;
use proptest::prelude::*;

fn tally(levels: [u16; 4], dont_know: u16, not_applicable: u16) -> Tally {
    Tally {
        levels,
        dont_know,
        not_applicable,
    }
}

/// The mean distance in twelfths over pairs.
fn distance(it: Tally) -> (u64, u64) {
    let MeanDistance { twelfths, pairs } = it.distance();
    (twelfths, pairs)
}

#[test]
fn distances_are_exact() {
    // Two people: a level against a level, “don't know” against each level and against itself.
    for (levels, dont_know, twelfths) in [
        ([2, 0, 0, 0], 0, 0),
        ([1, 1, 0, 0], 0, 4),
        ([1, 0, 1, 0], 0, 8),
        ([1, 0, 0, 1], 0, 12),
        ([1, 0, 0, 0], 1, 6),
        ([0, 1, 0, 0], 1, 4),
        ([0, 0, 1, 0], 1, 4),
        ([0, 0, 0, 1], 1, 6),
        ([0, 0, 0, 0], 2, 5),
    ] {
        assert_eq!(
            distance(tally(levels, dont_know, 0)),
            (twelfths, 1),
            "{levels:?}"
        );
    }
    // “Not applicable” has no distance, and one answer has no pair.
    assert_eq!(distance(tally([1, 0, 0, 0], 0, 3)), (0, 0));
}

#[test]
fn the_dangerous_case_is_not_agreed() {
    // Eight people: the mean distances of these counts, in twelfths over 28 pairs, the range, and whether they agree.
    for (levels, twelfths, steps, is_agreed) in [
        ([0, 0, 1, 7], 7 * 4, 1, true),
        ([0, 0, 4, 4], 16 * 4, 1, true),
        ([1, 0, 0, 7], 7 * 12, 3, false),
        ([2, 0, 0, 6], 12 * 12, 3, false),
        ([4, 0, 0, 4], 16 * 12, 3, false),
    ] {
        let it = tally(levels, 0, 0);
        assert_eq!(distance(it), (twelfths, 28), "{levels:?}");
        assert_eq!(
            (it.steps(), it.is_agreed()),
            (steps, is_agreed),
            "{levels:?}"
        );
        assert!(!it.is_unknown());
    }
    // As the table of mean pairwise distances has them: 0.08, 0.19, 0.25, 0.43, 0.57.
    let mean = |levels| {
        let (twelfths, pairs) = distance(tally(levels, 0, 0));
        (100 * twelfths + 6 * pairs) / (12 * pairs)
    };
    assert_eq!(
        [
            [0, 0, 1, 7],
            [0, 0, 4, 4],
            [1, 0, 0, 7],
            [2, 0, 0, 6],
            [4, 0, 0, 4]
        ]
        .map(mean),
        [8, 19, 25, 43, 57]
    );
}

#[test]
fn a_quarter_of_dont_know_is_no_agreement_and_half_of_it_is_a_question_to_look_into() {
    assert!(tally([0, 0, 0, 7], 2, 0).is_agreed());
    assert!(!tally([0, 0, 0, 6], 2, 0).is_agreed());
    assert!(!tally([0, 0, 0, 5], 4, 0).is_unknown());
    assert!(tally([0, 0, 0, 4], 4, 0).is_unknown());
    assert!(!tally([0, 0, 1, 7], 0, 1).is_agreed());
    assert!(tally([0, 0, 0, 0], 0, 3).is_agreed());
    assert!(!Tally::default().is_agreed() && !Tally::default().is_unknown());
}

#[test]
fn the_lower_median_is_proposed() {
    let median = |levels| tally(levels, 3, 1).lower_median();
    assert_eq!(median([0, 0, 1, 7]), Some(Level::Fully));
    assert_eq!(median([0, 0, 4, 4]), Some(Level::Mostly));
    assert_eq!(median([1, 1, 1, 1]), Some(Level::Started));
    assert_eq!(median([0; 4]), None);
    assert_eq!(
        tally([0, 1, 1, 0], 0, 0).range(),
        Some((Level::Started, Level::Mostly))
    );
    assert_eq!(
        tally([0, 1, 0, 0], 0, 0).range(),
        Some((Level::Started, Level::Started))
    );
}

#[test]
fn talk_values_are_compared_as_fractions() {
    let value = |quarters, twelfths, pairs| TalkValue {
        quarters,
        distance: MeanDistance { twelfths, pairs },
    };
    assert_eq!(value(4, 1, 3), value(12, 1, 9));
    assert!(value(4, 1_000_000_000_000, 3_000_000_000_001) < value(4, 1, 3));
    assert_eq!(value(30, 12, 1).value(), 7.5);
    assert_eq!(TalkValue::default().value(), 0.0);
}

proptest! {
    #[test]
    fn a_distance_is_that_of_all_pairs(votes in prop::collection::vec(0_usize..6, 0..30)) {
        let mut it = Tally::default();
        for vote in &votes {
            match vote {
                4 => it.dont_know += 1,
                5 => it.not_applicable += 1,
                level => it.levels[*level] += 1,
            }
        }
        let (mut twelfths, mut pairs) = (0, 0);
        for (index, one) in votes.iter().enumerate() {
            for other in &votes[index + 1..] {
                let (low, high) = (one.min(other), one.max(other));
                if *high < 5 {
                    pairs += 1;
                    twelfths += match (low, high) {
                        (4, 4) => 5,
                        (0 | 3, 4) => 6,
                        (_, 4) => 4,
                        (low, high) => (high - low) as u64 * 4,
                    };
                }
            }
        }
        prop_assert_eq!(distance(it), (twelfths, pairs));
        prop_assert!(it.lower_median().is_none_or(|it_is| it.at(it_is) > 0));
    }
}
