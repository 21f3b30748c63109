//! The checks: nothing that was acknowledged is lost, and nothing that was deleted comes back by itself.
//! It records edits and acknowledgements, and looks for them in what is stored.

use std::collections::{BTreeMap, BTreeSet};

use demarc_core::assessment::{Assessment, AssessmentId, Field, Moment, Value};
use demarc_core::exchange::record;
use demarc_core::store::{Inventory, Key, MirrorChange, Note};

use super::browser::Browser;

/// An edit that was acknowledged as saved.
#[derive(Clone)]
struct Promise {
    at: Moment,
    value: String,
    /// The step in which it was acknowledged.
    step: usize,
}

/// The records for the checks, and their failures.
#[derive(Default)]
pub struct Truth {
    pub step: usize,
    /// The step in which each edit was made.
    made: BTreeMap<(Field, Moment), usize>,
    /// The step in which an edit was taken from a file last.
    taken: BTreeMap<(AssessmentId, Field, Moment), usize>,
    /// The notes with the images for the cover that were set, or with none, with the steps.
    logos: Vec<(usize, String)>,
    /// The notes with an image that the mirror acknowledged, with the steps.
    mirror_logos: Vec<(usize, String)>,
    /// The notes with an image that localStorage alone acknowledged, with the steps.
    device_logos: Vec<(usize, String)>,
    /// The latest credible moment in each step.
    credible: Vec<(usize, Moment)>,
    /// The edits of a clock that was ahead that an edit with a credible date replaced.
    pub ahead: usize,
    fields: BTreeSet<Field>,
    /// The original of each assessment that began as a copy.
    copies: BTreeMap<AssessmentId, AssessmentId>,
    /// What was acknowledged by the mirror.
    mirror: BTreeMap<(AssessmentId, Field), Promise>,
    /// What was acknowledged by localStorage alone, in order.
    device: BTreeMap<(AssessmentId, Field), Vec<Promise>>,
    /// The step of the last deletion.
    deletions: BTreeMap<AssessmentId, usize>,
    /// Deleted assessments that may exist: they were restored, or deleting failed.
    may_be_there: BTreeSet<AssessmentId>,
    /// The texts that were deleted for good, by the user or by the retention period.
    gone: Vec<String>,
    /// Texts that something other than a tab wrote over records: the step, the key and the text.
    foreign: Vec<(usize, String, String)>,
    /// The number of edits acknowledged by the mirror.
    pub by_mirror: usize,
    /// The number of edits acknowledged by localStorage alone.
    pub by_device: usize,
    /// The checks that failed.
    pub broken: Vec<String>,
}

impl Truth {
    /// Records an edit.
    pub fn edited(&mut self, field: &Field, at: Moment) {
        // Rarely, two edits of different assessments have the same moment; the first one counts.
        for at in [at, at.undated()] {
            let made = self.made.entry((field.clone(), at));
            made.or_insert(self.step);
        }
        self.fields.insert(field.clone());
    }

    /// Records edits that saving or bringing back made, if there are any.
    pub fn learn(&mut self, it: &Assessment) {
        for field in self.fields.clone() {
            let at = it.edits.of(&field);
            if at > Moment::default() {
                self.edited(&field, at);
            }
        }
    }

    /// Records that an assessment was taken from a file: the user chose its values now.
    pub fn taken_from_file(&mut self, it: &Assessment) {
        let root = self.root(&it.id);
        for field in &self.fields {
            let key = (root.clone(), field.clone(), it.edits.of(field));
            self.taken.insert(key, self.step);
        }
    }

    /// The step in which an edit was made, or taken from a file.
    fn made(&self, root: &AssessmentId, field: &Field, at: Moment) -> Option<usize> {
        let made = self.made.get(&(field.clone(), at)).copied();
        made.max(self.taken.get(&(root.clone(), field.clone(), at)).copied())
    }

    /// Records the clock of a step.
    pub fn clock(&mut self, now: u64) {
        self.credible
            .push((self.step, Moment::latest_credible(now)));
    }

    /// The earliest of the latest credible moments since a step.
    fn credible_since(&self, step: usize) -> Moment {
        let since = self.credible.iter().filter(|(of, _)| *of >= step);
        since.map(|(_, at)| *at).min().unwrap_or(Moment::MAX)
    }

    /// Records the note of an image for the cover that was set or removed, and stored in localStorage.
    pub fn logo_set(&mut self, text: String, browser: &Browser) {
        self.logos.push((self.step, text.clone()));
        // Of tabs that write at the same instant, one may overwrite the other's image.
        if !browser.crossed.get() {
            self.device_logos.push((self.step, text));
        }
    }

    /// The step in which a note with an image was written.
    fn logo_step(&self, text: &str) -> Option<usize> {
        let mut logos = self.logos.iter().rev();
        logos.find(|(_, of)| text == of).map(|(step, _)| *step)
    }

    /// Whether the note that is stored has the place of an acknowledged one: it is the same, or was set after it, or has
    /// the later time. Two tabs that have not heard of each other's image decide by the time, as for the fields of an
    /// assessment: after a clock was set back, an image that was set before can have the later time.
    fn is_logo_replaced(&self, stored: &str, promised: &str, step: usize) -> bool {
        let is_ahead = time_of(promised) > self.credible_since(step);
        stored == promised
            || self.logo_step(stored) > self.logo_step(promised)
            || Note::Logo.is_later(stored, promised, Moment::MAX)
            || is_ahead && time_of(stored) > Moment::default()
    }

    /// Records that an assessment is a copy of another.
    pub fn is_copy(&mut self, copy: &AssessmentId, of: &AssessmentId) {
        self.copies.insert(copy.clone(), self.root(of));
    }

    /// Records that a record got another id.
    pub fn renamed(&mut self, from: &AssessmentId, to: &AssessmentId) {
        self.is_copy(to, from);
        let rename = |(id, field): (AssessmentId, Field)| match id == *from {
            true => (to.clone(), field),
            false => (id, field),
        };
        let mirror = std::mem::take(&mut self.mirror).into_iter();
        self.mirror = mirror
            .map(|(key, promise)| (rename(key), promise))
            .collect();
        let device = std::mem::take(&mut self.device).into_iter();
        self.device = device
            .map(|(key, promises)| (rename(key), promises))
            .collect();
    }

    fn root(&self, id: &AssessmentId) -> AssessmentId {
        self.copies.get(id).unwrap_or(id).clone()
    }

    /// Records that an assessment was deleted, or that deleting it failed.
    pub fn deleted(&mut self, id: &AssessmentId, done: bool) {
        self.deletions.insert(self.root(id), self.step);
        if !done {
            self.may_be_there.insert(id.clone());
        }
    }

    /// Whether an assessment was deleted at some time.
    pub fn is_deleted(&self, id: &AssessmentId) -> bool {
        self.deletions.contains_key(&self.root(id))
    }

    /// Records that an assessment was restored.
    pub fn brought_back(&mut self, id: &AssessmentId) {
        self.may_be_there.insert(id.clone());
    }

    /// Records that a text was deleted for good.
    pub fn gone(&mut self, text: Option<String>) {
        self.gone.extend(text);
    }

    /// Records that something other than a tab overwrote a record. What only localStorage had, and only there, is lost
    /// with it: also what was acknowledged under another id, which the record had before it was restored from the bin.
    pub fn overwritten(&mut self, key: &str, text: &str, browser: &Browser) {
        let foreign = (self.step, key.to_owned(), text.to_owned());
        self.foreign.push(foreign);
        let texts = browser.texts().into_iter();
        let kept: Vec<(String, Assessment)> = texts
            .filter_map(|(key, text)| Some((key, record::read(&text).ok()?)))
            .collect();
        let mut device = std::mem::take(&mut self.device);
        device.retain(|(id, field), promises| {
            let root = self.root(id);
            let is_there = |at: Moment, (_, it): &&(String, Assessment)| {
                let there = it.edits.of(field);
                self.root(&it.id) == root && (there >= at || there == at.undated())
            };
            promises.retain(|it| {
                let mut all = kept.iter().filter(|kept| is_there(it.at, kept)).peekable();
                all.peek().is_none() || all.any(|(of, _)| of != key)
            });
            !promises.is_empty() && Key::assessment(id).to_string() != key
        });
        self.device = device;
    }

    /// Records that the site's data was cleared on purpose.
    pub fn cleared(&mut self) {
        self.mirror.clear();
        self.device.clear();
        self.foreign.clear();
        self.mirror_logos.clear();
        self.device_logos.clear();
    }

    /// Records that the browser crashed and localStorage is as it was in an earlier step. Returns how many
    /// acknowledgements without a mirror are lost by it.
    pub fn crashed(&mut self, flushed: usize) -> usize {
        let mut broken = 0;
        for promises in self.device.values_mut() {
            let before = promises.len();
            promises.retain(|it| it.step <= flushed);
            broken += before - promises.len();
        }
        self.foreign.retain(|(step, ..)| *step <= flushed);
        self.device_logos.retain(|(step, _)| *step <= flushed);
        broken
    }

    /// Records that the mirror acknowledged a change to a tab.
    pub fn mirrored(&mut self, change: &MirrorChange, browser: &Browser) {
        let rows = browser.mirror.rows.borrow();
        if let (Key::Note(Note::Logo), Some(text)) = (&change.key, &change.text)
            && rows.get(&change.key.to_string()) == Some(text)
        {
            self.mirror_logos.push((self.step, text.clone()));
        }
        // The row of a newer edition stays: that edition has read what was there.
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

    /// Records that the assessment was reported as saved, and checks that every edit of it is stored somewhere.
    pub fn kept(&mut self, it: &Assessment, mirrored: bool, browser: &Browser) {
        let key = Key::assessment(&it.id).to_string();
        let is_foreign = |text: &String| record::read(text).is_err();
        // Tabs that write at the same instant need a moment to merge, and a foreign record blocks the check.
        if browser.crossed.get() || browser.texts().get(&key).is_some_and(is_foreign) {
            return;
        }
        if !mirrored {
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
            // The tab may have the moment of a clock that was ahead, and what is stored the moment without a date.
            let has = |there: Moment| {
                there >= at || there.is_undated() && !at.is_undated() && there >= at.undated()
            };
            let is_there = |other: &Assessment| {
                self.root(&other.id) == self.root(&it.id) && has(other.edits.of(field))
            };
            if at > Moment::default() && !kept.iter().any(is_there) {
                let line = format!("{field} of {} is said to be kept, and is nowhere", it.id);
                self.broken.push(line);
            }
        }
    }

    fn promise(&mut self, it: &Assessment, mirrored: bool) {
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
            if mirrored {
                let known = self.mirror.get(&key);
                if known.is_none_or(|known| known.at < at) {
                    self.by_mirror += 1;
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

    /// Looks for every acknowledged edit in what is stored after the app has restarted.
    /// Returns how many are lost.
    pub fn check(&mut self, kept: &Inventory, logo: Option<&str>, browser: &Browser) -> usize {
        let live: Vec<&Assessment> = kept.assessments.iter().chain(&kept.snapshots).collect();
        let texts = browser.texts();
        // Under the record of a newer edition, the mirror keeps the data of this one.
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
        let (mut lost, mut ahead) = (Vec::new(), 0);
        for ((id, field), promise) in self.mirror.iter().chain(last) {
            let root = self.root(id);
            let holds = |it: &&Assessment| {
                let at = it.edits.of(field);
                let is_same = at == promise.at || at == promise.at.undated();
                let same = || is_same && (it.id != *id || value(it, field) >= promise.value);
                let promised = self.made(&root, field, promise.at);
                let is_later = at > promise.at || self.made(&root, field, at) > promised;
                self.root(&it.id) == root && (is_later || same())
            };
            let made = self.made(&root, field, promise.at);
            let deleted = self.deletions.get(&root);
            // An edit in the bin counts if it, or the one that replaced it, is older than the deletion.
            let was_deleted = |it: &&Assessment| {
                let made = self.made.get(&(field.clone(), it.edits.of(field)));
                deleted.zip(made).is_some_and(|(at, made)| at >= made)
            };
            let is_there = live.iter().copied().any(|it| holds(&it))
                || blocked_by_newer.iter().any(|it| holds(&it))
                || binned.iter().any(|it| holds(it) && was_deleted(it));
            // An edit that is dated more than a week ahead loses against any edit with a credible date, also against an
            // earlier one that another tab still has.
            let is_ahead = promise.at > self.credible_since(promise.step);
            let is_dated = |it: &Assessment| {
                let at = it.edits.of(field);
                self.root(&it.id) == root && at > Moment::default() && !at.is_undated()
            };
            if !is_there && is_ahead && live.iter().any(|it| is_dated(it)) {
                ahead += 1;
            } else if !is_there {
                lost.push(format!(
                    "{field} of {id} ({:?}: {}), made in step {made:?}, promised in step {}, is lost",
                    promise.at, promise.value, promise.step
                ));
            }
        }
        let note = texts.get(&Key::Note(Note::Logo).to_string());
        let is_shown = |note: &&String| note.split_once(' ').map(|it| it.1) == logo.or(Some(""));
        let note = note.filter(is_shown).map_or("", |note| note);
        for (step, promised) in self.mirror_logos.iter().chain(&self.device_logos) {
            if !self.is_logo_replaced(note, promised, *step) {
                lost.push(format!("the image {promised} is lost, {note} is there"));
            }
        }
        self.ahead += ahead;
        let count = lost.len();
        self.broken.extend(lost);
        for (_, key, text) in &self.foreign {
            if !texts.values().chain(&self.gone).any(|it| it == text) {
                self.broken
                    .push(format!("{text} under {key} was written over"));
            }
        }
        for it in &kept.snapshots {
            let of = it.snapshot.as_ref().map(|it| &it.of);
            if of.is_some_and(|of| !kept.has(of)) {
                let line = format!("the snapshot {} is in no list", it.id);
                self.broken.push(line);
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
            // Tabs that act at the same instant can restore what another deletes; the bin has it too.
            if in_bin && !browser.crossed.get() && !self.may_be_there.contains(&it.id) {
                self.broken
                    .push(format!("{} was deleted and is there again", it.id));
            }
        }
        count
    }
}

/// The time that a note begins with.
fn time_of(note: &str) -> Moment {
    let time = note.split(' ').next().and_then(|it| it.parse().ok());
    time.map_or(Moment::default(), |it| {
        Moment::after(Moment::default(), it, 0)
    })
}

/// The value of a field, as text with the order that resolves edits of the same moment.
fn value(it: &Assessment, field: &Field) -> String {
    match field.get(it) {
        Value::Text(text) => text.to_owned(),
        Value::Chosen(facts) => facts.iter().map(ToString::to_string).collect(),
        value => format!("{value:?}"),
    }
}
