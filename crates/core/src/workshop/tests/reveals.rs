//! The lists of the reveal, and what must not change them.

use std::sync::LazyLock;

use super::common::{TAG, catalog, cells, example};
use crate::analysis::{Analysis, CellRef, analyze};
use crate::assessment::{Assessment, Belief, Moment, NotApplicable, Response};
use crate::exchange::workshop::WorkshopFile;
use crate::records::Entries;
use crate::workshop::{
    Ballot, HandedIn, Mark, Outcome, PersonId, Reveal, Round, Setup, Tally, Vote, Workshop, reveal,
    workshops,
};
use demarc_catalog::{Date, Level, Owner, PracticeId};
use proptest::prelude::*;

const FULLY: Vote = Vote::Level(Level::Fully);
const MOSTLY: Vote = Vote::Level(Level::Mostly);
const NOT_IN_PLACE: Vote = Vote::Level(Level::NotInPlace);

fn day() -> Date {
    "2026-12-01".parse().unwrap()
}

fn at(milliseconds: u64) -> Moment {
    Moment::after(Moment::default(), 1_800_000_000_000 + milliseconds, 0)
}

fn analyzed(it: &Assessment) -> Analysis {
    analyze(catalog(), it, &day())
}

fn setup() -> Setup {
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

fn ballot(person: u32, votes: &[(usize, Vote)]) -> Ballot {
    let setup = setup();
    let mut it = Ballot::new(PersonId(person), 0);
    it.handed_in = HandedIn(1000);
    for (question, vote) in votes {
        it.vote(&setup.practices[*question], Some(*vote));
    }
    it
}

fn entries(ballots: &[Ballot]) -> Entries {
    let mut entries = Entries::default();
    entries.start_workshop(TAG, &setup(), at(0));
    for ballot in ballots {
        entries.add_ballot(TAG, Round::First, ballot);
    }
    entries
}

fn workshop(entries: &Entries) -> Workshop {
    let (mut all, unreadable) = workshops(entries);
    assert_eq!((all.len(), unreadable), (1, 0));
    all.remove(0)
}

fn revealed(entries: &Entries) -> Reveal {
    static ANALYZED: LazyLock<(Assessment, Analysis)> = LazyLock::new(|| {
        let it = example();
        (it.clone(), analyzed(&it))
    });
    let (it, analysis) = &*ANALYZED;
    reveal(catalog(), it, analysis, &workshop(entries), None)
}

fn room(votes: [Vote; 8]) -> Vec<Ballot> {
    (0..)
        .zip(votes)
        .map(|(person, vote)| ballot(person, &[(0, vote)]))
        .collect()
}

#[test]
fn one_against_seven_is_to_talk_about() {
    let mut votes = [FULLY; 8];
    votes[3] = NOT_IN_PLACE;
    let it = revealed(&entries(&room(votes)));
    assert_eq!((it.talk.len(), it.agreed.len(), it.look.len()), (1, 0, 0));
    assert_eq!(it.talk[0].proposed(), Some(Level::Fully));
    let weight = it.talk[0].quarters;
    assert_eq!(
        it.talk[0].talk_value.value(),
        f64::from(weight) / 4.0 * 0.25
    );
    votes[3] = MOSTLY;
    let it = revealed(&entries(&room(votes)));
    assert_eq!((it.talk.len(), it.agreed.len(), it.look.len()), (0, 1, 0));
    let half = std::array::from_fn(|index| {
        if index % 2 == 0 {
            Vote::DontKnow
        } else {
            FULLY
        }
    });
    let it = revealed(&entries(&room(half)));
    assert_eq!((it.talk.len(), it.agreed.len(), it.look.len()), (0, 0, 1));
    assert_eq!(it.silent.len(), 29);
}

#[test]
fn questions_are_ordered_by_consequence_and_marks_are_on_top() {
    let setup = setup();
    let analysis = analyzed(&example());
    let weight = |place: usize| {
        let finding = analysis.finding(&setup.practices[place]).unwrap();
        finding.weight.quarters
    };
    let mut places: Vec<usize> = (0..10).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(weight(*place)), *place));
    let last = places[9];
    let reason = NotApplicable::Architecture;
    let all: Vec<(usize, Vote)> = (0..10).map(|place| (place, FULLY)).collect();
    let none: Vec<(usize, Vote)> = (0..10)
        .map(|place| {
            (
                place,
                if place == last {
                    Vote::NotApplicable(reason)
                } else {
                    NOT_IN_PLACE
                },
            )
        })
        .collect();
    let it = revealed(&entries(&[ballot(1, &all), ballot(2, &none)]));
    let practices: Vec<&PracticeId> = it.talk.iter().map(|it| &it.practice).collect();
    let mut expected = vec![&setup.practices[last]];
    expected.extend(places[..9].iter().map(|place| &setup.practices[*place]));
    assert_eq!(practices, expected);
    assert_eq!(it.talk[0].marks, [Mark::ScopeInDispute]);
    assert!(it.talk[0].is_on_top && !it.talk[1].is_on_top);
}

#[test]
fn roles_two_steps_apart_are_on_top() {
    let mut ballots = room([FULLY; 8]);
    for (index, ballot) in ballots.iter_mut().enumerate() {
        ballot.role = (index / 4) as u8;
    }
    for ballot in &mut ballots[..3] {
        ballot.vote(&setup().practices[0], Some(Vote::Level(Level::Started)));
    }
    let it = revealed(&entries(&ballots));
    let apart = Mark::RolesApart {
        low: (0, Level::Started),
        high: (1, Level::Fully),
    };
    assert_eq!(it.talk[0].marks, [apart]);
    assert_eq!(it.heads.into_iter().collect::<Vec<_>>(), [(0, 4), (1, 4)]);
}

#[test]
fn beliefs_are_counted_beside_the_truth_and_conflicts_lift_one_question_a_layer() {
    let setup = setup();
    let analysis = analyzed(&example());
    let cell = CellRef {
        service: "ec2/instance".parse().unwrap(),
        layer: "guest-os".parse().unwrap(),
    };
    assert!(setup.statements.contains(&cell));
    let touched = |it: &PracticeId| analysis.finding(it).unwrap().cells.contains(&cell);
    let mut ballots: Vec<Ballot> = (0..9).map(|person| ballot(person, &[])).collect();
    for (index, ballot) in ballots.iter_mut().enumerate() {
        for practice in analysis.practices.iter().map(|it| &it.practice) {
            let level = if index == 0 { MOSTLY } else { FULLY };
            ballot.vote(practice, Some(level));
        }
        let belief = if index < 7 {
            Belief::Aws
        } else {
            Belief::Customer
        };
        ballot.believe(&cell, Some(belief));
    }
    let mut entries = Entries::default();
    let all = analysis
        .practices
        .iter()
        .map(|it| it.practice.clone())
        .collect();
    entries.start_workshop(
        TAG,
        &Setup {
            practices: all,
            ..setup
        },
        at(0),
    );
    for ballot in &ballots {
        entries.add_ballot(TAG, Round::First, ballot);
    }
    let it = revealed(&entries);
    let believed = &it.believed[0];
    assert_eq!(
        (&believed.cell, believed.owner, believed.asked()),
        (&cell, Owner::Customer, 9)
    );
    assert_eq!(believed.with(crate::analysis::Verdict::Assumption), 7);
    assert!(believed.is_in_conflict());
    assert_eq!(it.talk.len(), 1);
    assert!(touched(&it.talk[0].practice));
    assert_eq!(
        it.talk[0].marks,
        [Mark::BeliefsConflict(vec![cell.clone()])]
    );
    let marked = it.agreed.iter().filter(|it| !it.marks.is_empty());
    assert!(marked.clone().count() > 0 && marked.clone().all(|it| touched(&it.practice)));
    assert!(
        marked
            .clone()
            .all(|other| other.talk_value <= it.talk[0].talk_value)
    );
}

#[test]
fn what_findings_contradict_is_on_top() {
    use crate::evidence::{Evidence, weigh};
    use crate::exchange::evidence::EvidenceFile;
    let it = example();
    let analysis = analyzed(&it);
    let mut found = Entries::default();
    let file = EvidenceFile::read(demarc_edition::EXAMPLE_EVIDENCE).unwrap();
    file.read_on(&day()).add_to(&mut found, at(0));
    let evidence = Evidence::of(&found);
    let texts = demarc_edition::texts().unwrap();
    let weighed = weigh(catalog(), texts, &it, &analysis, &evidence);
    let open = weighed.open().next().unwrap();
    let at_most = open.at_most.unwrap();
    let mut setup = setup();
    setup.practices = vec![open.practice.clone()];
    let mut entries = Entries::default();
    entries.start_workshop(TAG, &setup, at(0));
    for person in 0..3 {
        let mut it = Ballot::new(PersonId(person), 0);
        it.vote(&open.practice, Some(FULLY));
        entries.add_ballot(TAG, Round::First, &it);
    }
    let revealed = reveal(
        catalog(),
        &it,
        &analysis,
        &workshop(&entries),
        Some(&weighed),
    );
    assert_eq!(
        revealed.talk[0].marks,
        [Mark::Contradicted { at_most, above: 3 }]
    );
    let without = reveal(catalog(), &it, &analysis, &workshop(&entries), None);
    assert_eq!((without.talk.len(), without.agreed.len()), (0, 1));
}

#[test]
fn a_newer_ballot_replaces_and_a_second_round_stands_beside_the_first() {
    let mut votes = [FULLY; 8];
    votes[0] = NOT_IN_PLACE;
    let mut entries = entries(&room(votes));
    let mut newer = ballot(0, &[(0, Vote::Level(Level::Started))]);
    newer.handed_in = HandedIn(2000);
    assert!(!workshop(&entries).has_newer(&newer));
    entries.add_ballot(TAG, Round::First, &newer);
    // The older one does not come back.
    entries.add_ballot(TAG, Round::First, &ballot(0, &[(0, NOT_IN_PLACE)]));
    assert!(workshop(&entries).has_newer(&newer));
    let it = workshop(&entries);
    assert_eq!((it.people(), it.ballots.len()), (8, 9));
    let first = revealed(&entries);
    assert_eq!(first.talk[0].before.levels, [0, 1, 0, 7]);
    let mut again = ballot(0, &[(0, FULLY)]);
    again.handed_in = HandedIn(3000);
    entries.add_ballot(TAG, Round::Second, &again);
    let second = revealed(&entries);
    let it = &second.agreed[0];
    assert_eq!(
        (it.before.levels, it.now().levels),
        ([0, 1, 0, 7], [0, 0, 0, 8])
    );
    // Hands that are counted again stand for the whole room.
    let hands = Tally {
        levels: [0, 0, 5, 0],
        ..Tally::default()
    };
    entries.count_hands(
        TAG,
        Round::Second,
        &setup().practices[0],
        Some(&hands),
        at(9),
    );
    let third = revealed(&entries);
    assert_eq!(third.agreed[0].now().levels, [0, 0, 5, 1]);
}

#[test]
fn an_outcome_is_an_edit_by_the_facilitator() {
    let practice = setup().practices[0].clone();
    let mut it = example();
    let outcome = Outcome {
        answer: Some(Response::Started),
        owner: "Ana".into(),
        due: Some(day()),
        ..Outcome::default()
    };
    outcome.enter(&practice, &mut it);
    let answer = it.answers.get(&practice).unwrap();
    assert_eq!(answer.response, Some(Response::Started));
    assert_eq!(
        (answer.owner.as_str(), answer.due.clone()),
        ("Ana", Some(day()))
    );
    let before = it.clone();
    let parked = Outcome {
        kind: crate::workshop::OutcomeKind::Parked,
        ..outcome
    };
    parked.enter(&practice, &mut it);
    assert_eq!(it, before);
}

#[test]
fn the_example_is_a_finished_workshop_of_nine() {
    let file = WorkshopFile::read(demarc_edition::EXAMPLE_WORKSHOP.as_bytes()).unwrap();
    let file = file.held_on(&day());
    let it = workshop(&file.entries);
    assert_eq!((it.people(), it.ballots.len()), (9, 18));
    assert_eq!(
        (it.setup.started.clone(), it.closed.clone()),
        (day(), Some(day()))
    );
    let example = example();
    let texts = demarc_edition::texts().unwrap();
    let cells = {
        let mut it = example.clone();
        it.beliefs = Default::default();
        let sections = crate::analysis::statements(catalog(), texts, &it);
        sections
            .into_iter()
            .flatten()
            .map(|it| it.cell)
            .collect::<Vec<_>>()
    };
    assert!(cells.iter().all(|cell| it.setup.statements.contains(cell)));
    let asked = super::common::questionnaire(crate::workshop::QuestionSet::Quick);
    assert_eq!(it.setup.practices, asked.practices);
    // What was agreed is what the example says.
    for (practice, outcome) in &it.outcomes {
        if let Some(answer) = &outcome.answer {
            assert_eq!(example.response(practice), Some(answer), "{practice}");
        }
    }
    assert_eq!(it.outcomes.len(), it.setup.practices.len());
    let revealed = reveal(catalog(), &example, &analyzed(&example), &it, None);
    let on_top = |practice: &str| {
        let it = revealed.of(&practice.parse().unwrap()).unwrap();
        it.is_on_top
            && it
                .marks
                .iter()
                .any(|it| !matches!(it, Mark::BeliefsConflict(_)))
    };
    assert!(on_top("iam.access-keys") && on_top("network.database-exposure"));
    let look: Vec<&str> = revealed
        .look
        .iter()
        .map(|it| it.practice.as_str())
        .collect();
    assert_eq!(look, ["app.code-secrets"]);
    let patched = revealed.of(&"os.patching".parse().unwrap()).unwrap();
    assert_eq!((patched.before.steps(), patched.now().steps()), (3, 1));
    let runtime = revealed.believed.iter().find(|it| {
        (it.cell.service.as_str(), it.cell.layer.as_str()) == ("rds/standard", "runtime")
    });
    assert_eq!(
        runtime.unwrap().with(crate::analysis::Verdict::Assumption),
        7
    );
}

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
