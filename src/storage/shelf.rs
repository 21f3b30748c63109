//! The shelf: assessments under their keys, on the device while that works, else in memory until the page closes.
//! Other tabs write to the same device, so what stands there is looked at before it is written over, and merged.

use std::cell::{Cell, RefCell};

use super::kept::{Kept, ids};
use super::key::{Key, PREFIX};
use super::store::{Memory, Record, Store, StoreError};
use crate::assessment::{Assessment, AssessmentId};
use crate::exchange::assessment::{self as record, ReadError};

/// For how long the bin keeps what was deleted: 30 days, in milliseconds.
pub const BIN_KEEPS: u64 = 30 * 24 * 60 * 60 * 1000;

/// Where assessments are kept.
pub struct Shelf {
    device: Option<Box<dyn Store>>,
    /// What the device could not take.
    memory: Memory,
    /// What must not go to the device, where a newer edition's record stands.
    withheld: Memory,
    /// The text this tab last saw under the key of each assessment it wrote or opened.
    seen: RefCell<Vec<Record>>,
    /// What changed and is still to be told to the journal.
    outbox: RefCell<Vec<Change>>,
    /// Whether something this tab had seen was gone when it was written again.
    vanished: Cell<bool>,
}

/// What changed under a key, for the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// The text that stands there now; `None` when it was taken away.
    pub text: Option<String>,
    /// Of what was taken away: what it was.
    pub was: Option<String>,
}

/// How saving ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Kept,
    /// It is kept, together with what another tab had changed: this is what it is now.
    Merged(Box<Assessment>),
    /// It was deleted in another tab, and was not saved.
    Deleted,
    /// It is in memory only, and the latest of another tab, if any, is not lost.
    InMemory(StoreError),
}

/// What follows for an open assessment from what another tab did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Nothing.
    Nothing,
    /// It is this now; and has to be saved, when this tab knew more than the other.
    Changed {
        /// What it is now.
        merged: Box<Assessment>,
        /// Whether this tab knew more than the other.
        knew_more: bool,
    },
    /// It was deleted, as it is here.
    Deleted,
    /// It was deleted by somebody who had not seen all that it is here.
    DeletedUnseen,
    /// The site's data was cleared.
    Vanished,
}

/// What becomes of an assessment when another version of it already stands where it is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meeting {
    /// What stands there holds nothing else: the text can go there.
    Write,
    /// Both together.
    Merge(Box<Assessment>),
    /// What stands there can't be read: it is to be set aside.
    Damaged,
    /// A newer edition wrote what stands there: it is to be left alone.
    Newer,
}

/// Looks at what stands where an assessment is to go.
fn meet(assessment: &Assessment, there: &str) -> Meeting {
    match record::read(there) {
        Ok(other) if other.id != assessment.id => Meeting::Damaged,
        Ok(other) => {
            let mut merged = assessment.clone();
            merged.merge(&other);
            if merged == *assessment {
                Meeting::Write
            } else {
                Meeting::Merge(Box::new(merged))
            }
        }
        Err(ReadError::Newer(_)) => Meeting::Newer,
        Err(_) => Meeting::Damaged,
    }
}

/// What becomes of a journal's row when a change reaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// This is what stands there now.
    Put(String),
    /// It goes.
    Remove,
    /// It stays as it is.
    Leave,
}

/// Settles a change with the row that stands there, which another tab may have written: the row, and the text to take
/// in here if there was more in it.
#[must_use]
pub fn settle(change: &Change, there: Option<&str>) -> (Row, Option<String>) {
    let Some(text) = &change.text else {
        return match (there, &change.was) {
            (Some(there), Some(was)) if there != was && !covers(was, there) => {
                (Row::Leave, Some(there.to_owned()))
            }
            _ => (Row::Remove, None),
        };
    };
    let Some((there, mine)) = there
        .filter(|there| there != text)
        .zip(record::read(text).ok())
    else {
        return (Row::Put(text.clone()), None);
    };
    match meet(&mine, there) {
        Meeting::Write | Meeting::Damaged => (Row::Put(text.clone()), None),
        Meeting::Newer => (Row::Leave, None),
        Meeting::Merge(both) => {
            let both = record::write(&both);
            (Row::Put(both.clone()), Some(both))
        }
    }
}

/// Whether everything edited in one text is in another.
fn covers(text: &str, other: &str) -> bool {
    match (record::read(text), record::read(other)) {
        (Ok(it), Ok(other)) => it.contains(&other),
        _ => false,
    }
}

impl Shelf {
    /// A shelf on a device's store, or on memory alone.
    #[must_use]
    pub fn new(device: Option<Box<dyn Store>>) -> Self {
        Self {
            device,
            memory: Memory::default(),
            withheld: Memory::default(),
            seen: RefCell::default(),
            outbox: RefCell::default(),
            vanished: Cell::new(false),
        }
    }

    /// Everything kept, and why the device could not be read, if so.
    #[must_use]
    pub fn load(&self) -> (Kept, Option<StoreError>) {
        let (records, error) = self.records();
        (Kept::from_records(records), error)
    }

    /// This app's records, and why the device could not be read, if so. What only memory could take is newer than
    /// what the device has.
    fn records(&self) -> (Vec<Record>, Option<StoreError>) {
        let mut records = Vec::new();
        let outcome = self.on_device(|device| {
            for key in device.keys()? {
                if key.starts_with(PREFIX)
                    && let Some(text) = device.get(&key)?
                {
                    records.push((key, text));
                }
            }
            Ok(())
        });
        for (key, text) in self.memory.all().into_iter().chain(self.withheld.all()) {
            records.retain(|(of, _)| *of != key);
            records.push((key, text));
        }
        let error = outcome.err().filter(|_| self.device.is_some());
        (records, error)
    }

    /// The assessment or snapshot with this id, as it stands there now.
    #[must_use]
    pub fn open(&self, id: &AssessmentId) -> Option<Assessment> {
        let key = Key::Assessment(id.clone()).to_string();
        let text = self.text(&key)?;
        let assessment = record::read(&text).ok().filter(|it| it.id == *id)?;
        self.see(&key, text);
        Some(assessment)
    }

    /// The text under a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.in_memory(key)
            .or_else(|| self.on_device(|device| device.get(key)).ok().flatten())
    }

    /// Keeps an assessment, with what another tab changed of it meanwhile, and whatever the device could not take
    /// before. `now` is in milliseconds since 1970.
    pub fn save(&self, assessment: &Assessment, now: u64) -> Saved {
        let key = Key::Assessment(assessment.id.clone()).to_string();
        let there = self.on_device(|device| device.get(&key)).ok().flatten();
        let seen = self.seen(&key);
        let mut merged = None;
        match &there {
            None if seen.is_some() && self.in_memory(&key).is_none() => {
                if self.binned(&assessment.id).is_some() {
                    return Saved::Deleted;
                }
                self.vanished.set(self.device.is_some());
            }
            Some(there) if seen.as_ref() != Some(there) => match meet(assessment, there) {
                Meeting::Write => {}
                Meeting::Merge(both) => merged = Some(both),
                Meeting::Damaged => self.set_aside(&key, there, now),
                Meeting::Newer => {
                    let _ = self.withheld.set(&key, &record::write(assessment));
                    return Saved::InMemory(StoreError::Newer);
                }
            },
            _ => {}
        }
        let text = record::write(merged.as_deref().unwrap_or(assessment));
        let original = there.filter(|there| record::is_older(there));
        let before = Key::Before(assessment.id.clone()).to_string();
        if let Some(original) = &original {
            let _ = self.put(&before, original);
        }
        let _ = self.withheld.remove(&key);
        let _ = self.memory.set(&key, &text);
        self.note(&key, Some(&text), None);
        let outcome = self.hand_over();
        if original.is_some() && self.on_device(|device| device.get(&key)) == Ok(Some(text.clone()))
        {
            let _ = self.take(&before);
        }
        self.see(&key, text);
        self.use_now(&assessment.id);
        match (outcome, merged) {
            (Err(error), _) => Saved::InMemory(error),
            (Ok(()), Some(merged)) => Saved::Merged(merged),
            (Ok(()), None) => Saved::Kept,
        }
    }

    /// Whether site data was cleared under this tab since it was asked last.
    pub fn has_vanished(&self) -> bool {
        self.vanished.replace(false)
    }

    /// What follows for an open assessment when another tab wrote `text` under its key, or took it away.
    #[must_use]
    pub fn hear(&self, assessment: &Assessment, text: Option<&str>) -> Heard {
        let Some(text) = text else {
            return match self.binned(&assessment.id) {
                Some(binned) if binned.contains(assessment) => Heard::Deleted,
                Some(_) => Heard::DeletedUnseen,
                None => Heard::Vanished,
            };
        };
        let other = record::read(text).ok().filter(|it| it.id == assessment.id);
        let Some(other) = other else {
            // What it can't read is looked at when this tab saves next.
            return Heard::Nothing;
        };
        self.see(
            &Key::Assessment(other.id.clone()).to_string(),
            text.to_owned(),
        );
        let mut merged = assessment.clone();
        merged.merge(&other);
        if merged == *assessment && merged == other {
            Heard::Nothing
        } else {
            let knew_more = merged != other;
            Heard::Changed {
                merged: Box::new(merged),
                knew_more,
            }
        }
    }

    /// Puts on the device what the journal already has.
    pub fn receive(&self, key: &str, text: &str) {
        let _ = self.memory.set(key, text);
        let _ = self.hand_over();
    }

    /// Moves an assessment and its snapshots to the bin, or a snapshot alone.
    ///
    /// # Errors
    /// When the device can't be written: then it stays where it is.
    pub fn delete(&self, id: &AssessmentId, now: u64) -> Result<(), StoreError> {
        let (kept, _) = self.load();
        let snapshots = kept.snapshots_of(id).map(|it| it.id.clone());
        for id in std::iter::once(id.clone()).chain(snapshots) {
            let key = Key::Assessment(id.clone()).to_string();
            if let Some(text) = self.text(&key) {
                self.shift(&key, &text, &Key::Bin(now, id).to_string())?;
            }
            self.seen.borrow_mut().retain(|(of, _)| *of != key);
        }
        Ok(())
    }

    /// Brings back what was deleted at one time: an assessment with its snapshots. `fresh` is for one whose id is
    /// another's now. Gives the id that the assessment with `id` has.
    ///
    /// # Errors
    /// When the device can't be written: then it stays in the bin.
    pub fn restore(
        &self,
        deleted: u64,
        id: &AssessmentId,
        fresh: &AssessmentId,
    ) -> Result<AssessmentId, StoreError> {
        let (kept, _) = self.load();
        let with_it = |it: &Assessment| {
            it.id == *id || it.frozen.as_ref().is_some_and(|frozen| frozen.of == *id)
        };
        let mut came_back_as = id.clone();
        for binned in kept.bin {
            if binned.deleted != deleted || !with_it(&binned.assessment) {
                continue;
            }
            let from = binned.key.to_string();
            let Some(text) = self.text(&from) else {
                continue;
            };
            let of = binned.assessment.id.clone();
            let to = Key::Assessment(of.clone()).to_string();
            if self.text(&to).is_none() {
                self.shift(&from, &text, &to)?;
            } else if of == *id {
                let copy = Assessment {
                    id: fresh.clone(),
                    ..binned.assessment
                };
                let key = Key::Assessment(fresh.clone()).to_string();
                self.shift(&from, &record::write(&copy), &key)?;
                came_back_as = fresh.clone();
            }
        }
        Ok(came_back_as)
    }

    /// Empties the bin of what has been there for longer than [`BIN_KEEPS`].
    pub fn tidy(&self, now: u64) {
        for (key, _) in self.records().0 {
            if let Some(Key::Bin(deleted, _)) = Key::parse(&key)
                && now.saturating_sub(deleted) > BIN_KEEPS
            {
                let _ = self.take(&key);
            }
        }
    }

    /// Sets aside what can't be read, so that nothing writes over it. What a newer edition wrote is left in place.
    pub fn quarantine(&self, now: u64) {
        for it in self.load().0.unreadable {
            if !it.newer && !matches!(Key::parse(&it.key), Some(Key::Quarantine(..))) {
                self.set_aside(&it.key, &it.text, now);
            }
        }
    }

    /// Takes something out of the bin or out of quarantine for ever.
    ///
    /// # Errors
    /// When the device can't be written.
    pub fn discard(&self, key: &str) -> Result<(), StoreError> {
        self.take(key)
    }

    /// When an assessment was last saved as a file, in milliseconds since 1970.
    #[must_use]
    pub fn filed(&self, id: &AssessmentId) -> Option<u64> {
        self.text(&Key::Filed(id.clone()).to_string())?.parse().ok()
    }

    /// Notes that an assessment was saved as a file now.
    pub fn file(&self, id: &AssessmentId, now: u64) {
        let _ = self.put(&Key::Filed(id.clone()).to_string(), &now.to_string());
    }

    /// What changed since it was asked last, for the journal: the last change under each key.
    #[must_use]
    pub fn take_changes(&self) -> Vec<Change> {
        self.outbox.take()
    }

    /// Puts changes back that the journal could not take, before those made meanwhile.
    pub fn put_changes_back(&self, changes: Vec<Change>) {
        let mut outbox = self.outbox.borrow_mut();
        for change in changes {
            if outbox.iter().all(|later| later.key != change.key) {
                outbox.push(change);
            }
        }
    }

    /// Brings the device and the journal together, when the app starts. What either lost, the other gives back: a
    /// browser writes the device's records to disk seconds later, and can be killed before. `rows` is all that the
    /// journal has; what it lacks goes out as changes.
    pub fn reconcile(&self, rows: &[Record], now: u64) {
        for (key, row) in rows {
            let Some(Key::Assessment(id)) = Key::parse(key) else {
                // What is in the bin does not change: it is there or it is not.
                if matches!(Key::parse(key), Some(Key::Bin(..))) && self.text(key).is_none() {
                    let _ = self.put(key, row);
                }
                continue;
            };
            let there = self.text(key);
            if there.as_ref() == Some(row) {
                continue;
            }
            let Ok(of_journal) = record::read(row) else {
                continue;
            };
            match there.map(|there| meet(&of_journal, &there)) {
                None => match self.binned(&id) {
                    Some(binned) if binned.contains(&of_journal) => self.note(key, None, Some(row)),
                    _ => drop(self.put(key, row)),
                },
                Some(Meeting::Write) => drop(self.put(key, row)),
                Some(Meeting::Merge(both)) => drop(self.put(key, &record::write(&both))),
                Some(Meeting::Damaged) => {
                    if let Some(there) = self.text(key) {
                        self.set_aside(key, &there, now);
                    }
                    let _ = self.put(key, row);
                }
                Some(Meeting::Newer) => {}
            }
        }
        for (key, text) in self.records().0 {
            let kind = Key::parse(&key);
            let mirrored = matches!(kind, Some(Key::Assessment(_) | Key::Bin(..)));
            if mirrored && rows.iter().all(|(of, _)| *of != key) {
                self.note(&key, Some(&text), None);
            }
        }
    }

    /// The assessment as it was when it was deleted last.
    #[must_use]
    pub fn binned(&self, id: &AssessmentId) -> Option<Assessment> {
        let (records, _) = self.records();
        let latest = records
            .into_iter()
            .filter_map(|(key, text)| match Key::parse(&key) {
                Some(Key::Bin(deleted, of)) if of == *id => Some((deleted, text)),
                _ => None,
            });
        let (_, text) = latest.max_by_key(|(deleted, _)| *deleted)?;
        record::read(&text).ok()
    }

    /// Moves a text to another key, and takes the old one away only when the new one is there.
    fn shift(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
        let was = self.text(from);
        if self.put(to, text) == Err(StoreError::Full) {
            // Where there is no room for two, the one has to make room for itself. Memory holds it meanwhile.
            self.on_device(|device| device.remove(from))?;
            if let Err(error) = self.hand_over() {
                self.memory.remove(to)?;
                self.put(from, was.as_deref().unwrap_or(text))?;
                return Err(error);
            }
        }
        self.note(from, None, was.as_deref());
        self.memory.remove(from)?;
        match &self.device {
            Some(device) => device.remove(from),
            None => Ok(()),
        }
    }

    /// Moves what can't be read out of the way; where that is not possible it stays, and is not written over.
    fn set_aside(&self, key: &str, text: &str, now: u64) {
        let _ = self.shift(key, text, &Key::aside(key, now).to_string());
    }

    /// Puts a text under a key; into memory when the device can't take it.
    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.note(key, Some(text), None);
        self.memory.set(key, text)?;
        self.hand_over()
    }

    fn take(&self, key: &str) -> Result<(), StoreError> {
        self.note(key, None, None);
        self.memory.remove(key)?;
        self.on_device(|device| device.remove(key))
    }

    /// Moves what memory keeps to the device.
    fn hand_over(&self) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        for (key, text) in self.memory.take() {
            if let Err(error) = self.on_device(|device| device.set(&key, &text)) {
                self.memory.set(&key, &text)?;
                outcome = Err(error);
            }
        }
        outcome
    }

    fn on_device<T>(
        &self,
        act: impl FnOnce(&dyn Store) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &self.device {
            Some(device) => act(device.as_ref()),
            None => Err(StoreError::Blocked),
        }
    }

    fn in_memory(&self, key: &str) -> Option<String> {
        let of = |memory: &Memory| memory.get(key).ok().flatten();
        of(&self.withheld).or_else(|| of(&self.memory))
    }

    fn seen(&self, key: &str) -> Option<String> {
        let seen = self.seen.borrow();
        seen.iter()
            .find(|(of, _)| of == key)
            .map(|(_, text)| text.clone())
    }

    fn see(&self, key: &str, text: String) {
        let mut seen = self.seen.borrow_mut();
        seen.retain(|(of, _)| of != key);
        seen.push((key.to_owned(), text));
    }

    /// Remembers a change for the journal, if it keeps such keys.
    fn note(&self, key: &str, text: Option<&str>, was: Option<&str>) {
        if !matches!(Key::parse(key), Some(Key::Assessment(_) | Key::Bin(..))) {
            return;
        }
        let mut outbox = self.outbox.borrow_mut();
        outbox.retain(|change| change.key != key);
        outbox.push(Change {
            key: key.to_owned(),
            text: text.map(str::to_owned),
            was: was.map(str::to_owned),
        });
    }

    /// Puts an id at the front of the index.
    fn use_now(&self, id: &AssessmentId) {
        let key = Key::Index.to_string();
        let index = self.text(&key).unwrap_or_default();
        let mut ids = ids(&index);
        if ids.first() != Some(id) {
            ids.retain(|other| other != id);
            ids.insert(0, id.clone());
            let words: Vec<&str> = ids.iter().map(AssessmentId::as_str).collect();
            let _ = self.put(&key, &words.join(" "));
        }
    }
}
