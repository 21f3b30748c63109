//! A room about the example: its questions, ballots, and what is revealed of them.

use std::sync::LazyLock;

use super::common::{TAG, catalog, cells, example};
use crate::analysis::{Analysis, analyze};
use crate::assessment::{Assessment, Moment};
use crate::records::Entries;
use crate::workshop::{
    Ballot, HandedIn, PersonId, Reveal, Round, Setup, Vote, Workshop, reveal, workshops,
};
use demarc_catalog::Date;

pub fn day() -> Date {
    "2026-12-01".parse().unwrap()
}

pub fn at(milliseconds: u64) -> Moment {
    Moment::after(Moment::default(), 1_800_000_000_000 + milliseconds, 0)
}

pub fn analyzed(it: &Assessment) -> Analysis {
    analyze(catalog(), it, &day())
}

pub fn setup() -> Setup {
    static SETUP: LazyLock<Setup> = LazyLock::new(|| {
        let practices = analyzed(&example()).practices.into_iter().take(30);
        Setup {
            started: day(),
            invite: String::new(),
            edition: catalog().version.clone(),
            practices: practices.map(|it| it.practice).collect(),
            statements: cells(&example()),
            roles: vec!["Operations".into(), "Management".into()],
            expected: 8,
        }
    });
    SETUP.clone()
}

pub fn ballot(person: u32, votes: &[(usize, Vote)]) -> Ballot {
    let setup = setup();
    let mut it = Ballot::new(PersonId(person), 0);
    it.handed_in = HandedIn(1000);
    for (question, vote) in votes {
        it.vote(&setup.practices[*question], Some(*vote));
    }
    it
}

pub fn entries(ballots: &[Ballot]) -> Entries {
    let mut entries = Entries::default();
    entries.start_workshop(TAG, &setup(), at(0));
    for ballot in ballots {
        entries.add_ballot(TAG, Round::First, ballot);
    }
    entries
}

pub fn workshop(entries: &Entries) -> Workshop {
    let (mut all, unreadable) = workshops(entries);
    assert_eq!((all.len(), unreadable), (1, 0));
    all.remove(0)
}

pub fn revealed(entries: &Entries) -> Reveal {
    static ANALYZED: LazyLock<(Assessment, Analysis)> = LazyLock::new(|| {
        let it = example();
        (it.clone(), analyzed(&it))
    });
    let (it, analysis) = &*ANALYZED;
    reveal(catalog(), it, analysis, &workshop(entries), None)
}

pub fn room(votes: [Vote; 8]) -> Vec<Ballot> {
    (0..)
        .zip(votes)
        .map(|(person, vote)| ballot(person, &[(0, vote)]))
        .collect()
}
