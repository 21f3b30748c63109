//! Tests of the evidence in an imported file.

use super::*;
use crate::assessment::Response;

const NOW: u64 = 1_000;

fn id(bits: u64) -> AssessmentId {
    AssessmentId::from_bits(bits)
}

fn at(milliseconds: u64) -> Moment {
    Moment::after(Moment::default(), milliseconds, 0)
}

fn shop() -> Assessment {
    Assessment::new(id(1), "Shop")
}

fn answered(milliseconds: u64, response: Response) -> Assessment {
    let mut it = shop();
    it.edit(at(milliseconds), |it| {
        it.respond(&"iam.root".parse().unwrap(), Some(response));
    });
    it
}

/// Evidence with values under keys, each edited at a moment.
fn evidence(values: &[(&str, u64, u64)]) -> Entries {
    let mut entries = Entries::default();
    for (key, edited, value) in values {
        entries.set(key, at(*edited), value);
    }
    entries
}

/// The values of evidence by their keys.
fn values(of: &Entries) -> Vec<(&str, &str)> {
    of.iter().map(|(key, _, value)| (key, value)).collect()
}

fn record(of: u64, entries: &Entries) -> (Key, String) {
    let key = Key::Record(&EVIDENCE, (&id(of)).into());
    (key, EvidenceRecord::write(&id(of), entries))
}

/// A file with these assessments and evidence.
fn file_with(assessments: Vec<Assessment>, evidence: &[(u64, &Entries)]) -> Contents {
    let evidence = evidence.iter().map(|(of, it)| (id(*of), (*it).clone()));
    let evidence: Vec<_> = evidence.collect();
    let text = file::write_with(&assessments, &evidence);
    let mut contents = Contents::default();
    read(
        &mut contents,
        text.as_bytes(),
        demarc_edition::catalog(),
        NOW,
    )
    .unwrap();
    contents
}

fn kept(assessments: Vec<Assessment>, evidence: &[(u64, &Entries)]) -> Inventory {
    Inventory {
        assessments,
        others: evidence.iter().map(|(of, it)| record(*of, it)).collect(),
        ..Inventory::default()
    }
}

fn planned(contents: Contents, inventory: &Inventory) -> Vec<ImportItem> {
    let mut bits = 100;
    plan(contents, inventory, || {
        bits += 1;
        id(bits)
    })
}

/// What is written of evidence, and the message.
fn opened(
    plan: Vec<ImportItem>,
    chosen: &[ImportAction],
    inventory: &Inventory,
) -> (Vec<(AssessmentId, Entries)>, String) {
    let mut bits = 200;
    let mut fresh_id = || {
        bits += 1;
        id(bits)
    };
    let of = |id: &AssessmentId| {
        let mut all = inventory.others_of(&EVIDENCE);
        let (_, text) = all.find(|(of, _)| **of == *id)?;
        EvidenceRecord::read(text).ok().map(|(_, entries)| entries)
    };
    let mut context = Context {
        stored: &|id| inventory.find(id).cloned(),
        evidence: &of,
        is_used: &|id| inventory.has(id),
        moment_after: &|it| Moment::after(it.edits.latest(), NOW, 7),
        fresh_id: &mut fresh_id,
    };
    let mut import = Import::new(plan, chosen, "shop.demarc.json");
    let mut evidence = Vec::new();
    while let Some(step) = import.next(&mut context) {
        evidence.extend(step.evidence.clone());
        import.finish(step);
    }
    (evidence, import.message())
}

#[test]
fn evidence_comes_along_with_what_is_new() {
    let snapshot = shop().take_snapshot(id(2), "Q3", at(1));
    let (own, then) = (evidence(&[("a", 2, 1)]), evidence(&[("a", 1, 0)]));
    let file = file_with(vec![shop(), snapshot], &[(1, &own), (2, &then)]);
    let nothing = Inventory::default();
    let (written, message) = opened(planned(file, &nothing), &[], &nothing);
    assert_eq!(written, [(id(1), own), (id(2), then)]);
    assert_eq!(message, "“Shop”: opened.");
}

#[test]
fn evidence_is_merged_entry_by_entry_where_the_answers_are_the_same() {
    let here = evidence(&[("a", 1, 1), ("b", 5, 1), ("c", 1, 1)]);
    let mut there = evidence(&[("a", 3, 2), ("b", 2, 2), ("d", 1, 2)]);
    there.set("c", at(2), &2);
    there.remove("c", at(4));
    let inventory = kept(vec![shop()], &[(1, &here)]);
    let plan = planned(file_with(vec![shop()], &[(1, &there)]), &inventory);
    assert_eq!(
        (plan[0].action, plan[0].found()),
        (ImportAction::Merge, Found::Same)
    );
    assert!(plan[0].brings_evidence);
    let (written, message) = opened(plan, &[], &inventory);
    let [(of, merged)] = &written[..] else {
        panic!("{written:?}")
    };
    assert_eq!(of, &id(1));
    assert_eq!(values(merged), [("a", "2"), ("b", "1"), ("d", "2")]);
    assert_eq!(message, "“Shop”: its evidence is merged.");
    // Opened once more, there is nothing to do.
    let inventory = kept(vec![shop()], &[(1, merged)]);
    let plan = planned(file_with(vec![shop()], &[(1, &there)]), &inventory);
    assert_eq!(
        (plan[0].action, plan[0].brings_evidence),
        (ImportAction::Skip, false)
    );
}

#[test]
fn what_it_was_is_a_snapshot_with_its_evidence() {
    let (here, there) = (
        evidence(&[("a", 1, 1), ("b", 9, 1)]),
        evidence(&[("a", 3, 2)]),
    );
    let inventory = kept(vec![answered(1, Response::Fully)], &[(1, &here)]);
    for (action, expected) in [
        (ImportAction::Merge, vec![("a", "2"), ("b", "1")]),
        (ImportAction::Replace, vec![("a", "2")]),
    ] {
        let file = file_with(vec![answered(2, Response::Started)], &[(1, &there)]);
        let (written, _) = opened(planned(file, &inventory), &[action], &inventory);
        let [(snapshot, before), (of, after)] = &written[..] else {
            panic!("{action:?}: {written:?}")
        };
        assert_eq!((snapshot, of), (&id(201), &id(1)), "{action:?}");
        assert_eq!(before, &here);
        assert_eq!(values(after), expected);
        // On another device the outcome wins over what it was.
        let mut elsewhere = here.clone();
        elsewhere.merge(after);
        assert_eq!(values(&elsewhere), expected);
    }
    // A file without evidence says nothing about it.
    let file = file_with(vec![answered(2, Response::Started)], &[]);
    let (written, _) = opened(
        planned(file, &inventory),
        &[ImportAction::Replace],
        &inventory,
    );
    assert_eq!(written, [(id(201), here)]);
}

#[test]
fn evidence_goes_to_the_copy_that_its_assessment_becomes() {
    let (here, there) = (evidence(&[("a", 1, 1)]), evidence(&[("a", 3, 2)]));
    let inventory = kept(vec![answered(1, Response::Fully)], &[(1, &here)]);
    let file = file_with(vec![answered(2, Response::Started)], &[(1, &there)]);
    let (written, _) = opened(planned(file, &inventory), &[ImportAction::Copy], &inventory);
    assert_eq!(written, [(id(201), there.clone())]);
    // A snapshot alone becomes an assessment.
    let snapshot = shop().take_snapshot(id(2), "Q3", at(1));
    let file = file_with(vec![snapshot], &[(2, &there)]);
    let nothing = Inventory::default();
    let (written, _) = opened(planned(file, &nothing), &[], &nothing);
    assert_eq!(written, [(id(101), there)]);
}

#[test]
fn entries_of_a_clock_that_was_ahead_have_no_date() {
    let now = 1_800_000_000_000;
    let ahead = evidence(&[("a", now + 30 * 24 * 3_600_000, 2)]);
    let mut contents = Contents::default();
    let text = file::write_with(&[shop()], &[(id(1), ahead)]);
    read(
        &mut contents,
        text.as_bytes(),
        demarc_edition::catalog(),
        now,
    )
    .unwrap();
    let here = evidence(&[("a", now, 1)]);
    let inventory = kept(vec![shop()], &[(1, &here)]);
    assert!(!planned(contents, &inventory)[0].brings_evidence);
}

#[test]
fn evidence_of_a_rescue_file_is_opened_and_deleted_evidence_is_not() {
    let (own, deleted) = (evidence(&[("a", 2, 1)]), evidence(&[("b", 1, 0)]));
    let binned = |of| Key::Bin(3, &EVIDENCE, (&id(of)).into());
    let gone = Assessment::new(id(5), "Gone");
    let rows = [
        (
            Key::assessment(&id(1)),
            crate::records::record::write(&shop()),
        ),
        record(1, &own),
        (binned(1), record(1, &deleted).1),
        (
            Key::Bin(3, &crate::store::ASSESSMENT, (&id(5)).into()),
            crate::records::record::write(&gone),
        ),
        (binned(5), record(5, &deleted).1),
    ];
    let rows = rows.map(|(key, text)| serde_json::json!({ "key": key.to_string(), "text": text }));
    let rescue = serde_json::json!({ "format": "demarc-rescue", "version": 1, "records": rows });
    let mut contents = Contents::default();
    let bytes = rescue.to_string();
    read(
        &mut contents,
        bytes.as_bytes(),
        demarc_edition::catalog(),
        NOW,
    )
    .unwrap();
    let nothing = Inventory::default();
    let (written, _) = opened(planned(contents, &nothing), &[], &nothing);
    assert_eq!(written, [(id(1), own), (id(5), deleted)]);
}
