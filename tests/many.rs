//! Many assessments: the store's work grows in proportion to their number, also on a device without room.

mod device;

use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::exchange::record;
use demarc_core::store::{Entry, Key, RecordStore, SaveOutcome, StoreError};
use device::Device;

/// Assessments with texts of some size.
fn many(count: u64) -> Vec<Assessment> {
    let one = |bits| {
        let mut it = Assessment::new(AssessmentId::from_bits(bits), format!("Shop {bits}"));
        it.profile.workload = "Sells shoes. ".repeat(80);
        it
    };
    (1..=count).map(one).collect()
}

fn save_all(store: &RecordStore, all: &[Assessment]) {
    for it in all {
        store.save_in_bulk(it, 0);
    }
    let ids: Vec<AssessmentId> = all.iter().map(|it| it.id.clone()).collect();
    store.finish_bulk(&ids);
}

/// The characters that a device read and tried to write while something was done.
fn work(device: &Device, act: impl FnOnce()) -> usize {
    device.0.read.set(0);
    device.0.tried.set(0);
    act();
    device.0.read.get() + device.0.tried.get()
}

/// Twice as much takes no more than two and a half times the work.
fn grows_in_proportion(work: impl Fn(u64) -> usize) {
    let (one, two) = (work(200), work(400));
    assert!(one > 0 && two * 2 <= one * 5, "{one} and {two}");
}

#[test]
fn many_are_saved_with_one_index_and_the_last_comes_first() {
    let device = Device::default();
    let store = device.store();
    store.save(&many(3)[2], 0);
    save_all(&store, &many(2));
    let index = "demarc:v1:index".to_owned();
    let writes = device.0.writes.borrow();
    assert_eq!(writes.iter().filter(|it| **it == index).count(), 2);
    let inventory = store.load().0;
    let names: Vec<&str> = (inventory.assessments.iter())
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["Shop 2", "Shop 1", "Shop 3"]);
    drop(writes);
    // Saved once more, each is merged with what another tab wrote.
    let mut other = many(1).remove(0);
    let at = demarc_core::assessment::Moment::after(Default::default(), 5, 0);
    other.edit(at, |it| it.cover.author = "Ana".into());
    device.store().save(&other, 0);
    let outcome = store.save_in_bulk(&many(1)[0], 0);
    assert_eq!(outcome, SaveOutcome::Merged(Box::new(other)));
}

#[test]
fn opening_twice_as_many_takes_twice_the_work() {
    grows_in_proportion(|count| {
        let (device, all) = (Device::default(), many(count));
        let store = device.store();
        work(&device, || save_all(&store, &all))
    });
}

#[test]
fn on_a_full_device_too() {
    grows_in_proportion(|count| {
        let (device, all) = (Device::default(), many(count));
        device.0.room.set(Some(50_000));
        let store = device.store();
        work(&device, || save_all(&store, &all))
    });
}

#[test]
fn an_edit_does_not_try_everything_that_found_no_room() {
    let edit = |count: u64| {
        let (device, all) = (Device::default(), many(count));
        device.0.room.set(Some(50_000));
        let store = device.store();
        save_all(&store, &all);
        assert_eq!(store.save_error(), Some(StoreError::Full));
        work(&device, || drop(store.save(&all[0], 0)))
    };
    // Two keys for each, and two texts.
    assert!(edit(400) < 400 * 100, "{}", edit(400));
    grows_in_proportion(edit);
}

#[test]
fn so_does_the_start_when_the_mirror_has_what_the_device_has_no_room_for() {
    grows_in_proportion(|count| {
        let device = Device::default();
        device.0.room.set(Some(50_000));
        let rows: Vec<Entry> = many(count)
            .iter()
            .map(|it| (Key::assessment(&it.id).to_string(), record::write(it)))
            .collect();
        let store = device.store();
        let work = work(&device, || store.reconcile(&rows, 0));
        assert_eq!(store.load().0.assessments.len() as u64, count);
        work
    });
}

#[test]
fn room_that_comes_up_is_used() {
    let device = Device::default();
    device.0.room.set(Some(5_000));
    let store = device.store();
    let all = many(10);
    save_all(&store, &all);
    let small = Assessment::new(AssessmentId::from_bits(99), "Small");
    device.0.room.set(Some(5_000 + 400));
    assert!(matches!(store.save(&small, 0), SaveOutcome::InMemory(_)));
    // It is shorter than those that find no room.
    assert!(!store.is_in_memory(&Key::assessment(&small.id)));
    device.0.room.set(None);
    assert_eq!(store.save(&small, 0), SaveOutcome::Saved);
    assert!(
        all.iter()
            .all(|it| !store.is_in_memory(&Key::assessment(&it.id)))
    );
    assert_eq!(store.save_error(), None);
}

#[test]
fn what_finds_no_room_can_be_taken_back() {
    let device = Device::default();
    let store = device.store();
    let mut kept = many(1).remove(0);
    assert_eq!(store.save(&kept, 0), SaveOutcome::Saved);
    drop(store.take_changes());
    device.0.room.set(Some(1_500));
    let before = kept.clone();
    kept.profile.workload = "w".repeat(3_000);
    let at = demarc_core::assessment::Moment::after(Default::default(), 5, 0);
    kept.edit(at, |it| it.profile.workload = "v".repeat(3_000));
    let new = many(2).remove(1);
    for it in [&kept, &new] {
        assert!(matches!(
            store.save_in_bulk(it, 0),
            SaveOutcome::InMemory(StoreError::Full)
        ));
        assert!(store.is_in_memory(&Key::assessment(&it.id)));
        store.withdraw(&Key::assessment(&it.id));
    }
    assert_eq!(store.load().0.assessments, [before]);
    assert_eq!(store.take_changes(), []);
}
