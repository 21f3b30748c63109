//! What has to hold: nothing that was said to be kept is lost, and nothing that was deleted comes back by itself.
//! It remembers what was entered and what was promised, and looks for it in what is left.

use std::collections::{BTreeMap, BTreeSet};

use demarc_core::assessment::{Assessment, AssessmentId, Field, Moment, Value};
use demarc_core::exchange::record;
use demarc_core::store::{Inventory, Key, MirrorChange};

use super::browser::Browser;

/// Something entered of which it was said that it is kept.
#[derive(Clone)]
struct Promise {
    at: Moment,
    value: String,
    /// In which step it was promised.
    step: usize,
}

/// What has to hold.
#[derive(Default)]
pub struct Truth {
    pub step: usize,
    /// In which step each edit was made.
    made: BTreeMap<(Field, Moment), usize>,
    fields: BTreeSet<Field>,
    /// What the assessments that began as copies are copies of.
    copies: BTreeMap<AssessmentId, AssessmentId>,
    /// What was promised when the journal had it.
    mirror: BTreeMap<(AssessmentId, Field), Promise>,
    /// What was promised when only the device had it, in order.
    device: BTreeMap<(AssessmentId, Field), Vec<Promise>>,
    /// In which step something was deleted last.
    deletions: BTreeMap<AssessmentId, usize>,
    /// What was deleted, and may be there nevertheless: it was brought back, or deleting failed.
    may_be_there: BTreeSet<AssessmentId>,
    /// What was taken away for ever, because somebody said so or the time was over.
    gone: Vec<String>,
    /// Texts that something else wrote over records: the step, the key and the text.
    strange: Vec<(usize, String, String)>,
    /// How many edits were promised when the journal had them.
    pub by_journal: usize,
    /// How many edits were promised when only the device had them.
    pub by_device: usize,
    /// What was found not to hold.
    pub broken: Vec<String>,
}

impl Truth {
    /// An edit was made.
    pub fn edited(&mut self, field: &Field, at: Moment) {
        // Once in a long while two edits of different assessments have one moment; the first one counts.
        let made = self.made.entry((field.clone(), at));
        made.or_insert(self.step);
        self.fields.insert(field.clone());
    }

    /// An assessment is a copy of another.
    pub fn is_copy(&mut self, copy: &AssessmentId, of: &AssessmentId) {
        self.copies.insert(copy.clone(), self.root(of));
    }

    fn root(&self, id: &AssessmentId) -> AssessmentId {
        self.copies.get(id).unwrap_or(id).clone()
    }

    /// Somebody deleted an assessment, or tried to.
    pub fn deleted(&mut self, id: &AssessmentId, done: bool) {
        self.deletions.insert(self.root(id), self.step);
        if !done {
            self.may_be_there.insert(id.clone());
        }
    }

    /// Somebody brought an assessment back.
    pub fn brought_back(&mut self, id: &AssessmentId) {
        self.may_be_there.insert(id.clone());
    }

    /// Something was taken away for ever.
    pub fn gone(&mut self, text: Option<String>) {
        self.gone.extend(text);
    }

    /// Something else wrote over a record. What only the device had is lost with it, unless a tab has it.
    pub fn overwritten(&mut self, key: &str, text: &str) {
        let text = text.to_owned();
        self.strange.push((self.step, key.to_owned(), text));
        self.device
            .retain(|(id, _), _| Key::assessment(id).to_string() != key);
    }

    /// Somebody cleared the site's data, on purpose.
    pub fn cleared(&mut self) {
        self.mirror.clear();
        self.device.clear();
        self.strange.clear();
    }

    /// The browser died, and the device is what it was in an earlier step. Gives how many promises that were made
    /// without a journal it broke.
    pub fn crashed(&mut self, flushed: usize) -> usize {
        let mut broken = 0;
        for promises in self.device.values_mut() {
            let before = promises.len();
            promises.retain(|it| it.step <= flushed);
            broken += before - promises.len();
        }
        self.strange.retain(|(step, ..)| *step <= flushed);
        broken
    }

    /// A tab was told that the journal has a change.
    pub fn journaled(&mut self, change: &MirrorChange, browser: &Browser) {
        // What a newer edition wrote is left as it is: it had read what was there.
        let rows = browser.mirror.rows.borrow();
        if rows
            .get(&change.key.to_string())
            .is_some_and(|row| record::read(row).is_err())
        {
            return;
        }
        if let (Key::Record(_, id), Some(text)) = (&change.key, change.text.as_deref())
            && let Ok(it) = record::read(text)
            && *id == it.id
        {
            self.promise(&it, true);
        }
    }

    /// Somebody was told that all of this is kept: then it has to be somewhere.
    pub fn kept(&mut self, it: &Assessment, journaled: bool, browser: &Browser) {
        let key = Key::assessment(&it.id).to_string();
        let is_strange = |text: &String| record::read(text).is_err();
        // Where tabs write at the same instant, it takes a moment until it is settled who wrote what.
        if browser.crossed.get() || browser.texts().get(&key).is_some_and(is_strange) {
            return;
        }
        if !journaled {
            self.promise(it, false);
        }
        let rows = browser.mirror.rows.borrow().clone();
        let texts: Vec<String> = browser
            .texts()
            .into_values()
            .chain(rows.into_values())
            .collect();
        let texts = texts.iter().chain(&self.gone);
        let kept: Vec<Assessment> = texts.filter_map(|text| record::read(text).ok()).collect();
        for field in &self.fields {
            let at = it.edits.of(field);
            let is_there = |other: &Assessment| {
                self.root(&other.id) == self.root(&it.id) && other.edits.of(field) >= at
            };
            if at > Moment::default() && !kept.iter().any(is_there) {
                let line = format!("{field} of {} is said to be kept, and is nowhere", it.id);
                self.broken.push(line);
            }
        }
    }

    fn promise(&mut self, it: &Assessment, journaled: bool) {
        for field in &self.fields {
            let at = it.edits.of(field);
            if at == Moment::default() {
                continue;
            }
            let promise = Promise {
                at,
                value: value(it, field),
                step: self.step,
            };
            let key = (it.id.clone(), field.clone());
            if journaled {
                let known = self.mirror.get(&key);
                if known.is_none_or(|known| known.at < at) {
                    self.by_journal += 1;
                    self.mirror.insert(key, promise);
                }
            } else {
                let known = self.device.entry(key).or_default();
                if known.last().is_none_or(|known| known.at < at) {
                    self.by_device += 1;
                    known.push(promise);
                }
            }
        }
    }

    /// Looks for everything that was promised in what is left after the app has started again.
    /// Gives how many promised edits are lost.
    pub fn check(&mut self, kept: &Inventory, browser: &Browser) -> usize {
        let live: Vec<&Assessment> = kept.assessments.iter().chain(&kept.snapshots).collect();
        let texts = browser.texts();
        // Where a newer edition's record stands, the journal keeps what this one knew.
        let rows = browser.mirror.rows.borrow();
        let is_newer = |key: &str| kept.unreadable.iter().any(|it| it.key == key && it.newer);
        let blocked_by_newer: Vec<Assessment> = rows
            .iter()
            .filter(|(key, _)| is_newer(key))
            .filter_map(|(_, text)| record::read(text).ok())
            .collect();
        let gone: Vec<Assessment> = self
            .gone
            .iter()
            .filter_map(|text| record::read(text).ok())
            .collect();
        let binned: Vec<&Assessment> = kept
            .bin
            .iter()
            .map(|it| &it.assessment)
            .chain(&gone)
            .collect();
        let last = self
            .device
            .iter()
            .filter_map(|(key, all)| Some((key, all.last()?)));
        let mut lost = Vec::new();
        for ((id, field), promise) in self.mirror.iter().chain(last) {
            let root = self.root(id);
            let holds = |it: &&Assessment| {
                let at = it.edits.of(field);
                let same =
                    || at == promise.at && (it.id != *id || value(it, field) >= promise.value);
                self.root(&it.id) == root && (at > promise.at || same())
            };
            let made = self.made.get(&(field.clone(), promise.at));
            let deleted = self.deletions.get(&root);
            // What is in the bin was made before it was deleted: this edit, or one that took its place.
            let was_deleted = |it: &&Assessment| {
                let made = self.made.get(&(field.clone(), it.edits.of(field)));
                deleted.zip(made).is_some_and(|(at, made)| at >= made)
            };
            let is_there = live.iter().copied().any(|it| holds(&it))
                || blocked_by_newer.iter().any(|it| holds(&it))
                || binned.iter().any(|it| holds(it) && was_deleted(it));
            if !is_there {
                lost.push(format!(
                    "{field} of {id} ({:?}: {}), made in step {made:?}, promised in step {}, is lost",
                    promise.at, promise.value, promise.step
                ));
            }
        }
        let count = lost.len();
        self.broken.extend(lost);
        for (_, key, text) in &self.strange {
            if !texts.values().chain(&self.gone).any(|it| it == text) {
                self.broken
                    .push(format!("{text} under {key} was written over"));
            }
        }
        for it in live {
            let exposures = it.profile.facts.iter();
            let exposures = exposures.filter(|it| it.as_str().starts_with("exposure."));
            if exposures.count() > 1 {
                let line = format!("{} holds two options of one choice", it.id);
                self.broken.push(line);
            }
            let in_bin = kept
                .bin
                .iter()
                .any(|binned| binned.assessment.id == it.id && binned.assessment.contains(it));
            // Where tabs act at the same instant, one can put back what another is deleting. It is in the bin, too.
            if in_bin && !browser.crossed.get() && !self.may_be_there.contains(&it.id) {
                self.broken
                    .push(format!("{} was deleted and is there again", it.id));
            }
        }
        count
    }
}

/// The value of a field, as text that orders as values do where edits of one moment meet.
fn value(it: &Assessment, field: &Field) -> String {
    match field.get(it) {
        Value::Text(text) => text.to_owned(),
        Value::Chosen(facts) => facts.iter().map(ToString::to_string).collect(),
        value => format!("{value:?}"),
    }
}
