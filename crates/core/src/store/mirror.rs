//! What becomes of the rows of the mirror when changes reach it. A tab sends its changes together, and the mirror applies
//! them in one transaction: [`resolve_changes`] sees all rows that they concern.

use super::key_value::Entry;
use super::merge::{Resolution, is_record_of, resolve};
use crate::assessment::{Moment, SortedMap};
use crate::records::key::Key;
use crate::records::kind::Kind;

/// The change of a key, for the mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorChange {
    /// The key.
    pub key: Key,
    /// The current text; `None` when it was removed.
    pub text: Option<String>,
    /// The previous text, as far as this tab knows. Its content is in `text` or was removed.
    pub was: Option<String>,
    /// The key that the removed text was moved to: it goes only when its content is there.
    pub moved_to: Option<Key>,
}

/// What to do with the rows of the mirror.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MirrorWrites {
    /// The rows to write, or to remove where there is no text.
    pub rows: SortedMap<String, Option<String>>,
    /// What this tab has to adopt, because another tab had written more.
    pub more: Vec<Entry>,
    /// Whether a row of a newer edition was in the way of something.
    pub refused: bool,
}

/// The keys of the rows that [`resolve_changes`] needs for these changes.
#[must_use]
pub fn rows_of(changes: &[MirrorChange]) -> Vec<String> {
    let moved = changes.iter().filter_map(|it| it.moved_to.as_ref());
    let mut keys: Vec<String> = changes
        .iter()
        .map(|it| &it.key)
        .chain(moved)
        .map(Key::to_string)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What to do with the current rows, which other tabs may have written. `now` is in milliseconds since 1970.
#[must_use]
pub fn resolve_changes(
    changes: &[MirrorChange],
    rows: &SortedMap<String, String>,
    now: u64,
) -> MirrorWrites {
    let latest_credible = Moment::latest_credible(now);
    let mut writes = MirrorWrites::default();
    for change in changes {
        let key = change.key.to_string();
        let row = resolve_change(change, writes.row(&key, rows), latest_credible);
        match row {
            RowAction::Put(text) => writes.put(&key, Some(text)),
            RowAction::Merge(both) => {
                writes.more.push((key.clone(), both.clone()));
                writes.put(&key, Some(both));
            }
            RowAction::Remove => writes.put(&key, None),
            RowAction::Leave(more) => writes.more.extend(more.map(|text| (key, text))),
            RowAction::Refuse => writes.refused = true,
        }
    }
    for change in changes {
        if let (Some(to), Some((kind, id))) = (&change.moved_to, change.key.record()) {
            // Or was in the bin, until it was discarded or restored from there.
            let is_binned = |was: &str| {
                let is_bin = |it: &&MirrorChange| {
                    it.key != change.key
                        && matches!(&it.key, Key::Bin(_, of, its) if *of == kind && its == id)
                };
                let mut texts = changes
                    .iter()
                    .filter(is_bin)
                    .filter_map(|it| it.text.as_ref().or(it.was.as_ref()));
                texts.any(|text| kind.covers(text, was, latest_credible))
            };
            let from = change.key.to_string();
            writes.keep_moved(&from, to, kind, is_binned, rows, latest_credible);
        }
    }
    writes
}

impl MirrorWrites {
    fn put(&mut self, key: &str, text: Option<String>) {
        self.rows.insert(key.to_owned(), text);
    }

    /// The row as these writes leave it.
    fn row<'a>(&'a self, key: &str, rows: &'a SortedMap<String, String>) -> Option<&'a str> {
        match self.rows.get(key) {
            Some(text) => text.as_deref(),
            None => rows.get(key).map(String::as_str),
        }
    }

    /// Looks whether what these writes remove under a key is under the key that it was moved to, or in the bin again. What
    /// is missing there is added; where it can't be, because something unreadable is there, the row stays.
    fn keep_moved(
        &mut self,
        from: &str,
        to: &Key,
        kind: &Kind,
        is_binned: impl FnOnce(&str) -> bool,
        rows: &SortedMap<String, String>,
        latest_credible: Moment,
    ) {
        let removed = matches!(self.rows.get(from), Some(None));
        let Some(was) = rows.get(from).filter(|_| removed) else {
            return;
        };
        if is_binned(was) {
            return;
        }
        let to = to.to_string();
        let there = self.row(&to, rows).map(str::to_owned);
        // A record that moved may have another id and another owner by now.
        let header = there.as_deref().and_then(|it| (kind.read)(it).ok());
        let moved = header.and_then(|it| (kind.readdress)(was, &it.id, it.owner.as_ref()));
        let was = moved.as_ref().unwrap_or(was);
        if there.iter().any(|it| kind.covers(it, was, latest_credible)) {
            return;
        }
        let both = there.filter(|there| (kind.read)(there).is_ok());
        match both.and_then(|there| kind.merge(&there, was, latest_credible)) {
            Some(both) => {
                self.more.push((to.clone(), both.clone()));
                self.put(&to, Some(both));
            }
            None => self.rows.remove(from),
        }
    }
}

/// What to do with a row when a change reaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum RowAction {
    /// Write the text of the change.
    Put(String),
    /// Write and adopt this text: the row had more.
    Merge(String),
    /// Remove the row.
    Remove,
    /// Leave the row as it is, and adopt this text of it.
    Leave(Option<String>),
    /// Leave the row of a newer edition, although it does not contain the change.
    Refuse,
}

fn resolve_change(
    change: &MirrorChange,
    there: Option<&str>,
    latest_credible: Moment,
) -> RowAction {
    let record = change.key.record();
    let Some(text) = &change.text else {
        let covers = |was: &str, there: &str| {
            record.is_some_and(|(it, _)| it.covers(was, there, latest_credible))
        };
        return match (there, &change.was) {
            (Some(there), Some(was)) if record.is_some() && there != was && !covers(was, there) => {
                RowAction::Leave(Some(there.to_owned()))
            }
            _ => RowAction::Remove,
        };
    };
    // Usually the row is the text that this tab's text was made from.
    let known = |there: &&str| *there == text || change.was.as_deref() == Some(*there);
    let Some(there) = there.filter(|there| !known(there)) else {
        return RowAction::Put(text.clone());
    };
    match (&change.key, record) {
        (Key::Note(note), _) if note.is_later(there, text, latest_credible) => {
            RowAction::Leave(Some(there.to_owned()))
        }
        (Key::Note(_) | Key::Quarantine(..), _) => RowAction::Put(text.clone()),
        (_, Some((kind, id))) if is_record_of(kind, id, text) => {
            match resolve(kind, id, text, there, latest_credible) {
                Resolution::Write | Resolution::Damaged => RowAction::Put(text.clone()),
                Resolution::Newer => RowAction::Refuse,
                Resolution::Merge(both) => RowAction::Merge(both),
            }
        }
        // An unreadable text, or one of another record, replaces nothing.
        _ => RowAction::Leave(None),
    }
}
