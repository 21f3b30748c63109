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

type ShownRow = (&'static PracticeId, RwSignal<Now>);

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

    /// Adds a row. Gives the signal of what it shows.
    pub fn add(self, state: State, practice: &'static PracticeId) -> RwSignal<Now> {
        let signal = RwSignal::new(look(state, practice));
        self.0.update_value(|rows| rows.push((practice, signal)));
        signal
    }
}

/// The rows whose state differs from what they show, with the new state. Only those are cloned.
fn changed(
    rows: &[ShownRow],
    gaps: &BTreeMap<&PracticeId, &Gap>,
    assessment: &Assessment,
) -> Vec<(RwSignal<Now>, Now)> {
    let nothing = Answer::default();
    let changed = rows.iter().filter_map(|(practice, signal)| {
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

fn look(state: State, practice: &PracticeId) -> Now {
    let gap = state
        .analysis
        .with_untracked(|it| it.as_ref()?.gap(practice).cloned());
    let answer = state.with_untracked(|it| it.answers.get(practice).cloned());
    Now {
        gap,
        answer: answer.unwrap_or_default(),
    }
}
