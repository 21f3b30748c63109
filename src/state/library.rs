//! What is done to whole assessments: starting, opening, renaming, deleting and bringing back, files and snapshots.
//! It keeps the open assessment in step with what becomes of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Message, State, normalized};
use crate::document;
use crate::pages::later;
use crate::route::{Route, Step, View};
use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::exchange::file::{self, Contents};
use demarc_core::exchange::record;
use demarc_core::library::{self, import};
use demarc_core::store::{RecordStore, SaveOutcome};

impl State {
    /// Keeps a new assessment and goes to a page of it.
    pub fn start(self, assessment: Assessment, step: Step) {
        let assessment = normalized(assessment);
        let route = Route::Assessment(assessment.id.clone(), step);
        self.put(&assessment);
        self.show(Some(assessment));
        document::go(&route);
    }

    /// Opens the filled-in example, as the user left it.
    pub fn open_example(self) {
        let Ok(example) = record::read(demarc_edition::EXAMPLE) else {
            return;
        };
        let route = Route::Assessment(example.id.clone(), Step::Results(View::Overview));
        if self.open(&example.id) {
            document::go(&route);
        } else {
            let example = self
                .kept
                .with_untracked(|kept| library::with_free_id(example, kept, || self.fresh_id()));
            self.start(example, Step::Results(View::Overview));
        }
    }

    /// Keeps an assessment or snapshot that may be another than the open one.
    pub fn put(self, assessment: &Assessment) {
        self.catch_up();
        let saved = self.store.with_value(|store| {
            // It may come from a list that was read before another tab wrote.
            store.forget(&assessment.id);
            store.save(assessment, document::now())
        });
        let error = if let SaveOutcome::InMemory(error) = saved {
            Some(error)
        } else {
            None
        };
        if self.is_open(&assessment.id) {
            let now = if let SaveOutcome::Merged(merged) = saved {
                *merged
            } else {
                assessment.clone()
            };
            self.set_open(Some(normalized(now)));
        }
        self.saved(error);
        self.read_inventory();
    }

    /// Gives an assessment another name.
    pub fn rename(self, assessment: &Assessment, name: String) {
        let mut renamed = assessment.clone();
        let at = Moment::after(renamed.edits.latest(), document::now(), document::writer());
        renamed.edit(at, |it| it.name = name);
        self.put(&renamed);
    }

    /// Brings back what was deleted last, while that is what the user is told of. Whether there was something.
    pub fn undo_deletion(self) -> bool {
        let Some(Message::Deleted { id, at, .. }) = self.message.get_untracked() else {
            return false;
        };
        self.bring_back(&id, at);
        true
    }

    /// A name for a new assessment that no other has.
    pub fn fresh_name(self) -> String {
        library::fresh_name(&self.kept.read_untracked())
    }

    /// Moves an assessment with its snapshots, or a snapshot alone, to the bin.
    pub fn delete(self, assessment: &Assessment) {
        self.catch_up();
        let now = document::now();
        let deleted = self
            .store
            .with_value(|store| store.delete(&assessment.id, now));
        if deleted.is_ok() {
            if self.is_open(&assessment.id) {
                self.set_open(None);
            }
            self.message.set(Some(Message::deleted(assessment, now)));
        }
        self.saved(deleted.err());
        self.read_inventory();
    }

    /// Brings back what was deleted at a time.
    pub fn bring_back(self, id: &AssessmentId, deleted: u64) {
        let fresh = self.fresh_id();
        let outcome = self
            .store
            .with_value(|store| store.restore(deleted, id, &fresh));
        self.message.set(None);
        self.saved(outcome.err());
        self.read_inventory();
        self.open_named(&document::current_route());
    }

    /// Whether an assessment is in the bin.
    pub fn is_binned(self, id: &AssessmentId) -> bool {
        self.store.with_value(|store| store.binned(id)).is_some()
    }

    /// Takes something out of the bin or out of quarantine for ever.
    pub fn discard(self, key: &str) {
        let outcome = self.store.with_value(|store| store.discard(key));
        self.saved(outcome.err());
        self.read_inventory();
    }

    /// Freezes the open assessment under a name.
    pub fn take_snapshot(self, label: &str) {
        self.catch_up();
        let Some(open) = self.open.get_untracked() else {
            return;
        };
        self.take_snapshot_of(&open, label);
        self.message
            .set(Some(Message::SnapshotTaken(label.to_owned())));
    }

    /// Offers an assessment, with its snapshots, as a file.
    pub fn save_as_file(self, assessment: &Assessment) {
        self.catch_up();
        let (kept, _) = self.store.with_value(RecordStore::load);
        let mut all = vec![assessment.clone()];
        all.extend(kept.snapshots_of(&assessment.id).cloned());
        let name = file::name(assessment);
        document::save_file(&name, &file::write(&all));
        self.message.set(Some(Message::Filed(name)));
        self.store
            .with_value(|store| store.note_export(&assessment.id, document::now()));
    }

    /// Offers everything kept as one file.
    pub fn save_everything(self) {
        self.catch_up();
        let (kept, _) = self.store.with_value(RecordStore::load);
        let now = document::now();
        self.store.with_value(|store| {
            for assessment in &kept.assessments {
                store.note_export(&assessment.id, now);
            }
        });
        let mut all = kept.assessments;
        all.extend(kept.snapshots);
        let name = file::EVERYTHING.to_owned();
        document::save_file(&name, &file::write(&all));
        self.message.set(Some(Message::Filed(name)));
        self.reminder.set(false);
    }

    /// Reads files that were chosen or dropped, and goes to where it is shown what is in them, or why they can't be
    /// opened.
    pub fn choose(self, files: &web_sys::FileList) {
        let chosen: Vec<_> = (0..files.length())
            .filter_map(|index| files.get(index))
            .collect();
        if chosen.is_empty() {
            return;
        }
        spawn_local(async move {
            let mut all = Contents::default();
            let mut problem = None;
            let mut name = chosen[0].name();
            for file in &chosen {
                match self.read_chosen(file).await {
                    Ok(contents) => all.add(contents),
                    Err(found) => {
                        name = file.name();
                        problem = Some(found);
                        break;
                    }
                }
            }
            if chosen.len() > 1 && problem.is_none() {
                name = format!("{name} and {} more", chosen.len() - 1);
            }
            self.catch_up();
            self.read_inventory();
            self.message.set(None);
            self.chosen.set(Some((name, problem.map_or(Ok(all), Err))));
            if self.route.get_untracked() == Route::Open {
                // Another file takes the place of the one that was shown.
                document::focus("h1");
            }
            document::go(&Route::Open);
        });
    }

    async fn read_chosen(self, chosen: &web_sys::File) -> Result<Contents, String> {
        #[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
        if chosen.size() > file::LARGEST as f64 {
            return Err(record::ReadError::TooLarge.to_string());
        }
        let bytes = document::read_file(chosen).await;
        let bytes = bytes.ok_or("The browser could not read the file. Try again.")?;
        let read = later::read_file().await.ok_or(
            "What reads files could not be fetched. Check the network, then open the file again.",
        )?;
        let mut contents = read(&bytes)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a time before 1970 is as good as 1970"
        )]
        let written = chosen.last_modified() as u64;
        let assessments = &mut contents.assessments;
        import::normalize(assessments, self.catalog(), written, document::now());
        Ok(contents)
    }

    /// Keeps what an assessment is as a snapshot of this name.
    fn take_snapshot_of(self, kept: &Assessment, label: &str) {
        let at = Moment::after(kept.edits.latest(), document::now(), document::writer());
        self.put(&kept.take_snapshot(self.fresh_id(), label, at));
    }

    /// Reads again what the device keeps.
    pub fn read_inventory(self) {
        let (mut kept, error) = self.store.with_value(RecordStore::load);
        for assessment in kept.assessments.iter_mut().chain(&mut kept.snapshots) {
            assessment.normalize(self.catalog());
        }
        self.kept.set(kept);
        if let Some(error) = error {
            self.saved(Some(error));
        }
    }

    /// The image on the cover of reports, as a `data:` address.
    pub fn logo(self) -> Option<String> {
        self.store.with_value(RecordStore::logo)
    }

    /// Keeps an image for the cover of reports, or none; whether the device could.
    pub fn keep_logo(self, image: Option<&str>) -> bool {
        self.store
            .with_value(|store| store.keep_logo(image))
            .is_ok()
    }
}
