//! The reminder to save a file, when edits of an hour are in none.

use leptos::prelude::*;

use crate::browser::{clock, retention};
use demarc_core::assessment::{Assessment, AssessmentId, Moment};

/// Edits that are in no file for this long are worth a reminder, in milliseconds: an hour.
const REMIND_AFTER: u64 = 60 * 60 * 1000;

/// The handle on the reminder.
#[derive(Clone, Copy)]
pub struct Reminder {
    due: RwSignal<bool>,
    seen: StoredValue<Seen>,
}

#[derive(Default)]
struct Seen {
    /// When it was put off last, in milliseconds since 1970.
    put_off: u64,
    /// The assessment edited last, and the first edit of it here that is in no file, in milliseconds since 1970.
    unexported: Option<(AssessmentId, u64)>,
}

impl Reminder {
    /// Not due.
    pub(super) fn new() -> Self {
        Self {
            due: RwSignal::new(false),
            seen: StoredValue::new(Seen::default()),
        }
    }

    /// Whether it is time to save a file; tracked.
    pub fn is_due(self) -> bool {
        self.due.get()
    }

    /// Puts it off for as long as it took to come.
    pub fn put_off(self) {
        self.seen.update_value(|it| it.put_off = clock::now());
        self.due.set(false);
    }

    /// Takes it back: a file was saved.
    pub(super) fn clear(self) {
        self.due.set(false);
    }

    /// Looks whether it is due, after an edit of an assessment that was saved as a file then, if ever. It comes sooner
    /// in a browser that evicts.
    pub(super) fn consider(self, assessment: &Assessment, last_export: Option<u64>) {
        let latest = assessment.edits.latest().milliseconds();
        let first = self.seen.try_update_value(|it| {
            let since = last_export.unwrap_or_default().max(it.put_off);
            // A field that is edited again and again tells of its last edit only: what was seen here counts too.
            let seen = it
                .unexported
                .take()
                .filter(|(id, at)| *id == assessment.id && *at > since);
            let stamped = Moment::after(Moment::default(), since, u64::MAX);
            let stamped = assessment.edits.first_after(stamped);
            let stamped = stamped.map_or(latest, Moment::milliseconds);
            let first = seen.map_or(stamped, |(_, at)| stamped.min(at));
            it.unexported = Some((assessment.id.clone(), first));
            first
        });
        let enough = if retention::evicts() {
            REMIND_AFTER / 6
        } else {
            REMIND_AFTER
        };
        let is_due = first.is_some_and(|first| latest.saturating_sub(first) >= enough);
        self.due.set(is_due);
    }
}
