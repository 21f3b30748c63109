//! The record store against a simulated device: saving, merging, quarantine, the bin and the mirror.

mod device;

use demarc_core::assessment::{Assessment, AssessmentId, Moment, Response};
use demarc_core::exchange::record;
use demarc_core::store::{
    ASSESSMENT, Key, KeyValueStore as _, MirrorChange, RecordStore, RemoteChange, SaveOutcome,
    StoreError, resolve_changes,
};
use device::{Device, Row, resolved};

fn named(bits: u64, name: &str) -> Assessment {
    Assessment::new(AssessmentId::from_bits(bits), name)
}

fn key(it: &Assessment) -> String {
    Key::assessment(&it.id).to_string()
}

fn at(milliseconds: u64) -> Moment {
    Moment::after(Moment::default(), milliseconds, 0)
}

fn answer(it: &mut Assessment, milliseconds: u64, practice: &str, response: Response) {
    let practice = practice.parse().unwrap();
    it.edit(at(milliseconds), |it| it.respond(&practice, Some(response)));
}

#[test]
fn assessments_are_kept_side_by_side_last_used_first() {
    let store = Device::default().store();
    let (one, two) = (named(1, "a"), named(2, "b"));
    assert_eq!(store.save(&one, 0), SaveOutcome::Saved);
    assert_eq!(store.save(&two, 0), SaveOutcome::Saved);
    assert_eq!(store.load().0.assessments, [two.clone(), one.clone()]);
    store.save(&one, 0);
    assert_eq!(store.load().0.assessments, [one, two]);
}

#[test]
fn a_lost_or_damaged_index_is_rebuilt() {
    let device = Device::default();
    let store = device.store();
    for it in [named(1, "b"), named(2, "A"), named(3, "c")] {
        store.save(&it, 0);
    }
    for index in [
        None,
        Some("\u{0} ? ../ __proto__"),
        Some("0000000000000003 gone gone"),
    ] {
        match index {
            None => device.remove("demarc:v1:index").unwrap(),
            Some(text) => device.set("demarc:v1:index", text).unwrap(),
        }
        let names: Vec<String> = store
            .load()
            .0
            .assessments
            .into_iter()
            .map(|it| it.name)
            .collect();
        let wanted = if index.is_some_and(|it| it.starts_with('0')) {
            ["c", "A", "b"]
        } else {
            ["A", "b", "c"]
        };
        assert_eq!(names, wanted);
    }
    store.save(&named(1, "b"), 0);
    let index = device.get("demarc:v1:index").unwrap().unwrap();
    assert!(index.starts_with("0000000000000001"), "{index}");
}

#[test]
fn saving_writes_one_record_however_many_there_are() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    for other in 2..100 {
        store.save(&named(other, "other"), 0);
    }
    store.save(&it, 0);
    device.0.writes.borrow_mut().clear();
    answer(&mut it, 1, "iam.root", Response::Mostly);
    store.save(&it, 1);
    assert_eq!(*device.0.writes.borrow(), [key(&it)]);
}

#[test]
fn a_full_device_keeps_what_it_had_and_memory_the_newer() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "old");
    store.save(&it, 0);
    device.0.room.set(Some(0));
    it.edit(at(1), |it| it.name = "new".into());
    assert_eq!(store.save(&it, 1), SaveOutcome::InMemory(StoreError::Full));
    assert_eq!(store.load().0.assessments, [it.clone()]);
    assert_eq!(device.store().load().0.assessments[0].name, "old");
    // The warning stays until everything in memory is on the device.
    let other = named(2, "other");
    assert_eq!(
        store.save(&other, 2),
        SaveOutcome::InMemory(StoreError::Full)
    );
    device.0.room.set(None);
    assert_eq!(store.save(&other, 3), SaveOutcome::Saved);
    assert_eq!(device.store().load().0.assessments.len(), 2);
    assert!(device.store().load().0.assessments.contains(&it));
}

#[test]
fn a_blocked_device_and_none_at_all_keep_in_memory() {
    let device = Device::default();
    device.0.blocked.set(true);
    for store in [device.store(), RecordStore::new(None)] {
        let it = named(1, "a");
        assert_eq!(
            store.save(&it, 0),
            SaveOutcome::InMemory(StoreError::Blocked)
        );
        assert_eq!(
            store.save(&it, 0),
            SaveOutcome::InMemory(StoreError::Blocked)
        );
        assert_eq!(store.load().0.assessments, [it]);
    }
    assert_eq!(device.store().load().1, Some(StoreError::Blocked));
}

#[test]
fn what_is_cleared_under_an_open_tab_is_written_again() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    device.clear();
    assert_eq!(store.on_remote_change(&it, None, 0), RemoteChange::Vanished);
    answer(&mut it, 1, "iam.root", Response::Mostly);
    assert_eq!(store.save(&it, 1), SaveOutcome::Saved);
    assert!(store.has_vanished() && !store.has_vanished());
    assert_eq!(device.store().load().0.assessments, [it]);
}

#[test]
fn two_tabs_keep_both_edits_and_the_later_of_one_field() {
    let device = Device::default();
    let (here, there) = (device.store(), device.store());
    let start = named(1, "a");
    here.save(&start, 0);
    let (mut mine, mut theirs) = (
        here.open(&start.id).unwrap(),
        there.open(&start.id).unwrap(),
    );
    answer(&mut mine, 1, "iam.root", Response::Mostly);
    answer(&mut mine, 2, "backup.plan", Response::Started);
    answer(&mut theirs, 3, "iam.root", Response::Fully);
    answer(&mut theirs, 4, "os.patching", Response::Started);
    assert_eq!(here.save(&mine, 2), SaveOutcome::Saved);
    let SaveOutcome::Merged(both) = there.save(&theirs, 4) else {
        panic!("the other tab's edits were not looked at")
    };
    assert_eq!(both.answers.len(), 3);
    assert_eq!(
        both.response(&"iam.root".parse().unwrap()),
        Some(&Response::Fully)
    );
    // The first tab receives the change.
    let text = device.get(&key(&start)).unwrap().unwrap();
    let heard = here.on_remote_change(&mine, Some(&text), 0);
    let wanted = RemoteChange::Changed {
        merged: both.clone(),
        knew_more: false,
    };
    assert_eq!(heard, wanted);
    assert_eq!(
        here.on_remote_change(&both, Some(&text), 0),
        RemoteChange::Nothing
    );
    // A tab that saved before it received the change gets the merge, and reports that it has more.
    answer(&mut mine, 5, "network.nacls", Response::Fully);
    let RemoteChange::Changed {
        merged,
        knew_more: true,
    } = here.on_remote_change(&mine, Some(&text), 0)
    else {
        panic!("the edit made here is forgotten")
    };
    assert_eq!(merged.answers.len(), 4);
}

#[test]
fn what_is_deleted_elsewhere_and_edited_here_survives() {
    let device = Device::default();
    let (here, there) = (device.store(), device.store());
    let mut it = named(1, "a");
    here.save(&it, 0);
    there.open(&it.id).unwrap();
    there.delete(&it.id, 10).unwrap();
    assert_eq!(here.on_remote_change(&it, None, 0), RemoteChange::Deleted);
    answer(&mut it, 11, "iam.root", Response::Mostly);
    assert_eq!(
        here.on_remote_change(&it, None, 0),
        RemoteChange::DeletedUnseen
    );
    assert_eq!(here.save(&it, 11), SaveOutcome::Deleted);
    let copy = it.duplicate(AssessmentId::from_bits(2), "a (copy)");
    assert_eq!(here.save(&copy, 12), SaveOutcome::Saved);
    let (kept, _) = device.store().load();
    assert_eq!((kept.assessments, kept.bin.len()), (vec![copy], 1));
}

#[test]
fn the_bin_gives_back_an_assessment_with_its_snapshots() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    let snapshot = it.take_snapshot(AssessmentId::from_bits(2), "Q3", at(5));
    store.save(&it, 0);
    store.save(&snapshot, 0);
    store.delete(&it.id, 10).unwrap();
    let (kept, _) = store.load();
    assert_eq!(
        (kept.assessments.len(), kept.snapshots.len(), kept.bin.len()),
        (0, 0, 2)
    );
    let fresh = AssessmentId::from_bits(9);
    assert_eq!(store.restore(10, &it.id, &fresh), Ok(it.id.clone()));
    let (kept, _) = store.load();
    assert_eq!(kept.assessments, std::slice::from_ref(&it));
    assert_eq!(kept.snapshots_of(&it.id).collect::<Vec<_>>(), [&snapshot]);
    assert_eq!(kept.bin, []);
    // An assessment whose id is taken is restored under another id.
    store.delete(&it.id, 20).unwrap();
    store.save(&it, 21);
    assert_eq!(store.restore(20, &it.id, &fresh), Ok(fresh.clone()));
    assert_eq!(store.load().0.assessments.len(), 2);
}

#[test]
fn the_bin_keeps_for_thirty_days_and_a_wrong_clock_empties_nothing() {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let device = Device::default();
    let store = device.store();
    let now = 1_800_000_000_000;
    let delete = |bits| {
        let it = named(bits, "a");
        store.save(&it, now);
        store.delete(&it.id, now).unwrap();
    };
    let left_at = |clock: u64| {
        device.store().tidy(clock);
        store.load().0.bin.len()
    };
    delete(1);
    assert_eq!(left_at(now), 1);
    // A clock that is ahead or behind, once.
    for clock in [now + 3000 * DAY, now, 0, now] {
        assert_eq!(left_at(clock), 1, "at {clock}");
    }
    delete(2);
    // Two absences of a week have counted, of the clock that was ahead and of the one that was behind.
    for day in 1..=16 {
        assert_eq!(left_at(now + day * DAY), 2, "on day {day}");
    }
    assert_eq!(left_at(now + 17 * DAY), 1);
    assert_eq!(left_at(now + 30 * DAY), 1);
    assert_eq!(left_at(now + 37 * DAY), 1);
    assert_eq!(left_at(now + 38 * DAY), 0);
    assert!(device.all().iter().all(|(key, _)| key == "demarc:v1:index"));
}

#[test]
fn what_is_opened_again_after_it_was_deleted_lives() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    store.save(&it, 1);
    store.delete(&it.id, 2).unwrap();
    let early = device.all();
    // Another visit opens the file of it.
    let store = device.store();
    let _ = store.take_changes();
    let SaveOutcome::Merged(again) = store.save(&it, 3) else {
        panic!("it is not told from what was deleted")
    };
    assert_eq!(again.differences(&it), []);
    let changes = store.take_changes().into_iter();
    let rows = changes.filter_map(|it| Some((it.key.to_string(), it.text?)));
    let rows: Vec<_> = rows.chain(early.clone()).collect();
    // The browser crashes, and the device is as it was before.
    device.clear();
    for (key, text) in &early {
        device.set(key, text).unwrap();
    }
    let after = device.store();
    after.reconcile(&rows, 4);
    assert_eq!(after.load().0.assessments, [*again]);
}

#[test]
fn what_the_device_cannot_hold_can_be_deleted() {
    let device = Device::default();
    let store = device.store();
    device.0.room.set(Some(100));
    let large = named(1, &"a".repeat(500));
    assert_eq!(
        store.save(&large, 1),
        SaveOutcome::InMemory(StoreError::Full)
    );
    assert_eq!(store.delete(&large.id, 2), Ok(()));
    assert_eq!(store.load().0.assessments, []);
    assert_eq!(store.binned(&large.id), Some(large.clone()));
    let changes = store.take_changes();
    let removed = changes
        .iter()
        .find(|it| it.key == Key::assessment(&large.id));
    assert_eq!(removed.map(|it| &it.text), Some(&None));
}

#[test]
fn on_a_device_that_is_full_to_the_last_letter_something_small_can_be_deleted() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    store.save(&it, 1);
    let taken = |(key, text): (String, String)| key.len() + text.len();
    let taken = device.all().into_iter().map(taken).sum();
    device.0.room.set(Some(taken));
    assert_eq!(store.delete(&it.id, 1_800_000_000_000), Ok(()));
    assert_eq!(device.store().binned(&it.id), Some(it));
}

#[test]
fn a_snapshot_without_its_assessment_is_put_where_it_is_found() {
    let device = Device::default();
    let store = device.store();
    let (it, gone) = (named(1, "Shop"), named(2, "Gone"));
    let fresh = || (&AssessmentId::from_bits(9)).into();
    store.save(&it, 1);
    store.delete(&it.id, 2).unwrap();
    // Another tab takes snapshots of what this one deleted, and of what is not there.
    for (bits, of) in [(3, &it), (4, &gone)] {
        let snapshot = of.take_snapshot(AssessmentId::from_bits(bits), "Q3", at(1));
        store.save(&snapshot, 3);
    }
    store.place_orphans(fresh);
    let (kept, _) = store.load();
    assert_eq!(kept.snapshots, []);
    assert_eq!(kept.assessments[0].name, "Gone (Q3)");
    assert_eq!(kept.bin.len(), 2);
    // It comes back with its assessment.
    store
        .restore(2, &it.id, &AssessmentId::from_bits(8))
        .unwrap();
    let (kept, _) = store.load();
    assert_eq!((kept.snapshots_of(&it.id).count(), kept.bin.len()), (1, 0));
}

#[test]
fn a_snapshot_that_comes_back_alone_is_another_record() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "Shop");
    let snapshot = it.take_snapshot(AssessmentId::from_bits(2), "Q3", at(1));
    store.save(&it, 1);
    store.save(&snapshot, 1);
    store.delete(&snapshot.id, 2).unwrap();
    store.delete(&it.id, 3).unwrap();
    let fresh = AssessmentId::from_bits(9);
    assert_eq!(store.restore(2, &snapshot.id, &fresh), Ok(fresh.clone()));
    let (kept, _) = store.load();
    assert_eq!((kept.snapshots.len(), &kept.assessments[0].id), (0, &fresh));
}

#[test]
fn the_image_and_what_was_set_aside_have_a_second_copy() {
    let device = Device::default();
    let store = device.store();
    let image = "data:image/png;base64,iVBORw0KGgo=";
    store.keep_logo(Some(image), 5).unwrap();
    device
        .set("demarc:v1:assessment:0000000000000001", "{")
        .unwrap();
    store.quarantine(6);
    let rows: Vec<_> = store
        .take_changes()
        .into_iter()
        .filter_map(|it| Some((it.key.to_string(), it.text?)))
        .collect();
    device.clear();
    let again = device.store();
    again.reconcile(&rows, 7);
    assert_eq!(again.logo().as_deref(), Some(image));
    assert_eq!(again.load().0.unreadable[0].text, "{");
    // Of two images the later stays, whatever the clock says.
    again.keep_logo(None, 1).unwrap();
    let late = again.take_changes().pop().unwrap();
    let (_, earlier) = rows
        .iter()
        .find(|(key, _)| *key == late.key.to_string())
        .unwrap();
    let text = late.text.clone().unwrap();
    assert_eq!(
        resolved(&late, Some(earlier)),
        (Row::Put(text.clone()), None)
    );
    let early = MirrorChange {
        text: Some(earlier.clone()),
        ..late
    };
    assert_eq!(resolved(&early, Some(&text)), (Row::Left, Some(text)));
}

#[test]
fn a_row_of_the_bin_goes_only_when_the_record_has_all_of_it() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    answer(&mut it, 1, "iam.root", Response::Mostly);
    store.save(&it, 1);
    store.delete(&it.id, 2).unwrap();
    let _ = store.take_changes();
    store
        .restore(2, &it.id, &AssessmentId::from_bits(9))
        .unwrap();
    let changes = store.take_changes();
    let bin = Key::Bin(2, &ASSESSMENT, (&it.id).into()).to_string();
    let binned = (bin.clone(), record::write(&it));
    let newer = record::write(&it).replace("\"version\":", "\"version\":9");
    let older = record::write(&named(1, "a"));
    for (there, left) in [(None, false), (Some(newer), true), (Some(older), false)] {
        let there = there.map(|text| (key(&it), text));
        let rows = there.into_iter().chain([binned.clone()]).collect();
        let writes = resolve_changes(&changes, &rows, 3);
        assert_eq!(!writes.rows.contains_key(&bin), left);
        if !left {
            assert_eq!(writes.rows[&key(&it)], Some(record::write(&it)));
        }
    }
}

#[test]
fn what_the_mirror_is_to_get_survives_garbage_on_the_device() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    store.save(&it, 1);
    device.set(&key(&it), "garbage").unwrap();
    store.discard(&key(&it)).unwrap();
    let changes = store.take_changes();
    let change = changes
        .iter()
        .find(|change| change.key == Key::assessment(&it.id));
    assert_eq!(change.unwrap().text, Some(record::write(&it)));
}

#[test]
fn an_edit_by_a_clock_that_was_ahead_loses_against_later_ones() {
    const NOW: u64 = 1_800_000_000_000;
    let device = Device::default();
    let mut it = named(1, "a");
    it.edit(at(NOW + 3 * 365 * 86_400_000), |it| {
        it.name = "Ahead".into()
    });
    device.set(&key(&it), &record::write(&it)).unwrap();
    let store = device.store();
    store.set_clock(NOW);
    let mut here = store.open(&it.id).unwrap();
    let now = here.next_moment(NOW, 1);
    assert_eq!(now.milliseconds(), NOW);
    here.edit(now, |it| it.name = "Later".into());
    store.save(&here, NOW);
    // A tab, the mirror or a list that still has the edit as it was dated takes nothing back.
    store.receive(&key(&it), &record::write(&it), NOW);
    store.reconcile(&[(key(&it), record::write(&it))], NOW);
    assert_eq!(store.open(&it.id).unwrap().name, "Later");
    let heard = store.on_remote_change(&here, Some(&record::write(&it)), NOW);
    let RemoteChange::Changed { merged, .. } = heard else {
        panic!("{heard:?}")
    };
    assert_eq!(merged.name, "Later");
}

#[test]
fn deleting_works_on_a_full_device_and_frees_nothing_by_losing() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    store.save(&it, 0);
    let taken: usize = device
        .all()
        .iter()
        .map(|(key, text)| key.len() + text.len())
        .sum();
    device.0.room.set(Some(taken + 12));
    assert_eq!(store.delete(&it.id, 1), Ok(()));
    assert_eq!(device.store().load().0.bin.len(), 1);
    // If not even the bin record fits, the assessment stays.
    device.0.room.set(None);
    let fresh = AssessmentId::from_bits(9);
    store.restore(1, &it.id, &fresh).unwrap();
    device.0.room.set(Some(taken - 50));
    assert_eq!(store.delete(&it.id, 2), Err(StoreError::Full));
    assert_eq!(store.load().0.assessments, [it]);
}

#[test]
fn what_cant_be_read_is_set_aside_and_never_written_over() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    for text in ["{", "", "null", "\u{0}", "{\"format\":\"other\"}"] {
        device.set(&key(&it), text).unwrap();
        assert!(
            store.load().0.has(&it.id),
            "{text:?} is known before it is set aside"
        );
        store.quarantine(7);
        let (kept, _) = store.load();
        assert_eq!(kept.unreadable.len(), 1, "{text:?}");
        assert_eq!(kept.unreadable[0].text, text);
        assert!(!kept.has(&it.id));
        store.discard(&kept.unreadable[0].key).unwrap();
        assert_eq!(device.all(), []);
    }
    // The same holds when a tab has the assessment open and saves.
    store.save(&it, 1);
    device.set(&key(&it), "garbage").unwrap();
    assert_eq!(store.save(&it, 2), SaveOutcome::Saved);
    assert_eq!(store.load().0.unreadable[0].text, "garbage");
}

#[test]
fn what_a_newer_edition_wrote_is_left_in_its_place() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    let newer = record::write(&it).replace("\"version\":5", "\"version\":6");
    device.set(&key(&it), &newer).unwrap();
    store.quarantine(1);
    answer(&mut it, 2, "iam.root", Response::Mostly);
    assert_eq!(store.save(&it, 2), SaveOutcome::InMemory(StoreError::Newer));
    assert_eq!(device.get(&key(&it)).unwrap(), Some(newer.clone()));
    assert_eq!(store.load().0.assessments, [it.clone()]);
    // Saving another assessment does not overwrite it either.
    store.save(&named(2, "b"), 3);
    assert_eq!(device.get(&key(&it)).unwrap(), Some(newer));
}

#[test]
fn a_record_of_an_earlier_version_is_kept_aside_until_the_new_one_is_read_back() {
    let device = Device::default();
    let old = std::fs::read_to_string("tests/fixtures/assessment-1.json").unwrap();
    let it = record::read(&old).unwrap();
    let before = Key::Before(&ASSESSMENT, (&it.id).into()).to_string();
    device.set(&key(&it), &old).unwrap();
    let store = device.store();
    let mut it = store.open(&it.id).unwrap();
    answer(&mut it, 1, "iam.root", Response::Fully);
    // Without room for both, the new record stays in memory and the old one is untouched.
    device.0.room.set(Some(old.len() + 100));
    assert_eq!(store.save(&it, 1), SaveOutcome::InMemory(StoreError::Full));
    device.0.room.set(None);
    assert_eq!(store.save(&it, 2), SaveOutcome::Saved);
    assert_eq!(
        record::read(&device.get(&key(&it)).unwrap().unwrap()),
        Ok(it.clone())
    );
    assert_eq!(device.get(&before).unwrap(), None);
}

#[test]
fn the_mirror_restores_what_the_device_lost() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    let early = device.all();
    answer(&mut it, 1, "iam.root", Response::Mostly);
    store.save(&it, 1);
    let rows: Vec<_> = store
        .take_changes()
        .into_iter()
        .map(|it| (it.key.to_string(), it.text.unwrap()))
        .collect();
    assert_eq!(
        rows.len(),
        2,
        "the last change of the record and of the list"
    );
    // A killed browser loses the last seconds, or everything.
    for remembered in [early, vec![]] {
        device.clear();
        for (key, text) in remembered {
            device.set(&key, &text).unwrap();
        }
        let again = device.store();
        again.reconcile(&rows, 2);
        assert_eq!(again.load().0.assessments, [it.clone()]);
    }
    // What the mirror lacks is written to it.
    let again = device.store();
    again.reconcile(&[], 3);
    assert_eq!(again.take_changes().len(), 2);
    // A damaged record is quarantined, and replaced by the mirror's.
    device.set(&key(&it), "{").unwrap();
    let again = device.store();
    again.reconcile(&rows, 4);
    let (kept, _) = again.load();
    assert_eq!((kept.assessments, kept.unreadable.len()), (vec![it], 1));
}

#[test]
fn a_deleted_assessment_returns_from_the_mirror_only_if_it_was_edited_there() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    let row = (key(&it), record::write(&it));
    store.delete(&it.id, 1).unwrap();
    let again = device.store();
    again.reconcile(std::slice::from_ref(&row), 2);
    assert_eq!(again.load().0.assessments, []);
    let gone = again
        .take_changes()
        .into_iter()
        .find(|change| change.key.to_string() == row.0);
    assert_eq!(gone.unwrap().text, None);
    answer(&mut it, 3, "iam.root", Response::Mostly);
    let again = device.store();
    again.reconcile(&[(key(&it), record::write(&it))], 4);
    assert_eq!(again.load().0.assessments, [it]);
}

#[test]
fn a_change_is_merged_with_the_row_of_another_tab() {
    let (mut mine, mut theirs) = (named(1, "a"), named(1, "a"));
    let was = record::write(&mine);
    answer(&mut mine, 1, "iam.root", Response::Mostly);
    answer(&mut theirs, 2, "os.patching", Response::Fully);
    let change = |text: Option<&Assessment>| MirrorChange {
        key: Key::assessment(&mine.id),
        text: text.map(record::write),
        was: Some(was.clone()),
        moved_to: None,
    };
    let text = record::write(&mine);
    let put = (Row::Put(text.clone()), None);
    assert_eq!(resolved(&change(Some(&mine)), None), put);
    assert_eq!(resolved(&change(Some(&mine)), Some(&was)), put);
    assert_eq!(resolved(&change(Some(&mine)), Some("garbage")), put);
    let newer = text.replace("\"version\":5", "\"version\":6");
    assert_eq!(
        resolved(&change(Some(&mine)), Some(&newer)),
        (Row::Refused, None)
    );
    let (row, more) = resolved(&change(Some(&mine)), Some(&record::write(&theirs)));
    let more = more.unwrap();
    assert_eq!(row, Row::Put(more.clone()));
    assert_eq!(record::read(&more).unwrap().answers.len(), 2);
    // A deletion leaves a row with edits that this tab has not read.
    assert_eq!(resolved(&change(None), Some(&was)), (Row::Removed, None));
    let there = record::write(&theirs);
    assert_eq!(
        resolved(&change(None), Some(&there)),
        (Row::Left, Some(there.clone()))
    );
}

#[test]
fn other_apps_keys_are_left_alone() {
    let device = Device::default();
    let theirs = [("other", "{"), ("demarc:v2:x", "?"), ("demarc:v1x", "?")];
    for (key, text) in theirs {
        device.set(key, text).unwrap();
    }
    let store = device.store();
    store.quarantine(1);
    store.tidy(u64::MAX);
    let it = named(1, "a");
    store.save(&it, 1);
    store.delete(&it.id, 1).unwrap();
    store.tidy(u64::MAX);
    for (key, text) in theirs {
        assert_eq!(device.get(key).unwrap().as_deref(), Some(text));
    }
}

#[test]
fn what_memory_kept_takes_nothing_away_when_the_device_can_take_it() {
    let device = Device::default();
    let (here, there) = (device.store(), device.store());
    let start = named(1, "a");
    here.save(&start, 0);
    let mut mine = here.open(&start.id).unwrap();
    let mut theirs = there.open(&start.id).unwrap();
    device.0.room.set(Some(0));
    answer(&mut mine, 1, "iam.root", Response::Mostly);
    assert_eq!(here.save(&mine, 1), SaveOutcome::InMemory(StoreError::Full));
    assert_eq!(here.save_error(), Some(StoreError::Full));
    device.0.room.set(None);
    answer(&mut theirs, 2, "os.patching", Response::Fully);
    there.save(&theirs, 2);
    here.save(&named(2, "b"), 3);
    let (kept, _) = device.store().load();
    assert_eq!(kept.find(&start.id).unwrap().answers.len(), 2);
    assert_eq!(here.save_error(), None);
    // Nor does a row from the mirror; an unreadable one is quarantined.
    here.receive(&key(&start), &record::write(&mine), 0);
    assert_eq!(here.open(&start.id).unwrap().answers.len(), 2);
    device.set(&key(&start), "garbage").unwrap();
    here.receive(&key(&start), &record::write(&mine), 0);
    let (kept, _) = device.store().load();
    assert_eq!(kept.unreadable[0].text, "garbage");
    assert_eq!(kept.find(&start.id), Some(&mine));
    // The record of a newer edition stays, and so does the warning.
    device.0.room.set(Some(0));
    answer(&mut mine, 4, "iam.root", Response::Fully);
    here.save(&mine, 4);
    device.0.room.set(None);
    let newer = record::write(&mine).replace("\"version\":5", "\"version\":6");
    device.set(&key(&start), &newer).unwrap();
    here.save(&named(2, "b"), 5);
    assert_eq!(device.get(&key(&start)).unwrap(), Some(newer.clone()));
    assert_eq!(here.save_error(), Some(StoreError::Newer));
    // Deleting would remove that record.
    assert_eq!(here.delete(&start.id, 6), Err(StoreError::Newer));
    assert_eq!(device.get(&key(&start)).unwrap(), Some(newer));
}

#[test]
fn two_things_of_one_millisecond_both_stay() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    for text in ["garbage", "rubbish"] {
        device.set(&key(&it), text).unwrap();
        store.quarantine(7);
        store.save(&it, 7);
        store.delete(&it.id, 7).unwrap();
    }
    let (kept, _) = store.load();
    assert_eq!((kept.unreadable.len(), kept.bin.len()), (2, 2));
}

#[test]
fn what_cant_be_set_aside_is_not_written_over() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    store.save(&it, 0);
    let long = "garbage".repeat(100);
    device.set(&key(&it), &long).unwrap();
    let taken = |(key, text): (String, String)| key.len() + text.len();
    device.0.room.set(Some(
        device.all().into_iter().map(taken).sum::<usize>() - 25,
    ));
    assert_eq!(store.save(&it, 1), SaveOutcome::InMemory(StoreError::Full));
    assert_eq!(device.get(&key(&it)).unwrap(), Some(long.clone()));
    device.0.room.set(None);
    assert_eq!(store.save(&it, 2), SaveOutcome::Saved);
    assert_eq!(store.load().0.unreadable[0].text, long);
}

#[test]
fn an_old_version_from_a_list_takes_nothing_away() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    let listed = store.load().0.assessments.remove(0);
    answer(&mut it, 1, "iam.root", Response::Mostly);
    store.save(&it, 1);
    for blocked in [false, true] {
        device.0.blocked.set(blocked);
        if blocked {
            answer(&mut it, 2, "os.patching", Response::Mostly);
            store.save(&it, 2);
        }
        let mut renamed = listed.clone();
        renamed.edit(at(3), |it| it.name = "b".into());
        store.forget(&it.id);
        it.merge(&renamed);
        assert_eq!(
            store.save(&renamed, 3),
            SaveOutcome::Merged(Box::new(it.clone())),
            "blocked: {blocked}"
        );
    }
    // An unreadable record does not count as vanished.
    assert!(!store.has_vanished());
}

#[test]
fn a_tab_that_hears_of_the_past_or_of_garbage_looks_at_what_stands_there() {
    let device = Device::default();
    let (here, there) = (device.store(), device.store());
    let mut it = named(1, "a");
    here.save(&it, 0);
    let early = record::write(&it);
    answer(&mut it, 1, "iam.root", Response::Mostly);
    let mut other = there.open(&it.id).unwrap();
    answer(&mut other, 2, "os.patching", Response::Mostly);
    there.save(&other, 2);
    let has_to_save = |heard| matches!(heard, RemoteChange::Changed { knew_more, .. } if knew_more);
    assert!(has_to_save(here.on_remote_change(&other, Some(&early), 0)));
    assert!(has_to_save(here.on_remote_change(&it, Some("garbage"), 0)));
    let newer = early.replace("\"version\":5", "\"version\":6");
    assert_eq!(
        here.on_remote_change(&it, Some(&newer), 0),
        RemoteChange::Nothing
    );
}

#[test]
fn what_was_deleted_stays_deleted_when_the_device_forgets_that() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    let _ = store.take_changes();
    let early = device.all();
    store.delete(&it.id, 1).unwrap();
    let changes = store.take_changes();
    let bin = changes
        .iter()
        .find_map(|it| Some((it.key.to_string(), it.text.clone()?)));
    let bin = bin.unwrap();
    // The browser is killed, and the device is reset to its earlier content.
    device.clear();
    for (key, text) in &early {
        device.set(key, text).unwrap();
    }
    let row = (key(&it), record::write(&it));
    for rows in [vec![bin.clone()], vec![row.clone(), bin.clone()]] {
        let again = device.store();
        again.reconcile(&rows, 2);
        let (kept, _) = again.load();
        assert_eq!((kept.assessments.len(), kept.bin.len()), (0, 1));
    }
    // The same holds while the bin can't be read, and after a second deletion with fewer edits.
    device.0.blocked.set(true);
    let again = device.store();
    again.reconcile(std::slice::from_ref(&row), 2);
    device.0.blocked.set(false);
    let less = Key::Bin(9, &ASSESSMENT, (&it.id).into()).to_string();
    device.set(&less, &record::write(&named(1, ""))).unwrap();
    again.save(&named(2, "b"), 3);
    assert_eq!(device.get(&row.0).unwrap(), None);
    // Unless the record has edits that the bin lacks.
    answer(&mut it, 4, "iam.root", Response::Mostly);
    device.set(&row.0, &record::write(&it)).unwrap();
    let again = device.store();
    again.reconcile(&[bin], 4);
    assert_eq!(again.load().0.find(&it.id), Some(&it));
}

#[test]
fn what_comes_in_after_it_was_deleted_stays_deleted() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    store.delete(&it.id, 1).unwrap();
    let _ = store.take_changes();
    let text = record::write(&it);
    store.receive(&key(&it), &text, 0);
    assert_eq!(store.load().0.assessments, []);
    let changes = store.take_changes();
    let bin = changes
        .iter()
        .filter(|change| change.text.is_some())
        .count();
    assert_eq!(
        (bin, changes.len()),
        (1, 2),
        "the bin goes to the mirror, too"
    );
    answer(&mut it, 2, "iam.root", Response::Mostly);
    store.receive(&key(&it), &record::write(&it), 0);
    assert_eq!(store.load().0.assessments, [it]);
}

#[test]
fn room_made_for_the_bin_is_used_for_the_bin() {
    let device = Device::default();
    let store = device.store();
    let (it, mut large) = (named(1, "a"), named(2, "b"));
    store.save(&it, 0);
    store.save(&large, 0);
    let taken = |(key, text): (String, String)| key.len() + text.len();
    device
        .0
        .room
        .set(Some(device.all().into_iter().map(taken).sum()));
    large.edit(at(1), |it| it.name = "b".repeat(150));
    assert_eq!(
        store.save(&large, 1),
        SaveOutcome::InMemory(StoreError::Full)
    );
    assert_eq!(store.delete(&it.id, 2), Ok(()));
    assert_eq!(device.store().binned(&it.id), Some(it));
    assert_eq!(store.load().0.find(&large.id), Some(&large));
}

#[test]
fn garbage_removes_no_row_of_the_mirror() {
    let device = Device::default();
    let store = device.store();
    let it = named(1, "a");
    let row = record::write(&it);
    let garbage = MirrorChange {
        key: Key::assessment(&it.id),
        text: Some("garbage".into()),
        was: None,
        moved_to: None,
    };
    assert_eq!(resolved(&garbage, Some(&row)), (Row::Left, None));
    device.set(&key(&it), "garbage").unwrap();
    store.discard(&key(&it)).unwrap();
    let changes = store.take_changes();
    assert_eq!(
        resolved(&changes[0], Some(&row)),
        (Row::Left, Some(row.clone()))
    );
}

#[test]
fn setting_aside_what_stands_on_the_device_takes_nothing_from_memory() {
    let device = Device::default();
    let store = device.store();
    let mut it = named(1, "a");
    store.save(&it, 0);
    device.0.blocked.set(true);
    it.edit(at(1), |it| it.name = "b".repeat(100));
    let saved = store.save(&it, 1);
    assert_eq!(saved, SaveOutcome::InMemory(StoreError::Blocked));
    device.0.blocked.set(false);
    device.set(&key(&it), "garbage").unwrap();
    let taken = |(key, text): (String, String)| key.len() + text.len();
    let taken: usize = device.all().into_iter().map(taken).sum();
    device.0.room.set(Some(taken + 40));
    let _ = store.take_changes();
    // The record is in memory only, and so is its deleted copy.
    assert_eq!(store.delete(&it.id, 2), Ok(()));
    let (kept, _) = store.load();
    assert_eq!((kept.find(&it.id), &kept.bin[0].assessment), (None, &it));
    assert_eq!(kept.unreadable[0].text, "garbage");
    let changes = store.take_changes();
    let binned = changes.iter().find(|it| matches!(it.key, Key::Bin(..)));
    assert_eq!(binned.unwrap().text, Some(record::write(&it)));
}

#[test]
fn a_row_that_is_another_assessments_moves_nothing() {
    let device = Device::default();
    let it = named(1, "a");
    let text = record::write(&it);
    device.set(&key(&it), &text).unwrap();
    let other = record::write(&named(2, "b"));
    device.store().reconcile(&[(key(&it), other.clone())], 1);
    assert_eq!(device.all(), [(key(&it), text.clone())]);
    let misplaced = MirrorChange {
        key: Key::assessment(&it.id),
        text: Some(other),
        was: None,
        moved_to: None,
    };
    assert_eq!(resolved(&misplaced, Some(&text)), (Row::Left, None));
}

#[test]
fn a_file_that_was_saved_by_a_clock_far_ahead_is_no_reason_not_to_remind() {
    const NOW: u64 = 1_800_000_000_000;
    const YEAR: u64 = 365 * 24 * 60 * 60 * 1_000;
    let store = Device::default().store();
    store.set_clock(NOW);
    let it = named(1, "a");
    store.save(&it, NOW);
    store.note_export(&it.id, NOW + 3 * YEAR);
    assert_eq!(store.last_export(&it.id), None);
    store.note_export(&it.id, NOW);
    assert_eq!(store.last_export(&it.id), Some(NOW));
}
