//! Keeping assessments on this device: keys, reading and writing records, and what to do when that fails.
//! It speaks to a `Store`; only `browser` knows which one a browser has.

#[cfg(target_arch = "wasm32")]
pub mod browser;

use std::cell::RefCell;
use std::fmt;

use crate::assessment::{Assessment, AssessmentId};
use crate::exchange::assessment as file;

/// Keys of this app begin with it: other apps may share the origin.
const PREFIX: &str = "demarc:v1:assessment:";

/// A place that keeps texts under keys.
pub trait Store {
    /// The text under a key.
    ///
    /// # Errors
    /// When the place can't be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Puts a text under a key.
    ///
    /// # Errors
    /// When the place is full or can't be written.
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;
    /// Takes a key away.
    ///
    /// # Errors
    /// When the place can't be written.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
    /// Every key, those of other apps included.
    ///
    /// # Errors
    /// When the place can't be read.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// Why a place can't keep something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreError {
    /// The browser refuses access.
    Blocked,
    /// No room is left.
    Full,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blocked => "This browser does not let Demarc keep anything on this device, so closing the tab loses your work. Save the assessment as a file, or allow site data for this page.",
            Self::Full => "The space this browser gives to the site is full, so the latest changes are not kept on this device. Save the assessment as a file, then delete assessments you no longer need.",
        })
    }
}

/// What is kept on a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The assessments that could be read, by name.
    pub assessments: Vec<Assessment>,
    /// Records that could not be read. They are left where they are.
    pub unreadable: Vec<Unreadable>,
}

impl Kept {
    /// Whether a record has this id, readable or not.
    #[must_use]
    pub fn has(&self, id: &AssessmentId) -> bool {
        let key = key_of(id);
        self.assessments.iter().any(|it| it.id == *id)
            || self.unreadable.iter().any(|it| it.key == key)
    }
}

/// A record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its key.
    pub key: String,
    /// The text as found.
    pub text: String,
    /// Why, in the user's words.
    pub message: String,
}

/// Where assessments are kept: on the device while that works, else in memory until the page closes.
pub struct Shelf {
    device: Option<Box<dyn Store>>,
    memory: Memory,
}

impl Shelf {
    /// A shelf on a device's store, or on memory alone.
    #[must_use]
    pub fn new(device: Option<Box<dyn Store>>) -> Self {
        Self {
            device,
            memory: Memory::default(),
        }
    }

    /// Everything kept, and why the device could not be read, if so.
    #[must_use]
    pub fn load(&self) -> (Kept, Option<StoreError>) {
        let (of_device, error) = match self.device.as_deref().map(records) {
            None => (Vec::new(), None),
            Some(Ok(records)) => (records, None),
            Some(Err(error)) => (Vec::new(), Some(error)),
        };
        // What only memory could take is newer than what the device has.
        let mut records = self.memory.0.borrow().clone();
        for record in of_device {
            if !records.iter().any(|(key, _)| *key == record.0) {
                records.push(record);
            }
        }
        (sort_out(records), error)
    }

    /// Keeps an assessment, and whatever the device could not take before.
    ///
    /// # Errors
    /// While anything is kept in memory only, because the device is full or blocked: closing the page would lose it.
    pub fn save(&self, assessment: &Assessment) -> Result<(), StoreError> {
        let key = key_of(&assessment.id);
        let text = file::write(assessment);
        self.memory.set(&key, &text)?;
        self.hand_over()
    }

    /// Moves what memory keeps to the device.
    fn hand_over(&self) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        for (key, text) in self.memory.0.take() {
            let kept = match &self.device {
                Some(device) => device.set(&key, &text),
                None => Err(StoreError::Blocked),
            };
            if let Err(error) = kept {
                self.memory.set(&key, &text)?;
                outcome = Err(error);
            }
        }
        outcome
    }

    /// Takes an assessment away.
    ///
    /// # Errors
    /// When the device can't be written.
    pub fn delete(&self, id: &AssessmentId) -> Result<(), StoreError> {
        let key = key_of(id);
        self.memory.remove(&key)?;
        match &self.device {
            Some(device) => device.remove(&key),
            None => Err(StoreError::Blocked),
        }
    }
}

/// This app's records in a store.
fn records(store: &dyn Store) -> Result<Vec<Record>, StoreError> {
    let mut records = Vec::new();
    for key in store
        .keys()?
        .into_iter()
        .filter(|key| key.starts_with(PREFIX))
    {
        if let Some(text) = store.get(&key)? {
            records.push((key, text));
        }
    }
    Ok(records)
}

fn sort_out(records: Vec<Record>) -> Kept {
    let mut kept = Kept::default();
    for (key, text) in records {
        let message = match file::read(&text) {
            Ok(assessment) if key_of(&assessment.id) == key => {
                let goes_before = |other: &Assessment| by_name(other) <= by_name(&assessment);
                let at = kept.assessments.partition_point(goes_before);
                kept.assessments.insert(at, assessment);
                continue;
            }
            Ok(_) => "It is kept in another assessment's place.".to_owned(),
            Err(error) => format!("It is damaged: {}.", error.what()),
        };
        kept.unreadable.push(Unreadable { key, text, message });
    }
    kept
}

/// What assessments are sorted by.
fn by_name(assessment: &Assessment) -> (String, &AssessmentId) {
    (assessment.name.to_ascii_lowercase(), &assessment.id)
}

fn key_of(id: &AssessmentId) -> String {
    format!("{PREFIX}{id}")
}

/// A store that lasts as long as the page: for tests, and for browsers that keep nothing.
#[derive(Debug, Default)]
pub struct Memory(RefCell<Vec<Record>>);

/// A key with its text.
type Record = (String, String);

impl Store for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let records = self.0.borrow();
        let found = records.iter().find(|(of, _)| of == key);
        Ok(found.map(|(_, text)| text.clone()))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.remove(key)?;
        self.0.borrow_mut().push((key.to_owned(), text.to_owned()));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.borrow_mut().retain(|(of, _)| of != key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.borrow().iter().map(|(key, _)| key.clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A device that can be read, and takes nothing more.
    struct FullDevice(Memory);

    impl Store for FullDevice {
        fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
            self.0.get(key)
        }
        fn set(&self, _: &str, _: &str) -> Result<(), StoreError> {
            Err(StoreError::Full)
        }
        fn remove(&self, key: &str) -> Result<(), StoreError> {
            self.0.remove(key)
        }
        fn keys(&self) -> Result<Vec<String>, StoreError> {
            self.0.keys()
        }
    }

    fn named(bits: u64, name: &str) -> Assessment {
        Assessment::new(AssessmentId::from_bits(bits), name)
    }

    #[test]
    fn assessments_are_kept_side_by_side() {
        let shelf = Shelf::new(Some(Box::new(Memory::default())));
        let (one, two) = (named(1, "b"), named(2, "A"));
        shelf.save(&one).unwrap();
        shelf.save(&two).unwrap();
        assert_eq!(shelf.load().0.assessments, [two.clone(), one.clone()]);
        shelf.delete(&one.id).unwrap();
        assert_eq!(shelf.load().0.assessments, [two]);
    }

    #[test]
    fn a_full_device_keeps_what_it_had_and_memory_the_newer() {
        let device = Memory::default();
        let old = named(1, "old");
        device.set(&key_of(&old.id), &file::write(&old)).unwrap();
        let shelf = Shelf::new(Some(Box::new(FullDevice(device))));
        let new = named(1, "new");
        assert_eq!(shelf.save(&new), Err(StoreError::Full));
        assert_eq!(
            shelf.load(),
            (
                Kept {
                    assessments: vec![new],
                    unreadable: vec![]
                },
                None
            )
        );
    }

    /// A device with room for one record.
    struct SmallDevice(Memory);

    impl Store for SmallDevice {
        fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
            self.0.get(key)
        }
        fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
            let taken = self.0.keys()?;
            if taken.is_empty() || taken.iter().any(|it| it == key) {
                self.0.set(key, text)
            } else {
                Err(StoreError::Full)
            }
        }
        fn remove(&self, key: &str) -> Result<(), StoreError> {
            self.0.remove(key)
        }
        fn keys(&self) -> Result<Vec<String>, StoreError> {
            self.0.keys()
        }
    }

    #[test]
    fn the_warning_stays_until_memory_is_handed_over() {
        let shelf = Shelf::new(Some(Box::new(SmallDevice(Memory::default()))));
        let (first, second) = (named(1, "a"), named(2, "b"));
        assert_eq!(shelf.save(&first), Ok(()));
        assert_eq!(shelf.save(&second), Err(StoreError::Full));
        // The first fits, but the second is still in memory only.
        assert_eq!(shelf.save(&first), Err(StoreError::Full));
        shelf.delete(&first.id).unwrap();
        assert_eq!(shelf.save(&second), Ok(()));
        assert_eq!(shelf.load().0.assessments, [second]);
    }

    #[test]
    fn without_a_device_memory_keeps() {
        let shelf = Shelf::new(None);
        assert_eq!(shelf.save(&named(1, "a")), Err(StoreError::Blocked));
        assert_eq!(shelf.load().0.assessments, [named(1, "a")]);
    }

    #[test]
    fn what_cant_be_read_is_shown_and_left_alone() {
        let device = Memory::default();
        device.set("demarc:v1:assessment:broken", "{").unwrap();
        device.set("other-app", "{").unwrap();
        let shelf = Shelf::new(Some(Box::new(device)));
        let (kept, _) = shelf.load();
        assert_eq!(kept.unreadable.len(), 1);
        assert_eq!(kept.unreadable[0].text, "{");
        assert!(kept.has(&AssessmentId::try_from("broken".to_owned()).unwrap()));
        assert!(!kept.has(&AssessmentId::from_bits(1)));
    }
}
