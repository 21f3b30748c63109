//! The shelf: assessments under their keys, on the device while that works, else in memory until the page closes.
//! Other tabs write to the same device, so what stands there is looked at before it is written over, and merged.

use std::borrow::Cow;
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
    /// Why something is in memory only, if so.
    trouble: Cell<Option<StoreError>>,
}

/// What changed under a key, for the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// The text that stands there now; `None` when it was taken away.
    pub text: Option<String>,
    /// What stood there before, as this tab knows it: all of it is in the text, or was taken away.
    pub was: Option<String>,
}

/// How saving ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Kept,
    /// Together with what another tab had changed, this is what it is now. Whether it is kept, [`Shelf::trouble`] tells.
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
    /// It is this now; and has to be saved, when this tab knew more than what stands there.
    Changed {
        /// What it is now.
        merged: Box<Assessment>,
        /// Whether this tab knew more, or may have.
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
    /// It stays as it is, and what was to go there is not kept.
    Refuse,
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
    // Most often what stands there is what this tab went on from.
    let known = |there: &&str| *there == text || change.was.as_deref() == Some(*there);
    let Some(there) = there.filter(|there| !known(there)) else {
        return (Row::Put(text.clone()), None);
    };
    let mine = record::read(text).ok();
    let Some(mine) = mine.filter(|it| is_of(it, &change.key)) else {
        // What can't be read, or stands in another's place, takes nothing's place.
        return (Row::Leave, None);
    };
    match meet(&mine, there) {
        Meeting::Write | Meeting::Damaged => (Row::Put(text.clone()), None),
        Meeting::Newer => (Row::Refuse, None),
        Meeting::Merge(both) => {
            let both = record::write(&both);
            (Row::Put(both.clone()), Some(both))
        }
    }
}

/// Whether an assessment may stand under a key.
fn is_of(it: &Assessment, key: &str) -> bool {
    match Key::parse(key) {
        Some(Key::Assessment(id) | Key::Bin(_, id)) => it.id == id,
        _ => true,
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
            trouble: Cell::new(None),
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
        let read = self.on_device(|device| device.get(&key));
        let seen = self.seen(&key);
        // What only memory has may be more than the version that is saved now.
        let here = self
            .in_memory(&key)
            .filter(|here| seen.as_ref() != Some(here));
        let mut merged = here.and_then(|here| match meet(assessment, &here) {
            Meeting::Merge(both) => Some(both),
            _ => None,
        });
        let mut stuck = None;
        match &read {
            Ok(None) if seen.is_some() && self.in_memory(&key).is_none() => {
                if self.binned(&assessment.id).is_some() {
                    return Saved::Deleted;
                }
                self.vanished.set(true);
            }
            Ok(Some(there)) if seen.as_ref() != Some(there) => {
                let it = merged.as_deref().unwrap_or(assessment);
                match meet(it, there) {
                    Meeting::Write => {}
                    Meeting::Merge(both) => merged = Some(both),
                    Meeting::Damaged => stuck = self.set_aside(&key, there, now).err(),
                    Meeting::Newer => {
                        let _ = self.withheld.set(&key, &record::write(it));
                        return Saved::InMemory(StoreError::Newer);
                    }
                }
            }
            _ => {}
        }
        let there = read.ok().flatten();
        let text = record::write(merged.as_deref().unwrap_or(assessment));
        let original = there.filter(|there| record::is_older(there));
        let before = Key::Before(assessment.id.clone()).to_string();
        if let Some(original) = &original {
            let _ = self.put(&before, original);
        }
        let _ = self.withheld.remove(&key);
        let _ = self.memory.remove(&key);
        self.note(&key, Some(&text), seen.as_deref());
        // What stands there was looked at just now.
        let written = match stuck {
            Some(error) => Err(error),
            None => self.on_device(|device| device.set(&key, &text)),
        };
        let others = self.hand_over();
        if let Err(error) = written {
            let _ = self.memory.set(&key, &text);
            self.trouble.set(Some(error));
        }
        let outcome = written.and(others);
        if original.is_some() && self.on_device(|device| device.get(&key)) == Ok(Some(text.clone()))
        {
            let _ = self.take(&before);
        }
        self.see(&key, text);
        self.use_now(&assessment.id);
        match (merged, outcome) {
            (Some(merged), _) => Saved::Merged(merged),
            (None, Err(error)) => Saved::InMemory(error),
            (None, Ok(())) => Saved::Kept,
        }
    }

    /// Why something is in memory only, whatever was saved since.
    #[must_use]
    pub fn trouble(&self) -> Option<StoreError> {
        if self.withheld.is_empty() {
            self.trouble.get().filter(|_| !self.memory.is_empty())
        } else {
            Some(StoreError::Newer)
        }
    }

    /// Forgets what this tab has seen of an assessment: for saving a version of it that does not come from there.
    pub fn forget(&self, id: &AssessmentId) {
        let key = Key::Assessment(id.clone()).to_string();
        self.seen.borrow_mut().retain(|(of, _)| *of != key);
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
        let other = match record::read(text) {
            Ok(other) if other.id == assessment.id => other,
            Err(ReadError::Newer(_)) => return Heard::Nothing,
            // It is set aside when this tab saves, and what it had written over is there again.
            _ => {
                return Heard::Changed {
                    merged: Box::new(assessment.clone()),
                    knew_more: true,
                };
            }
        };
        let key = Key::Assessment(other.id.clone()).to_string();
        self.see(&key, text.to_owned());
        let mut merged = assessment.clone();
        merged.merge(&other);
        // What is heard can be long past: something else may stand there by now.
        let there = self.on_device(|device| device.get(&key)).ok().flatten();
        let is_past = there.is_some_and(|there| there != text);
        if merged == *assessment && merged == other && !is_past {
            Heard::Nothing
        } else {
            let knew_more = merged != other || is_past;
            Heard::Changed {
                merged: Box::new(merged),
                knew_more,
            }
        }
    }

    /// Puts on the device what the journal already has, together with what stands here.
    pub fn receive(&self, key: &str, text: &str) {
        let _ = self.memory.set(key, &self.with_memory(key, text));
        let _ = self.hand_over();
    }

    /// Moves an assessment and its snapshots to the bin, or a snapshot alone.
    ///
    /// # Errors
    /// When the device can't be written: then it stays where it is.
    pub fn delete(&self, id: &AssessmentId, now: u64) -> Result<(), StoreError> {
        let (kept, _) = self.load();
        let snapshots = kept.snapshots_of(id).map(|it| it.id.clone());
        let ids: Vec<_> = std::iter::once(id.clone()).chain(snapshots).collect();
        // Nothing else may be in the bin under the same time.
        let is_taken = |now: &u64| {
            let mut keys = ids.iter().map(|id| Key::Bin(*now, id.clone()));
            keys.any(|key| self.text(&key.to_string()).is_some())
        };
        let now = (now..=u64::MAX).find(|now| !is_taken(now)).unwrap_or(now);
        for id in ids {
            let key = Key::Assessment(id.clone()).to_string();
            if let Some(text) = self.whole(&key, now)? {
                self.shift(&key, &text, &Key::Bin(now, id.clone()).to_string())?;
            }
            self.forget(&id);
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
        let key_of = |id: &AssessmentId| Key::Assessment(id.clone()).to_string();
        let is_free = |id: &AssessmentId| self.text(&key_of(id)).is_none();
        let into = if is_free(id) { id } else { fresh };
        for binned in kept.bin {
            let mut it = binned.assessment;
            if binned.deleted != deleted || !with_it(&it) {
                continue;
            }
            let from = binned.key.to_string();
            let Some(text) = self.text(&from) else {
                continue;
            };
            let is_alone = it.id == *id;
            let of = it.frozen.as_ref().map(|frozen| frozen.of.clone());
            if is_alone && of.as_ref().is_some_and(is_free) {
                // What it was taken of is gone: without it, a snapshot would be seen nowhere.
                let label = it.frozen.take().map_or_else(String::new, |it| it.label);
                it.name = format!("{} ({label})", it.name);
            }
            if is_alone {
                it.id = into.clone();
            } else if !is_free(&it.id) {
                // The same snapshot is there already.
                self.take(&from)?;
                continue;
            } else if let Some(frozen) = &mut it.frozen {
                frozen.of = into.clone();
            }
            // As it was, where nothing of it is another now.
            let text = match record::read(&text) {
                Ok(before) if before == it => text,
                _ => record::write(&it),
            };
            self.shift(&from, &text, &key_of(&it.id))?;
        }
        Ok(into.clone())
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
                let _ = self.set_aside(&it.key, &it.text, now);
            }
        }
    }

    /// Takes something out of the bin or out of quarantine for ever.
    ///
    /// # Errors
    /// When the device can't be written.
    pub fn discard(&self, key: &str) -> Result<(), StoreError> {
        self.take(key)?;
        if let Some(Key::Bin(_, id)) = Key::parse(key) {
            self.forget_all_of(&id);
        }
        Ok(())
    }

    /// Takes away what is noted of an assessment, once nothing of it is kept.
    fn forget_all_of(&self, id: &AssessmentId) {
        let mut keys = self.records().0.into_iter().map(|(key, _)| key);
        let is_of = |key: String| match Key::parse(&key) {
            Some(Key::Assessment(of) | Key::Bin(_, of)) => of == *id,
            _ => false,
        };
        if keys.any(is_of) {
            return;
        }
        let _ = self.take(&Key::Filed(id.clone()).to_string());
        let _ = self.take(&Key::Before(id.clone()).to_string());
        let index = Key::Index.to_string();
        let mut ids = ids(&self.text(&index).unwrap_or_default());
        ids.retain(|other| other != id);
        let words: Vec<&str> = ids.iter().map(AssessmentId::as_str).collect();
        let _ = self.put(&index, &words.join(" "));
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
        // What was deleted comes first: it says what is not to come back.
        for (key, row) in rows {
            // What is in the bin does not change: it is there or it is not.
            if let Some(Key::Bin(_, id)) = Key::parse(key)
                && self.text(key).is_none()
            {
                let _ = self.put(key, row);
                self.delete_again(&id, row);
            }
        }
        for (key, row) in rows {
            let Some(Key::Assessment(id)) = Key::parse(key) else {
                continue;
            };
            let there = self.text(key);
            if there.as_ref() == Some(row) {
                continue;
            }
            let of_journal = record::read(row).ok().filter(|it| it.id == id);
            let Some(of_journal) = of_journal else {
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
                        let _ = self.set_aside(key, &there, now);
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

    /// Takes away what the journal knows to be deleted, when the device has forgotten that.
    fn delete_again(&self, id: &AssessmentId, binned: &str) {
        let key = Key::Assessment(id.clone()).to_string();
        if let Some(there) = self.text(&key).filter(|there| covers(binned, there)) {
            self.note(&key, None, Some(&there));
            let _ = self.memory.remove(&key);
            let _ = self.on_device(|device| device.remove(&key));
        }
    }

    /// What is in the bin of an assessment; of one that was deleted several times, everything together.
    #[must_use]
    pub fn binned(&self, id: &AssessmentId) -> Option<Assessment> {
        let mut whole: Option<Assessment> = None;
        for (key, text) in self.records().0 {
            let is_it = matches!(Key::parse(&key), Some(Key::Bin(_, of)) if of == *id);
            let Some(it) = record::read(&text).ok().filter(|_| is_it) else {
                continue;
            };
            match &mut whole {
                Some(whole) => drop(whole.merge(&it)),
                None => whole = Some(it),
            }
        }
        whole
    }

    /// Moves a text to another key, and takes the old one away only when the new one is there.
    fn shift(&self, from: &str, text: &str, to: &str) -> Result<(), StoreError> {
        let was = self.text(from);
        match self.on_device(|device| device.set(to, text)) {
            Ok(()) => {}
            // Where there is no room for two, the one has to make room for itself.
            Err(StoreError::Full) => self.on_device(|device| {
                let there = device.get(from)?;
                device.remove(from)?;
                let moved = device.set(to, text);
                if let (Err(_), Some(there)) = (moved, there)
                    && device.set(from, &there).is_err()
                {
                    self.memory.set(from, &there)?;
                }
                moved
            })?,
            Err(error) => {
                self.memory.set(to, text)?;
                self.trouble.set(Some(error));
            }
        }
        self.note(to, Some(text), None);
        self.note(from, None, was.as_deref());
        self.memory.remove(from)?;
        let outcome = match &self.device {
            Some(device) => device.remove(from),
            None => Ok(()),
        };
        // There may be room now for what only memory has.
        let _ = self.hand_over();
        outcome
    }

    /// Moves what can't be read out of the way. Where that is not possible it stays, and is not to be written over.
    fn set_aside(&self, key: &str, text: &str, now: u64) -> Result<(), StoreError> {
        // What was set aside in the same millisecond stays, too.
        let is_free = |now: &u64| self.text(&Key::aside(key, *now).to_string()).is_none();
        let now = (now..=u64::MAX).find(is_free).unwrap_or(now);
        self.shift(key, text, &Key::aside(key, now).to_string())
    }

    /// What is kept under the key of an assessment, here and on the device together: for moving it elsewhere.
    fn whole(&self, key: &str, now: u64) -> Result<Option<String>, StoreError> {
        let there = self.on_device(|device| device.get(key)).ok().flatten();
        let (Some(there), mine) = (there, self.in_memory(key)) else {
            return Ok(self.in_memory(key));
        };
        if matches!(record::read(&there), Err(ReadError::Newer(_))) {
            return Err(StoreError::Newer);
        }
        let mine = mine.and_then(|text| record::read(&text).ok().zip(Some(text)));
        let Some((assessment, text)) = mine else {
            return Ok(Some(there));
        };
        Ok(Some(match meet(&assessment, &there) {
            Meeting::Write => text,
            Meeting::Merge(both) => record::write(&both),
            Meeting::Newer => return Err(StoreError::Newer),
            Meeting::Damaged => {
                self.set_aside(key, &there, now)?;
                text
            }
        }))
    }

    /// A text of an assessment together with what only memory has of it.
    fn with_memory(&self, key: &str, text: &str) -> String {
        let here = self.in_memory(key).filter(|here| here != text);
        match (here, record::read(text)) {
            (Some(here), Ok(it)) => match meet(&it, &here) {
                Meeting::Merge(both) => record::write(&both),
                _ => text.to_owned(),
            },
            _ => text.to_owned(),
        }
    }

    /// Puts a text under a key; into memory when the device can't take it.
    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.note(key, Some(text), None);
        self.memory.set(key, text)?;
        self.hand_over()
    }

    fn take(&self, key: &str) -> Result<(), StoreError> {
        self.note(key, None, self.text(key).as_deref());
        self.memory.remove(key)?;
        self.on_device(|device| device.remove(key))
    }

    /// Moves what memory keeps to the device.
    fn hand_over(&self) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        for (key, text) in self.memory.take() {
            if let Err(error) = self.hand_over_one(&key, &text) {
                let place = match error {
                    StoreError::Newer => &self.withheld,
                    _ => &self.memory,
                };
                place.set(&key, &text)?;
                self.trouble.set(Some(error));
                outcome = Err(error);
            }
        }
        outcome
    }

    /// Moves one text to the device. Another tab may have written an assessment since memory took it, or deleted it.
    fn hand_over_one(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let there = self.on_device(|device| device.get(key))?;
        let mut text = Cow::Borrowed(text);
        if there.as_deref() != Some(&*text)
            && let (Some(Key::Assessment(id)), Ok(it)) = (Key::parse(key), record::read(&text))
        {
            match there.as_deref().map(|there| meet(&it, there)) {
                None if self.binned(&id).is_some_and(|binned| binned.contains(&it)) => {
                    self.note_binned(&id);
                    self.note(key, None, Some(&text));
                    return Ok(());
                }
                None | Some(Meeting::Write) => {}
                Some(Meeting::Merge(both)) => {
                    text = Cow::Owned(record::write(&both));
                    self.note(key, Some(&text), None);
                }
                Some(Meeting::Newer) => return Err(StoreError::Newer),
                Some(Meeting::Damaged) => {
                    let now = it.edits.latest().milliseconds();
                    self.set_aside(key, there.as_deref().unwrap_or_default(), now)?;
                }
            }
        }
        self.on_device(|device| device.set(key, &text))
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
        let earlier = outbox.iter().position(|change| change.key == key);
        let earlier = earlier.map(|place| outbox.remove(place));
        // Two changes are one: from what stood there before the first.
        let before = earlier.and_then(|it| it.text.and(it.was).filter(|_| was.is_some()));
        outbox.push(Change {
            key: key.to_owned(),
            text: text.map(str::to_owned),
            was: if text.is_some() {
                before.or_else(|| was.map(str::to_owned))
            } else {
                was.map(str::to_owned)
            },
        });
    }

    /// Tells the journal what is in the bin of an assessment, before it is told to forget the assessment.
    fn note_binned(&self, id: &AssessmentId) {
        for (key, text) in self.records().0 {
            if matches!(Key::parse(&key), Some(Key::Bin(_, of)) if of == *id) {
                self.note(&key, Some(&text), None);
            }
        }
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
