//! The findings of two versions of an assessment beside each other, and findings beside gaps that are closed as a trial.

use demarc_core::analysis::analyze;
use demarc_core::assessment::Response;
use demarc_core::evidence::{Explanation, ExplanationKind, Settled, compare_evidence};
use demarc_core::labels;
use demarc_core::store::Entries;

use super::{CONTENT, ONE, analysis, answered, entries, practice, scan, today, weighed};

const TWO_LEVELS: [(&str, Response); 4] = [
    ("people.keys", Response::Fully),
    ("people.lists", Response::Fully),
    ("water.lids", Response::Fully),
    ("water.refill", Response::Fully),
];

fn failing(failed: &[(&str, u32)]) -> Entries {
    let rows: Vec<_> = failed
        .iter()
        .map(|(check, failed)| (*check, ONE, "eu", 5, *failed))
        .collect();
    entries(&[scan("2026-11-20", &rows)])
}

#[test]
fn what_is_contradicted_no_more_has_its_reason_and_what_is_new_is_named() {
    let all = [
        "gate_key_numbered",
        "guest_list_kept",
        "lid_closed",
        "refill_tested",
    ];
    let before = weighed(
        &answered(&TWO_LEVELS),
        &failing(&all.map(|it| (it, u32::from(it != "refill_tested")))),
    );
    let open: Vec<_> = before.open().map(|it| it.practice.as_str()).collect();
    assert_eq!(open, ["people.keys", "people.lists", "water.lids"]);
    // One is mended, one is answered lower, one is explained; another fails now.
    let mut answers = TWO_LEVELS;
    answers[1].1 = Response::NotInPlace;
    let mut now = failing(&[
        ("gate_key_numbered", 0),
        ("guest_list_kept", 1),
        ("lid_closed", 1),
        ("refill_tested", 2),
    ]);
    let explanation = Explanation {
        kind: ExplanationKind::Accepted,
        because: "The lid is new.".to_owned(),
        until: None,
    };
    let at = now.next_moment(1_800_000_000_000, 0);
    now.explain(&practice("water.lids"), Some(&explanation), at);
    let after = weighed(&answered(&answers), &now);
    let compared = compare_evidence(&before, &after).unwrap();
    let settled: Vec<_> = (compared.settled.iter())
        .map(|(id, why)| (id.as_str(), *why))
        .collect();
    assert_eq!(
        settled,
        [
            ("people.keys", Settled::Fixed),
            ("people.lists", Settled::Lowered),
            ("water.lids", Settled::Explained),
        ]
    );
    assert_eq!(compared.new, [practice("water.refill")]);
    assert_eq!(compared.still, 0);
    let back = compare_evidence(&after, &before).unwrap();
    assert_eq!(back.new.len(), 3);
    assert_eq!(back.settled, [(practice("water.refill"), Settled::Fixed)]);
    let said = labels::compared::findings_compared(&compared);
    assert!(
        said.ends_with("3 answers are contradicted no more, 1 is newly contradicted, 0 still are."),
        "{said}"
    );
    // What the next scan has no result of is not called mended.
    let gone = weighed(&answered(&TWO_LEVELS), &failing(&[("diary_open", 0)]));
    let compared = compare_evidence(&before, &gone).unwrap();
    assert!(compared.settled.iter().all(|it| it.1 == Settled::NotSeen));
    assert_eq!(
        compare_evidence(&before, &weighed(&answered(&[]), &Entries::default())),
        None
    );
}

#[test]
fn fewer_failing_resources_are_better_also_where_the_contradiction_stays() {
    let of = |failed| {
        weighed(
            &answered(&[("people.keys", Response::NotInPlace)]),
            &failing(&[("gate_key_numbered", failed)]),
        )
    };
    let compared = compare_evidence(&of(7), &of(2)).unwrap();
    assert_eq!(
        (compared.better, compared.worse),
        (vec![practice("people.keys")], vec![])
    );
    let compared = compare_evidence(&of(2), &of(7)).unwrap();
    assert_eq!(
        (compared.better, compared.worse),
        (vec![], vec![practice("people.keys")])
    );
    let compared = compare_evidence(&of(2), &of(2)).unwrap();
    assert_eq!((compared.better, compared.worse), (vec![], vec![]));
}

#[test]
fn what_findings_forbid_lifts_their_score_in_no_trial() {
    let it = answered(&[
        ("people.keys", Response::NotInPlace),
        ("people.lists", Response::NotInPlace),
        ("water.lids", Response::Fully),
    ]);
    let mut found = failing(&[
        ("gate_key_numbered", 1),
        ("guest_list_kept", 0),
        ("lid_closed", 0),
    ]);
    let seen = weighed(&it, &found);
    let [keys, lists] = ["people.keys", "people.lists"].map(practice);
    assert!(seen.forbids_full(&keys) && !seen.forbids_full(&lists));
    let of = |closed: &[&demarc_catalog::PracticeId]| {
        let closed = closed.iter().map(|it| (*it).clone()).collect();
        let score = seen.supported_if_closed(&CONTENT.catalog, &it, &analysis(&it), &closed);
        let then = analyze(&CONTENT.catalog, &it.as_if_closed(&closed), &today());
        (score.unwrap().value, then.whole.score.unwrap().value)
    };
    let (now, said) = of(&[]);
    assert!((now - said).abs() < 1e-9);
    let (supported, said) = of(&[&keys]);
    assert!((supported - now).abs() < 1e-9 && said > now);
    let (supported, said) = of(&[&lists]);
    assert!((supported - said).abs() < 1e-9 && supported > now);
    // An explanation that holds makes it believable.
    let explanation = Explanation {
        kind: ExplanationKind::WrongFinding,
        because: "The key has a number.".to_owned(),
        until: None,
    };
    let at = found.next_moment(1_800_000_000_000, 0);
    found.explain(&keys, Some(&explanation), at);
    assert!(!weighed(&it, &found).forbids_full(&keys));
}

#[test]
fn what_is_counted_up_to_a_limit_is_said_to_be_the_least() {
    let mut of_rules = scan("2026-11-20", &[("gate_key_numbered", ONE, "eu", 0, 25)]);
    of_rules.counts_at_least = true;
    let weighed = weighed(&answered(&TWO_LEVELS), &entries(&[of_rules]));
    let check = &weighed.practice(&practice("people.keys")).unwrap().checks[0];
    let said = labels::evidence::found(check, &weighed.coverage);
    assert_eq!(said, "at least 25 failed");
}
