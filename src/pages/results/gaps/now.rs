//! The current gap and answer of each row of the list. One effect compares all rows after a change and notifies those
//! that differ: with 160 rows, an effect per row takes many times as long.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::state::State;
use demarc_catalog::PracticeId;
use demarc_core::analysis::Gap;
use demarc_core::assessment::{Answer, Assessment};

/// A gap and its answer in their current state. An edit can close the gap; its row stays until the list is rebuilt.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Now {
    /// The gap; `None` once it is closed.
    pub gap: Option<Gap>,
    /// The answer.
    pub answer: Answer,
}

/// The visible rows.
#[derive(Clone, Copy)]
pub struct Rows(StoredValue<Vec<ShownRow>>);

type ShownRow = (&'static PracticeId, Row);

/// What a row shows.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its gap and answer.
    pub now: RwSignal<Now>,
    /// Whether it is the chosen one.
    pub chosen: RwSignal<bool>,
}

impl Rows {
    /// No rows yet; those added are notified of every change.
    pub fn follow(state: State) -> Self {
        let rows = StoredValue::new(Vec::<ShownRow>::new());
        Effect::new(move || {
            let changed = state.analyzed(|analysis| {
                let mut gaps = BTreeMap::new();
                for gap in &analysis.gaps {
                    gaps.insert(&gap.practice, gap);
                }
                state.with(|it| rows.with_value(|rows| changed(rows, &gaps, it)))
            });
            for (signal, now) in changed {
                signal.set(now);
            }
        });
        Self(rows)
    }

    /// Removes all rows before others are added.
    pub fn clear(self) {
        self.0.update_value(Vec::clear);
    }

    /// Adds a row, which is not chosen. Gives the signals of what it shows.
    pub fn add(self, state: State, practice: &'static PracticeId) -> Row {
        let row = Row {
            now: RwSignal::new(look(state, practice)),
            chosen: RwSignal::new(false),
        };
        self.0.update_value(|rows| rows.push((practice, row)));
        row
    }

    /// Marks the row of a practice as the chosen one; tells only the rows that differ.
    pub fn choose(self, practice: Option<&PracticeId>) {
        self.0.with_value(|rows| {
            for (id, row) in rows {
                let is_chosen = practice == Some(*id);
                if row.chosen.with_untracked(|it| *it != is_chosen) {
                    row.chosen.set(is_chosen);
                }
            }
        });
    }
}

/// The rows whose state differs from what they show, with the new state. Only those are cloned.
fn changed(
    rows: &[ShownRow],
    gaps: &BTreeMap<&PracticeId, &Gap>,
    assessment: &Assessment,
) -> Vec<(RwSignal<Now>, Now)> {
    let nothing = Answer::default();
    let changed = rows
        .iter()
        .filter_map(|(practice, Row { now: signal, .. })| {
            let gap = gaps.get(practice).copied();
            let answer = assessment.answers.get(*practice).unwrap_or(&nothing);
            let is_same = |shown: &Now| shown.gap.as_ref() == gap && shown.answer == *answer;
            let now = || Now {
                gap: gap.cloned(),
                answer: answer.clone(),
            };
            (!signal.with_untracked(is_same)).then(|| (*signal, now()))
        });
    changed.collect()
}

/// What is there now.
pub fn look(state: State, practice: &PracticeId) -> Now {
    let gap = state
        .analysis
        .with_untracked(|it| it.as_ref()?.gap(practice).cloned());
    let answer = state.with_untracked(|it| it.answers.get(practice).cloned());
    Now {
        gap,
        answer: answer.unwrap_or_default(),
    }
}
