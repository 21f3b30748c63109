//! What the findings say beside the answers, on the frozen catalog in `tests/catalog/`: verdicts by hand, and what never
//! changes.

#[path = "evidence/compared.rs"]
mod compared;
#[path = "evidence/report.rs"]
mod report;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use demarc_catalog::{Content, Date, Level, PracticeId, source};
use demarc_core::analysis::{Analysis, Standing, analyze};
use demarc_core::assessment::{Assessment, Moment, NotApplicable, Response};
use demarc_core::evidence::{
    Accounts, Evidence, Explanation, ExplanationKind, Scan, ScanKind, ScanState, Tally, Verdict,
    Weighed, as_supported, weigh,
};
use demarc_core::exchange::evidence::EvidenceFile;
use demarc_core::exchange::record;
use demarc_core::store::{Entries, EvidenceRecord};
use proptest::prelude::*;

const CHECKS: [&str; 6] = [
    "gate_key_numbered",
    "guest_list_kept",
    "diary_open",
    "parts_new",
    "lid_closed",
    "refill_tested",
];

static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog");
    source::read_dir(&folder).expect("the frozen catalog is readable")
});

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn today() -> Date {
    day("2026-11-24")
}

fn practice(id: &str) -> PracticeId {
    id.parse().unwrap()
}

/// An assessment in which every practice is asked, and these are answered.
fn answered(answers: &[(&str, Response)]) -> Assessment {
    let text = include_str!("catalog/pond.demarc.json");
    let mut it = record::read(text).unwrap();
    it.normalize(&CONTENT.catalog);
    it.answers.clear();
    for (id, response) in answers {
        it.respond(&practice(id), Some(response.clone()));
    }
    it
}

fn analysis(of: &Assessment) -> Analysis {
    analyze(&CONTENT.catalog, of, &today())
}

/// One check in one account and Region: how many passed and failed.
type Row<'a> = (&'a str, &'a str, &'a str, u32, u32);

/// A scan of some checks on a day.
fn scan(on: &str, rows: &[Row<'_>]) -> Scan {
    let names = |pick: &dyn Fn(&Row<'_>) -> String| {
        let mut names: Vec<String> = rows.iter().map(pick).collect();
        names.sort();
        names.dedup();
        names
    };
    let accounts = names(&|row| row.1.to_owned());
    let regions = names(&|row| row.2.to_owned());
    let index = |names: &[String], name: &str| {
        u32::try_from(names.iter().position(|it| it == name).unwrap()).unwrap()
    };
    let mut checks: BTreeMap<String, Vec<Tally>> = BTreeMap::new();
    for (check, account, region, passed, failed) in rows {
        checks.entry((*check).to_owned()).or_default().push(Tally {
            account: index(&accounts, account),
            region: index(&regions, region),
            passed: *passed,
            failed: *failed,
            ..Tally::default()
        });
    }
    Scan {
        file: format!("{on}.csv"),
        kind: ScanKind::ProwlerCsv,
        tool: "Reed 1.0".to_owned(),
        oldest: Some(day(on)),
        newest: Some(day(on)),
        accounts,
        other_accounts: 0,
        has_rounded_accounts: false,
        regions,
        checks: [("reed-checks".parse().unwrap(), checks)].into(),
        left_out: BTreeMap::new(),
        unknown_checks: BTreeMap::new(),
        examples: BTreeMap::new(),
        counts_at_least: false,
        is_cut_off: false,
    }
}

fn entries(scans: &[Scan]) -> Entries {
    let mut entries = Entries::default();
    for scan in scans {
        let at = entries.next_moment(1_800_000_000_000, 0);
        entries.add_scan(scan, &today(), at);
    }
    entries
}

/// The same, all read at once.
fn read_at_once(scans: &[Scan]) -> Entries {
    let mut entries = Entries::default();
    let at = entries.next_moment(1_800_000_000_000, 0);
    for scan in scans {
        entries.add_scan(scan, &today(), at);
    }
    entries
}

fn weighed(assessment: &Assessment, entries: &Entries) -> Weighed {
    let evidence = Evidence::of(entries);
    assert_eq!(evidence.unreadable, 0);
    weigh(
        &CONTENT.catalog,
        &CONTENT.texts,
        assessment,
        &analysis(assessment),
        &evidence,
    )
}

fn verdict(of: &Weighed, id: &str) -> (Verdict, Option<Level>) {
    let it = of.practice(&practice(id)).unwrap();
    (it.verdict, it.at_most)
}

const ONE: &str = "111111111111";
const TWO: &str = "222222222222";

#[test]
fn every_verdict_by_hand() {
    let it = answered(&[
        ("people.keys", Response::Mostly),
        ("people.lists", Response::Started),
        ("watch.diary", Response::Fully),
        ("water.lids", Response::Fully),
        ("water.refill", Response::Fully),
        ("water.spare", Response::Fully),
    ]);
    let found = entries(&[scan(
        "2026-11-20",
        &[
            ("gate_key_numbered", ONE, "eu", 3, 1),
            ("guest_list_kept", ONE, "eu", 0, 2),
            ("diary_open", ONE, "eu", 0, 1),
            ("lid_closed", ONE, "eu", 5, 0),
            ("parts_new", ONE, "eu", 0, 1),
        ],
    )]);
    let weighed = weighed(&it, &found);
    for (id, expected) in [
        (
            "people.keys",
            (Verdict::Contradicted, Some(Level::NotInPlace)),
        ),
        ("people.lists", (Verdict::Agrees, Some(Level::Started))),
        ("watch.diary", (Verdict::InDoubt, None)),
        ("water.lids", (Verdict::NothingAgainst, None)),
        ("water.refill", (Verdict::NotSeen, None)),
        ("water.spare", (Verdict::NoCheck, None)),
        ("watch.repairs", (Verdict::Unanswered, Some(Level::Mostly))),
    ] {
        assert_eq!(verdict(&weighed, id), expected, "{id}");
    }
    assert_eq!(weighed.open().count(), 1);
    // The contradicted answer alone is lowered.
    let mut lowered = it.clone();
    lowered.respond(&practice("people.keys"), Some(Response::NotInPlace));
    assert_eq!(weighed.supported, analysis(&lowered).whole);
    assert!(weighed.supported.score.unwrap().value < analysis(&it).whole.score.unwrap().value);
}

#[test]
fn answers_without_a_level_are_not_contradicted() {
    let not_applicable = Response::NotApplicable {
        reason: NotApplicable::Architecture,
        because: "There is no gate.".to_owned(),
    };
    let found = entries(&[scan(
        "2026-11-20",
        &[
            ("gate_key_numbered", ONE, "eu", 0, 1),
            ("lid_closed", ONE, "eu", 0, 1),
        ],
    )]);
    let it = answered(&[
        ("people.keys", not_applicable),
        ("water.lids", Response::DontKnow),
    ]);
    let weighed = weighed(&it, &found);
    let at_most = Some(Level::NotInPlace);
    assert_eq!(
        verdict(&weighed, "people.keys"),
        (Verdict::InDoubt, at_most)
    );
    assert_eq!(
        verdict(&weighed, "water.lids"),
        (Verdict::Unanswered, at_most)
    );
    assert_eq!(weighed.supported, analysis(&it).whole);
}

#[test]
fn what_an_asking_check_passes_says_nothing() {
    let found = entries(&[scan("2026-11-20", &[("diary_open", ONE, "eu", 9, 0)])]);
    let it = answered(&[("watch.diary", Response::Fully)]);
    let weighed = weighed(&it, &found);
    assert_eq!(verdict(&weighed, "watch.diary"), (Verdict::NotSeen, None));
}

#[test]
fn templates_contradict_nothing() {
    let mut intent = scan("2026-11-20", &[("gate_key_numbered", ONE, "eu", 0, 1)]);
    intent.kind = ScanKind::Checkov;
    let it = answered(&[("people.keys", Response::Fully)]);
    let weighed = weighed(&it, &entries(&[intent]));
    assert_eq!(verdict(&weighed, "people.keys"), (Verdict::InDoubt, None));
}

#[test]
fn an_explanation_holds_up_to_its_day() {
    let it = answered(&[("people.keys", Response::Fully)]);
    let mut found = entries(&[scan(
        "2026-11-20",
        &[("gate_key_numbered", ONE, "eu", 0, 1)],
    )]);
    let contradicted = weighed(&it, &found).supported;
    for (until, holds) in [
        (None, true),
        (Some("2026-11-24"), true),
        (Some("2026-11-23"), false),
    ] {
        let explanation = Explanation {
            kind: ExplanationKind::WrongFinding,
            because: "The key has a number on its back.".to_owned(),
            until: until.map(day),
        };
        let at = found.next_moment(1_800_000_000_000, 0);
        found.explain(&practice("people.keys"), Some(&explanation), at);
        let weighed = weighed(&it, &found);
        assert_eq!(weighed.open().count(), usize::from(!holds), "{until:?}");
        assert_eq!(weighed.explained().count(), usize::from(holds), "{until:?}");
        let expected = if holds {
            analysis(&it).whole
        } else {
            contradicted.clone()
        };
        assert_eq!(weighed.supported, expected, "{until:?}");
    }
    let at = found.next_moment(0, 0);
    found.explain(&practice("people.keys"), None, at);
    assert_eq!(weighed(&it, &found).supported, contradicted);
}

#[test]
fn old_findings_and_those_of_other_accounts_count_for_nothing() {
    let it = answered(&[("people.keys", Response::Fully)]);
    let fails = [("gate_key_numbered", ONE, "eu", 0, 1)];
    let mut found = entries(&[scan("2026-08-26", &fails)]);
    let keys = |found: &Entries| verdict(&weighed(&it, found), "people.keys").0;
    assert_eq!(keys(&found), Verdict::Contradicted);
    let mut old = entries(&[scan("2026-08-25", &fails)]);
    assert_eq!(keys(&old), Verdict::NotSeen);
    assert_eq!(weighed(&it, &old).scans, [ScanState::Stale]);
    let at = old.next_moment(0, 0);
    old.set_age_limit(Some(91), at);
    assert_eq!(keys(&old), Verdict::Contradicted);
    // Without a date, the day on which it was read counts.
    let mut undated = scan("2020-01-01", &fails);
    (undated.oldest, undated.newest) = (None, None);
    assert_eq!(keys(&entries(&[undated])), Verdict::Contradicted);
    let at = found.next_moment(0, 0);
    found.set_accounts(Some(&Accounts::List(vec![TWO.to_owned()])), at);
    assert_eq!(keys(&found), Verdict::NotSeen);
    assert_eq!(weighed(&it, &found).scans, [ScanState::OtherAccounts]);
}

#[test]
fn of_several_scans_of_an_account_the_newest_counts() {
    let it = answered(&[("people.keys", Response::Fully)]);
    let earlier = scan(
        "2026-11-01",
        &[
            ("gate_key_numbered", ONE, "eu", 0, 1),
            ("lid_closed", ONE, "eu", 1, 0),
        ],
    );
    let keys = |scans: &[Scan]| verdict(&weighed(&it, &entries(scans)), "people.keys").0;
    // The same check again.
    let mended = scan("2026-11-20", &[("gate_key_numbered", ONE, "eu", 1, 0)]);
    assert_eq!(keys(&[earlier.clone(), mended]), Verdict::NothingAgainst);
    // A scan of the same extent that no longer has the resource.
    let gone = scan("2026-11-20", &[("lid_closed", ONE, "eu", 1, 0)]);
    assert_eq!(keys(&[gone.clone(), earlier.clone()]), Verdict::NotSeen);
    let states = weighed(&it, &entries(&[earlier.clone(), gone])).scans;
    assert_eq!(states, [ScanState::Counts, ScanState::Replaced]);
    // A scan of another account or Region leaves it.
    for (account, region) in [(TWO, "eu"), (ONE, "us")] {
        let other = scan("2026-11-20", &[("lid_closed", account, region, 1, 0)]);
        assert_eq!(keys(&[earlier.clone(), other]), Verdict::Contradicted);
    }
    // Mended and scanned again on the same day: what was read later is newer.
    let again = scan(
        "2026-11-01",
        &[
            ("gate_key_numbered", ONE, "eu", 1, 0),
            ("lid_closed", ONE, "eu", 1, 0),
        ],
    );
    assert_eq!(
        keys(&[earlier.clone(), again.clone()]),
        Verdict::NothingAgainst
    );
    assert_eq!(keys(&[again, earlier.clone()]), Verdict::Contradicted);
    // Scans of other checks leave it, and so do files that name no account.
    for (account, check) in [(ONE, "parts_new"), ("", "gate_key_numbered")] {
        let first = scan("2026-11-01", &[("gate_key_numbered", account, "", 0, 1)]);
        let second = scan("2026-11-20", &[(check, account, "x", 1, 0)]);
        assert_eq!(keys(&[first, second]), Verdict::Contradicted, "{check}");
    }
    // A scan of a small part leaves it.
    let whole = scan(
        "2026-11-01",
        &[
            ("gate_key_numbered", ONE, "eu", 0, 1),
            ("lid_closed", ONE, "eu", 1, 0),
            ("parts_new", ONE, "eu", 1, 0),
        ],
    );
    let part = scan("2026-11-20", &[("lid_closed", ONE, "eu", 1, 0)]);
    assert_eq!(keys(&[whole, part]), Verdict::Contradicted);
}

#[test]
fn the_denominator_counts_accounts() {
    let it = answered(&[("people.keys", Response::Fully)]);
    let rows = [
        ("gate_key_numbered", ONE, "eu", 1, 0),
        ("gate_key_numbered", TWO, "us", 1, 0),
        ("lid_closed", ONE, "eu", 1, 0),
    ];
    let mut found = entries(&[scan("2026-11-20", &rows)]);
    let seen = weighed(&it, &found);
    assert_eq!((seen.coverage.seen(), seen.coverage.of()), (2, None));
    assert!(seen.coverage.is_partial());
    assert_eq!(seen.practice(&practice("people.keys")).unwrap().accounts, 2);
    assert_eq!(seen.practice(&practice("water.lids")).unwrap().accounts, 1);
    assert_eq!(
        seen.coverage.days,
        Some((day("2026-11-20"), day("2026-11-20")))
    );
    // An account that no finding names is none beside those that are named.
    let unnamed = [("gate_key_numbered", "", "eu", 1, 0)];
    let at = found.next_moment(0, 0);
    found.add_scan(&scan("2026-11-21", &unnamed), &today(), at);
    let seen = weighed(&it, &found);
    assert_eq!(seen.practice(&practice("people.keys")).unwrap().accounts, 2);
    for (declared, of) in [(12, 12), (1, 2)] {
        let at = found.next_moment(0, 0);
        found.set_accounts(Some(&Accounts::Number(declared)), at);
        assert_eq!(weighed(&it, &found).coverage.of(), Some(of));
    }
}

#[test]
fn accounts_are_read_as_people_write_them() {
    for (text, expected) in [
        ("", Ok(None)),
        ("12", Ok(Some(Accounts::Number(12)))),
        (
            "1111-1111-1111, 222222222222\n111111111111",
            Ok(Some(Accounts::List(vec![ONE.into(), TWO.into()]))),
        ),
        ("0", Err("The number of accounts is between 1 and 100,000.")),
        (
            "twelve",
            Err("“twelve” is neither a number nor an account ID."),
        ),
        (
            "1111111111111",
            Err("An account ID has 12 digits, and “1111111111111” has 13."),
        ),
    ] {
        let read = Accounts::parse(text);
        assert_eq!(read, expected.map_err(str::to_owned), "{text}");
    }
}

#[test]
fn what_is_kept_is_read_back_and_what_is_not_understood_is_counted() {
    let mut found = entries(&[scan("2026-11-20", &[("lid_closed", ONE, "eu", 1, 0)])]);
    let at = found.next_moment(0, 0);
    found.set("scan later", at, &"what a newer Demarc writes");
    found.set("explained x", at, &7);
    let owner = answered(&[]).id;
    let text = EvidenceRecord::write(&owner, &found);
    let (of, again) = EvidenceRecord::read(&text).unwrap();
    assert_eq!((of, &again), (owner, &found));
    let read = Evidence::of(&again);
    assert_eq!((read.scans.len(), read.unreadable), (1, 2));
    // The same scan again is the same entry.
    let mut twice = found.clone();
    let at = twice.next_moment(0, 0);
    twice.add_scan(&read.scans[0].scan, &day("2026-11-25"), at);
    assert_eq!(twice, found);
}

#[test]
fn a_file_has_what_was_read_and_changes_nothing_that_is_said() {
    let mut found = entries(&[scan("2026-11-20", &[("lid_closed", ONE, "eu", 1, 0)])]);
    let because = |text: &str| Explanation {
        kind: ExplanationKind::Accepted,
        because: text.to_owned(),
        until: None,
    };
    let at = found.next_moment(0, 0);
    found.explain(&practice("people.keys"), Some(&because("Theirs")), at);
    found.set_accounts(Some(&Accounts::Number(7)), at);
    found.set_age_limit(Some(30), at);
    let file = EvidenceFile::from(&Evidence::of(&found));
    let text = file.write();
    assert_eq!(EvidenceFile::read(&text).as_ref(), Ok(&file));
    // An assessment without evidence has all of it then.
    let mut empty = Entries::default();
    file.add_to(&mut empty, at);
    assert_eq!(EvidenceFile::from(&Evidence::of(&empty)), file);
    // What an assessment says itself stays.
    let mut mine = Entries::default();
    mine.explain(&practice("people.keys"), Some(&because("Mine")), at);
    mine.set_accounts(Some(&Accounts::Number(3)), at);
    let at = mine.next_moment(0, 0);
    file.add_to(&mut mine, at);
    let mine = Evidence::of(&mine);
    assert_eq!(mine.scans.len(), 1);
    assert_eq!(mine.explained[&practice("people.keys")], because("Mine"));
    assert_eq!(mine.accounts, Some(Accounts::Number(3)));
    assert_eq!(mine.age_limit, Some(30));
    for (text, message) in [
        (
            text.replace("\"version\":1", "\"version\":2"),
            "a newer Demarc wrote it",
        ),
        (
            text.replace("lid_closed\":[[0", "lid_closed\":[[-1"),
            "something in it can't be right",
        ),
        (text[..text.len() - 4].to_owned(), "its end is missing"),
    ] {
        let error = EvidenceFile::read(&text).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn the_findings_of_the_example_contradict_some_of_its_answers() {
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let mut example = record::read(demarc_edition::EXAMPLE).unwrap();
    example.normalize(catalog);
    let file = EvidenceFile::read(demarc_edition::EXAMPLE_EVIDENCE).unwrap();
    let later = day("2028-03-01");
    let file = file.read_on(&later);
    let newest = file.scans[0].scan.newest.clone().unwrap();
    assert_eq!(newest.days_until(&later), 3);
    let mut entries = Entries::default();
    let at = entries.next_moment(0, 0);
    file.add_to(&mut entries, at);
    let evidence = Evidence::of(&entries);
    let analysis = analyze(catalog, &example, &later);
    let weighed = weigh(catalog, texts, &example, &analysis, &evidence);
    for verdict in Verdict::ALL {
        assert!(weighed.with(verdict).count() > 0, "{verdict:?}");
    }
    assert!(weighed.open().count() >= 4, "{:?}", weighed.open().count());
    let value = |it: &Standing| it.score.unwrap().value;
    assert!(value(&weighed.supported) + 1.0 < value(&analysis.whole));
    for (list, checks) in &file.scans[0].scan.checks {
        let list = texts.check_list(list).unwrap();
        for check in checks.keys() {
            assert!(list.ids().any(|id| id == check), "{check}");
        }
    }
}

#[test]
fn evidence_that_is_too_large_is_refused_and_changes_nothing() {
    let rows: Vec<(String, String)> = (0..12_000)
        .map(|index| (format!("check_{index}"), format!("{index:012}")))
        .collect();
    let rows: Vec<Row<'_>> = rows
        .iter()
        .map(|(check, account)| (check.as_str(), account.as_str(), "eu", 1, 0))
        .collect();
    let file = EvidenceFile::of_scans(vec![scan("2026-11-20", &rows[..9_000])], &today());
    let more = EvidenceFile::of_scans(vec![scan("2026-11-21", &rows)], &today());
    let mut found = Entries::default();
    let at = found.next_moment(1_800_000_000_000, 0);
    assert_eq!(file.add_within_limit(&mut found, at), Ok(()));
    let before = found.clone();
    let refused = more.add_within_limit(&mut found, at).unwrap_err();
    assert!(refused.starts_with("There is no room"), "{refused}");
    assert_eq!(found, before);
    // The same file again takes no room.
    assert_eq!(file.add_within_limit(&mut found, at), Ok(()));
}

fn any_scan() -> impl Strategy<Value = Scan> {
    let row = (0..6usize, 0..2usize, 0..2usize, 0..3u32, 0..3u32);
    (0..100u32, prop::collection::vec(row, 1..12)).prop_map(|(age, mut rows)| {
        rows.sort_unstable();
        rows.dedup_by_key(|row| (row.0, row.1, row.2));
        let rows: Vec<Row<'_>> = rows
            .iter()
            .map(|row| {
                let (account, region) = ([ONE, TWO][row.1], ["eu", "us"][row.2]);
                (CHECKS[row.0], account, region, row.3, row.4)
            })
            .collect();
        scan(today().days_before(age).unwrap().as_str(), &rows)
    })
}

fn any_assessment() -> impl Strategy<Value = Assessment> {
    let ids: Vec<PracticeId> = CONTENT
        .catalog
        .practices
        .iter()
        .map(|it| it.id.clone())
        .collect();
    prop::collection::vec(prop::option::of(0..4usize), ids.len()).prop_map(move |levels| {
        let mut it = answered(&[]);
        for (id, level) in ids.iter().zip(levels) {
            it.respond(id, level.map(|level| Level::ALL[level].into()));
        }
        it
    })
}

proptest! {
    #[test]
    fn the_order_of_files_and_doubles_change_nothing(
        it in any_assessment(),
        scans in prop::collection::vec(any_scan(), 0..5),
        first in 0..5usize,
    ) {
        let there = weighed(&it, &read_at_once(&scans));
        let mut others = scans.clone();
        others.reverse();
        if let Some(again) = scans.get(first) {
            others.push(again.clone());
        }
        prop_assert_eq!(there, weighed(&it, &read_at_once(&others)));
    }

    #[test]
    fn findings_change_no_answer_and_never_raise_a_score(
        it in any_assessment(),
        scans in prop::collection::vec(any_scan(), 0..5),
    ) {
        let before = it.clone();
        let weighed = weighed(&it, &entries(&scans));
        prop_assert_eq!(&it, &before);
        let said = analysis(&it).whole;
        prop_assert_eq!(said.score.is_some(), weighed.supported.score.is_some());
        if let (Some(said), Some(supported)) = (said.score, weighed.supported.score) {
            prop_assert!(supported.value <= said.value);
            prop_assert!(supported.low <= said.low && supported.high <= said.high);
        }
        let lowered = as_supported(&it, &weighed.practices);
        for (id, answer) in &it.answers {
            let level = answer.response.as_ref().and_then(Response::level);
            let now = lowered.response(id).and_then(Response::level);
            prop_assert!(now <= level);
        }
    }

    #[test]
    fn a_pass_never_raises_and_a_failure_never_improves(
        it in any_assessment(),
        scans in prop::collection::vec(any_scan(), 1..4),
        check in 0..6usize,
    ) {
        let value = |scans: &[Scan]| {
            weighed(&it, &entries(scans)).supported.score.map(|it| it.value)
        };
        let before = value(&scans);
        // In an account and Region of its own, so that it takes nothing's place.
        let more = |passed, failed| {
            let mut scans = scans.clone();
            scans.push(scan("2026-11-24", &[(CHECKS[check], "333333333333", "ap", passed, failed)]));
            scans
        };
        prop_assert_eq!(value(&more(5, 0)), before);
        prop_assert!(value(&more(0, 1)) <= before);
    }
}

#[test]
fn a_moment_of_a_clock_that_was_ahead_does_not_win() {
    let kind = demarc_core::store::KINDS
        .iter()
        .find(|it| it.word == "evidence")
        .unwrap();
    let owner = answered(&[]).id;
    let write = |accounts: u32, at: Moment| {
        let mut entries = Entries::default();
        entries.set_accounts(Some(&Accounts::Number(accounts)), at);
        EvidenceRecord::write(&owner, &entries)
    };
    let now = 1_800_000_000_000;
    let at = |milliseconds| Moment::after(Moment::default(), milliseconds, 0);
    let (ahead, right) = (write(1, at(2 * now)), write(2, at(now)));
    let credible = Moment::latest_credible(now);
    for (one, other) in [(&ahead, &right), (&right, &ahead)] {
        let merged = kind.merge(one, other, credible).unwrap_or(one.clone());
        let (_, merged) = EvidenceRecord::read(&merged).unwrap();
        assert_eq!(Evidence::of(&merged).accounts, Some(Accounts::Number(2)));
    }
}
