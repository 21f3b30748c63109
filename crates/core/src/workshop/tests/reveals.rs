//! The lists of the reveal, beside answers, beliefs and findings.

use super::common::{TAG, catalog, example};
use super::room::{analyzed, at, ballot, day, entries, revealed, room, setup, workshop};
use crate::analysis::CellRef;
use crate::assessment::{Belief, NotApplicable, Response};
use crate::exchange::workshop::WorkshopFile;
use crate::records::Entries;
use crate::workshop::{
    Ballot, HandedIn, Mark, Outcome, PersonId, Round, Setup, Tally, Vote, reveal,
};
use demarc_catalog::{Level, Owner, PracticeId};

const FULLY: Vote = Vote::Level(Level::Fully);
const MOSTLY: Vote = Vote::Level(Level::Mostly);
const NOT_IN_PLACE: Vote = Vote::Level(Level::NotInPlace);

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
