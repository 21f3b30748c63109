//! What is stored after a session, and which acknowledged steps are missing in it.

use std::collections::BTreeMap;

use demarc_core::assessment::{Assessment, AssessmentId, Response};
use demarc_core::store::{Inventory, KeyValueStore, MemoryStore, RecordStore};

use crate::plan::{DELETED, LEVELS, LIVES, PRACTICES, Step, TAKEN};

/// The values of fields, as the steps name them.
pub type Stored = BTreeMap<String, String>;

/// The values in the entries of a storage, without the image.
pub fn read(entries: &BTreeMap<String, String>, of: &AssessmentId) -> Stored {
    let memory = MemoryStore::default();
    for (key, text) in entries {
        // Memory can always be written.
        memory.set(key, text).unwrap();
    }
    let (kept, _) = RecordStore::new(Some(Box::new(memory))).load();
    let mut stored = Stored::new();
    if let Some(it) = kept.assessments.iter().find(|it| it.id == *of) {
        answers(it, &mut stored);
    }
    for snapshot in kept.snapshots.iter().filter_map(|it| it.snapshot.as_ref()) {
        stored.insert(format!("snapshot {}", snapshot.label), TAKEN.to_owned());
    }
    files(&kept, &mut stored);
    stored
}

fn answers(it: &Assessment, stored: &mut Stored) {
    for practice in PRACTICES {
        let Some(answer) = it.answers.get(&practice.parse().unwrap()) else {
            continue;
        };
        let level = match &answer.response {
            Some(Response::NotInPlace) => LEVELS[0],
            Some(Response::Started) => LEVELS[1],
            Some(Response::Mostly) => LEVELS[2],
            Some(Response::Fully) => LEVELS[3],
            _ => "",
        };
        stored.insert(format!("response {practice}"), level.to_owned());
        stored.insert(format!("note {practice}"), answer.note.clone());
        stored.insert(format!("owner {practice}"), answer.owner.clone());
    }
}

fn files(kept: &Inventory, stored: &mut Stored) {
    for it in &kept.bin {
        stored.insert(format!("file {}", it.assessment.id), DELETED.to_owned());
    }
    for it in &kept.assessments {
        stored.insert(format!("file {}", it.id), LIVES.to_owned());
    }
}

/// The report of a page about a step.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub index: usize,
    /// The times between which the acknowledged step was taken, in milliseconds. None if the page showed its value
    /// already, so that there was nothing to change.
    pub made: Option<(u64, u64)>,
    /// Whether the page said that there is one copy, which a crash of the browser may lose.
    pub is_once: bool,
}

impl Told {
    /// Reads the path of a report: `…/STEP/FROM/TO/STATUS` or `…/STEP/unchanged`.
    pub fn read(path: &str) -> Option<Self> {
        let mut parts = path.rsplit('/');
        let (made, is_once) = match parts.next()? {
            "unchanged" => (None, false),
            status => {
                let to = parts.next()?.parse().ok()?;
                let from = parts.next()?.parse().ok()?;
                (Some((from, to)), status == "saved-once")
            }
        };
        let index = parts.next()?.parse().ok()?;
        Some(Self {
            index,
            made,
            is_once,
        })
    }
}

/// The tolerance for comparing times of two tabs, in milliseconds.
const TOLERANCE: u64 = 20;

/// An acknowledged step that is lost.
#[derive(Debug)]
#[expect(dead_code, reason = "they are printed")]
pub struct Lost<'a> {
    pub tab: usize,
    pub step: &'a Step,
    /// Whether the page said that there is one copy.
    pub is_once: bool,
    /// What the field has now.
    pub now: Option<&'a str>,
}

/// The acknowledged steps that are lost: their fields have neither their value nor a later one.
pub fn lost<'a>(steps: &'a [Vec<Step>], told: &'a [Vec<Told>], after: &'a Stored) -> Vec<Lost<'a>> {
    let tabs: Vec<Tab<'a>> = steps
        .iter()
        .zip(told)
        .map(|(steps, told)| Tab { steps, told })
        .collect();
    let mut lost = Vec::new();
    for (tab, own) in tabs.iter().enumerate() {
        for told in own.told {
            let Some((from, _)) = told.made else {
                continue;
            };
            let step = &own.steps[told.index];
            let is_later = |other: usize, index: usize| {
                if other == tab {
                    index >= told.index
                } else {
                    let latest = tabs[other].latest(index);
                    latest.is_none_or(|to| to + TOLERANCE >= from)
                }
            };
            let now = after.get(&step.field).map(String::as_str);
            let mut others = tabs.iter().enumerate();
            let is_there = others.any(|(other, it)| {
                let mut able = it.taken(after).filter(|index| is_later(other, *index));
                able.any(|index| {
                    it.steps[index].field == step.field
                        && Some(it.steps[index].value.as_str()) == now
                })
            });
            if !is_there {
                lost.push(Lost {
                    tab,
                    step,
                    is_once: told.is_once,
                    now,
                });
            }
        }
    }
    lost
}

/// The steps of a tab, and what it reported of them.
struct Tab<'a> {
    steps: &'a [Step],
    told: &'a [Told],
}

impl Tab<'_> {
    /// The steps that it can have taken: up to the last one reported or seen, plus one stored without a report and one
    /// under way, without those that changed nothing. The bound is needed because many steps write the same value.
    fn taken(&self, after: &Stored) -> impl Iterator<Item = usize> {
        let is_own = |step: &Step| step.value.starts_with("run ");
        let seen = self.steps.iter().enumerate();
        let seen = seen
            .filter(|(_, step)| is_own(step) && after.get(&step.field) == Some(&step.value))
            .map(|(index, _)| index);
        let last = self.told.iter().map(|it| it.index).chain(seen).max();
        let end = last.map_or(0, |index| index + 1).saturating_add(2);
        let is_unchanged =
            |index: usize| (self.told.iter()).any(|it| it.index == index && it.made.is_none());
        (0..end.min(self.steps.len())).filter(move |index| !is_unchanged(*index))
    }

    /// The time at which a step was taken at the latest, in milliseconds: steps follow one another.
    fn latest(&self, index: usize) -> Option<u64> {
        let after = self.told.iter().filter(|it| it.index >= index);
        after.filter_map(|it| Some(it.made?.1)).min()
    }
}
