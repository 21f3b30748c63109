//! The comparison of two assessments: kinds of change, differences of scores, and gaps.

use std::collections::BTreeSet;

use demarc_catalog::{Depth, PracticeId};
use demarc_core::analysis::{AnswerState, ChangeKind, Comparison, analyze, compare};
use demarc_core::assessment::{Assessment, NotApplicable, Response};
use demarc_core::exchange::record::read;
use proptest::prelude::*;

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

fn example() -> Assessment {
    read(demarc_edition::EXAMPLE).unwrap()
}

fn compared(before: &Assessment, after: &Assessment) -> Comparison {
    let catalog = demarc_edition::catalog();
    compare(
        catalog,
        &analyze(catalog, before, &today()),
        &analyze(catalog, after, &today()),
    )
}

fn not_applicable(because: &str) -> Response {
    Response::NotApplicable {
        reason: NotApplicable::Other,
        because: because.into(),
    }
}

#[test]
fn nothing_differs_from_itself() {
    let it = example();
    let same = compared(&it, &it);
    assert_eq!(
        same.of_kind(ChangeKind::Unchanged).count(),
        same.practices.len()
    );
    assert_eq!(same.whole.points(), Some(0));
    assert!(same.closed.is_empty() && same.dropped.is_empty() && same.opened.is_empty());
    assert!(
        same.domains
            .iter()
            .all(|(_, shift)| shift.before == shift.after)
    );
}

#[test]
fn every_pair_of_answers_is_one_kind_of_change() {
    use Response::{DontKnow, Fully, Mostly, NotInPlace, Started};
    let root: PracticeId = "iam.root".parse().unwrap();
    let kind = |before: Option<Response>, after: Option<Response>| {
        let [mut one, mut other] = [example(), example()];
        one.respond(&root, before);
        other.respond(&root, after);
        let comparison = compared(&one, &other);
        let change = comparison
            .practices
            .iter()
            .find(|it| it.practice == root)
            .unwrap();
        change.kind
    };
    let na = || Some(not_applicable("b"));
    assert_eq!(kind(Some(Started), Some(Mostly)), ChangeKind::Improved);
    assert_eq!(kind(Some(DontKnow), Some(Started)), ChangeKind::Improved);
    assert_eq!(kind(Some(Fully), Some(NotInPlace)), ChangeKind::Fell);
    assert_eq!(kind(Some(Mostly), Some(DontKnow)), ChangeKind::Fell);
    assert_eq!(kind(Some(DontKnow), Some(NotInPlace)), ChangeKind::Reworded);
    assert_eq!(kind(Some(NotInPlace), Some(DontKnow)), ChangeKind::Reworded);
    assert_eq!(kind(None, Some(NotInPlace)), ChangeKind::Answered);
    assert_eq!(kind(Some(Fully), None), ChangeKind::TakenBack);
    assert_eq!(kind(Some(Fully), na()), ChangeKind::NoLongerApplies);
    assert_eq!(kind(None, na()), ChangeKind::NoLongerApplies);
    assert_eq!(kind(na(), Some(Fully)), ChangeKind::NewlyApplies);
    assert_eq!(kind(na(), None), ChangeKind::NewlyApplies);
    assert_eq!(kind(na(), Some(not_applicable("c"))), ChangeKind::Unchanged);
    assert_eq!(kind(None, None), ChangeKind::Unchanged);
}

#[test]
fn another_scope_is_not_an_improvement() {
    let before = example();
    let mut after = before.clone();
    after.profile.depth = Depth::Full;
    // Answers from before a depth was changed would be there already.
    let asked = |it: &Assessment| analyze(demarc_edition::catalog(), it, &today());
    let known = asked(&before);
    after.answers.retain(|id, _| known.finding(id).is_some());
    let deeper = compared(&before, &after);
    assert!(deeper.of_kind(ChangeKind::NewlyApplies).count() > 0);
    for change in deeper.of_kind(ChangeKind::NewlyApplies) {
        assert_eq!(
            (&change.before, &change.after),
            (&AnswerState::NotAsked, &AnswerState::Asked(None))
        );
    }
    let back = compared(&after, &before);
    assert_eq!(
        back.of_kind(ChangeKind::NoLongerApplies).count(),
        deeper.of_kind(ChangeKind::NewlyApplies).count()
    );
    assert_eq!(back.of_kind(ChangeKind::Improved).count(), 0);
}

#[test]
fn a_gap_that_was_closed_is_told_apart_from_one_that_was_dropped() {
    let before = example();
    let gaps = analyze(demarc_edition::catalog(), &before, &today()).gaps;
    let [closed, dropped, taken_back] = [0, 1, 2].map(|index| gaps[index].practice.clone());
    let mut after = before.clone();
    after.respond(&closed, Some(Response::Fully));
    after.respond(&dropped, Some(not_applicable("b")));
    after.respond(&taken_back, None);
    let forth = compared(&before, &after);
    assert_eq!(forth.closed, std::slice::from_ref(&closed));
    assert_eq!(forth.dropped, [dropped.clone(), taken_back.clone()]);
    assert!(forth.opened.is_empty());
    let back = compared(&after, &before);
    assert_eq!(back.opened, [closed, dropped, taken_back]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn forth_and_back_mirror_each_other(answers in prop::collection::vec((0_usize..7, 0_usize..7), 158)) {
        let [mut one, mut other] = [example(), example()];
        let choices = [
            None,
            Some(Response::NotInPlace),
            Some(Response::Started),
            Some(Response::Mostly),
            Some(Response::Fully),
            Some(Response::DontKnow),
            Some(not_applicable("b")),
        ];
        for (practice, (before, after)) in demarc_edition::catalog().practices.iter().zip(answers) {
            one.respond(&practice.id, choices[before].clone());
            other.respond(&practice.id, choices[after].clone());
        }
        let (forth, back) = (compared(&one, &other), compared(&other, &one));
        let count = |it: &Comparison, kind| it.of_kind(kind).count();
        for (kind, mirrored) in [
            (ChangeKind::Improved, ChangeKind::Fell),
            (ChangeKind::Answered, ChangeKind::TakenBack),
            (ChangeKind::NewlyApplies, ChangeKind::NoLongerApplies),
            (ChangeKind::Reworded, ChangeKind::Reworded),
            (ChangeKind::Unchanged, ChangeKind::Unchanged),
        ] {
            prop_assert_eq!(count(&forth, kind), count(&back, mirrored));
            prop_assert_eq!(count(&back, kind), count(&forth, mirrored));
        }
        let told: usize = ChangeKind::ALL.iter().map(|it| count(&forth, *it)).sum();
        prop_assert_eq!(told, forth.practices.len());
        prop_assert_eq!(forth.whole.points(), back.whole.points().map(|it| -it));
        let gone: BTreeSet<_> = forth.closed.iter().chain(&forth.dropped).collect();
        prop_assert_eq!(gone, back.opened.iter().collect::<BTreeSet<_>>());
    }
}
