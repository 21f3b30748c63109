//! Moves records to the bin and restores them, together with the records that belong to them.

use super::key_value::StoreError;
use super::record_store::RecordStore;
use crate::assessment::{Assessment, AssessmentId};
use crate::records::key::{Key, Note};
use crate::records::kind::{Deletion, Header, Kind, RecordId};
use crate::records::kinds::assessment::ASSESSMENT;
use crate::records::record;

/// A day, in milliseconds.
const DAY: u64 = 24 * 60 * 60 * 1000;
/// The time that the bin keeps deleted records, at least: 30 days, in milliseconds.
pub const BIN_KEEPS: u64 = 30 * DAY;
/// The most time that counts between two starts of the app, in milliseconds: a clock that is ahead once, however far,
/// empties nothing.
const LONGEST_ABSENCE: u64 = 7 * DAY;

/// A readable record with its key.
pub(super) struct Found {
    pub(super) key: String,
    pub(super) kind: &'static Kind,
    pub(super) header: Header,
    pub(super) text: String,
}

impl RecordStore {
    /// Moves an assessment with its snapshots, or a single snapshot, to the bin.
    ///
    /// # Errors
    /// When the device can't be written. Nothing is lost then: the record stays where it is.
    pub fn delete(&self, id: &AssessmentId, now: u64) -> Result<(), StoreError> {
        self.delete_record(&ASSESSMENT, &id.into(), now)
    }

    /// Moves a record with the records that belong to it to the bin, or removes it at once if its kind is not kept
    /// there.
    ///
    /// # Errors
    /// When the device can't be written. Nothing is lost then: the record stays where it is.
    pub fn delete_record(
        &self,
        kind: &'static Kind,
        id: &RecordId,
        now: u64,
    ) -> Result<(), StoreError> {
        self.set_clock(now);
        if kind.deletion == Deletion::WithOwner {
            return self.remove(&Key::Record(kind, id.clone()).to_string());
        }
        let in_use = self.found(&|key| matches!(key, Key::Record(..)));
        let belonging = belonging_to(kind, id, in_use.iter());
        let belonging = belonging.filter(|it| it.kind.deletion == Deletion::ToBin);
        let mut all = vec![(kind, id.clone())];
        all.extend(belonging.map(|it| (it.kind, it.header.id.clone())));
        // The time must be unique in the bin.
        let is_taken = |now: &u64| {
            let mut keys = all
                .iter()
                .map(|(kind, id)| Key::Bin(*now, kind, id.clone()));
            keys.any(|key| self.text(&key.to_string()).is_some())
        };
        let now = (now..=u64::MAX).find(|now| !is_taken(now)).unwrap_or(now);
        for (kind, id) in all {
            let key = Key::Record(kind, id.clone());
            let name = key.to_string();
            if let Some(text) = self.whole_text(&key, now)? {
                self.move_text(&name, &text, &Key::Bin(now, kind, id).to_string())?;
            }
            self.forget_seen(&name);
        }
        Ok(())
    }

    /// Restores what was deleted at a time: an assessment with its snapshots. `fresh` is the new id if the old one is
    /// in use. Returns the id of the restored assessment.
    ///
    /// # Errors
    /// When the device can't be written. The records stay in the bin then.
    pub fn restore(
        &self,
        deleted: u64,
        id: &AssessmentId,
        fresh: &AssessmentId,
    ) -> Result<AssessmentId, StoreError> {
        let into = self.restore_record(&ASSESSMENT, deleted, &id.into(), &fresh.into())?;
        Ok((&into).into())
    }

    /// Restores a record that was deleted at a time, with the records that belong to it. `fresh` is the new id if the
    /// old one is in use. Returns the id of the restored record.
    ///
    /// # Errors
    /// When the device can't be written. The records stay in the bin then.
    pub fn restore_record(
        &self,
        kind: &'static Kind,
        deleted: u64,
        id: &RecordId,
        fresh: &RecordId,
    ) -> Result<RecordId, StoreError> {
        let key_of = |kind, id: &RecordId| Key::Record(kind, id.clone()).to_string();
        let is_free = |kind, id: &RecordId| self.text(&key_of(kind, id)).is_none();
        let binned = self.found(&|key| matches!(key, Key::Bin(at, ..) if *at == deleted));
        let is_it = |it: &Found| it.kind == kind && it.header.id == *id;
        // Without its owner it becomes another record, which must not be merged with what it was.
        let owner = binned
            .iter()
            .find(|it| is_it(it))
            .and_then(|it| it.header.owner.as_ref());
        let is_alone = owner.is_some_and(|it| !self.is_in_use(it));
        let into = if is_free(kind, id) && !is_alone {
            id
        } else {
            fresh
        };
        let belonging = belonging_to(kind, id, binned.iter().filter(|it| !is_it(it)));
        for it in binned.iter().filter(|it| is_it(it)).chain(belonging) {
            let (own, owner) = (&it.header.id, it.header.owner.as_ref());
            let (own, owner) = if is_it(it) {
                // The owner may have been deleted since, or may still be in the bin.
                (into, owner.filter(|of| self.is_in_use(of)))
            } else {
                let owner = owner.map(|of| if of == id { into } else { of });
                // A record with the id of its owner keeps having it.
                (if own == id { into } else { own }, owner)
            };
            if !is_it(it) && !is_free(it.kind, own) {
                // The same record exists already.
                self.remove(&it.key)?;
                continue;
            }
            // Unchanged text where neither the id nor the owner changed.
            let is_same = *own == it.header.id && owner == it.header.owner.as_ref();
            let text = if is_same {
                Some(it.text.clone())
            } else {
                (it.kind.readdress)(&it.text, own, owner)
            };
            // Another deleted copy must not make it look deleted.
            let copies = |key: &str| key != it.key && self.is_bin_of(key, it.kind, own);
            let text = match self.entries_where(&copies).0.is_empty() {
                true => text,
                false => text
                    .zip(self.binned_text(it.kind, own))
                    .and_then(|(text, deleted)| (it.kind.touch)(&text, &deleted, self.clock.get())),
            };
            if let Some(text) = text {
                self.move_text(&it.key, &text, &key_of(it.kind, own))?;
            }
        }
        Ok(into.clone())
    }

    /// Removes records that have been in the bin for longer than [`BIN_KEEPS`], when the app starts. Of the time between two
    /// starts a week counts at most, and the time before the first start after a deletion does not count: no clock that is
    /// wrong once decides.
    pub fn tidy(&self, now: u64) {
        self.set_clock(now);
        let is_bin = |key: &str| matches!(self.parse(key), Some(Key::Bin(..)));
        let binned = self.entries_where(&is_bin).0;
        let note = Key::Note(Note::BinAges).to_string();
        let ages = self.text(&note);
        if binned.is_empty() && ages.is_none() {
            return;
        }
        // The time of the last start, the time that has counted, and for each key how much had when it was first seen.
        let ages = ages.unwrap_or_default();
        let mut words = ages.split(' ');
        let mut number = || words.next().and_then(|it| it.parse::<u64>().ok());
        let (last, counted) = (number().unwrap_or(now), number().unwrap_or_default());
        let counted = counted.saturating_add(now.saturating_sub(last).min(LONGEST_ABSENCE));
        let mut text = format!("{now} {counted}");
        for (key, deleted) in binned {
            let since = ages
                .split(' ')
                .find_map(|it| it.strip_prefix(&*key)?.strip_prefix('='));
            let since = since.and_then(|it| it.parse().ok()).unwrap_or(counted);
            if counted.saturating_sub(since) <= BIN_KEEPS {
                text = format!("{text} {key}={since}");
                self.move_again(&key, &deleted);
            } else if let Some(Key::Bin(_, kind, id)) = self.parse(&key) {
                self.remove_if_possible(&key);
                self.remove_leftovers(kind, &id);
            }
        }
        if text.contains('=') {
            self.put_or_remember(&note, &text);
        } else {
            self.remove_if_possible(&note);
        }
    }

    /// Removes a record of which a deleted copy has everything: a tab that had it in memory only has written it to the
    /// device after it was deleted in another one.
    fn move_again(&self, key: &str, deleted: &str) {
        if let Some(Key::Bin(_, kind, id)) = self.parse(key) {
            let from = Key::Record(kind, id);
            let whole = self.whole_text(&from, self.clock.get()).ok().flatten();
            if whole.is_some_and(|it| kind.covers(deleted, &it, self.latest_credible())) {
                // What can't be moved now is moved at a later start.
                self.move_text(&from.to_string(), deleted, key).ok();
            }
        }
    }

    /// Removes a record from the bin or from quarantine for good.
    ///
    /// # Errors
    /// When the device can't be written.
    pub fn discard(&self, key: &str) -> Result<(), StoreError> {
        self.remove(key)?;
        if let Some(Key::Bin(_, kind, id)) = self.parse(key) {
            self.remove_leftovers(kind, &id);
        }
        Ok(())
    }

    /// Removes the records that belong to a record, once no copy of it is left.
    fn remove_leftovers(&self, kind: &'static Kind, id: &RecordId) {
        let is_of = |key: &Key| match key {
            Key::Record(..) | Key::Bin(..) => key.record() == Some((kind, id)),
            _ => false,
        };
        let mut keys = self.entries().0.into_iter();
        if keys.any(|(key, _)| self.parse(&key).as_ref().is_some_and(is_of)) {
            return;
        }
        // Listed records have entries of their own in the bin and stay.
        let goes = |key: &Key| match key {
            Key::Record(kind, _) => kind.deletion == Deletion::WithOwner,
            Key::Bin(_, kind, _) => !kind.listed,
            _ => false,
        };
        for it in self.found(&goes) {
            if it.header.owner.as_ref() == Some(id) {
                self.remove_if_possible(&it.key);
            }
        }
        self.remove_if_possible(&Key::Before(kind, id.clone()).to_string());
        if *kind == ASSESSMENT {
            self.remove_notes(id);
        }
    }

    /// The copy of an assessment in the bin; several deleted copies are merged.
    #[must_use]
    pub fn binned(&self, id: &AssessmentId) -> Option<Assessment> {
        let text = self.binned_text(&ASSESSMENT, &id.into())?;
        record::read(&text).ok()
    }

    /// The text of the copy of a record in the bin; several deleted copies are merged.
    pub(super) fn binned_text(&self, kind: &Kind, id: &RecordId) -> Option<String> {
        let is_it = |(of_kind, of): &(&Kind, RecordId)| *of_kind == kind && of == id;
        let known = self.known_binned.borrow();
        if known.as_ref().is_some_and(|known| !known.iter().any(is_it)) {
            return None;
        }
        let is_of = |key: &str| self.is_bin_of(key, kind, id);
        let texts = self
            .entries_where(&is_of)
            .0
            .into_iter()
            .map(|(_, text)| text);
        texts
            .filter(|text| (kind.read)(text).is_ok())
            .reduce(|whole, text| {
                let both = kind.merge(&whole, &text, self.latest_credible());
                both.unwrap_or(whole)
            })
    }

    /// Whether deleted copies of a record contain all of a text of it.
    pub(super) fn is_in_bin(&self, kind: &Kind, id: &RecordId, text: &str) -> bool {
        let binned = self.binned_text(kind, id);
        binned.is_some_and(|binned| kind.covers(&binned, text, self.latest_credible()))
    }

    /// Whether an assessment is not in use, and in the bin.
    #[must_use]
    pub fn is_deleted(&self, id: &AssessmentId) -> bool {
        !self.is_in_use(&id.into()) && self.binned(id).is_some()
    }

    /// Whether a key is the key of a deleted copy of this record.
    pub(super) fn is_bin_of(&self, key: &str, kind: &Kind, id: &RecordId) -> bool {
        match self.parse(key) {
            Some(Key::Bin(_, of_kind, of)) => of_kind == kind && of == *id,
            _ => false,
        }
    }

    /// Whether any record with this id is in use.
    pub(super) fn is_in_use(&self, id: &RecordId) -> bool {
        let is_of = |key: &str| matches!(self.parse(key), Some(Key::Record(_, of)) if of == *id);
        !self.entries_where(&is_of).0.is_empty()
    }

    /// The readable records under the wanted keys. A record in use must be under its own key.
    pub(super) fn found(&self, is_wanted: &dyn Fn(&Key) -> bool) -> Vec<Found> {
        let is_key = |key: &str| self.parse(key).is_some_and(|key| is_wanted(&key));
        let entries = self.entries_where(&is_key).0.into_iter();
        let found = entries.filter_map(|(key, text)| {
            let parsed = self.parse(&key)?;
            let (kind, _) = parsed.record()?;
            let header = (kind.read)(&text).ok()?;
            if matches!(&parsed, Key::Record(_, id) if *id != header.id) {
                return None;
            }
            Some(Found {
                key,
                kind,
                header,
                text,
            })
        });
        found.collect()
    }
}

/// The records that belong to the record with this id, directly or indirectly. Only assessments and snapshots have such
/// records; a record of another kind can have the id of the one that it belongs to.
fn belonging_to<'a>(
    kind: &Kind,
    id: &RecordId,
    among: impl Iterator<Item = &'a Found>,
) -> impl Iterator<Item = &'a Found> {
    let mut rest: Vec<&Found> = among.collect();
    let mut owners: Vec<RecordId> = (*kind == ASSESSMENT)
        .then(|| id.clone())
        .into_iter()
        .collect();
    let mut belonging = Vec::new();
    while let Some(owner) = owners.pop() {
        let is_owned = |it: &&Found| it.header.owner.as_ref() == Some(&owner);
        let (owned, others) = rest.into_iter().partition::<Vec<_>, _>(is_owned);
        owners.extend(owned.iter().map(|it| it.header.id.clone()));
        belonging.extend(owned);
        rest = others;
    }
    belonging.into_iter()
}
