//! Keeping the open assessment: on the shelf once a change shows, in the journal a moment later, and in step with other
//! tabs.
//! It knows when something is kept for good, and says so; what is kept it leaves to `storage`.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Message, State, normalized};
use crate::browser::indexed_db::Mirror;
use crate::document;
use crate::route::{Route, Step};
use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::store::{Key, RecordStore, RemoteChange, SaveOutcome, StoreError};

/// Whether what was entered is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveStatus {
    /// It is on its way.
    Saving,
    /// It is on this device.
    Saved,
    /// It is not, and closing the page would lose it.
    Unsaved,
}

/// What is known of the journal.
#[derive(Default)]
pub(super) struct Journaling {
    mirror: Option<Rc<Mirror>>,
    /// Whether it was tried to open it.
    tried: bool,
    /// When it was tried last, in milliseconds since 1970.
    opened: u64,
    /// Whether changes are being written.
    writing: bool,
    /// How saving on the device ended last.
    device: Option<StoreError>,
    /// How many edits were kept since the app started.
    edits: u32,
    /// When the reminder to save a file was put off last, in milliseconds since 1970.
    put_off: u64,
    /// The assessment edited last, and the first edit of it here that is in no file, in milliseconds since 1970.
    unfiled: Option<(AssessmentId, u64)>,
}

impl Journaling {
    /// Nothing is known of it yet; this is how opening the device ended.
    pub(super) fn on(device: Option<StoreError>) -> Self {
        Self {
            device,
            ..Self::default()
        }
    }
}

/// A journal that is gone is opened again after this time, in milliseconds.
const OPEN_AGAIN_AFTER: u64 = 1000;
/// After how many edits the browser is asked not to evict what is kept: somebody who got this far wants it.
const EDITS_WORTH_KEEPING: u32 = 5;
/// Edits that are in no file for this long are worth a reminder, in milliseconds: an hour.
const REMIND_AFTER: u64 = 60 * 60 * 1000;

impl State {
    /// Opens the journal, brings it and the device together, and listens to other tabs.
    pub(super) fn start_keeping(self) {
        let listener = window_event_listener(leptos::ev::storage, move |event| {
            match event.key() {
                Some(key) => self.hear(&key, event.new_value().as_deref()),
                // Everything was cleared.
                None => self.keep_if_open(),
            }
        });
        // Leaving what is in memory only asks once more. What is under way to the journal is in localStorage by then.
        let guard = window_event_listener(leptos::ev::beforeunload, move |event| {
            self.catch_up();
            if self.keeping.get_untracked() == SaveStatus::Unsaved {
                event.prevent_default();
            }
        });
        // A page that is left, or hidden, may not draw another frame.
        let left = window_event_listener(leptos::ev::pagehide, move |_| self.catch_up());
        let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| self.catch_up());
        on_cleanup(move || {
            listener.remove();
            guard.remove();
            left.remove();
            hidden.remove();
        });
        spawn_local(async move {
            self.open_journal().await;
            self.store.with_value(|store| {
                let now = document::now();
                store.quarantine(now);
                store.tidy(now);
            });
            self.read_inventory();
            self.reopen();
            self.mirror.update_value(|it| it.tried = true);
            self.flush();
        });
    }

    async fn open_journal(self) {
        self.mirror.update_value(|it| it.opened = document::now());
        let Ok(mirror) = Mirror::open().await else {
            return;
        };
        let Ok(rows) = mirror.rows().await else {
            return;
        };
        self.store
            .with_value(|store| store.reconcile(&rows, document::now()));
        self.mirror
            .update_value(|it| it.mirror = Some(Rc::new(mirror)));
    }

    /// Analyzes and keeps the open assessment once its change shows: that is what somebody waits for who clicks. Until
    /// then it says that it is not kept yet.
    pub(super) fn catch_up_soon(self) {
        if self.is_behind.get_value() {
            return;
        }
        self.is_behind.set_value(true);
        if self.keeping.get_untracked() == SaveStatus::Saved {
            self.say(SaveStatus::Saving);
        }
        document::once_shown(move || self.catch_up());
    }

    /// The same at once, if there is something to keep: before another takes its place, and before the page goes.
    pub(super) fn catch_up(self) {
        let waits = self
            .is_behind
            .try_update_value(|it| std::mem::replace(it, false));
        if waits == Some(true) {
            self.caught_up.update(|count| *count += 1);
            self.keep();
        }
    }

    /// Keeps the open assessment.
    pub(super) fn keep(self) {
        let save = |it: &Assessment| {
            self.store
                .with_value(|store| store.save(it, document::now()))
        };
        let saved = self.open.with_untracked(|open| open.as_ref().map(save));
        let Some(saved) = saved else {
            return;
        };
        let error = match saved {
            SaveOutcome::Deleted => return self.keep_as_copy(),
            SaveOutcome::Merged(merged) => {
                self.follow(*merged);
                None
            }
            SaveOutcome::Saved => None,
            SaveOutcome::InMemory(error) => Some(error),
        };
        self.saved(error);
        if self.store.with_value(RecordStore::has_vanished) {
            self.message.set(Some(Message::Vanished));
        }
        self.consider_reminder();
        let edits = self.mirror.try_update_value(|it| {
            it.edits += 1;
            it.edits
        });
        if edits == Some(EDITS_WORTH_KEEPING) {
            document::ask_to_persist();
        }
    }

    /// Notes how saving on the device ended, and goes on to the journal.
    pub(super) fn saved(self, error: Option<StoreError>) {
        // Something else may still be in memory only.
        let error = error.or_else(|| self.store.with_value(RecordStore::save_error));
        self.mirror.update_value(|it| it.device = error);
        self.flush();
    }

    /// Writes to the journal what it lacks, and then says what is kept.
    pub(super) fn flush(self) {
        let waits = self.mirror.with_value(|it| it.writing || !it.tried);
        if waits {
            self.say(SaveStatus::Saving);
            return;
        }
        self.mirror.update_value(|it| it.writing = true);
        spawn_local(async move {
            let kept = self.write_changes().await;
            self.mirror.update_value(|it| it.writing = false);
            let error = self.mirror.with_value(|it| it.device);
            // The journal alone is enough, unless a newer edition's record was not to be touched.
            let error = error.filter(|error| !kept || *error == StoreError::Newer);
            if self.save_error.get_untracked() != error {
                self.save_error.set(error);
            }
            self.say(error.map_or(SaveStatus::Saved, |_| SaveStatus::Unsaved));
        });
    }

    /// Whether the journal has everything now.
    async fn write_changes(self) -> bool {
        let mut refused = false;
        loop {
            let Some(mirror) = self.journal_or_another().await else {
                return false;
            };
            let changes = self.store.with_value(RecordStore::take_changes);
            if changes.is_empty() {
                return !refused;
            }
            self.say(SaveStatus::Saving);
            let written = mirror.write(&changes).await;
            drop(mirror);
            if let Ok(written) = written {
                refused |= written.refused;
                for (key, text) in written.more {
                    self.receive_remote(&key, &text);
                }
            } else {
                self.store
                    .with_value(|store| store.put_changes_back(changes));
                self.mirror.update_value(|it| it.mirror = None);
            }
        }
    }

    /// The journal; opened anew when it was closed, by clearing the site's data say, but not all the time.
    async fn journal_or_another(self) -> Option<Rc<Mirror>> {
        let now = document::now();
        let is_soon = |it: &Journaling| now.abs_diff(it.opened) < OPEN_AGAIN_AFTER;
        if self
            .mirror
            .with_value(|it| it.mirror.is_none() && !is_soon(it))
        {
            self.open_journal().await;
            self.reopen();
        }
        self.mirror.with_value(|it| it.mirror.clone())
    }

    fn say(self, keeping: SaveStatus) {
        let keeping = match keeping {
            // An earlier change is.
            SaveStatus::Saved if self.is_behind.get_value() => SaveStatus::Saving,
            keeping => keeping,
        };
        if self.keeping.get_untracked() != keeping {
            self.keeping.set(keeping);
        }
    }

    /// Takes in what the journal had from another tab.
    fn receive_remote(self, key: &str, text: &str) {
        self.store.with_value(|store| store.receive(key, text));
        self.hear(key, Some(text));
    }

    /// Another tab wrote a text under a key, or took it away.
    fn hear(self, key: &str, text: Option<&str>) {
        self.catch_up();
        let open = self.open.get_untracked();
        if let Some(assessment) = open.filter(|it| is_under(it, key)) {
            self.hear_of_open(&assessment, text);
        }
        let lists = matches!(
            self.route.get_untracked(),
            Route::Home | Route::Bin | Route::Assessment(_, Step::Snapshots)
        );
        if lists && Key::parse(key).is_some() {
            self.read_inventory();
        }
    }

    fn hear_of_open(self, assessment: &Assessment, text: Option<&str>) {
        match self
            .store
            .with_value(|store| store.on_remote_change(assessment, text))
        {
            RemoteChange::Nothing => {}
            RemoteChange::Changed { merged, knew_more } => {
                self.follow(*merged);
                if knew_more {
                    self.keep();
                }
            }
            RemoteChange::Deleted => self.message.set(Some(Message::DeletedElsewhere)),
            RemoteChange::DeletedUnseen => self.keep_as_copy(),
            RemoteChange::Vanished => self.keep(),
        }
    }

    /// Lets the open assessment be what a merge made of it, and tells what changed on the screen.
    fn follow(self, merged: Assessment) {
        let merged = normalized(merged);
        let changed = self.with_untracked(|it| it.differences(&merged).len());
        self.set_open(Some(merged));
        if changed > 0 {
            self.message.set(Some(Message::Elsewhere(changed)));
            self.redraw();
        }
    }

    /// Keeps what is open under an id of its own: it was deleted in another tab, and changed here.
    fn keep_as_copy(self) {
        let Some(open) = self.open.get_untracked() else {
            return;
        };
        let copy = open.duplicate(self.fresh_id(), format!("{} (copy)", open.name));
        let of_copy = |route| match route {
            Route::Assessment(id, step) if id == open.id => {
                Route::Assessment(copy.id.clone(), step)
            }
            elsewhere => elsewhere,
        };
        // Somebody may be on the way to another place already.
        let (here, there) = (self.route.get_untracked(), document::current_route());
        let (here, there) = (of_copy(here), of_copy(there));
        let focused = document::focused();
        self.set_open(Some(copy));
        document::replace(&there);
        self.address.set(here);
        // The page is drawn anew under somebody who types.
        document::focus_again(focused);
        self.keep();
        self.message.set(Some(Message::Copied));
    }

    /// Keeps what is open again, after everything was cleared.
    fn keep_if_open(self) {
        if self.open.with_untracked(Option::is_some) {
            self.keep();
        }
    }

    /// Looks again at what the open assessment is, after the journal gave back what the device had lost.
    fn reopen(self) {
        let Some(open) = self.open.get_untracked() else {
            return self.open_named(&self.route.get_untracked());
        };
        let key = Key::assessment(&open.id).to_string();
        let text = self.store.with_value(|store| store.text(&key));
        let before = self.message.get_untracked();
        self.hear_of_open(&open, text.as_deref());
        // It is what it was when it was left; nobody changed it.
        if matches!(self.message.get_untracked(), Some(Message::Elsewhere(_))) {
            self.message.set(before);
        }
    }

    /// Reminds of saving a file when edits of an hour are in none; sooner in a browser that evicts.
    fn consider_reminder(self) {
        let is_due = |open: &Option<Assessment>| open.as_ref().is_some_and(|it| self.is_due(it));
        self.reminder.set(self.open.with_untracked(is_due));
    }

    fn is_due(self, assessment: &Assessment) -> bool {
        let last_export = self
            .store
            .with_value(|store| store.last_export(&assessment.id));
        let latest = assessment.edits.latest().milliseconds();
        let first = self.mirror.try_update_value(|it| {
            let since = last_export.unwrap_or_default().max(it.put_off);
            // A field that is edited again and again tells of its last edit only: what was seen here counts too.
            let seen = it
                .unfiled
                .take()
                .filter(|(id, at)| *id == assessment.id && *at > since);
            let stamped = Moment::after(Moment::default(), since, u64::MAX);
            let stamped = assessment.edits.first_after(stamped);
            let stamped = stamped.map_or(latest, Moment::milliseconds);
            let first = seen.map_or(stamped, |(_, at)| stamped.min(at));
            it.unfiled = Some((assessment.id.clone(), first));
            first
        });
        let enough = if document::evicts() {
            REMIND_AFTER / 6
        } else {
            REMIND_AFTER
        };
        first.is_some_and(|first| latest.saturating_sub(first) >= enough)
    }

    /// Puts the reminder off for as long as it took to come.
    pub fn put_reminder_off(self) {
        self.mirror.update_value(|it| it.put_off = document::now());
        self.reminder.set(false);
    }

    /// Offers the open assessment, with its snapshots, as a file.
    pub fn save_open_as_file(self) {
        let open = self.open.get_untracked();
        if let Some(assessment) = open {
            self.save_as_file(&assessment);
            self.reminder.set(false);
        }
    }
}

/// Whether an assessment is kept under this key.
fn is_under(assessment: &Assessment, key: &str) -> bool {
    key == Key::assessment(&assessment.id).to_string()
}
