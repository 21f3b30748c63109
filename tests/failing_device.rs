//! What the record store does when the device fails for a while: nothing happens by halves, and nothing older wins.

mod device;

use demarc_core::assessment::{Assessment, AssessmentId, Moment, Response};
use demarc_core::exchange::record;
use demarc_core::store::{
    ASSESSMENT, Key, KeyValueStore as _, Note, RecordId, RecordStore, RemoteChange, SaveOutcome,
    StoreError, resolve_changes,
};
use device::Device;

const IMAGES: [&str; 2] = ["data:image/png;base64,b25l", "data:image/png;base64,dHdv"];

fn named(bits: u64, name: &str) -> Assessment {
    Assessment::new(AssessmentId::from_bits(bits), name)
}

fn answered(milliseconds: u64) -> Assessment {
    let mut it = named(1, "a");
    let at = Moment::after(Moment::default(), milliseconds, 0);
    it.edit(at, |it| {
        it.respond(&"iam.root".parse().unwrap(), Some(Response::Mostly));
    });
    it
}

fn key(it: &Assessment) -> String {
    Key::assessment(&it.id).to_string()
}

fn logo() -> String {
    Key::Note(Note::Logo).to_string()
}

/// A store of this device with a record that the device has, and a newer version in memory.
fn with_memory(device: &Device) -> (RecordStore, Assessment) {
    let store = device.store();
    assert_eq!(store.save(&named(1, "a"), 0), SaveOutcome::Saved);
    device.0.blocked.set(true);
    let it = answered(1);
    let saved = store.save(&it, 1);
    assert_eq!(saved, SaveOutcome::InMemory(StoreError::Blocked));
    let _ = store.take_changes();
    (store, it)
}

#[test]
fn a_deletion_that_fails_changes_nothing() {
    let device = Device::default();
    let (store, it) = with_memory(&device);
    assert_eq!(store.delete(&it.id, 2), Err(StoreError::Blocked));
    assert_eq!(store.discard(&key(&it)), Err(StoreError::Blocked));
    // The mirror gets no part of it, and the record stays in memory.
    assert_eq!(store.take_changes(), []);
    let (kept, _) = store.load();
    assert_eq!(
        (kept.assessments.as_slice(), kept.bin.len()),
        (&[it][..], 0)
    );
}

#[test]
fn a_snapshot_that_is_alone_stays_where_it_is_until_the_device_works() {
    let device = Device::default();
    let it = named(1, "a");
    let snapshot = it.take_snapshot(AssessmentId::from_bits(2), "Q3", Moment::default());
    let row = (key(&snapshot), record::write(&snapshot));
    device.0.blocked.set(true);
    let store = device.store();
    store.reconcile(std::slice::from_ref(&row), 1);
    let _ = store.take_changes();
    let fresh = || RecordId::from(&AssessmentId::from_bits(3));
    assert_eq!(store.place_orphans(fresh), []);
    assert_eq!(store.take_changes(), []);
    assert_eq!(store.open(&snapshot.id), Some(snapshot.clone()));
    device.0.blocked.set(false);
    let placed = [(RecordId::from(&snapshot.id), fresh())];
    assert_eq!(store.place_orphans(fresh), placed);
    assert_eq!(store.take_changes().len(), 2);
}

#[test]
fn a_snapshot_that_is_alone_is_not_moved_over_the_record_of_a_newer_edition() {
    let device = Device::default();
    let it = named(1, "a");
    let snapshot = it.take_snapshot(AssessmentId::from_bits(2), "Q3", Moment::default());
    let store = device.store();
    store.save(&it, 1);
    let newer = record::write(&snapshot).replace("\"version\":", "\"version\":9");
    device.set(&key(&snapshot), &newer).unwrap();
    let saved = store.save(&snapshot, 2);
    assert_eq!(saved, SaveOutcome::InMemory(StoreError::Newer));
    device.remove(&key(&it)).unwrap();
    assert_eq!(store.place_orphans(|| RecordId::from(&it.id)), []);
    assert_eq!(device.get(&key(&snapshot)).unwrap(), Some(newer));
}

#[test]
fn what_was_discarded_before_the_mirror_heard_of_its_deletion_is_gone_there_too() {
    let device = Device::default();
    let store = device.store();
    let it = answered(1);
    store.save(&it, 1);
    let _ = store.take_changes();
    store.delete(&it.id, 2).unwrap();
    let bin = Key::Bin(2, &ASSESSMENT, (&it.id).into());
    store.discard(&bin.to_string()).unwrap();
    let changes = store.take_changes();
    // The row can lack an edit of the deleted version, or have one more.
    let mut more = it.clone();
    more.merge(&{
        let mut other = named(1, "a");
        let at = Moment::after(Moment::default(), 3, 0);
        other.edit(at, |it| it.name = "b".into());
        other
    });
    for (there, is_gone) in [(named(1, "a"), true), (it, true), (more, false)] {
        let rows = [(key(&there), record::write(&there))].into_iter().collect();
        let writes = resolve_changes(&changes, &rows, 4);
        let removed = writes.rows.get(&key(&there)) == Some(&None);
        assert_eq!(removed, is_gone, "{there:?}");
    }
}

#[test]
fn the_later_image_stays_when_the_device_could_not_be_read_at_the_start() {
    let device = Device::default();
    device.store().keep_logo(Some(IMAGES[0]), 5).unwrap();
    let earlier = (logo(), device.get(&logo()).unwrap().unwrap());
    device.store().keep_logo(Some(IMAGES[1]), 6).unwrap();
    device.0.blocked.set(true);
    let again = device.store();
    again.reconcile(std::slice::from_ref(&earlier), 7);
    device.0.blocked.set(false);
    again.save(&named(1, "a"), 8);
    assert_eq!(again.logo().as_deref(), Some(IMAGES[1]));
    assert_eq!(device.store().logo().as_deref(), Some(IMAGES[1]));
    // The mirror gets the later one, too.
    let changes = again.take_changes();
    let sent = changes.iter().find(|it| it.key.to_string() == logo());
    assert!(sent.unwrap().text.as_ref().unwrap().ends_with(IMAGES[1]));
}

#[test]
fn an_image_that_arrives_from_the_mirror_replaces_no_later_one() {
    let device = Device::default();
    let store = device.store();
    store.keep_logo(Some(IMAGES[0]), 5).unwrap();
    let earlier = device.get(&logo()).unwrap().unwrap();
    store.keep_logo(Some(IMAGES[1]), 6).unwrap();
    store.receive(&logo(), &earlier, 0);
    assert_eq!(store.logo().as_deref(), Some(IMAGES[1]));
}

#[test]
fn two_tabs_images_of_one_time_are_one_image_in_the_end() {
    let text = |image: &str| format!("5 {image}");
    for (here, there) in [(0, 1), (1, 0)] {
        let device = Device::default();
        device.set(&logo(), &text(IMAGES[here])).unwrap();
        let store = device.store();
        store.reconcile(&[(logo(), text(IMAGES[there]))], 6);
        assert_eq!(store.logo().as_deref(), Some(IMAGES[1]));
    }
}

#[test]
fn an_image_of_a_clock_that_was_years_ahead_does_not_stay_for_ever() {
    const NOW: u64 = 1_800_000_000_000;
    let device = Device::default();
    device.store().keep_logo(Some(IMAGES[0]), 2 * NOW).unwrap();
    let ahead = (logo(), device.get(&logo()).unwrap().unwrap());
    device.clear();
    let store = device.store();
    store.keep_logo(Some(IMAGES[1]), NOW).unwrap();
    store.reconcile(std::slice::from_ref(&ahead), NOW + 1);
    assert_eq!(store.logo().as_deref(), Some(IMAGES[1]));
    // Where it is known, the next one has the time of the clock.
    device.set(&ahead.0, &ahead.1).unwrap();
    store.keep_logo(Some(IMAGES[1]), NOW + 2).unwrap();
    let text = device.get(&logo()).unwrap().unwrap();
    assert_eq!(text, format!("{} {}", NOW + 2, IMAGES[1]));
}

#[test]
fn what_another_tab_writes_after_its_deletion_is_removed_at_the_next_start() {
    let device = Device::default();
    let it = answered(1);
    let store = device.store();
    store.save(&it, 1);
    store.delete(&it.id, 2).unwrap();
    // A tab that had it in memory only.
    device
        .set(&key(&it), &record::write(&named(1, "a")))
        .unwrap();
    let again = device.store();
    again.tidy(3);
    let (kept, _) = again.load();
    assert_eq!((kept.assessments.len(), kept.bin.len()), (0, 1));
    // Not if it was edited since.
    let edited = answered(4);
    device.set(&key(&it), &record::write(&edited)).unwrap();
    let again = device.store();
    again.tidy(5);
    assert_eq!(again.load().0.assessments, [edited]);
}

#[test]
fn an_earlier_deleted_version_is_restored_beside_a_later_one() {
    let device = Device::default();
    let store = device.store();
    let early = named(1, "a");
    store.save(&early, 1);
    store.delete(&early.id, 2).unwrap();
    let mut late = answered(1000);
    let at = Moment::after(Moment::default(), 1001, 0);
    late.edit(at, |it| it.name = "b".into());
    store.save(&late, 3);
    store.delete(&late.id, 4).unwrap();
    let id = early.id.clone();
    store.restore(2, &id, &AssessmentId::from_bits(9)).unwrap();
    let rows: Vec<_> = device.all();
    // The device forgets it, and gets it back from the mirror.
    device.remove(&key(&early)).unwrap();
    let again = device.store();
    again.reconcile(&rows, 5);
    again.tidy(5);
    let (kept, _) = again.load();
    assert_eq!((kept.assessments.len(), kept.bin.len()), (1, 1));
    assert_eq!(kept.assessments[0].name, "a");
}

#[test]
fn a_tab_that_is_open_for_weeks_believes_what_others_write_then() {
    const NOW: u64 = 1_800_000_000_000;
    const WEEKS: u64 = 3 * 7 * 24 * 60 * 60 * 1000;
    let device = Device::default();
    let edit = |it: &mut Assessment, now: u64, name: &str| {
        let at = it.next_moment(now, 0);
        it.edit(at, |it| it.name = name.to_owned());
    };
    let (here, there) = (device.store(), device.store());
    let mut open = named(1, "");
    edit(&mut open, NOW, "Early");
    here.save(&open, NOW);
    let mut other = open.clone();
    edit(&mut other, NOW + WEEKS, "Late");
    there.forget(&other.id);
    there.save(&other, NOW + WEEKS);
    let text = record::write(&other);
    here.receive(&key(&open), &text, NOW + WEEKS);
    let heard = here.on_remote_change(&open, Some(&text), NOW + WEEKS);
    let RemoteChange::Changed { merged, knew_more } = heard else {
        panic!("{heard:?}")
    };
    assert_eq!((merged.name.as_str(), knew_more), ("Late", false));
    assert_eq!(device.get(&key(&open)).unwrap(), Some(text));
}

#[test]
fn what_is_in_memory_is_written_without_another_edit() {
    let device = Device::default();
    let (store, it) = with_memory(&device);
    assert!(!store.retry(0));
    assert_eq!(store.save_error(), Some(StoreError::Blocked));
    device.0.blocked.set(false);
    assert!(store.retry(0));
    assert_eq!(store.save_error(), None);
    assert_eq!(device.store().load().0.assessments, [it]);
    // Nothing is in memory any more.
    assert!(!store.retry(0));
}
