//! Moves records to the bin and restores them, together with the records that belong to them.

use super::key_value::{KeyValueStore as _, StoreError};
use super::record_store::RecordStore;
use crate::assessment::{Assessment, AssessmentId};
use crate::records::key::Key;
use crate::records::kind::{Deletion, Header, Kind, RecordId};
use crate::records::kinds::assessment::ASSESSMENT;
use crate::records::record;

/// The time that the bin keeps deleted records: 30 days, in milliseconds.
pub const BIN_KEEPS: u64 = 30 * 24 * 60 * 60 * 1000;

/// A readable record with its key.
struct Found {
    key: String,
    kind: &'static Kind,
    header: Header,
    text: String,
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
        self.tick(now);
        if kind.deletion == Deletion::WithOwner {
            return self.remove(&Key::Record(kind, id.clone()).to_string());
        }
        let in_use = self.found(&|key| matches!(key, Key::Record(..)));
        let belonging = belonging_to(id, in_use.iter());
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
        let into = if is_free(kind, id) { id } else { fresh };
        let binned = self.found(&|key| matches!(key, Key::Bin(at, ..) if *at == deleted));
        let is_it = |it: &Found| it.kind == kind && it.header.id == *id;
        let belonging = belonging_to(id, binned.iter().filter(|it| !is_it(it)));
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
            if let Some(text) = text {
                self.move_text(&it.key, &text, &key_of(it.kind, own))?;
            }
        }
        Ok(into.clone())
    }

    /// Removes records that have been in the bin for longer than [`BIN_KEEPS`].
    pub fn tidy(&self, now: u64) {
        for (key, _) in self.entries().0 {
            if let Some(Key::Bin(deleted, kind, id)) = self.parse(&key)
                && now.saturating_sub(deleted) > BIN_KEEPS
            {
                self.remove_if_possible(&key);
                self.remove_leftovers(kind, &id);
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
        let mut whole: Option<String> = None;
        // Only the texts of copies are read: the device may hold megabytes of others.
        let mut keys = self.on_device(|device| device.keys()).unwrap_or_default();
        for memory in [&self.memory, &self.blocked_by_newer] {
            keys.extend(memory.keys().unwrap_or_default());
        }
        for key in keys {
            if self.is_bin_of(&key, kind, id)
                && let Some(text) = self.text(&key)
                && (kind.read)(&text).is_ok()
            {
                whole = Some(match whole {
                    Some(whole) => kind.merge(&whole, &text).unwrap_or(whole),
                    None => text,
                });
            }
        }
        whole
    }

    /// Whether a key is the key of a deleted copy of this record.
    pub(super) fn is_bin_of(&self, key: &str, kind: &Kind, id: &RecordId) -> bool {
        match self.parse(key) {
            Some(Key::Bin(_, of_kind, of)) => of_kind == kind && of == *id,
            _ => false,
        }
    }

    /// Whether any record with this id is in use.
    fn is_in_use(&self, id: &RecordId) -> bool {
        let is_of = |key: &str| matches!(self.parse(key), Some(Key::Record(_, of)) if of == *id);
        self.entries().0.iter().any(|(key, _)| is_of(key))
    }

    /// The readable records under the wanted keys. A record in use must be under its own key.
    fn found(&self, is_wanted: &dyn Fn(&Key) -> bool) -> Vec<Found> {
        let entries = self.entries().0.into_iter();
        let found = entries.filter_map(|(key, text)| {
            let parsed = self.parse(&key).filter(&is_wanted)?;
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

/// The records that belong to the record with this id, directly or indirectly.
fn belonging_to<'a>(
    id: &RecordId,
    among: impl Iterator<Item = &'a Found>,
) -> impl Iterator<Item = &'a Found> {
    let mut rest: Vec<&Found> = among.collect();
    let mut owners = vec![id.clone()];
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
