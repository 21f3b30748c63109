//! What must not change a reveal: the order of ballots, names of people, merging, and forgetting who said what.

use super::common::TAG;
use super::room::{at, entries, revealed, setup, workshop};
use crate::assessment::{Belief, NotApplicable};
use crate::exchange::workshop::WorkshopFile;
use crate::workshop::{Ballot, HandedIn, PersonId, Reveal, Round, Vote};
use demarc_catalog::Level;
use proptest::prelude::*;

/// A ballot of generated answers and beliefs.
fn any_ballot() -> impl Strategy<Value = Ballot> {
    let votes = prop::collection::vec(0_usize..7, 30);
    let beliefs = prop::collection::vec(0_usize..6, 15);
    (0_u32..12, 0_u32..3, 0_u8..3, votes, beliefs).prop_map(
        |(person, moment, role, votes, beliefs)| {
            let setup = setup();
            let mut it = Ballot::new(PersonId(person), role);
            // A person hands in one ballot at a time.
            it.handed_in = HandedIn(person * 10 + moment);
            it.name = format!("P{person}");
            for (practice, vote) in setup.practices.iter().zip(votes) {
                let vote = match vote {
                    0 => None,
                    5 => Some(Vote::DontKnow),
                    6 => Some(Vote::NotApplicable(NotApplicable::Architecture)),
                    level => Some(Vote::Level(Level::ALL[level - 1])),
                };
                it.vote(practice, vote);
            }
            for (cell, belief) in setup.statements.iter().zip(beliefs) {
                it.believe(cell, Belief::offered(true).get(belief).copied());
            }
            it
        },
    )
}

/// Ballots of which no two of a person have one moment.
fn any_room() -> impl Strategy<Value = Vec<Ballot>> {
    prop::collection::vec(any_ballot(), 0..12).prop_map(|mut all| {
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|it| seen.insert((it.person, it.handed_in)));
        all
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_and_names_and_merging_change_nothing(room in any_room(), split: u16) {
        let whole = revealed(&entries(&room));
        let mut reversed = room.clone();
        reversed.reverse();
        prop_assert_eq!(&revealed(&entries(&reversed)), &whole);
        let renamed: Vec<Ballot> = room
            .iter()
            .map(|it| Ballot {
                person: PersonId(it.person.0.wrapping_mul(0x9e37_79b1) ^ 77),
                name: "X".into(),
                ..it.clone()
            })
            .collect();
        prop_assert_eq!(&revealed(&entries(&renamed)), &whole);
        let (one, other): (Vec<_>, Vec<_>) =
            room.iter().cloned().enumerate().partition(|(index, _)| split >> (index % 16) & 1 == 0);
        let of = |part: Vec<(usize, Ballot)>| entries(&part.into_iter().map(|(_, it)| it).collect::<Vec<_>>());
        let (one, other) = (of(one), of(other));
        let (mut there, mut here) = (one.clone(), other.clone());
        there.merge(&other);
        here.merge(&one);
        prop_assert_eq!(&there, &here);
        prop_assert_eq!(&revealed(&there), &whole);
        // Through files, too.
        let file = WorkshopFile::of(TAG, &there).write();
        let read = WorkshopFile::read(file.as_bytes()).unwrap();
        prop_assert_eq!(read.entries, there);
    }

    #[test]
    fn forgetting_who_said_what_keeps_what_was_said(room in any_room(), again in any_room()) {
        let mut kept = entries(&room);
        for ballot in again.iter().take(4) {
            kept.add_ballot(TAG, Round::Second, ballot);
        }
        let before = revealed(&kept);
        let people = workshop(&kept).people();
        kept.forget_who(TAG, at(50));
        let after = revealed(&kept);
        let it = workshop(&kept);
        prop_assert!(it.ballots.is_empty());
        prop_assert_eq!(it.people(), people);
        prop_assert!(!WorkshopFile::of(TAG, &kept).write().contains("\"P"));
        prop_assert_eq!(&after.silent, &before.silent);
        prop_assert_eq!(&after.believed, &before.believed);
        prop_assert_eq!(&after.heads, &before.heads);
        for practice in &it.setup.practices {
            let counts = |it: &Reveal| it.of(practice).map(|it| (it.before, *it.now(), it.talk_value));
            prop_assert_eq!(counts(&after), counts(&before));
        }
        // A copy that still has the ballots does not bring them back.
        let mut copy = entries(&room);
        copy.merge(&kept);
        prop_assert!(workshop(&copy).ballots.is_empty());
    }
}
