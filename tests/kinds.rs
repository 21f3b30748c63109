//! The store with two kinds of records that exist in this file only: adding a kind needs its description and nothing
//! else.

mod device;

use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::exchange::record::{self, ReadError};
use demarc_core::exchange::rescue;
use demarc_core::store::{
    ASSESSMENT, BIN_KEEPS, Deletion, Header, Key, KeyValueStore as _, Kind, Kinds, PREFIX,
    RecordId, RecordStore, RemoteChange, SaveOutcome, StoreError, Versions,
};
use device::{Device, Row, resolved};
use serde_json::json;

/// Remarks on an assessment, as text: a line `remark VERSION ID OWNER`, then a line per remark.
static REMARK: Kind = Kind {
    word: "remark",
    read,
    is_older: |text| text.starts_with("remark 1 "),
    readdress: |text, id, owner| {
        let (_, lines) = text.split_once('\n')?;
        Some(format!("remark 2 {id} {}\n{lines}", owner?))
    },
    touch: |text, _, _| Some(text.to_owned()),
    versions: Versions::Merged {
        merge,
        mirrored: true,
    },
    listed: true,
    rescued: true,
    deletion: Deletion::ToBin,
};

/// A picture of an assessment, under its id. It can be drawn again, so it is not mirrored.
static SKETCH: Kind = Kind {
    word: "sketch",
    read: |text| match text.strip_prefix("sketch 2 ") {
        Some(text) => {
            let id = id(text.split(' ').next().unwrap_or_default())?;
            let owner = Some(id.clone());
            Ok(Header { id, owner })
        }
        None => Err(ReadError::OtherFormat),
    },
    is_older: |_| false,
    readdress: |text, id, _| Some(format!("sketch 2 {id} {}", text.splitn(4, ' ').nth(3)?)),
    touch: |text, _, _| Some(text.to_owned()),
    versions: Versions::LastWriter,
    listed: false,
    rescued: false,
    deletion: Deletion::WithOwner,
};

const KINDS: Kinds = &[&ASSESSMENT, &REMARK, &SKETCH];

fn id(text: &str) -> Result<RecordId, ReadError> {
    RecordId::parse(text).ok_or_else(|| ReadError::Malformed("it has no id".to_owned()))
}

fn read(text: &str) -> Result<Header, ReadError> {
    let first = text.lines().next().ok_or(ReadError::Empty)?;
    let words: Vec<&str> = first.split(' ').collect();
    let ["remark", version, own, owner] = words[..] else {
        return Err(ReadError::OtherFormat);
    };
    match version.parse() {
        Ok(1 | 2) => Ok(Header {
            id: id(own)?,
            owner: Some(id(owner)?),
        }),
        Ok(newer) => Err(ReadError::Newer(newer)),
        Err(_) => Err(ReadError::OtherFormat),
    }
}

fn merge(text: &str, there: &str, _: Moment) -> Option<String> {
    let lines = |text: &str| text.lines().skip(1).map(str::to_owned).collect();
    let mut merged: Vec<String> = lines(text);
    let mine = merged.clone();
    let theirs: Vec<String> = lines(there);
    merged.extend(theirs);
    merged.sort_unstable();
    merged.dedup();
    let header = read(text).ok()?;
    (merged != mine).then(|| {
        let owner = header.owner.expect("a remark has an owner");
        remark_of(&header.id, &owner, &merged)
    })
}

fn remark_of(id: &RecordId, owner: &RecordId, lines: &[impl AsRef<str>]) -> String {
    let mut text = format!("remark 2 {id} {owner}");
    for line in lines {
        text += "\n";
        text += line.as_ref();
    }
    text
}

fn remark(lines: &[&str]) -> String {
    remark_of(&own_id(), &RecordId::from(&shop().id), lines)
}

fn own_id() -> RecordId {
    RecordId::parse("first").unwrap()
}

fn key() -> Key {
    Key::Record(&REMARK, own_id())
}

fn shop() -> Assessment {
    Assessment::new(AssessmentId::from_bits(1), "Shop")
}

fn sketch(of: &AssessmentId) -> String {
    format!("sketch 2 {of} a circle")
}

fn store(device: &Device) -> RecordStore {
    RecordStore::with_kinds(Some(Box::new(device.clone())), KINDS)
}

fn saved(store: &RecordStore, lines: &[&str]) {
    let outcome = store.save_record(&REMARK, &own_id(), &remark(lines), 5);
    assert_eq!(outcome, SaveOutcome::Saved);
}

fn open(store: &RecordStore) -> Option<String> {
    store.open_record(&REMARK, &own_id())
}

#[test]
fn a_record_is_kept_read_back_and_listed() {
    let device = Device::default();
    let store = store(&device);
    saved(&store, &["a"]);
    assert_eq!(
        device.all(),
        [("demarc:v1:remark:first".to_owned(), remark(&["a"]))]
    );
    assert_eq!(open(&store), Some(remark(&["a"])));
    let (kept, error) = store.load();
    let listed: Vec<_> = kept.others_of(&REMARK).collect();
    assert_eq!(listed, [(&own_id(), remark(&["a"]).as_str())]);
    assert_eq!((kept.unreadable, error), (vec![], None));
    // When the device refuses a write, the record stays in memory.
    device.0.blocked.set(true);
    let outcome = store.save_record(&REMARK, &own_id(), &remark(&["a", "b"]), 6);
    assert_eq!(outcome, SaveOutcome::InMemory(StoreError::Blocked));
    assert_eq!(open(&store), Some(remark(&["a", "b"])));
    device.0.blocked.set(false);
    store.save(&shop(), 7);
    let there = device.get(&key().to_string()).unwrap();
    assert_eq!(there, Some(remark(&["a", "b"])));
}

#[test]
fn two_tabs_versions_are_merged() {
    let device = Device::default();
    let (here, there) = (store(&device), store(&device));
    saved(&here, &["a"]);
    open(&there);
    saved(&here, &["a", "b"]);
    let both = remark(&["a", "b", "c"]);
    let outcome = there.save_record(&REMARK, &own_id(), &remark(&["a", "c"]), 6);
    assert_eq!(outcome, SaveOutcome::Merged(both.clone()));
    let heard = here.on_remote_record(&REMARK, &own_id(), &remark(&["a", "b"]), Some(&both), 0);
    let changed = RemoteChange::Changed {
        merged: both.clone(),
        knew_more: false,
    };
    assert_eq!(heard, changed);
    let heard = here.on_remote_record(&REMARK, &own_id(), &both, Some(&both), 0);
    assert_eq!(heard, RemoteChange::Nothing);
}

#[test]
fn the_mirror_has_a_second_copy() {
    let device = Device::default();
    let store_ = store(&device);
    saved(&store_, &["a"]);
    let changes = store_.take_changes();
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (&changes[0].key, &changes[0].text),
        (&key(), &Some(remark(&["a"])))
    );
    // A row of another tab.
    let both = remark(&["a", "b"]);
    let row = remark(&["b"]);
    let resolved = resolved(&changes[0], Some(&row));
    assert_eq!(resolved, (Row::Put(both.clone()), Some(both.clone())));
    // The mirror restores what the device has lost.
    for lost in [false, true] {
        if lost {
            device.clear();
        }
        let again = store(&device);
        again.reconcile(&[(key().to_string(), both.clone())], 6);
        assert_eq!(open(&again), Some(both.clone()));
    }
    let again = store(&device);
    again.reconcile(&[], 6);
    assert_eq!(again.take_changes()[0].key, key());
}

#[test]
fn what_cant_be_read_is_set_aside_and_what_a_newer_edition_wrote_is_left() {
    let device = Device::default();
    let store = store(&device);
    let name = key().to_string();
    let other = remark(&["a"]).replace("first", "second");
    for text in ["{", "", &other] {
        device.set(&name, text).unwrap();
        store.quarantine(7);
        let kept = store.load().0;
        assert_eq!(kept.unreadable.len(), 1, "{text}");
        assert_eq!(
            kept.unreadable[0].key,
            format!("demarc:v1:quarantine:7:remark:first")
        );
        assert_eq!(kept.unreadable[0].text, text);
        store.discard(&kept.unreadable[0].key).unwrap();
    }
    // Also when it is saved before.
    device.set(&name, "{").unwrap();
    saved(&store, &["a"]);
    assert_eq!(store.load().0.unreadable[0].text, "{");
    let newer = remark(&["a"]).replace("remark 2", "remark 3");
    device.set(&name, &newer).unwrap();
    store.quarantine(8);
    let outcome = store.save_record(&REMARK, &own_id(), &remark(&["b"]), 9);
    assert_eq!(outcome, SaveOutcome::InMemory(StoreError::Newer));
    assert_eq!(device.get(&name).unwrap(), Some(newer));
}

#[test]
fn what_an_earlier_version_wrote_is_kept_until_the_new_text_is_read_back() {
    let device = Device::default();
    let store = store(&device);
    let name = key().to_string();
    let older = remark(&["a"]).replace("remark 2", "remark 1");
    device.set(&name, &older).unwrap();
    assert_eq!(open(&store), Some(older));
    device.0.writes.borrow_mut().clear();
    saved(&store, &["a", "b"]);
    let before = Key::Before(&REMARK, own_id()).to_string();
    assert_eq!(before, "demarc:v1:before:remark:first");
    assert_eq!(*device.0.writes.borrow(), [before.clone(), name]);
    assert_eq!(device.get(&before).unwrap(), None);
}

#[test]
fn the_bin_takes_and_gives_it_back_with_its_assessment() {
    let device = Device::default();
    let store = store(&device);
    let (it, fresh) = (shop(), AssessmentId::from_bits(9));
    store.save(&it, 1);
    saved(&store, &["a"]);
    store.delete(&it.id, 10).unwrap();
    let binned = Key::Bin(10, &REMARK, own_id());
    assert_eq!(binned.to_string(), "demarc:v1:bin:10:remark:first");
    let kept = store.load().0;
    assert_eq!(kept.others, [(binned.clone(), remark(&["a"]))]);
    // The deletion reaches the mirror, so the record does not come back when the device forgets the deletion.
    let changes = store.take_changes();
    assert!(
        changes
            .iter()
            .any(|it| it.key == binned && it.text.is_some())
    );
    assert!(
        changes
            .iter()
            .any(|it| it.key == key() && it.text.is_none())
    );
    store.reconcile(&[(key().to_string(), remark(&["a"]))], 11);
    assert_eq!(open(&store), None);
    assert_eq!(store.restore(10, &it.id, &fresh), Ok(it.id.clone()));
    assert_eq!(open(&store), Some(remark(&["a"])));
    // It belongs to the assessment whatever that is called now.
    store.delete(&it.id, 20).unwrap();
    store.save(&it, 21);
    assert_eq!(store.restore(20, &it.id, &fresh), Ok(fresh.clone()));
    let moved = remark_of(&own_id(), &RecordId::from(&fresh), &["a"]);
    assert_eq!(open(&store), Some(moved));
    // By itself, and for thirty days of which at most seven count between two starts.
    store.delete_record(&REMARK, &own_id(), 30).unwrap();
    let week = 7 * 24 * 60 * 60 * 1000;
    for start in 0..=4 {
        store.tidy(30 + start * week);
        assert_eq!(store.load().0.others.len(), 1);
    }
    store.tidy(30 + BIN_KEEPS);
    assert_eq!(store.load().0.others.len(), 1);
    store.tidy(31 + BIN_KEEPS);
    assert_eq!(store.load().0.others, []);
}

#[test]
fn a_rescue_file_has_it() {
    let entries = [
        (key().to_string(), remark(&["a"])),
        (key().to_string(), remark(&["b"])),
        (
            "demarc:v1:bin:3:remark:second".to_owned(),
            remark(&["c"]).replace("first", "second"),
        ),
        ("demarc:v1:remark:third".to_owned(), "{".to_owned()),
        ("demarc:v1:sketch:x".to_owned(), "{".to_owned()),
        (
            Key::assessment(&shop().id).to_string(),
            record::write(&shop()),
        ),
    ];
    let records = entries.map(|(key, text)| json!({ "key": key, "text": text }));
    let file = json!({ "format": rescue::FORMAT, "version": 1, "records": records }).to_string();
    let contents = rescue::read_among(&file, KINDS).unwrap();
    assert_eq!(
        (contents.assessments, contents.unreadable),
        (vec![shop()], 1)
    );
    let [(first, text), (second, _)] = &contents.others[..] else {
        panic!("{:?}", contents.others)
    };
    assert_eq!((first, text), (&key(), &remark(&["a", "b"])));
    assert!(matches!(second, Key::Bin(3, kind, _) if **kind == REMARK));
}

#[test]
fn the_rescue_page_saves_all_keys_and_asks_for_no_kind() {
    let script = std::fs::read_to_string("public/rescue.js").unwrap();
    assert!(script.contains(&format!("const PREFIX = \"{PREFIX}\";")));
    for kind in demarc_core::store::KINDS {
        assert!(!script.contains(kind.word), "{kind:?}");
    }
}

#[test]
fn a_store_that_does_not_know_a_kind_leaves_it_alone() {
    let device = Device::default();
    let all = store(&device);
    all.save(&shop(), 1);
    saved(&all, &["a"]);
    device.set("demarc:v1:remark:damaged", "{").unwrap();
    all.delete_record(&REMARK, &own_id(), 2).unwrap();
    saved(&all, &["a"]);
    let theirs = |device: &Device| -> Vec<_> {
        let mut all = device.all();
        all.retain(|(key, _)| key.contains("remark"));
        all
    };
    let before = theirs(&device);
    assert_eq!(before.len(), 3);
    let store = device.store();
    store.reconcile(&[(key().to_string(), remark(&["b"]))], 3);
    store.quarantine(4);
    store.tidy(u64::MAX);
    store.delete(&shop().id, 5).unwrap();
    store
        .discard(&Key::Bin(5, &ASSESSMENT, (&shop().id).into()).to_string())
        .unwrap();
    assert_eq!(theirs(&device), before);
    let kept = store.load().0;
    assert_eq!((kept.unreadable, kept.others), (vec![], vec![]));
}

#[test]
fn a_kind_with_one_copy_goes_when_nothing_of_its_owner_is_left() {
    let device = Device::default();
    let (here, there) = (store(&device), store(&device));
    let (it, own) = (shop(), RecordId::from(&shop().id));
    here.save(&it, 1);
    here.save_record(&SKETCH, &own, &sketch(&it.id), 1);
    let square = sketch(&it.id).replace("circle", "square");
    // What is written last is what is there.
    assert_eq!(
        there.save_record(&SKETCH, &own, &square, 2),
        SaveOutcome::Saved
    );
    let heard = here.on_remote_record(&SKETCH, &own, &sketch(&it.id), Some(&square), 0);
    let changed = RemoteChange::Changed {
        merged: square.clone(),
        knew_more: false,
    };
    assert_eq!(heard, changed);
    let changes = [here.take_changes(), there.take_changes()].concat();
    assert!(
        changes
            .iter()
            .all(|it| matches!(it.key, Key::Note(_)) || it.key == Key::assessment(&shop().id))
    );
    assert_eq!(here.load().0.others, []);
    // It waits for its assessment to come back from the bin, and goes when that is gone for good.
    for (deleted, left) in [(10, Some(square)), (20, None)] {
        here.delete(&it.id, deleted).unwrap();
        if left.is_some() {
            here.restore(deleted, &it.id, &AssessmentId::from_bits(9))
                .unwrap();
        } else {
            let binned = Key::Bin(deleted, &ASSESSMENT, own.clone());
            here.discard(&binned.to_string()).unwrap();
        }
        assert_eq!(here.open_record(&SKETCH, &own), left);
    }
}
