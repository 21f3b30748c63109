//! What each row of a list shows of its gap now. One effect looks at all rows after a change and tells those that it is
//! about: at 160 rows, each looking for itself would take many times as long.
//! It knows rows by their practices, and not how they are drawn.

use leptos::prelude::*;

use crate::analysis::Gap;
use crate::assessment::Answer;
use crate::catalog::PracticeId;
use crate::ui::state::State;

/// A gap and its answer as they are now. An answer that is changed here can close the gap; its row stays where it is
/// until the list is made anew.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Now {
    /// The gap; `None` once it is closed.
    pub gap: Option<Gap>,
    /// The answer.
    pub answer: Answer,
}

/// The rows that are shown.
#[derive(Clone, Copy)]
pub struct Rows(StoredValue<Vec<(&'static PracticeId, RwSignal<Now>)>>);

impl Rows {
    /// No rows yet, which are told of every change.
    pub fn follow(state: State) -> Self {
        let rows = StoredValue::new(Vec::new());
        Effect::new(move || {
            state.analysis.track();
            state.with(|_| ());
            rows.with_value(|rows: &Vec<(&'static PracticeId, RwSignal<Now>)>| {
                for (practice, signal) in rows {
                    let now = look(state, practice);
                    if signal.with_untracked(|before| *before != now) {
                        signal.set(now);
                    }
                }
            });
        });
        Self(rows)
    }

    /// Forgets all rows: others take their place.
    pub fn clear(self) {
        self.0.update_value(Vec::clear);
    }

    /// What a new row shows, from now on.
    pub fn add(self, state: State, practice: &'static PracticeId) -> RwSignal<Now> {
        let signal = RwSignal::new(look(state, practice));
        self.0.update_value(|rows| rows.push((practice, signal)));
        signal
    }
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
