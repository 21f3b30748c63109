//! Tests of every case of an import: the plan, the writes and the message.

use super::*;
use crate::assessment::Response;
use crate::store::{Key, Unreadable};

const FILE: &str = "shop.demarc.json";
const NOW: u64 = 1_000;

fn id(bits: u64) -> AssessmentId {
    AssessmentId::from_bits(bits)
}

fn at(milliseconds: u64) -> Moment {
    Moment::after(Moment::default(), milliseconds, 0)
}

/// An assessment whose name was edited at a moment.
fn shop(name: &str, edited: u64) -> Assessment {
    let mut it = Assessment::new(id(1), "Shop");
    it.edit(at(edited), |it| it.name = name.to_owned());
    it
}

fn answered(mut it: Assessment, edited: u64, response: Response) -> Assessment {
    let root = "iam.root".parse().unwrap();
    it.edit(at(edited), |it| it.respond(&root, Some(response)));
    it
}

fn kept(assessments: Vec<Assessment>, snapshots: Vec<Assessment>) -> Inventory {
    Inventory {
        assessments,
        snapshots,
        ..Inventory::default()
    }
}

fn planned(contents: Vec<Assessment>, inventory: &Inventory) -> Vec<ImportItem> {
    let mut bits = 100;
    plan(contents.into(), inventory, || {
        bits += 1;
        id(bits)
    })
}

/// The result of an import in one go.
struct Opened {
    writes: Vec<Assessment>,
    opened: Vec<AssessmentId>,
    message: String,
}

fn opened(plan: &[ImportItem], chosen: &[ImportAction], inventory: &Inventory) -> Opened {
    let mut import = Import::new(plan.to_vec(), chosen, FILE);
    let mut writes = Vec::new();
    on_device(inventory, |context| {
        while let Some(step) = import.next(context) {
            writes.extend(step.writes.clone());
            import.finish(step);
        }
    });
    Opened {
        writes,
        opened: import.opened().to_vec(),
        message: import.message(),
    }
}

/// Runs steps on a device with this inventory.
fn on_device(inventory: &Inventory, run: impl FnOnce(&mut Context<'_>)) {
    let mut bits = 200;
    let mut fresh_id = || {
        bits += 1;
        id(bits)
    };
    run(&mut Context {
        stored: &|id| inventory.find(id).cloned(),
        evidence: &|_| None,
        is_used: &|id| inventory.has(id),
        moment_after: &|it| Moment::after(it.edits.latest(), NOW, 7),
        fresh_id: &mut fresh_id,
    });
}

/// The planned action of the only item, and the possible choices.
fn only(plan: &[ImportItem]) -> (ImportAction, &'static [ImportAction]) {
    assert_eq!(plan.len(), 1);
    (plan[0].action, plan[0].choices())
}

#[test]
fn what_is_new_is_added() {
    let inventory = kept(vec![], vec![]);
    let plan = planned(vec![shop("Web shop", 5)], &inventory);
    assert_eq!(only(&plan), (ImportAction::Add, &[][..]));
    assert_eq!(plan[0].found(), Found::New);
    let import = opened(&plan, &[], &inventory);
    assert_eq!(import.writes, [shop("Web shop", 5)]);
    assert_eq!(import.opened, [id(1)]);
    assert_eq!(import.message, "“Web shop”: opened.");
}

#[test]
fn what_is_here_already_is_skipped() {
    let inventory = kept(vec![shop("Web shop", 5)], vec![]);
    let plan = planned(vec![shop("Web shop", 5)], &inventory);
    assert_eq!(only(&plan), (ImportAction::Skip, &[][..]));
    assert_eq!(plan[0].found(), Found::Same);
    let import = opened(&plan, &[], &inventory);
    assert_eq!((import.writes.len(), import.opened.len()), (0, 0));
    assert_eq!(import.message, "No answer was changed.");
}

#[test]
fn what_is_newer_here_is_skipped_unless_somebody_wants_it() {
    let inventory = kept(vec![shop("Newer", 9)], vec![]);
    let plan = planned(vec![shop("Older", 5)], &inventory);
    assert_eq!(
        only(&plan),
        (ImportAction::Skip, &ImportAction::CHOICES[..])
    );
    assert_eq!(opened(&plan, &[], &inventory).writes, []);
    // The merge takes nothing over, so no snapshot is needed.
    let import = opened(&plan, &[ImportAction::Merge], &inventory);
    assert_eq!((import.writes, import.opened), (vec![], vec![id(1)]));
    let import = opened(&plan, &[ImportAction::Replace], &inventory);
    let [before, after] = &import.writes[..] else {
        panic!("{:?}", import.writes)
    };
    assert_eq!(before.snapshot.as_ref().unwrap().of, id(1));
    assert_eq!(before.name, "Newer");
    assert_eq!((&after.id, after.name.as_str()), (&id(1), "Older"));
    // The replacement is an edit made now: it wins over newer edits elsewhere.
    assert!(after.edits.of(&Field::Name) > at(9));
    assert_eq!(
        import.message,
        "“Older”: replaced; what it was is the snapshot “Before opening shop.demarc.json”."
    );
}

#[test]
fn what_is_newer_in_the_file_is_merged_and_what_was_here_stays_as_a_snapshot() {
    let inventory = kept(vec![shop("Older", 5)], vec![]);
    let plan = planned(vec![shop("Newer", 9)], &inventory);
    assert_eq!(
        only(&plan),
        (ImportAction::Merge, &ImportAction::CHOICES[..])
    );
    let import = opened(&plan, &[], &inventory);
    let [before, after] = &import.writes[..] else {
        panic!("{:?}", import.writes)
    };
    let info = before.snapshot.as_ref().unwrap();
    assert_eq!((&info.of, info.taken.milliseconds()), (&id(1), NOW));
    assert_eq!(
        (before.id.clone(), before.name.as_str()),
        (id(201), "Older")
    );
    assert_eq!(*after, shop("Newer", 9));
    assert_eq!(
        import.message,
        "“Newer”: 1 thing changed; what it was is the snapshot “Before opening shop.demarc.json”."
    );
}

#[test]
fn of_versions_edited_on_both_sides_each_field_keeps_its_later_edit() {
    let here = answered(shop("Here", 20), 4, Response::Started);
    let there = answered(shop("There", 5), 30, Response::Fully);
    let inventory = kept(vec![here], vec![]);
    let plan = planned(vec![there], &inventory);
    assert_eq!(only(&plan).0, ImportAction::Merge);
    let Found::Different(differences) = plan[0].found() else {
        panic!("{plan:?}")
    };
    let later: Vec<LaterEdit> = differences.iter().map(|it| it.later).collect();
    assert_eq!(later, [LaterEdit::Here, LaterEdit::File]);
    let import = opened(&plan, &[], &inventory);
    let merged = import.writes.last().unwrap();
    assert_eq!(merged.name, "Here");
    let root = "iam.root".parse().unwrap();
    assert_eq!(merged.response(&root), Some(&Response::Fully));
}

#[test]
fn where_nobody_knows_what_is_later_both_are_kept() {
    let by_hand = |name: &str| Assessment::new(id(1), name);
    let inventory = kept(vec![by_hand("Here")], vec![]);
    let plan = planned(vec![by_hand("There")], &inventory);
    assert_eq!(
        only(&plan),
        (ImportAction::Copy, &ImportAction::CHOICES[..])
    );
    let import = opened(&plan, &[], &inventory);
    assert_eq!(import.opened, [id(201)]);
    assert_eq!(import.writes[0].name, "There (from file)");
    assert_eq!(
        import.message,
        "“There (from file)”: kept beside what was here."
    );
    // One field with a known edit is enough to merge.
    let plan = planned(
        vec![answered(by_hand("There"), 5, Response::Fully)],
        &inventory,
    );
    assert_eq!(only(&plan).0, ImportAction::Merge);
}

#[test]
fn a_snapshot_comes_with_its_assessment() {
    let snapshot = shop("Before", 3).take_snapshot(id(2), "Q3", at(3));
    let contents = vec![snapshot.clone(), shop("Web shop", 5)];
    let inventory = kept(vec![], vec![]);
    let plan = planned(contents.clone(), &inventory);
    assert_eq!(only(&plan).0, ImportAction::Add);
    let import = opened(&plan, &[], &inventory);
    assert_eq!(import.writes, [shop("Web shop", 5), snapshot.clone()]);
    // The snapshot follows the assessment to the id of the copy.
    let import = opened(&plan, &[ImportAction::Copy], &inventory);
    assert_eq!(import.writes[1].snapshot.as_ref().unwrap().of, id(201));
    assert_eq!(import.writes[1].id, id(2));
    // A stored snapshot is not written again.
    let inventory = kept(vec![shop("Web shop", 5)], vec![snapshot]);
    let plan = planned(contents, &inventory);
    assert_eq!(only(&plan).0, ImportAction::Skip);
    assert_eq!(plan[0].snapshots, []);
}

#[test]
fn a_snapshot_joins_the_assessment_that_is_here() {
    let snapshot = shop("Before", 3).take_snapshot(id(2), "Q3", at(3));
    let inventory = kept(vec![shop("Web shop", 5)], vec![]);
    let plan = planned(vec![snapshot.clone()], &inventory);
    assert_eq!(only(&plan), (ImportAction::Merge, &[][..]));
    assert_eq!(plan[0].found(), Found::Same);
    let import = opened(&plan, &[], &inventory);
    assert_eq!(
        (import.writes, import.opened),
        (vec![snapshot], vec![id(1)])
    );
}

#[test]
fn a_snapshot_of_nothing_known_becomes_an_assessment() {
    let snapshot = shop("Web shop", 3).take_snapshot(id(2), "Q3", at(3));
    // Also when the assessment of the snapshot was deleted: the bin is not searched.
    let inventory = kept(vec![], vec![]);
    let plan = planned(vec![snapshot], &inventory);
    assert_eq!(only(&plan).0, ImportAction::Add);
    let it = &opened(&plan, &[], &inventory).writes[0];
    assert_eq!(
        (it.id.clone(), it.name.as_str()),
        (id(101), "Web shop (Q3)")
    );
    assert_eq!(it.snapshot, None);
}

#[test]
fn two_versions_with_one_id_become_one_item() {
    let inventory = kept(vec![], vec![]);
    let contents = vec![shop("Older", 5), shop("Newer", 9)];
    let plan = planned(contents, &inventory);
    assert_eq!(only(&plan).0, ImportAction::Add);
    assert_eq!(plan[0].assessment, shop("Newer", 9));
}

#[test]
fn what_has_the_id_of_a_snapshot_here_is_kept_beside_it() {
    let snapshot = shop("Before", 3).take_snapshot(id(2), "Q3", at(3));
    let inventory = kept(vec![shop("Web shop", 5)], vec![snapshot]);
    let plan = planned(vec![Assessment::new(id(2), "Clash")], &inventory);
    assert_eq!(only(&plan).0, ImportAction::Add);
    assert_eq!(plan[0].assessment.id, id(101));
}

#[test]
fn what_is_unreadable_here_is_left_to_the_store() {
    let unreadable = Unreadable {
        key: Key::assessment(&id(1)).to_string(),
        text: "{".to_owned(),
        message: String::new(),
        newer: false,
    };
    let inventory = Inventory {
        unreadable: vec![unreadable],
        ..Inventory::default()
    };
    let plan = planned(vec![shop("Web shop", 5)], &inventory);
    // The store moves the damaged text to quarantine when it writes.
    assert_eq!(only(&plan).0, ImportAction::Add);
    assert_eq!(opened(&plan, &[], &inventory).writes.len(), 1);
}

#[test]
fn what_changed_here_since_the_plan_counts() {
    let plan = planned(
        vec![shop("Newer", 9)],
        &kept(vec![shop("Older", 5)], vec![]),
    );
    // Deleted in the meantime: it is added. Edited in the meantime: that edit stays.
    let import = opened(&plan, &[], &kept(vec![], vec![]));
    assert_eq!(import.message, "“Newer”: opened.");
    let import = opened(&plan, &[], &kept(vec![shop("Newest", 12)], vec![]));
    assert_eq!(import.writes, []);
}

#[test]
fn many_results_are_counted() {
    let contents = (1..=4).map(|bits| Assessment::new(id(bits), "Shop"));
    let inventory = kept(vec![], vec![]);
    let plan = planned(contents.collect(), &inventory);
    let import = opened(&plan, &[], &inventory);
    assert_eq!(import.message, "4 assessments were opened.");
    let import = opened(&plan[..2], &[], &inventory);
    assert_eq!(import.message, "“Shop”: opened. “Shop”: opened.");
}

#[test]
fn edits_of_a_clock_that_was_ahead_are_offered_as_a_copy() {
    const NOW: u64 = 1_800_000_000_000;
    let catalog = demarc_edition::catalog();
    let inventory = kept(vec![shop("Here", NOW - 100)], vec![]);
    for (edited, is_credible) in [(NOW - 50, true), (NOW + 3 * 365 * 86_400_000, false)] {
        let mut assessment = shop("File", edited);
        assessment.add_service("rds".parse().unwrap());
        let mut file: Contents = vec![assessment].into();
        normalize(&mut file, catalog, NOW);
        let file = file.assessments;
        assert!(file[0].services.contains(&"rds/standard".parse().unwrap()));
        let plan = planned(file, &inventory);
        let Found::Different(differences) = plan[0].found() else {
            panic!("{plan:?}")
        };
        let name = differences.iter().find(|it| it.field == Field::Name);
        let (later, action) = match is_credible {
            true => (LaterEdit::File, ImportAction::Merge),
            false => (LaterEdit::Unknown, ImportAction::Copy),
        };
        assert_eq!((name.unwrap().later, plan[0].action), (later, action));
    }
}

#[test]
fn a_merge_that_brings_only_later_moments_is_written() {
    let here = answered(shop("Web shop", 5), 6, Response::Fully);
    let mut there = shop("Web shop", 5);
    // The same answer, given again later elsewhere.
    there = answered(there, 7, Response::Started);
    there = answered(there, 8, Response::Fully);
    let inventory = kept(vec![here], vec![]);
    let plan = planned(vec![there.clone()], &inventory);
    assert_eq!(only(&plan), (ImportAction::Merge, &[][..]));
    let import = opened(&plan, &[], &inventory);
    assert_eq!(import.writes, [there]);
    assert_eq!(import.message, "No answer was changed.");
    // An edit of a moment in between loses against it, whichever file is opened first.
    let between = answered(shop("Web shop", 5), 7, Response::Mostly);
    let inventory = kept(import.writes, vec![]);
    let plan = planned(vec![between], &inventory);
    assert_eq!(only(&plan).0, ImportAction::Skip);
}

#[test]
fn what_is_written_stays_when_the_import_is_canceled_or_the_device_is_full() {
    let inventory = kept(vec![], vec![]);
    let contents = (1..=6).map(|bits| Assessment::new(id(bits), format!("Shop {bits}")));
    let plan = planned(contents.collect(), &inventory);
    let stopped = |chosen: &[ImportAction], why, finished: usize, unsaved: usize| {
        let mut import = Import::new(plan.clone(), chosen, FILE);
        on_device(&inventory, |context| {
            for _ in 0..finished {
                let step = import.next(context).unwrap();
                import.finish(step);
            }
            let unsaved = (0..unsaved).map(|_| import.next(context).unwrap());
            let unsaved = unsaved.collect();
            import.stop(why, unsaved);
            assert_eq!(import.next(context), None);
        });
        assert_eq!(import.opened().len(), finished);
        import.message()
    };
    assert_eq!(
        stopped(&[], Stop::Canceled, 4, 0),
        "Canceled. 4 of 6 were opened, and stay. Not opened: “Shop 5”, “Shop 6”. The file still has them."
    );
    assert_eq!(
        stopped(&[ImportAction::Skip], Stop::Full, 1, 2),
        "This browser has no room for more. 1 of 5 were opened, and stay. Not opened: “Shop 3”, “Shop 4”, “Shop 5” and 1 more. The file still has them: delete what you no longer need, then open it again."
    );
    // Canceled after the last: all are opened.
    assert_eq!(
        stopped(&[], Stop::Canceled, 6, 0),
        "6 assessments were opened."
    );
}

#[test]
fn no_more_is_opened_than_a_file_of_everything_may_hold() {
    let many = |from: u64, count: usize| -> Vec<Assessment> {
        let ids = (from..).take(count).map(id);
        ids.map(|id| Assessment::new(id, "Shop")).collect()
    };
    let inventory = kept(many(1, limits::ASSESSMENTS - 2), vec![]);
    let room = |contents| check_room(&planned(contents, &inventory), &inventory);
    assert_eq!(room(many(10_000, 2)), Ok(()));
    // Those that are here already take no room.
    assert_eq!(room(many(1, limits::ASSESSMENTS - 2)), Ok(()));
    let error = room(many(10_000, 3)).unwrap_err();
    assert!(
        error.contains("3 assessments that are not here, and 1998 are here already"),
        "{error}"
    );
    let snapshot = |id: AssessmentId| shop("Shop", 5).take_snapshot(id, "Q", at(5));
    let snapshots = |from: u64, count: usize| (from..).take(count).map(id).map(snapshot);
    let stored = snapshots(10_000, limits::SNAPSHOTS);
    let inventory = kept(vec![shop("Shop", 5)], stored.collect());
    let plan = planned(snapshots(50_000, 1).collect(), &inventory);
    let error = check_room(&plan, &inventory).unwrap_err();
    assert!(error.contains("1 snapshots"), "{error}");
}

#[test]
fn files_opened_together_count_together() {
    let catalog = demarc_edition::catalog();
    let mut contents = Contents::default();
    let many = |from: u64, count: usize| {
        let ids = (from..).take(count).map(id);
        let all: Vec<_> = ids.map(|id| Assessment::new(id, "Shop")).collect();
        file::write(&all)
    };
    let mut read = |text: String| read(&mut contents, text.as_bytes(), catalog, NOW);
    assert_eq!(read(many(1, 1_500)), Ok(()));
    // The same assessments again, and others.
    assert_eq!(read(many(1, 1_500)), Ok(()));
    assert!(matches!(
        read(many(5_000, 501)),
        Err(ReadError::OverLimit { .. })
    ));
}

#[test]
fn a_colleagues_later_answer_is_later_whatever_the_date_of_the_file() {
    let catalog = demarc_edition::catalog();
    const HOUR: u64 = 60 * 60 * 1000;
    let now = 500_000 * HOUR;
    let open = |hours_ago: u64, response: &str| {
        let moment = (now - hours_ago * HOUR) * 1024 + 1;
        let text = format!(
            r#"{{"format":"demarc-assessment","version":4,"assessment":{{"id":"shop","name":"Shop","answers":{{"iam.root":{{"response":"{response}"}}}},"edits":{{"response iam.root":{moment}}}}}}}"#
        );
        let mut contents = Contents::default();
        read(&mut contents, text.as_bytes(), catalog, now).unwrap();
        contents.assessments
    };
    // The colleague's file may be dated before both edits: a copy, or from an archive.
    let inventory = kept(open(5, "started"), vec![]);
    let plan = planned(open(1, "fully"), &inventory);
    assert_eq!(only(&plan).0, ImportAction::Merge);
    let import = opened(&plan, &[], &inventory);
    let merged = import.writes.last().unwrap();
    let root = "iam.root".parse().unwrap();
    assert_eq!(merged.response(&root), Some(&Response::Fully));
}
