//! Saving: from the open assessment to localStorage and to its mirror in IndexedDB. “Saved” is shown only of what a crash of
//! the browser does not lose. What other tabs write is taken over in `other_tabs`.
//! Whoever needs the store gets it from `Autosave::store`, which settles first.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::messages::{Message, Messages};
use super::mirroring::Mirroring;
use super::navigation::Navigation;
use super::reminder::Reminder;
use super::session::{Session, fresh_id};
use crate::browser::indexed_db::Mirror;
use crate::browser::local_storage::BrowserStore;
use crate::browser::{clock, retention};
use crate::route::Route;
use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::store::{
    Inventory, MirrorCopy, RecordId, RecordStore, SaveOutcome, SaveProgress, SaveStatus, StoreError,
};

/// After how many edits the browser is asked not to evict what is stored: somebody who got this far wants it.
const EDITS_WORTH_KEEPING: u32 = 5;

/// The handle on saving.
#[derive(Clone, Copy)]
pub struct Autosave {
    pub(super) session: Session,
    pub(super) navigation: Navigation,
    pub(super) messages: Messages,
    reminder: Reminder,
    pub(super) store: StoredValue<RecordStore, LocalStorage>,
    mirroring: StoredValue<Mirroring, LocalStorage>,
    /// What the store was seen to hold last.
    pub(super) inventory: RwSignal<Inventory>,
    /// Whether the inventory is going to be read again.
    pub(super) is_outdated: StoredValue<bool>,
    /// The two copies of what was entered, but for an edit that is pending.
    progress: RwSignal<SaveProgress>,
}

impl Autosave {
    /// Opens the device's storage.
    pub(super) fn new(
        session: Session,
        navigation: Navigation,
        messages: Messages,
        reminder: Reminder,
    ) -> Self {
        let (store, error) = match BrowserStore::open() {
            Ok(local) => (RecordStore::new(Some(Box::new(local))), None),
            Err(error) => (RecordStore::new(None), Some(error)),
        };
        let autosave = Self {
            session,
            navigation,
            messages,
            reminder,
            store: StoredValue::new_local(store),
            mirroring: StoredValue::new_local(Mirroring::default()),
            inventory: RwSignal::new(Inventory::default()),
            is_outdated: StoredValue::new(false),
            progress: RwSignal::new(SaveProgress {
                device_error: error,
                // Nothing was entered yet.
                mirror: MirrorCopy::Complete,
            }),
        };
        session.save_with(move || autosave.save());
        autosave
    }

    /// Whether what was entered is saved; tracked.
    pub fn status(self) -> SaveStatus {
        match self.progress.get().status() {
            SaveStatus::Saved | SaveStatus::SavedOnce if self.session.is_pending() => {
                SaveStatus::Saving
            }
            status => status,
        }
    }

    /// Why nothing is saved, if so; tracked.
    pub fn error(self) -> Option<StoreError> {
        self.progress.get().error()
    }

    /// Whether leaving the page now can lose something.
    pub(super) fn is_lost_on_leaving(self) -> bool {
        self.progress.get_untracked().is_lost_on_leaving()
    }

    /// Why nothing is saved, if so, once.
    pub(super) fn error_untracked(self) -> Option<StoreError> {
        self.progress.get_untracked().error()
    }

    /// Whether the mirror does not have everything yet.
    pub(super) fn is_mirroring(self) -> bool {
        self.mirroring.with_value(Mirroring::is_busy)
    }

    /// The store, after saving what is pending: it never lacks what the screen shows.
    pub(super) fn store<T>(self, act: impl FnOnce(&RecordStore) -> T) -> T {
        self.session.settle();
        self.store.with_value(|store| {
            store.set_clock(clock::now());
            act(store)
        })
    }

    /// Opens the mirror, and brings it and localStorage together.
    pub(super) fn start(self) {
        spawn_local(async move {
            self.open_mirror().await;
            self.store.with_value(|store| {
                let now = clock::now();
                store.quarantine(now);
                store.tidy(now);
                let renamed = store.place_orphans(|| RecordId::from(&fresh_id()));
                let open = self.session.open();
                let to = renamed
                    .iter()
                    .find(|(id, _)| open.as_ref().is_some_and(|it| *id == it.id));
                if let Some(renamed) = to.and_then(|(_, id)| store.open(&id.into())) {
                    self.move_to(renamed);
                }
            });
            self.reopen();
            self.read_inventory();
            self.mirroring.update_value(|it| it.tried = true);
            self.flush();
        });
    }

    /// Saves the open assessment, if there is one.
    pub(super) fn save(self) {
        let save = |it: &Assessment| {
            self.store
                .with_value(|store| Some(store.save(it, clock::now())))
        };
        let Some(saved) = self.session.state.with_untracked(save) else {
            return;
        };
        let error = match saved {
            SaveOutcome::Deleted => return self.save_as_copy(),
            SaveOutcome::Merged(merged) => {
                self.adopt(*merged);
                None
            }
            SaveOutcome::Saved => None,
            SaveOutcome::InMemory(error) => Some(error),
        };
        self.saved(error);
        if self.store.with_value(RecordStore::has_vanished) {
            self.messages.show(Message::Vanished);
        }
        self.session.state.with_untracked(|open| {
            let last_export = self.store.with_value(|store| store.last_export(&open.id));
            self.reminder.consider(open, last_export);
        });
        let edits = self.mirroring.try_update_value(Mirroring::count_edit);
        if edits == Some(EDITS_WORTH_KEEPING) {
            retention::persist();
        }
    }

    /// Notes how saving in localStorage ended, and goes on to the mirror.
    pub(super) fn saved(self, error: Option<StoreError>) {
        // Something else may still be in memory only.
        let error = error.or_else(|| self.store.with_value(RecordStore::save_error));
        self.update_progress(|it| it.device_error = error);
        self.flush();
    }

    /// Writes to the mirror what it lacks, and then tells what is saved.
    fn flush(self) {
        let device = self
            .store
            .with_value(|store| store.retry(clock::now()).then(|| store.save_error()));
        self.update_progress(|it| {
            it.device_error = device.unwrap_or(it.device_error);
            // While there is no mirror, nothing is on its way to it.
            if it.mirror == MirrorCopy::Complete {
                it.mirror = MirrorCopy::Behind;
            }
        });
        if self.mirroring.with_value(Mirroring::is_busy) {
            return;
        }
        self.mirroring.update_value(|it| it.writing = true);
        spawn_local(async move {
            let worked = self.write_changes().await;
            let retry = self.mirroring.try_update_value(|it| it.wrote(worked));
            let copy = if worked {
                MirrorCopy::Complete
            } else {
                MirrorCopy::Missing
            };
            self.update_progress(|it| it.mirror = copy);
            if let Some(Some(after)) = retry {
                clock::after(after, move || {
                    self.mirroring.update_value(|it| it.scheduled = false);
                    self.flush();
                });
            }
        });
    }

    /// Writes to the mirror what it lacks. Whether it has everything now.
    async fn write_changes(self) -> bool {
        let mut refused = false;
        loop {
            let Some(mirror) = self.mirror().await else {
                return false;
            };
            let changes = self.store.with_value(RecordStore::take_changes);
            if changes.is_empty() {
                return !refused;
            }
            let written = mirror.write(changes.clone(), clock::now()).await;
            drop(mirror);
            if let Ok(written) = written {
                refused |= written.refused;
                for (key, text) in written.more {
                    // Another tab had written this to the mirror.
                    self.store
                        .with_value(|store| store.receive(&key, &text, clock::now()));
                    self.on_remote_change(&key, Some(&text));
                }
            } else {
                self.store
                    .with_value(|store| store.put_changes_back(changes));
                self.mirroring.update_value(|it| it.mirror = None);
            }
        }
    }

    /// The mirror; opened anew when it was closed, by clearing the site's data say, but not all the time.
    async fn mirror(self) -> Option<Rc<Mirror>> {
        let now = clock::now();
        if self.mirroring.with_value(|it| it.may_reopen(now)) {
            self.open_mirror().await;
            self.reopen();
        }
        self.mirroring.with_value(|it| it.mirror.clone())
    }

    async fn open_mirror(self) {
        self.mirroring.update_value(|it| it.opened = clock::now());
        let Ok(mirror) = Mirror::open().await else {
            return;
        };
        let Ok(rows) = mirror.rows().await else {
            return;
        };
        self.store
            .with_value(|store| store.reconcile(&rows, clock::now()));
        self.mirroring
            .update_value(|it| it.mirror = Some(Rc::new(mirror)));
    }

    fn update_progress(self, change: impl FnOnce(&mut SaveProgress)) {
        let mut progress = self.progress.get_untracked();
        change(&mut progress);
        if self.progress.get_untracked() != progress {
            self.progress.set(progress);
        }
    }

    /// Opens the assessment or snapshot with this id; false if the device has none.
    pub(super) fn open(self, id: &AssessmentId) -> bool {
        if self.session.is_open(id) {
            return true;
        }
        let found = self.store(|store| store.open(id));
        let was_found = found.is_some();
        self.session.show(found);
        self.note_evidence();
        was_found
    }

    /// Opens the assessment that a route names, if the device has it.
    pub fn open_route(self, route: &Route) {
        if let Route::Assessment(id, _) = route {
            self.open(id);
        }
    }

    /// Reads again what the store holds.
    pub(super) fn read_inventory(self) {
        let (mut inventory, error) = self.store(RecordStore::load);
        let Inventory {
            assessments,
            snapshots,
            ..
        } = &mut inventory;
        for assessment in assessments.iter_mut().chain(snapshots) {
            assessment.normalize(demarc_edition::outline());
        }
        self.inventory.set(inventory);
        self.note_evidence();
        if let Some(error) = error {
            self.saved(Some(error));
        }
    }
}
