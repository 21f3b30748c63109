//! What is done to whole assessments: starting, renaming, deleting and bringing back, snapshots, and files in and out.
//! It keeps the open assessment in step with what becomes of it.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::autosave::Autosave;
use super::import_progress::ImportProgress;
use super::messages::{Message, Messages};
use super::navigation::Navigation;
use super::reminder::Reminder;
use super::session::{Session, fresh_id, normalized};
use crate::browser::files::{self, File};
use crate::browser::{address, clock, focus};
use crate::route::{Route, Step, View};
use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::exchange::file::{self, Contents};
use demarc_core::exchange::record;
use demarc_core::library;
use demarc_core::store::{Inventory, RecordStore, SaveOutcome, StoreError};

/// What reads and writes files.
#[derive(Clone, Copy)]
pub struct FileAccess {
    /// Adds what is in a file to what was in those before it, or says why it can't be read.
    pub read: fn(&mut Contents, &[u8]) -> Result<(), String>,
    /// The text of a file with these assessments and snapshots, and what to say of their evidence after its name.
    pub write: fn(&[Assessment], &Inventory) -> (String, &'static str),
}

/// Fetches it; `None` when it could not be fetched.
pub type FetchFiles = fn() -> Pin<Box<dyn Future<Output = Option<FileAccess>>>>;

/// A file that was chosen to be opened: its name, and what is in it or why it can't be opened.
pub type ChosenFile = (String, Result<Contents, String>);

/// The handle on everything that is kept.
#[derive(Clone, Copy)]
pub struct Library {
    /// The file that was chosen to be opened.
    pub chosen: RwSignal<Option<ChosenFile>>,
    /// How far opening a file is, while one is being opened.
    pub importing: RwSignal<Option<ImportProgress>>,
    pub(super) session: Session,
    pub(super) autosave: Autosave,
    pub(super) navigation: Navigation,
    pub(super) messages: Messages,
    reminder: Reminder,
    fetch_files: FetchFiles,
}

impl Library {
    /// On what autosave stores.
    pub(super) fn new(
        session: Session,
        autosave: Autosave,
        navigation: Navigation,
        messages: Messages,
        reminder: Reminder,
        fetch_files: FetchFiles,
    ) -> Self {
        Self {
            chosen: RwSignal::new(None),
            importing: RwSignal::new(None),
            session,
            autosave,
            navigation,
            messages,
            reminder,
            fetch_files,
        }
    }

    /// Reads from what is kept on this device, as it was read last; tracked.
    pub fn with_inventory<T>(self, read: impl FnOnce(&Inventory) -> T) -> T {
        self.autosave.inventory.with(read)
    }

    /// Reads from it once.
    pub fn with_inventory_untracked<T>(self, read: impl FnOnce(&Inventory) -> T) -> T {
        self.autosave.inventory.with_untracked(read)
    }

    /// Reads again what the device keeps.
    pub fn read_inventory(self) {
        self.autosave.read_inventory();
    }

    /// Keeps a new assessment and goes to a page of it.
    pub fn start(self, assessment: Assessment, step: Step) {
        let assessment = normalized(assessment);
        let route = Route::Assessment(assessment.id.clone(), step);
        self.put(&assessment);
        self.session.show(Some(assessment));
        address::go(&route);
    }

    /// Opens the filled-in example, as the user left it.
    pub fn open_example(self) {
        let Ok(example) = record::read(demarc_edition::EXAMPLE) else {
            return;
        };
        let step = Step::Results(View::Overview);
        if self.autosave.open(&example.id) {
            address::go(&Route::Assessment(example.id, step));
        } else {
            let inventory = self.autosave.inventory.read_untracked();
            let mut example = library::with_free_id(example, &inventory, fresh_id);
            drop(inventory);
            example.date_answers(Moment::after(Moment::default(), clock::now(), 0));
            self.start(example, step);
        }
    }

    /// Keeps an assessment or snapshot that may be another than the open one.
    pub fn put(self, assessment: &Assessment) {
        let saved = self.autosave.store(|store| {
            // It may come from a list that was read before another tab wrote.
            store.forget(&assessment.id);
            store.save(assessment, clock::now())
        });
        let error = if let SaveOutcome::InMemory(error) = saved {
            Some(error)
        } else {
            None
        };
        if self.session.is_open(&assessment.id) {
            let now = if let SaveOutcome::Merged(merged) = saved {
                *merged
            } else {
                assessment.clone()
            };
            self.session.replace(Some(now));
        }
        self.autosave.saved(error);
        self.read_inventory();
    }

    /// Gives an assessment another name.
    pub fn rename(self, assessment: &Assessment, name: String) {
        let mut renamed = assessment.clone();
        let at = self.session.moment_after(&renamed);
        renamed.edit(at, |it| it.name = name);
        self.put(&renamed);
    }

    /// An id that no other assessment has.
    pub fn fresh_id(self) -> AssessmentId {
        fresh_id()
    }

    /// A name for a new assessment that no other has.
    pub fn fresh_name(self) -> String {
        library::fresh_name(&self.autosave.inventory.read_untracked())
    }

    /// Moves an assessment with its snapshots, or a snapshot alone, to the bin.
    pub fn delete(self, assessment: &Assessment) {
        let now = clock::now();
        let deleted = self
            .autosave
            .store(|store| store.delete(&assessment.id, now));
        if deleted.is_ok() {
            if self.session.is_open(&assessment.id) {
                self.session.replace(None);
            }
            self.messages.show(Message::deleted(assessment, now));
        }
        self.done(deleted.err());
    }

    /// After a change to the bin or the quarantine: says why it could not be done, if so, and reads the lists again. What
    /// could not be done is still where it was, so nothing is unsaved.
    fn done(self, error: Option<StoreError>) {
        if let Some(error) = error {
            self.messages.show(Message::Failed(error));
        }
        self.autosave.saved(None);
        self.read_inventory();
    }

    /// Brings back what was deleted at a time.
    pub fn bring_back(self, id: &AssessmentId, deleted: u64) {
        let fresh = fresh_id();
        let outcome = self
            .autosave
            .store(|store| store.restore(deleted, id, &fresh));
        self.messages.clear();
        self.done(outcome.err());
        self.autosave.open_route(&address::current_route());
    }

    /// Brings back what was deleted last, while that is what the user is told of. Whether there was something.
    pub fn undo_deletion(self) -> bool {
        let Some(Message::Deleted { id, at, .. }) = self.messages.current_untracked() else {
            return false;
        };
        self.bring_back(&id, at);
        true
    }

    /// Whether an assessment is in the bin.
    pub fn is_binned(self, id: &AssessmentId) -> bool {
        self.autosave.store(|store| store.binned(id)).is_some()
    }

    /// Takes something out of the bin or out of quarantine for ever.
    pub fn discard(self, key: &str) {
        let outcome = self.autosave.store(|store| store.discard(key));
        self.done(outcome.err());
    }

    /// Takes a snapshot of the open assessment.
    pub fn take_snapshot(self, label: &str) {
        self.autosave.leave_deleted();
        if let Some(open) = self.session.open() {
            self.take_snapshot_of(&open, label);
            self.messages.show(Message::SnapshotTaken(label.to_owned()));
        }
    }

    /// Takes a snapshot of an assessment.
    fn take_snapshot_of(self, assessment: &Assessment, label: &str) {
        let at = self.session.moment_after(assessment);
        let snapshot = assessment.take_snapshot(fresh_id(), label, at);
        self.copy_evidence(&assessment.id, &snapshot.id);
        self.put(&snapshot);
    }

    /// Makes the open assessment again what a snapshot of it was; to be undone like any step.
    pub fn restore_snapshot(self, snapshot: &Assessment) {
        let label = snapshot
            .snapshot
            .as_ref()
            .map_or("", |snapshot| &snapshot.label);
        let differs = |it: &Assessment| !it.differences(snapshot).is_empty();
        if self.session.state.with_untracked(differs) {
            self.take_snapshot(&format!("Before going back to “{label}”"));
        }
        self.session.edit(|it| it.restore(snapshot));
        self.session.redraw();
        self.messages.show(Message::Restored(label.to_owned()));
    }

    /// Offers the open assessment, with its snapshots, as a file.
    pub fn save_open_as_file(self) {
        if let Some(open) = self.session.open() {
            self.save_as_file(&open);
            self.reminder.clear();
        }
    }

    /// Offers an assessment, with its snapshots, as a file.
    pub fn save_as_file(self, assessment: &Assessment) {
        let (inventory, _) = self.autosave.store(RecordStore::load);
        let mut all = vec![assessment.clone()];
        all.extend(inventory.snapshots_of(&assessment.id).cloned());
        self.export(inventory, file::name(assessment), all);
    }

    /// Offers everything kept as one file.
    pub fn save_everything(self) {
        let (inventory, _) = self.autosave.store(RecordStore::load);
        let mut all = inventory.assessments.clone();
        all.extend(inventory.snapshots.iter().cloned());
        self.export(inventory, file::EVERYTHING.to_owned(), all);
        self.reminder.clear();
    }

    fn export(self, inventory: Inventory, name: String, all: Vec<Assessment>) {
        spawn_local(async move {
            let told = match (self.fetch_files)().await {
                Some(access) => {
                    let (text, told) = (access.write)(&all, &inventory);
                    files::save_text(&name, &text);
                    told
                }
                // Without what writes several into one file, each goes into a file of its own, as it is kept.
                None => {
                    for it in &all {
                        files::save_text(&file::name(it), &record::write(it));
                    }
                    ""
                }
            };
            self.messages.show(Message::Exported(name, told));
            self.autosave.store(|store| {
                for it in all.iter().filter(|it| it.snapshot.is_none()) {
                    store.note_export(&it.id, clock::now());
                }
            });
        });
    }

    /// Reads files that were chosen or dropped, and goes to where it is shown what is in them, or why they can't be
    /// opened.
    pub fn choose(self, chosen: Vec<File>) {
        let Some(first) = chosen.first() else {
            return;
        };
        let mut name = first.name();
        spawn_local(async move {
            let mut all = Contents::default();
            let mut problem = None;
            for file in &chosen {
                if let Err(found) = self.read(&mut all, file).await {
                    name = file.name();
                    problem = Some(found);
                    break;
                }
            }
            if chosen.len() > 1 && problem.is_none() {
                name = format!("{name} and {} more", chosen.len() - 1);
            }
            self.messages.clear();
            self.chosen.set(Some((name, problem.map_or(Ok(all), Err))));
            if self.navigation.is_at(&Route::Open) {
                // Another file takes the place of the one that was shown.
                focus::first("h1");
            }
            address::go(&Route::Open);
        });
    }

    async fn read(self, all: &mut Contents, chosen: &File) -> Result<(), String> {
        if files::size(chosen) > file::LARGEST {
            return Err(record::ReadError::TooLarge.to_string());
        }
        let bytes = files::read(chosen).await;
        let bytes = bytes.ok_or("The browser could not read the file. Try again.")?;
        let access = (self.fetch_files)().await.ok_or(
            "What reads files could not be fetched. Check the network, then open the file again.",
        )?;
        (access.read)(all, &bytes)
    }

    /// The image on the cover of reports, as a `data:` address.
    pub fn logo(self) -> Option<String> {
        self.autosave.store(RecordStore::logo)
    }

    /// Keeps an image for the cover of reports, or none; whether the device could.
    pub fn keep_logo(self, image: Option<&str>) -> bool {
        let outcome = self
            .autosave
            .store(|store| store.keep_logo(image, clock::now()));
        self.autosave.saved(None);
        outcome.is_ok()
    }
}
