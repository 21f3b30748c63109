//! A tab: a store, an open assessment, and the logic of `src/state/session.rs` and `autosave.rs`, one step of a task
//! at a time.

use std::rc::Rc;

use demarc_core::assessment::{Assessment, AssessmentId, Field, History, Moment};
use demarc_core::store::{
    Entry, Inventory, Key, MirrorChange, MirrorWrites, Note, RecordId, RecordStore, RemoteChange,
    SaveOutcome, StoreError,
};

use super::browser::{Browser, Local};
use super::truth::Truth;
use demarc_core::library::import::{self, ImportAction};

/// The least time between two attempts to open the mirror, in milliseconds.
const OPEN_AGAIN_AFTER: u64 = 1000;

/// What all tabs share: the browser, the clock, and the checks.
pub struct World {
    pub browser: Rc<Browser>,
    pub clock: u64,
    pub ids: u64,
    pub truth: Truth,
}

impl World {
    /// An id that no other assessment has.
    pub fn fresh_id(&mut self) -> AssessmentId {
        self.ids += 1;
        AssessmentId::from_bits(self.ids)
    }
}

/// The state of a tab's task.
#[derive(Debug)]
enum Task {
    /// Opening the mirror, when the app starts.
    Starting,
    /// The mirror's rows have been read.
    Read(usize, Vec<Entry>),
    /// Changes are being written to the mirror.
    Writing(Vec<MirrorChange>),
    /// The mirror has them; the tab has not been notified.
    Written(Vec<MirrorChange>, MirrorWrites),
    /// The mirror failed, and is being reopened.
    Reopening,
}

/// A tab.
pub struct Tab {
    local: Local,
    store: RecordStore,
    writer: u64,
    pub open: Option<Assessment>,
    /// Whether it has an edit that is not saved, because no frame has passed.
    unsaved: bool,
    /// The assessment that the address names.
    address: Option<AssessmentId>,
    history: History,
    /// What the home page lists, while it is shown.
    pub home: Option<Inventory>,
    task: Option<Task>,
    /// Whether the row of a newer edition blocked a write.
    refused: bool,
    /// When the mirror was last opened, or tried to be.
    opened: u64,
    tried: bool,
    mirror: Option<usize>,
    device: Option<StoreError>,
}

impl Tab {
    /// A new tab that opens an assessment, or the home page.
    pub fn new(world: &World, number: usize, writer: u64, at: Option<&AssessmentId>) -> Self {
        let local = Local::new(&world.browser, number);
        let store = RecordStore::new(Some(Box::new(local.clone())));
        store.set_clock(world.clock);
        let open = at.and_then(|id| store.open(id));
        let home = at.is_none().then(|| store.load().0);
        Self {
            local,
            store,
            writer,
            open,
            unsaved: false,
            address: at.cloned(),
            history: History::default(),
            home,
            task: Some(Task::Starting),
            refused: false,
            opened: 0,
            tried: false,
            mirror: None,
            device: None,
        }
    }

    /// Whether a task is in progress.
    pub fn is_busy(&self) -> bool {
        self.task.is_some()
    }

    /// Whether it writes to the mirror.
    pub fn has_mirror(&self) -> bool {
        self.mirror.is_some()
    }

    /// Whether it has an assessment, or a newer version of it, in memory only.
    pub fn is_in_memory(&self, id: &AssessmentId) -> bool {
        self.store.is_in_memory(&Key::assessment(id))
    }

    /// What is stored, as this tab reads it.
    pub fn kept(&self) -> Inventory {
        self.store.load().0
    }

    /// Edits the open assessment, as `Session::edit` does. Returns whether something changed.
    pub fn edit(&mut self, world: &mut World, change: impl FnOnce(&mut Assessment)) -> bool {
        self.change(world, |history, it, at| history.edit(it, at, change))
    }

    /// Undoes or redoes the last step. Returns whether something changed.
    pub fn undo_or_redo(&mut self, world: &mut World, back: bool) -> bool {
        self.change(world, if back { History::undo } else { History::redo })
    }

    fn change(
        &mut self,
        world: &mut World,
        change: impl FnOnce(&mut History, &mut Assessment, Moment) -> Vec<Field>,
    ) -> bool {
        let Some(it) = self.open.as_mut().filter(|it| it.snapshot.is_none()) else {
            return false;
        };
        let at = it.next_moment(world.clock, self.writer);
        let fields = change(&mut self.history, it, at);
        for field in &fields {
            world.truth.edited(field, at);
        }
        self.unsaved |= !fields.is_empty();
        !fields.is_empty()
    }

    /// Saves a pending edit, as `Session::settle` does after a frame and before any other action.
    pub fn catch_up(&mut self, world: &mut World) {
        self.store.set_clock(world.clock);
        if self.unsaved {
            self.keep(world);
        }
    }

    /// Saves the open assessment, as `Autosave::save` does.
    pub fn keep(&mut self, world: &mut World) {
        self.unsaved = false;
        let Some(assessment) = self.open.clone() else {
            return;
        };
        let saved = self.store.save(&assessment, world.clock);
        self.device = match saved {
            SaveOutcome::Deleted => return self.keep_as_copy(world, &assessment),
            SaveOutcome::Merged(merged) => {
                world.truth.learn(&merged);
                self.open = Some(*merged);
                None
            }
            SaveOutcome::Saved => None,
            SaveOutcome::InMemory(error) => Some(error),
        };
        self.flush(world);
        self.store.has_vanished();
    }

    fn keep_as_copy(&mut self, world: &mut World, assessment: &Assessment) {
        let fresh = world.fresh_id();
        world.truth.is_copy(&fresh, &assessment.id);
        let copy = assessment.duplicate(fresh, format!("{} (copy)", assessment.name));
        self.open = Some(copy);
        self.keep(world);
    }

    /// Saves an assessment that may not be the open one, as `Library::put` does.
    fn put(&mut self, world: &mut World, assessment: &Assessment) {
        self.catch_up(world);
        self.store.forget(&assessment.id);
        let saved = self.store.save(assessment, world.clock);
        self.was_put(world, assessment, saved);
        self.flush(world);
        self.read_inventory();
    }

    /// Takes over how the saving of an assessment ended.
    fn was_put(&mut self, world: &mut World, assessment: &Assessment, saved: SaveOutcome) {
        self.device = match saved {
            SaveOutcome::InMemory(error) => Some(error),
            _ => None,
        };
        if let SaveOutcome::Merged(merged) = &saved {
            world.truth.learn(merged);
        }
        if self.open.as_ref().is_some_and(|it| it.id == assessment.id) {
            self.open = Some(match saved {
                SaveOutcome::Merged(merged) => *merged,
                _ => assessment.clone(),
            });
        }
    }

    /// Starts an assessment and opens it.
    pub fn start(&mut self, world: &mut World) {
        let at = Moment::after(Moment::default(), world.clock, self.writer);
        let mut it = Assessment::new(world.fresh_id(), "");
        for field in it.edit(at, |it| it.name = format!("Started at {}", world.clock)) {
            world.truth.edited(&field, at);
        }
        self.put(world, &it);
        self.show(Some(it));
    }

    /// Opens an assessment; without an id, the home page.
    pub fn go(&mut self, world: &mut World, id: Option<&AssessmentId>) {
        self.catch_up(world);
        self.home = None;
        match id {
            Some(id) if self.open.as_ref().is_none_or(|it| it.id != *id) => {
                let found = self.store.open(id);
                self.show(found);
            }
            Some(_) => {}
            None => {
                self.address = None;
                self.home = Some(self.kept());
            }
        }
    }

    fn show(&mut self, assessment: Option<Assessment>) {
        self.history = History::default();
        self.address = assessment.as_ref().map(|it| it.id.clone());
        self.home = None;
        self.open = assessment;
    }

    /// Renames an assessment on the home page.
    pub fn rename(&mut self, world: &mut World, mut it: Assessment, name: String) {
        let at = it.next_moment(world.clock, self.writer);
        for field in it.edit(at, |it| it.name = name) {
            world.truth.edited(&field, at);
        }
        self.put(world, &it);
    }

    /// Takes a snapshot of the open assessment.
    pub fn take_snapshot(&mut self, world: &mut World) {
        self.leave_deleted(world);
        let fresh = world.fresh_id();
        if let Some(open) = self.open.clone().filter(|it| it.snapshot.is_none()) {
            let taken = open.next_moment(world.clock, self.writer);
            self.put(world, &open.take_snapshot(fresh, "Q3", taken));
        }
    }

    /// Saves what is open as a copy if another tab has deleted it, as `Autosave::leave_deleted` does.
    fn leave_deleted(&mut self, world: &mut World) {
        self.catch_up(world);
        let open = self.open.clone();
        if let Some(open) = open.filter(|it| self.store.is_deleted(&it.id)) {
            self.keep_as_copy(world, &open);
        }
    }

    /// Goes back to a snapshot of the open assessment. Returns whether there was one.
    pub fn restore_snapshot(&mut self, world: &mut World, which: usize) -> bool {
        self.leave_deleted(world);
        let Some(open) = self.open.clone().filter(|it| it.snapshot.is_none()) else {
            return false;
        };
        let kept = self.kept();
        let snapshots: Vec<_> = kept.snapshots_of(&open.id).collect();
        let Some(snapshot) = snapshots.get(which % snapshots.len().max(1)).copied() else {
            return false;
        };
        self.take_snapshot(world);
        self.edit(world, |it| it.restore(snapshot))
    }

    /// What a file of everything has.
    pub fn file(&mut self, world: &mut World) -> Vec<Assessment> {
        self.catch_up(world);
        self.store.set_clock(world.clock);
        let kept = self.kept();
        kept.assessments.into_iter().chain(kept.snapshots).collect()
    }

    /// Opens a file, as `Library::import` does, with an action for each item.
    pub fn import(
        &mut self,
        world: &mut World,
        contents: Vec<Assessment>,
        action: impl Fn(usize) -> ImportAction,
    ) {
        self.catch_up(world);
        self.store.set_clock(world.clock);
        let mut contents = contents.into();
        import::normalize(&mut contents, demarc_edition::outline(), world.clock);
        let plan = import::plan(contents.clone(), &self.kept(), || world.fresh_id());
        let contents = contents.assessments;
        for it in plan.iter().map(|item| &item.assessment) {
            let is_of = |other: &&Assessment| other.edits == it.edits;
            if contents.iter().all(|other| other.id != it.id)
                && let Some(original) = contents.iter().find(is_of)
            {
                world.truth.is_copy(&it.id, &original.id);
            }
        }
        let actions = plan.iter().enumerate();
        let actions: Vec<_> = actions
            .map(|(index, item)| {
                if item.here.is_some() {
                    action(index)
                } else {
                    item.action
                }
            })
            .collect();
        let (clock, writer) = (world.clock, self.writer);
        let mut import = import::Import::new(plan.clone(), &actions, "f.json");
        let mut ids = Vec::new();
        loop {
            let step = import.next(&mut import::Context {
                stored: &|id| self.store.open(id),
                evidence: &|_| None,
                is_used: &|id| self.store.text(&Key::assessment(id).to_string()).is_some(),
                moment_after: &|it: &Assessment| it.next_moment(clock, writer),
                fresh_id: &mut || world.fresh_id(),
            });
            let Some(step) = step else {
                break;
            };
            for it in &step.writes {
                let mut items = plan.iter().map(|item| &item.assessment);
                if it.snapshot.is_none()
                    && items.all(|other| other.id != it.id)
                    && let Some(item) = plan.iter().find(|item| item.assessment.edits == it.edits)
                {
                    world.truth.is_copy(&it.id, &item.assessment.id);
                }
                world.truth.brought_back(&it.id);
                world.truth.learn(it);
                world.truth.taken_from_file(it);
                let saved = self.store.save_in_bulk(it, world.clock);
                self.was_put(world, it, saved);
                ids.push(it.id.clone());
            }
            import.finish(step);
        }
        self.store.finish_bulk(&ids);
        self.flush(world);
        self.read_inventory();
    }

    /// Keeps an image for the cover of reports, or removes it.
    pub fn keep_logo(&mut self, world: &mut World) {
        self.catch_up(world);
        let image = format!("data:image/png;base64,{:08}", world.truth.step);
        let image = Some(image).filter(|_| !world.truth.step.is_multiple_of(5));
        let outcome = self.store.keep_logo(image.as_deref(), world.clock);
        let text = self.store.text(&Key::Note(Note::Logo).to_string());
        if let (Ok(()), Some(text)) = (outcome, text) {
            world.truth.logo_set(text, &world.browser);
        }
        self.flush(world);
    }

    /// The image for the cover of reports.
    pub fn logo(&self) -> Option<String> {
        self.store.logo()
    }

    /// Moves an assessment to the bin.
    pub fn delete(&mut self, world: &mut World, id: &AssessmentId) {
        self.catch_up(world);
        let snapshots: Vec<_> = self.kept().snapshots_of(id).cloned().collect();
        let outcome = self.store.delete(id, world.clock);
        for id in snapshots.iter().map(|it| &it.id).chain([id]) {
            world.truth.deleted(id, outcome.is_ok());
        }
        if outcome.is_ok() && self.open.as_ref().is_some_and(|it| it.id == *id) {
            self.open = None;
        }
        self.device = None;
        self.flush(world);
        self.read_inventory();
    }

    /// Restores something from the bin, with what was deleted together with it.
    pub fn bring_back(&mut self, world: &mut World, id: &AssessmentId, deleted: u64) {
        let fresh = world.fresh_id();
        world.truth.is_copy(&fresh, id);
        let before = self.kept();
        let outcome = self.store.restore(deleted, id, &fresh);
        let after = self.kept();
        for binned in &before.bin {
            if after.bin.iter().all(|it| it.key != binned.key) {
                world.truth.brought_back(&binned.assessment.id);
            }
        }
        let there = outcome.as_ref().ok().map(|id| (id, after.find(id)));
        if let Some((id, None)) = there {
            let line = format!("{id} was brought back and is not there");
            world.truth.broken.push(line);
        }
        if let Some((id, Some(there))) = there {
            let was = before.bin.iter().find(|it| {
                it.deleted == deleted
                    && it.assessment.differences(there).is_empty()
                    && it.assessment.id == *id
            });
            world.truth.learn(there);
            if was.is_none() && *id != fresh {
                let line = format!("another than {id} was brought back");
                world.truth.broken.push(line);
            }
        }
        self.device = None;
        self.flush(world);
        self.read_inventory();
    }

    /// Deletes something for good from the bin or from quarantine.
    pub fn discard(&mut self, world: &mut World, key: &str) {
        let text = self.store.text(key);
        // What can't be removed stays, and the user is told.
        if self.store.discard(key).is_ok() {
            world.truth.gone(text);
        }
        self.device = None;
        self.flush(world);
        self.read_inventory();
    }

    fn read_inventory(&mut self) {
        if self.home.is_some() {
            self.home = Some(self.kept());
        }
    }

    /// Handles the next event from another tab. Returns whether there was one.
    pub fn receive_next(&mut self, world: &mut World) -> bool {
        let Some((key, text)) = self.local.receive_event() else {
            return false;
        };
        match key {
            Some(key) => self.receive_event(world, &key, text.as_deref()),
            None => self.keep(world),
        }
        true
    }

    fn receive_event(&mut self, world: &mut World, key: &str, text: Option<&str>) {
        self.catch_up(world);
        let open = self.open.clone();
        if let Some(it) = open.filter(|it| key == Key::assessment(&it.id).to_string()) {
            self.receive_open(world, &it, text);
        }
        self.read_inventory();
    }

    fn receive_open(&mut self, world: &mut World, assessment: &Assessment, text: Option<&str>) {
        match self.store.on_remote_change(assessment, text, world.clock) {
            RemoteChange::Nothing | RemoteChange::Deleted => {}
            RemoteChange::Changed { merged, knew_more } => {
                self.open = Some(*merged);
                if knew_more {
                    self.keep(world);
                }
            }
            RemoteChange::DeletedUnseen => self.keep_as_copy(world, assessment),
            RemoteChange::Vanished => self.keep(world),
        }
    }

    fn flush(&mut self, world: &mut World) {
        self.device = match self.store.retry(world.clock) {
            true => self.store.save_error(),
            false => self.device.or_else(|| self.store.save_error()),
        };
        if self.task.is_none() && self.tried {
            self.refused = false;
            self.write_next(world);
        }
    }

    /// Writes the next changes to the mirror. A closed mirror is reopened, at most once per interval.
    fn write_next(&mut self, world: &mut World) {
        self.task = None;
        if self.mirror.is_none() {
            if world.clock.abs_diff(self.opened) < OPEN_AGAIN_AFTER {
                self.report(world, false);
            } else {
                self.task = Some(Task::Reopening);
            }
            return;
        }
        let changes = self.store.take_changes();
        if changes.is_empty() {
            self.report(world, !self.refused);
        } else {
            self.task = Some(Task::Writing(changes));
        }
    }

    /// Reports what is saved, and checks that it is.
    fn report(&mut self, world: &mut World, mirrored: bool) {
        let error = self
            .device
            .filter(|error| !mirrored || *error == StoreError::Newer);
        if error.is_none()
            && !self.unsaved
            && !self.local.is_outdated()
            && let Some(open) = &self.open
        {
            let World { truth, browser, .. } = world;
            truth.kept(open, mirrored, browser);
        }
    }

    /// The state of the tab, in a line.
    pub fn describe(&self) -> String {
        let open = self.open.as_ref().map(|it| {
            let edits = serde_json::to_string(&it.edits).expect("edits are written");
            format!("{} {edits}", it.id)
        });
        let number = self.local.number();
        let unsaved = if self.unsaved { "unsaved" } else { "" };
        let task = format!("{:.3000}", format!("{:?}", self.task));
        let (mirror, error) = (self.mirror, self.device);
        format!("tab {number} {open:?} {unsaved} {mirror:?} {error:?} {task}")
    }

    /// Runs the next step of the task.
    pub fn advance(&mut self, world: &mut World) {
        match self.task.take() {
            None => {}
            Some(Task::Starting) => {
                self.opened = world.clock;
                match world.browser.mirror.open() {
                    Some((opening, rows)) => self.task = Some(Task::Read(opening, rows)),
                    None => self.started(world),
                }
            }
            Some(Task::Read(opening, rows)) => {
                self.store.reconcile(&rows, world.clock);
                self.mirror = Some(opening);
                self.started(world);
            }
            Some(Task::Writing(changes)) => {
                let opening = self.mirror.unwrap_or_default();
                let written = world.browser.mirror.write(opening, &changes, world.clock);
                match written {
                    Some(written) => self.task = Some(Task::Written(changes, written)),
                    None => {
                        self.store.put_changes_back(changes);
                        self.mirror = None;
                        self.write_next(world);
                    }
                }
            }
            Some(Task::Written(changes, written)) => {
                // Not if the data was cleared since.
                let World { truth, browser, .. } = world;
                if self.mirror == Some(browser.mirror.opening.get()) {
                    for change in &changes {
                        truth.mirrored(change, browser);
                    }
                }
                // `flush` finds a task in progress and starts no other.
                self.task = Some(Task::Reopening);
                self.refused |= written.refused;
                for (key, text) in written.more {
                    self.store.receive(&key, &text, world.clock);
                    self.receive_event(world, &key, Some(&text));
                }
                self.write_next(world);
            }
            Some(Task::Reopening) => {
                self.opened = world.clock;
                if let Some((opening, rows)) = world.browser.mirror.open() {
                    self.store.reconcile(&rows, world.clock);
                    self.mirror = Some(opening);
                }
                self.task = Some(Task::Reopening);
                self.reopen(world);
                self.write_next(world);
            }
        }
    }

    /// Reads the open assessment again, after the mirror restored what the device lost.
    fn reopen(&mut self, world: &mut World) {
        if let Some(open) = self.open.clone() {
            let key = Key::assessment(&open.id).to_string();
            let text = self.store.text(&key);
            self.receive_open(world, &open, text.as_deref());
        } else if let Some(id) = self.address.clone() {
            self.open = self.store.open(&id);
        }
    }

    fn started(&mut self, world: &mut World) {
        self.store.quarantine(world.clock);
        let before = self.kept().bin;
        self.store.tidy(world.clock);
        let earlier = self.kept();
        for binned in before {
            if earlier.bin.iter().all(|it| it.key != binned.key) {
                world.truth.gone(Some(demarc_core::exchange::record::write(
                    &binned.assessment,
                )));
            }
        }
        let renamed = self
            .store
            .place_orphans(|| RecordId::from(&world.fresh_id()));
        for (id, renamed) in renamed {
            world.truth.renamed(&(&id).into(), &(&renamed).into());
            if self.open.as_ref().is_some_and(|it| id == it.id) {
                self.open = self.store.open(&(&renamed).into());
            }
        }
        let now = self.kept();
        for binned in now.bin.iter().filter(|it| !earlier.bin.contains(it)) {
            world.truth.deleted(&binned.assessment.id, true);
        }
        self.read_inventory();
        self.reopen(world);
        self.tried = true;
        self.flush(world);
    }

    /// Kills the tab. A write that is in progress may still arrive at the mirror.
    pub fn kill(mut self, world: &World, arrives: bool) {
        if let (Some(Task::Writing(changes)), Some(opening)) = (self.task.take(), self.mirror)
            && arrives
        {
            let _ = world.browser.mirror.write(opening, &changes, world.clock);
        }
    }
}
