//! Opens and saves records, and handles changes by other tabs.

use super::key_value::StoreError;
use super::merge::{Resolution, is_record_of, resolve};
use super::record_store::RecordStore;
use crate::assessment::{Assessment, AssessmentId};
use crate::records::key::Key;
use crate::records::kind::{Kind, RecordId, Versions};
use crate::records::kinds::assessment::ASSESSMENT;
use crate::records::record;

/// The result of a save. The merged value is an assessment, or the text of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveOutcome<T = Box<Assessment>> {
    /// The record is stored.
    Saved,
    /// The record was merged with changes of another tab; this is the result. [`RecordStore::save_error`] tells whether
    /// it is stored.
    Merged(T),
    /// The record was deleted in another tab, and was not saved.
    Deleted,
    /// The record is only in memory. A newer version of another tab, if there is one, is not lost.
    InMemory(StoreError),
}

/// The effect of a change by another tab on an open assessment, or on the text of an open record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteChange<T = Box<Assessment>> {
    /// None.
    Nothing,
    /// The record has changed to this. It must be saved if this tab had more than the stored version.
    Changed {
        /// The merged record.
        merged: T,
        /// Whether this tab had more than the stored version, or may have had.
        knew_more: bool,
    },
    /// It was deleted, in the version that is open here.
    Deleted,
    /// It was deleted by a tab that had not seen every edit of this one.
    DeletedUnseen,
    /// The site data was cleared.
    Vanished,
}

impl RecordStore {
    /// Opens the assessment or snapshot with this id.
    #[must_use]
    pub fn open(&self, id: &AssessmentId) -> Option<Assessment> {
        let key = Key::assessment(id).to_string();
        let text = self.text(&key)?;
        let mut assessment = record::read(&text).ok().filter(|it| it.id == *id)?;
        assessment.distrust_after(self.latest_credible());
        self.remember_seen(&key, text);
        Some(assessment)
    }

    /// Opens the record with this id, if it is readable.
    #[must_use]
    pub fn open_record(&self, kind: &'static Kind, id: &RecordId) -> Option<String> {
        let key = Key::Record(kind, id.clone()).to_string();
        let text = self.text(&key)?;
        if !is_record_of(kind, id, &text) {
            return None;
        }
        self.remember_seen(&key, text.clone());
        Some(text)
    }

    /// Saves an assessment, merged with changes by other tabs, and then the texts that are only in memory. `now` is in
    /// milliseconds since 1970.
    pub fn save(&self, assessment: &Assessment, now: u64) -> SaveOutcome {
        let id = RecordId::from(&assessment.id);
        let text = record::write(assessment);
        let outcome = read_outcome(self.save_record(&ASSESSMENT, &id, &text, now));
        if outcome != SaveOutcome::Deleted {
            self.mark_used(&id);
        }
        outcome
    }

    /// Saves the readable text of a record, merged with changes by other tabs, and then the texts that are only in
    /// memory. `now` is in milliseconds since 1970.
    pub fn save_record(
        &self,
        kind: &'static Kind,
        id: &RecordId,
        text: &str,
        now: u64,
    ) -> SaveOutcome<String> {
        self.save_text(kind, id, text, now, Self::flush_memory)
    }

    /// The same; `flush` writes the texts that are only in memory, or leaves them there.
    pub(super) fn save_text(
        &self,
        kind: &'static Kind,
        id: &RecordId,
        text: &str,
        now: u64,
        flush: fn(&Self) -> Result<(), StoreError>,
    ) -> SaveOutcome<String> {
        self.set_clock(now);
        let key = Key::Record(kind, id.clone()).to_string();
        let there = self.on_device(|device| device.get(&key));
        let seen = self.seen(&key);
        // The text in memory may contain more than the version that is saved now.
        let here = self
            .in_memory(&key)
            .filter(|here| seen.as_ref() != Some(here));
        let mut merged =
            here.and_then(
                |here| match resolve(kind, id, text, &here, self.latest_credible()) {
                    Resolution::Merge(both) => Some(both),
                    _ => None,
                },
            );
        let mut stuck = None;
        match &there {
            Ok(None) if seen.is_some() => {
                let here = self.in_memory(&key);
                let is_deleted = match &here {
                    Some(here) => self.is_in_bin(kind, id, here),
                    None => self.binned_text(kind, id).is_some(),
                };
                if is_deleted {
                    return SaveOutcome::Deleted;
                }
                self.vanished.set(self.vanished.get() || here.is_none());
            }
            // Put again after it was deleted, from a file perhaps: it must not be taken for what was deleted.
            Ok(None) if seen.is_none() && merged.is_none() && self.is_in_bin(kind, id, text) => {
                let deleted = self.binned_text(kind, id);
                let touched = deleted.and_then(|it| (kind.touch)(text, &it, now));
                merged = touched.filter(|touched| touched != text);
            }
            Ok(Some(there)) if seen.as_ref() != Some(there) => {
                let mine = merged.as_deref().unwrap_or(text);
                match resolve(kind, id, mine, there, self.latest_credible()) {
                    Resolution::Write => {}
                    Resolution::Merge(both) => merged = Some(both),
                    Resolution::Damaged => stuck = self.set_aside(&key, there, now).err(),
                    Resolution::Newer => {
                        self.blocked_by_newer.insert(&key, mine);
                        return SaveOutcome::InMemory(StoreError::Newer);
                    }
                }
            }
            _ => {}
        }
        let text = merged.as_deref().unwrap_or(text);
        let there = there.ok().flatten();
        let original = there.filter(|there| (kind.is_older)(there));
        let before = Key::Before(kind, id.clone()).to_string();
        if let Some(original) = &original {
            self.put_or_remember(&before, original);
        }
        self.blocked_by_newer.take_out(&key);
        self.memory.take_out(&key);
        self.note_change(&key, Some(text), seen.as_deref());
        // The stored text was read just now.
        let written = match stuck {
            Some(error) => Err(error),
            None => self.on_device(|device| device.set(&key, text)),
        };
        let others = flush(self);
        if let Err(error) = written {
            self.memory.insert(&key, text);
            self.save_error.set(Some(error));
        }
        if original.is_some()
            && self
                .on_device(|device| device.get(&key))
                .is_ok_and(|it| it.as_deref() == Some(text))
        {
            self.remove_if_possible(&before);
        }
        self.remember_seen(&key, text.to_owned());
        match (merged, written.and(others)) {
            (Some(merged), _) => SaveOutcome::Merged(merged),
            (None, Err(error)) => SaveOutcome::InMemory(error),
            (None, Ok(())) => SaveOutcome::Saved,
        }
    }

    /// The effect on an open assessment when another tab wrote `text` under its key, or removed the key. `now` is in
    /// milliseconds since 1970: a tab can be open for weeks.
    #[must_use]
    pub fn on_remote_change(
        &self,
        assessment: &Assessment,
        text: Option<&str>,
        now: u64,
    ) -> RemoteChange {
        let (mine, id) = (record::write(assessment), RecordId::from(&assessment.id));
        match self.on_remote_record(&ASSESSMENT, &id, &mine, text, now) {
            RemoteChange::Nothing => RemoteChange::Nothing,
            RemoteChange::Changed { merged, knew_more } => RemoteChange::Changed {
                // If nothing was merged, the version of this tab, which can have more than its text.
                merged: Box::new(if merged == mine {
                    assessment.clone()
                } else {
                    read_merged(&merged)
                }),
                knew_more,
            },
            RemoteChange::Deleted => RemoteChange::Deleted,
            RemoteChange::DeletedUnseen => RemoteChange::DeletedUnseen,
            RemoteChange::Vanished => RemoteChange::Vanished,
        }
    }

    /// The effect on the text of an open record, `mine`, when another tab wrote `text` under its key, or removed the
    /// key. `now` is in milliseconds since 1970.
    #[must_use]
    pub fn on_remote_record(
        &self,
        kind: &'static Kind,
        id: &RecordId,
        mine: &str,
        text: Option<&str>,
        now: u64,
    ) -> RemoteChange<String> {
        self.set_clock(now);
        let Some(text) = text else {
            return match self.binned_text(kind, id) {
                Some(binned) if kind.covers(&binned, mine, self.latest_credible()) => {
                    RemoteChange::Deleted
                }
                Some(_) => RemoteChange::DeletedUnseen,
                None => RemoteChange::Vanished,
            };
        };
        let key = Key::Record(kind, id.clone()).to_string();
        let adopted = match resolve(kind, id, mine, text, self.latest_credible()) {
            Resolution::Newer => return RemoteChange::Nothing,
            Resolution::Damaged => {
                // This tab's next save moves the text to quarantine and writes the record again.
                return RemoteChange::Changed {
                    merged: mine.to_owned(),
                    knew_more: true,
                };
            }
            Resolution::Write => None,
            Resolution::Merge(both) => Some(both),
        };
        self.remember_seen(&key, text.to_owned());
        if let Versions::LastWriter = kind.versions {
            return match text == mine {
                true => RemoteChange::Nothing,
                false => RemoteChange::Changed {
                    merged: text.to_owned(),
                    knew_more: false,
                },
            };
        }
        // The event may be outdated: read the current text.
        let there = self.on_device(|device| device.get(&key)).ok().flatten();
        let is_old = there.is_some_and(|there| there != text);
        let knew_more = is_old || kind.merge(text, mine, self.latest_credible()).is_some();
        if adopted.is_none() && !knew_more {
            return RemoteChange::Nothing;
        }
        RemoteChange::Changed {
            merged: adopted.unwrap_or_else(|| mine.to_owned()),
            knew_more,
        }
    }
}

/// The outcome of saving the text of an assessment, with the merged assessment.
pub(super) fn read_outcome(outcome: SaveOutcome<String>) -> SaveOutcome {
    match outcome {
        SaveOutcome::Saved => SaveOutcome::Saved,
        SaveOutcome::Merged(text) => SaveOutcome::Merged(Box::new(read_merged(&text))),
        SaveOutcome::Deleted => SaveOutcome::Deleted,
        SaveOutcome::InMemory(error) => SaveOutcome::InMemory(error),
    }
}

/// The assessment in a text that a merge wrote.
fn read_merged(text: &str) -> Assessment {
    #[expect(
        clippy::expect_used,
        reason = "it was written from an assessment just now, and what is written is read back"
    )]
    record::read(text).expect("what a merge writes can be read")
}
