//! The readers of input, each with assertions about what it leaves behind. Each returns whether it read the input.

use super::*;

/// A storage that several stores share and that the test can look into.
#[derive(Clone, Default)]
pub struct Device(Rc<MemoryStore>);

impl KeyValueStore for Device {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.0.get(key)
    }
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.0.set(key, text)
    }
    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.0.keys()
    }
}

impl Device {
    /// A storage with an assessment that must stay unchanged, and a text under the key of another.
    fn with(text: &str) -> Self {
        let device = Self::default();
        device
            .set(&key(&bystander()), &record::write(&bystander()))
            .unwrap();
        device.set(&key(&filled()), text).unwrap();
        device
    }

    fn store(&self) -> RecordStore {
        RecordStore::new(Some(Box::new(self.clone())))
    }

    fn holds(&self, text: &str) -> bool {
        let keys = self.keys().unwrap();
        keys.iter()
            .any(|key| self.get(key).unwrap().as_deref() == Some(text))
    }

    fn check_bystander(&self) {
        let there = self.get(&key(&bystander())).unwrap();
        assert_eq!(there, Some(record::write(&bystander())));
    }
}

pub fn key(it: &Assessment) -> String {
    Key::assessment(&it.id).to_string()
}

pub fn bystander() -> Assessment {
    Assessment::new(AssessmentId::from_bits(77), "Bystander")
}

/// A message is a sentence for people, without the debug output of a type.
pub fn check_message(message: &str) {
    assert!(message.len() > 20 && message.ends_with('.'), "{message:?}");
    for jargon in ["Error(", "Err(", "panicked", "Some("] {
        assert!(!message.contains(jargon), "{message:?}");
    }
}

pub fn open_file(case: &Case) -> bool {
    match file::read(&case.bytes) {
        Ok(contents) => {
            let saved = file::write_contents(&contents);
            let again = file::read(saved.as_bytes()).expect("what was read is written and read");
            assert_eq!(again.assessments, contents.assessments);
            assert_eq!(again.evidence(), contents.evidence());
            assert_eq!(file::write_contents(&again), saved);
            if let Some(keeps) = &case.keeps {
                let spelled = serde_json::to_string(keeps).unwrap();
                assert!(
                    saved.contains(spelled.trim_matches('"')),
                    "{keeps:?} is lost"
                );
            }
            true
        }
        Err(error) => {
            check_message(&error.to_string());
            false
        }
    }
}

/// The record in a text under the key of `filled()`, or an error: whether a newer version wrote it.
pub fn read_there(text: &str) -> Result<Assessment, bool> {
    match record::read(text) {
        Ok(it) if it.id == filled().id => Ok(it),
        Err(ReadError::Newer(_)) => Err(true),
        _ => Err(false),
    }
}

/// Asserts that a text in the storage is not lost after the app has used the storage.
pub fn check_device(device: &Device, text: &str, mine: Option<&Assessment>) {
    device.check_bystander();
    let store = device.store();
    let (kept, save_error) = store.load();
    assert_eq!(save_error, None);
    match read_there(text) {
        Ok(it) => {
            let there = store.open(&it.id).expect("what can be read is there");
            assert!(there.contains(&it));
            assert!(mine.is_none_or(|mine| there.contains(mine)));
        }
        Err(is_newer) => {
            assert!(device.holds(text), "the text is lost");
            let listed = kept.unreadable.iter().find(|it| it.text == text);
            let listed = listed.expect("the user is told");
            check_message(&listed.message);
            assert_eq!(listed.key == key(&filled()), is_newer, "{}", listed.message);
            if !is_newer && let Some(mine) = mine {
                assert_eq!(store.open(&mine.id).as_ref(), Some(mine));
            }
        }
    }
}

pub fn find_record(case: &Case) -> bool {
    let text = case.text();
    let device = Device::with(&text);
    let store = device.store();
    let found = store.open(&filled().id);
    assert_eq!(found, read_there(&text).ok());
    assert!(
        store.load().0.has(&filled().id),
        "its place is known to be taken"
    );
    store.quarantine(5);
    store.tidy(6);
    check_device(&device, &text, None);
    // A page with the assessment open saves it, before the text is quarantined and after.
    for sets_aside in [false, true] {
        let device = Device::with(&text);
        let store = device.store();
        if sets_aside {
            store.quarantine(5);
        }
        store.save(&filled(), 6);
        check_device(&device, &text, Some(&filled()));
    }
    found.is_some()
}

pub fn hear_of_tab(case: &Case) -> bool {
    let text = case.text();
    let device = Device::default();
    device
        .set(&key(&bystander()), &record::write(&bystander()))
        .unwrap();
    let store = device.store();
    let mut open = filled();
    store.save(&open, 1);
    device.set(&key(&open), &text).unwrap();
    let heard = store.on_remote_change(&open, Some(&text), 0);
    let other = read_there(&text);
    match (&other, heard) {
        (Ok(other), RemoteChange::Nothing) => assert_eq!(open, *other),
        (Ok(other), RemoteChange::Changed { merged, .. }) => {
            assert!(merged.contains(other) && merged.contains(&open));
            open = *merged;
        }
        (Err(true), heard) => assert_eq!(heard, RemoteChange::Nothing),
        (Err(false), RemoteChange::Changed { merged, knew_more }) => {
            assert!(*merged == open && knew_more, "it is to be kept again");
        }
        (_, heard) => panic!("{heard:?}"),
    }
    store.save(&open, 2);
    check_device(&device, &text, Some(&open));
    other.is_ok()
}

pub fn find_row(case: &Case) -> bool {
    let text = case.text();
    let mine = filled();
    let other = read_there(&text);
    let rows = [(key(&mine), text.clone())];
    // The device has the assessment, does not have it, or has an unreadable text.
    for there in [Some(record::write(&mine)), None, Some("garbage".to_owned())] {
        let device = Device::with(there.as_deref().unwrap_or_default());
        if there.is_none() {
            device.remove(&key(&mine)).unwrap();
        }
        let store = device.store();
        store.reconcile(&rows, 5);
        device.check_bystander();
        match (&other, &there) {
            (Ok(other), _) => assert!(store.open(&mine.id).unwrap().contains(other)),
            // An unreadable text changes nothing.
            (Err(_), there) => assert_eq!(device.get(&key(&mine)).unwrap(), *there),
        }
        let is_mine = there.as_deref() == Some(&record::write(&mine));
        assert!(!is_mine || store.open(&mine.id).unwrap().contains(&mine));
        assert!(there.as_deref() != Some("garbage") || device.holds("garbage"));
    }
    // The row is merged with the change, and the text as a change is merged with the row.
    let change = |text: String| MirrorChange {
        key: Key::assessment(&mine.id),
        text: Some(text),
        was: None,
        moved_to: None,
    };
    let (row, came) = resolved(&change(record::write(&mine)), Some(&text));
    match (&other, row) {
        (Ok(other), Row::Put(row)) => {
            let row = record::read(&row).unwrap();
            assert!(row.contains(other) && row.contains(&mine));
        }
        (Err(false), Row::Put(row)) => assert_eq!((row, came), (record::write(&mine), None)),
        (Err(true), Row::Refused) => assert_eq!(came, None),
        (_, row) => panic!("{row:?}"),
    }
    let (row, _) = resolved(&change(text.clone()), Some(&record::write(&mine)));
    match (&other, row) {
        (Ok(other), Row::Put(row)) => {
            let row = record::read(&row).unwrap();
            assert!(row.contains(other) && row.contains(&mine));
        }
        (Err(_), Row::Left) => {}
        (_, row) => panic!("{row:?}"),
    }
    other.is_ok()
}

pub fn go_to_address(case: &Case) -> bool {
    let text = case.text();
    let mut known = false;
    for hash in [
        text.clone(),
        format!("#/a/{text}/results"),
        format!("#/a/x/practices/{text}"),
        format!("#/{text}"),
    ] {
        let route = Route::parse(&hash);
        assert_eq!(Route::parse(&route.to_string()), route);
        match route {
            Route::Unknown(shown) => assert!(shown.chars().count() <= 201),
            _ => known = true,
        }
    }
    known
}
