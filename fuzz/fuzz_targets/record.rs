//! Any text as what a device keeps of an assessment: it is read, or still there byte for byte, whatever the app does.

#![no_main]

use std::rc::Rc;

use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::exchange::record;
use demarc_core::store::{
    Key, KeyValueStore, MemoryStore, RecordStore, RemoteChange, StoreError, resolve_changes,
};
use libfuzzer_sys::fuzz_target;

/// A device that the target looks into.
#[derive(Clone, Default)]
struct Device(Rc<MemoryStore>);

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

fuzz_target!(|text: &str| {
    let read = record::read(text);
    if let Ok(it) = &read {
        assert_eq!(record::read(&record::write(it)).as_ref(), Ok(it));
    }
    // Under its own key where it has one, so that it is met and not only set aside.
    let id = read
        .as_ref()
        .map_or(AssessmentId::from_bits(1), |it| it.id.clone());
    let key = Key::assessment(&id).to_string();
    let mut mine = Assessment::new(id.clone(), "Mine");
    let at = Moment::after(Moment::default(), 5, 0);
    mine.edit(at, |it| it.name = "Mine, edited".into());

    for quarantines in [false, true] {
        let device = Device::default();
        device.set(&key, text).expect("memory takes it");
        let store = RecordStore::new(Some(Box::new(device.clone())));
        let holds = || {
            let keys = device.keys().expect("memory is read");
            let texts = keys
                .iter()
                .map(|key| device.get(key).expect("memory is read"));
            texts.flatten().any(|there| there == text)
        };
        assert!(store.load().0.has(&id));
        if quarantines {
            store.quarantine(1);
            assert!(read.is_ok() || holds());
        }
        let heard = store.on_remote_change(&mine, Some(text), 0);
        let mut open = mine.clone();
        if let RemoteChange::Changed { merged, .. } = heard {
            open = *merged;
        }
        store.save(&open, 2);
        match &read {
            Ok(it) => assert!(store.open(&id).is_some_and(|there| there.contains(it))),
            Err(_) => assert!(holds()),
        }
        store.reconcile(&[(key.clone(), text.to_owned())], 3);
        assert!(read.is_ok() || holds());
        // A change meets it as a row of the journal.
        for change in store.take_changes() {
            let name = change.key.to_string();
            let rows = [(name.clone(), text.to_owned())].into();
            let writes = resolve_changes(&[change], &rows, 3);
            if let Some(Some(row)) = writes.rows.get(&name)
                && name == key
            {
                assert!(record::read(row).is_ok_and(|row| row.contains(&mine)));
            }
        }
        if store.delete(&id, 4).is_ok() {
            let binned = store.binned(&id);
            assert!(read.is_err() || binned.is_some());
            let fresh = AssessmentId::from_bits(9);
            let back = store.restore(4, &id, &fresh).expect("memory takes it");
            assert!(binned.is_none() || store.open(&back).is_some());
        }
        assert!(read.is_ok() || holds());
    }
});
