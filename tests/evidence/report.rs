//! What the report tells of evidence.

use super::*;
use demarc_core::assessment::Chapter;
use demarc_core::evidence::Weighing;
use demarc_core::report::{Document, Section, Subject, to_text};

/// What is looked at of a report.
struct Told {
    document: Document,
    summary: String,
    chapter: Option<Section>,
    /// Of the practice `people.lists`.
    finding: String,
}

impl Told {
    /// The whole chapter on evidence as text.
    fn text(&self) -> String {
        self.chapter.as_ref().expect("a chapter").to_text()
    }
}

fn told(assessment: &Assessment, entries: Option<&Entries>) -> Told {
    let analysis = analysis(assessment);
    let evidence = entries.map(Evidence::of);
    let weighed = evidence.as_ref().map(|evidence| {
        let Content { catalog, texts } = &*CONTENT;
        weigh(catalog, texts, assessment, &analysis, evidence)
    });
    let subject = Subject {
        catalog: &CONTENT.catalog,
        texts: &CONTENT.texts,
        assessment,
        analysis: &analysis,
        evidence: evidence
            .as_ref()
            .zip(weighed.as_ref())
            .map(|(evidence, weighed)| Weighing { evidence, weighed }),
        workshop: None,
    };
    Told {
        document: subject.document(&today()),
        summary: subject.summary().join("\n"),
        chapter: subject.evidence_chapter(),
        finding: to_text(&subject.finding(&practice("people.lists"))),
    }
}

/// The answers and findings of [`every_verdict_by_hand`], with a second contradiction, an explanation that holds and one
/// that has ended.
fn all_verdicts() -> (Assessment, Entries) {
    let it = answered(&[
        ("people.keys", Response::Fully),
        ("people.lists", Response::Mostly),
        ("watch.diary", Response::Fully),
        ("water.lids", Response::Started),
        ("water.refill", Response::Fully),
        ("water.spare", Response::Fully),
    ]);
    let mut found = entries(&[
        scan(
            "2026-11-20",
            &[
                ("gate_key_numbered", ONE, "eu", 3, 1),
                ("gate_key_numbered", TWO, "us", 0, 2),
                ("guest_list_kept", ONE, "eu", 0, 2),
                ("diary_open", ONE, "eu", 0, 1),
                ("lid_closed", ONE, "eu", 0, 5),
                ("parts_new", ONE, "eu", 0, 1),
            ],
        ),
        scan("2026-03-01", &[("gate_key_numbered", ONE, "eu", 1, 0)]),
    ]);
    let because = |text: &str, until: Option<&str>| Explanation {
        kind: ExplanationKind::AnotherScope,
        because: text.to_owned(),
        until: until.map(day),
    };
    for (id, explanation) in [
        (
            "people.lists",
            because("The list is of `another` pond.", Some("2027-01-31")),
        ),
        (
            "people.keys",
            because("The gate was open.", Some("2026-10-31")),
        ),
    ] {
        let at = found.next_moment(1_800_000_000_000, 0);
        found.explain(&practice(id), Some(&explanation), at);
    }
    let at = found.next_moment(0, 0);
    found.set_accounts(Some(&Accounts::Number(12)), at);
    (it, found)
}

/// The chapter as it was when somebody last looked at it. `DEMARC_BLESS=1 cargo test -p demarc --test evidence` takes over
/// what changed.
#[test]
fn the_chapter_is_what_it_was() {
    let (it, found) = all_verdicts();
    let now = told(&it, Some(&found)).text() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evidence/chapter.txt");
    if std::env::var_os("DEMARC_BLESS").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let before = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(now, before);
}

#[test]
fn without_evidence_nothing_is_told_of_it() {
    let (it, found) = all_verdicts();
    let (plain, with) = (told(&it, None), told(&it, Some(&found)));
    assert_eq!(plain.chapter, None);
    let ids = |it: &Told| {
        it.document
            .sections
            .iter()
            .map(|it| it.id)
            .collect::<Vec<_>>()
    };
    assert!(!ids(&plain).contains(&"evidence"));
    // It stands behind the gaps, and all others are there as before.
    let mut all = ids(&with);
    let at = all.iter().position(|it| *it == "evidence").unwrap();
    assert_eq!(all[at - 1], Chapter::Findings.key());
    all.remove(at);
    assert_eq!(all, ids(&plain));
    assert_eq!(with.document.sections[at], *with.chapter.as_ref().unwrap());
    for section in &plain.document.sections {
        let mut others = with.document.sections.iter();
        let other = others.find(|it| it.id == section.id).unwrap();
        let tells = ["summary", "findings", "method"].contains(&section.id);
        assert_eq!(section != other, tells, "{}", section.id);
    }
}

#[test]
fn the_chapter_is_there_whatever_else_is_left_out() {
    let (mut it, found) = all_verdicts();
    it.cover.left_out = Chapter::ALL.to_vec().into();
    let told = told(&it, Some(&found));
    let ids: Vec<_> = told.document.sections.iter().map(|it| it.id).collect();
    assert_eq!(ids, ["evidence"]);
}

#[test]
fn the_summary_has_both_scores_and_the_denominator() {
    let (it, mut found) = all_verdicts();
    let (said, supported) = (
        analysis(&it).whole.score.unwrap().value,
        weighed(&it, &found).supported.score.unwrap().value,
    );
    let sentence = format!(
        "Scanners’ findings were held against the answers. You said {}; the findings support at most {}. The findings are of 2 of 12 accounts, 2 Regions, November 20, 2026. 1 contradiction is explained and counts as answered.",
        said.floor(),
        supported.floor(),
    );
    assert!(told(&it, Some(&found)).summary.contains(&sentence));
    assert!(!told(&it, None).summary.contains("Scanners"));
    // Nobody said how many accounts there are.
    let at = found.next_moment(0, 0);
    found.set_accounts(None, at);
    let it = told(&it, Some(&found));
    assert!(it.summary.contains("2 accounts of an unknown number"));
    assert!(it.text().contains("so nobody knows what was not seen"));
}

#[test]
fn findings_of_which_none_counts_are_no_support() {
    let (it, mut found) = all_verdicts();
    let at = found.next_moment(0, 0);
    found.set_age_limit(Some(2), at);
    let told = told(&it, Some(&found));
    assert!(told.summary.contains("none of them counts"));
    assert!(!told.summary.contains("You said"));
    assert!(!told.text().contains("Contradicted answers"));
    assert!(told.text().contains("Findings count for 2 days"));
}

#[test]
fn a_finding_says_what_was_found_and_why_its_answer_stands() {
    let (it, found) = all_verdicts();
    // What is typed is no code.
    let line = "What scanners found: You said “Mostly”; failing checks allow “Started” at most. Not part of this assessment, until January 31, 2027: The list is of `another` pond.";
    assert!(told(&it, Some(&found)).finding.contains(line));
    assert!(!told(&it, None).finding.contains("What scanners found"));
}

#[test]
fn what_a_newer_demarc_wrote_is_told() {
    let (it, mut found) = all_verdicts();
    let unread = |found: &Entries| {
        let text = told(&it, Some(found)).text();
        text.contains("One entry of the evidence can’t be read here and is left out")
    };
    assert!(!unread(&found));
    let at = found.next_moment(0, 0);
    found.set("scan later", at, &"what a newer Demarc writes");
    assert!(unread(&found));
}

proptest! {
    #[test]
    fn every_report_has_whole_sentences(
        it in any_assessment(),
        scans in prop::collection::vec(any_scan(), 1..4),
        accounts in prop::option::of(1..4u32),
    ) {
        let mut found = entries(&scans);
        let at = found.next_moment(0, 0);
        found.set_accounts(accounts.map(Accounts::Number).as_ref(), at);
        let text = told(&it, Some(&found)).text();
        for wrong in ["  ", " .", " ,", "..", "{", "}", "; ;", " 1 practices", ", ,"] {
            prop_assert!(!text.contains(wrong), "{wrong:?} in {text}");
        }
    }
}
