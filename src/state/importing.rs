//! Opening the assessments of a file: in slices, so that the page shows how far it is and can cancel.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::import_progress::ImportProgress;
use super::library::Library;
use super::messages::Message;
use super::session::{fresh_id, normalized};
use crate::browser::{address, clock, frame};
use crate::route::{Route, Step};
use demarc_core::assessment::Assessment;
use demarc_core::library::import::{self, ImportAction, ImportItem, Stop};
use demarc_core::store::{
    EVIDENCE, EvidenceRecord, Key, RecordId, RecordStore, SaveOutcome, StoreError,
};

/// How long a slice takes, in milliseconds: the page answers in between.
const SLICE: u64 = 40;

/// How often the mirror is looked at, and how many times at most: some ten seconds.
const LOOK_EVERY: Duration = Duration::from_millis(10);
const LOOKS: u32 = 1000;

impl Library {
    /// Opens the chosen file by its plan, as the user chose for each item, and then goes to what was opened.
    pub fn import(self, plan: Vec<ImportItem>, chosen: &[ImportAction]) {
        let file = self
            .chosen
            .with_untracked(|it| it.as_ref().map(|it| it.0.clone()));
        let file = file.unwrap_or_default();
        let import = import::Import::new(plan, chosen, &file);
        self.importing.set(Some(ImportProgress {
            file,
            done: 0,
            total: import.total(),
            canceled: false,
        }));
        self.chosen.set(None);
        spawn_local(self.import_all(import));
    }

    /// Stops opening the file after what is being written.
    pub fn cancel_import(self) {
        self.importing.maybe_update(|it| {
            it.as_mut()
                .is_some_and(|it| !std::mem::replace(&mut it.canceled, true))
        });
    }

    async fn import_all(self, mut import: import::Import) {
        while self.import_slice(&mut import).await {
            self.importing.update(|it| {
                if let Some(it) = it {
                    it.done = import.opened().len();
                }
            });
            frame::pause(Duration::ZERO).await;
        }
        self.messages.show(Message::Told(import.message()));
        self.importing.set(None);
        if !self.navigation.is_at(&Route::Open) || self.chosen.with_untracked(Option::is_some) {
            // The user went on to something else.
            return self.read_inventory();
        }
        address::go(&match import.opened() {
            [only] => {
                // The evidence of what is open comes from there.
                self.read_inventory();
                Route::Assessment(only.clone(), Step::Practices)
            }
            _ => Route::Home,
        });
    }

    /// Opens what a slice has time for; whether there is more.
    async fn import_slice(self, import: &mut import::Import) -> bool {
        let canceled = |it: &Option<ImportProgress>| it.as_ref().is_some_and(|it| it.canceled);
        if self.importing.with_untracked(canceled) {
            import.stop(Stop::Canceled, Vec::new());
            return false;
        }
        let slice = self.autosave.store(|store| self.write_slice(store, import));
        if let Some(it) = slice.open {
            self.session.replace(Some(it));
        }
        let error = slice.error;
        self.autosave.saved(error);
        if error == Some(StoreError::Full) && !self.is_mirrored().await {
            return self.give_up(import, slice.steps);
        }
        let is_last = slice.steps.is_empty();
        for (step, _) in slice.steps {
            import.finish(step);
        }
        !is_last
    }

    fn write_slice(self, store: &RecordStore, import: &mut import::Import) -> Slice {
        let start = clock::now();
        let mut fresh = fresh_id;
        let mut context = import::Context {
            stored: &|id| store.open(id).map(normalized),
            evidence: &|id| {
                let text = store.open_record(&EVIDENCE, &id.into())?;
                Some(EvidenceRecord::read(&text).ok()?.1)
            },
            is_used: &|id| store.text(&Key::assessment(id).to_string()).is_some(),
            moment_after: &|it| self.session.moment_after(it),
            fresh_id: &mut fresh,
        };
        let mut slice = Slice::default();
        let mut ids = Vec::new();
        while let Some(step) = import.next(&mut context) {
            let mut in_memory = Vec::new();
            for it in &step.writes {
                // Neither what was in memory before nor what is open is taken back.
                let key = Key::assessment(&it.id);
                let was_in_memory = store.is_in_memory(&key);
                let saved = store.save_in_bulk(it, clock::now());
                ids.push(it.id.clone());
                if let SaveOutcome::InMemory(error) = &saved {
                    slice.error = Some(*error);
                    let is_new = !was_in_memory && !self.session.is_open(&it.id);
                    in_memory.extend(is_new.then_some(key));
                }
                if self.session.is_open(&it.id) {
                    slice.open = Some(match saved {
                        SaveOutcome::Merged(merged) => *merged,
                        _ => it.clone(),
                    });
                } else {
                    store.forget(&it.id);
                }
            }
            for (of, entries) in &step.evidence {
                let id = RecordId::from(of);
                let key = Key::Record(&EVIDENCE, id.clone());
                let was_in_memory = store.is_in_memory(&key);
                let text = EvidenceRecord::write(of, entries);
                let saved = store.save_record_in_bulk(&EVIDENCE, &id, &text, clock::now());
                if let SaveOutcome::InMemory(error) = saved {
                    slice.error = Some(error);
                    in_memory.extend((!was_in_memory).then_some(key));
                }
            }
            slice.steps.push((step, in_memory));
            if clock::now() >= start + SLICE {
                break;
            }
        }
        store.finish_bulk(&ids);
        slice
    }

    /// Whether the mirror has all that the device has no room for, once it has written.
    async fn is_mirrored(self) -> bool {
        for _ in 0..LOOKS {
            if !self.autosave.is_mirroring() {
                break;
            }
            frame::pause(LOOK_EVERY).await;
        }
        !self.autosave.is_mirroring() && self.autosave.error_untracked().is_none()
    }

    /// Takes back the steps of a slice that are in memory only, and ends the import.
    fn give_up(self, import: &mut import::Import, steps: Vec<(import::Step, Vec<Key>)>) -> bool {
        let mut unsaved = Vec::new();
        for (step, in_memory) in steps {
            if in_memory.is_empty() {
                import.finish(step);
                continue;
            }
            self.autosave.store(|store| {
                for key in &in_memory {
                    store.withdraw(key);
                }
            });
            unsaved.push(step);
        }
        import.stop(Stop::Full, unsaved);
        self.autosave.saved(None);
        false
    }
}

/// What was written at one time.
#[derive(Default)]
struct Slice {
    /// The steps, each with what of it is in memory only.
    steps: Vec<(import::Step, Vec<Key>)>,
    /// The open assessment, if it was among what was written.
    open: Option<Assessment>,
    /// Why something is in memory only.
    error: Option<StoreError>,
}
