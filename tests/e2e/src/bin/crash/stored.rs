//! What is stored after a session, and which acknowledged steps are missing in it.

use std::collections::{BTreeMap, BTreeSet};

use demarc_core::assessment::{Assessment, AssessmentId, Response};
use demarc_core::store::{Inventory, KeyValueStore, MemoryStore, RecordStore};

use super::plan::{DELETED, LEVELS, LIVES, PRACTICES, Step, TAKEN};

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
    /// The time of the acknowledged step, in milliseconds. None if the page showed its value already, so that there was
    /// nothing to change.
    pub made: Option<u64>,
    /// Whether the page said that there is one copy, which a crash of the browser may lose.
    pub is_once: bool,
}

impl Told {
    /// Reads the path of a report: `…/STEP/TIME/STATUS` or `…/STEP/unchanged`.
    pub fn read(path: &str) -> Option<Self> {
        let mut parts = path.rsplit('/');
        let (made, is_once) = match parts.next()? {
            "unchanged" => (None, false),
            status => (Some(parts.next()?.parse().ok()?), status == "saved-once"),
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

/// The fields that lost an acknowledged step: they have neither its value nor a later one.
pub fn lost(steps: &[Vec<Step>], told: &[Vec<Told>], after: &Stored) -> Vec<String> {
    let fields: BTreeSet<&str> = steps.iter().flatten().map(|it| it.field.as_str()).collect();
    let is_lost = |field: &&str| {
        let last_of = |tab: usize| {
            let told = told[tab].iter();
            told.filter(|it| steps[tab][it.index].field == *field)
                .filter_map(|it| Some((it.index, it.made?)))
                .max()
        };
        let is_unchanged = |tab: usize, index: usize| {
            let mut told = told[tab].iter();
            told.any(|it| it.index == index && it.made.is_none())
        };
        let latest = (0..steps.len())
            .filter_map(|tab| Some(last_of(tab)?.1))
            .max();
        let Some(latest) = latest else {
            return false;
        };
        let there = after.get(*field).map_or("", String::as_str);
        let is_there = |tab: usize| {
            let end = reached(&steps[tab], &told[tab], after);
            let last = last_of(tab);
            let from = last.map_or(0, |(index, _)| index);
            (from..end)
                .filter(|index| steps[tab][*index].field == *field && !is_unchanged(tab, *index))
                .any(|index| {
                    // A later acknowledged step of another tab must have won.
                    let is_late =
                        last.is_none_or(|(told, made)| index > told || made + TOLERANCE >= latest);
                    is_late && there == steps[tab][index].value
                })
        };
        !(0..steps.len()).any(is_there)
    };
    let lost = fields.iter().filter(|it| is_lost(it));
    lost.map(|field| format!("{field} is {:?}", after.get(*field)))
        .collect()
}

/// The number of steps that a tab can have taken: up to the last one reported or seen, plus one stored without a report
/// and one under way. The bound is needed because many steps write the same value.
fn reached(steps: &[Step], told: &[Told], after: &Stored) -> usize {
    let told = told.iter().map(|it| it.index);
    let is_own = |step: &Step| step.value.starts_with("run ");
    let seen = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| is_own(step) && after.get(&step.field) == Some(&step.value));
    let last = told.chain(seen.map(|(index, _)| index)).max();
    last.map_or(0, |index| index + 1)
        .saturating_add(2)
        .min(steps.len())
}
