//! The counts of what happened in the runs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::truth::Truth;

/// The counts of one run, or of all.
#[derive(Default)]
pub struct Counts {
    pub runs: usize,
    pub steps: usize,
    pub actions: BTreeMap<&'static str, usize>,
    pub faults: BTreeMap<&'static str, usize>,
    pub by_mirror: usize,
    pub by_device: usize,
    pub lost: usize,
    pub lost_without_mirror: usize,
    pub ahead: usize,
}

impl Counts {
    /// Adds the counts of one run.
    pub fn add(&mut self, other: Self, truth: &Truth) {
        self.runs += 1;
        self.steps += other.steps;
        for (what, count) in other.actions {
            *self.actions.entry(what).or_default() += count;
        }
        for (what, count) in other.faults {
            *self.faults.entry(what).or_default() += count;
        }
        self.by_mirror += truth.by_mirror;
        self.by_device += truth.by_device;
        self.lost += other.lost;
        self.ahead += truth.ahead;
        self.lost_without_mirror += other.lost_without_mirror;
    }

    /// All counts by label.
    pub fn as_json(&self, broken: usize) -> Value {
        let mut all = BTreeMap::from([
            ("courses of events".to_owned(), self.runs),
            (
                "courses of events in which something broke".to_owned(),
                broken,
            ),
            ("steps".to_owned(), self.steps),
            (
                "edits acknowledged by the mirror".to_owned(),
                self.by_mirror,
            ),
            (
                "edits acknowledged by the device alone".to_owned(),
                self.by_device,
            ),
            ("edits acknowledged and lost".to_owned(), self.lost),
            (
                "edits dated more than a week ahead that an edit with a credible date replaced"
                    .to_owned(),
                self.ahead,
            ),
            (
                "edits that a crash of the browser took where there is no mirror".to_owned(),
                self.lost_without_mirror,
            ),
        ]);
        let actions = self.actions.iter().map(|it| ("done", it));
        let faults = self.faults.iter().map(|it| ("fault", it));
        for (kind, (what, count)) in actions.chain(faults) {
            all.insert(format!("{kind}: {what}"), *count);
        }
        json!(all)
    }
}
