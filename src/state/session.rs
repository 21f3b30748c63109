//! The open assessment: its analysis, editing, undo and redo. The one place that edits it.
//! An edit shows first; the analysis and saving follow once its frame is out, or when somebody settles. This file knows
//! nothing of storage: what saves is handed in.

use std::rc::Rc;

use leptos::prelude::*;

use super::analyzer::{Analyzed, analysis};
use super::messages::{Message, Messages};
use super::navigation::Navigation;
use super::reading::State;
use crate::browser::{clock, frame, random};
use demarc_catalog::PracticeText;
use demarc_core::analysis::GapQuery;
use demarc_core::assessment::{Assessment, AssessmentId, Field, History, Moment};
use demarc_core::labels;

/// The handle on the open assessment.
#[derive(Clone, Copy)]
pub struct Session {
    /// What may be read of it.
    pub(super) state: State,
    open: RwSignal<Option<Assessment>>,
    /// The record of the evidence of the open assessment, if it has one.
    evidence: StoredValue<Option<String>>,
    /// Counts the times that the analysis caught up with the open assessment.
    analyzed: RwSignal<u32>,
    /// Whether it was edited since then, and is neither analyzed nor saved.
    pending: RwSignal<bool>,
    /// What saves it.
    save: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
    /// Counts the changes that did not come from the page.
    redraws: RwSignal<u32>,
    memory: StoredValue<Memory>,
    /// Whether there is something to undo, and to redo.
    steps: RwSignal<(bool, bool)>,
    /// Counts the fields of the page whose content is not stored.
    unstored: RwSignal<u32>,
    messages: Messages,
    /// Tells this tab's edits from those of others.
    writer: u64,
}

/// What is remembered while the app is open.
#[derive(Default)]
struct Memory {
    /// The steps by which the open assessment came to be what it is.
    history: History,
    /// The steps of those that were open before.
    histories: Vec<(AssessmentId, History)>,
    /// What the list of gaps was narrowed to when it was left, and of which assessment.
    gap_query: Option<(AssessmentId, GapQuery)>,
}

impl Session {
    /// Nothing is open.
    pub(super) fn new(navigation: Navigation, messages: Messages) -> Self {
        let open = RwSignal::new(None::<Assessment>);
        let analyzed = RwSignal::new(0);
        let evidence = StoredValue::new(None::<String>);
        let redraws = RwSignal::new(0);
        let analysis = Memo::new(move |earlier: Option<&Option<Analyzed>>| {
            analyzed.track();
            let earlier = earlier.and_then(Option::as_ref);
            evidence.with_value(|evidence| {
                open.with_untracked(|open| analysis(open.as_ref()?, evidence.as_deref(), earlier))
            })
        });
        Self {
            state: State::new(navigation, open, analysis, redraws),
            open,
            evidence,
            analyzed,
            pending: RwSignal::new(false),
            save: StoredValue::new_local(None),
            redraws,
            memory: StoredValue::new(Memory::default()),
            steps: RwSignal::new((false, false)),
            unstored: RwSignal::new(0),
            messages,
            writer: random::bits(),
        }
    }

    /// Edits the open assessment, as a step that can be undone. A snapshot is not edited.
    pub fn edit(self, edit: impl FnOnce(&mut Assessment)) {
        let edit: Box<dyn FnOnce(&mut Assessment)> = Box::new(edit);
        self.change(|history, it, at| history.edit(it, at, edit));
        self.messages.clear_step();
    }

    /// Says that the answer to a practice still holds, after its criteria changed. It is no step that can be undone.
    pub fn confirm_answer(self, practice: &PracticeText) {
        self.change(|_, it, at| it.confirm_answer(practice, at));
    }

    /// Ends the last step: a field was left, and what is typed next is a step of its own.
    pub fn end_step(self) {
        self.memory.update_value(|it| it.history.end_step());
    }

    /// Takes the last step back.
    pub fn undo(self) {
        if self.steps.get_untracked().0 {
            let fields = self.change(History::undo);
            self.report(&fields, Message::Undone);
        }
    }

    /// Takes the last undoing back.
    pub fn redo(self) {
        if self.steps.get_untracked().1 {
            let fields = self.change(History::redo);
            self.report(&fields, Message::Redone);
        }
    }

    /// Whether there is something to undo; tracked.
    pub fn can_undo(self) -> bool {
        self.steps.get().0
    }

    /// Whether there is something to redo; tracked.
    pub fn can_redo(self) -> bool {
        self.steps.get().1
    }

    fn change(
        self,
        change: impl FnOnce(&mut History, &mut Assessment, Moment) -> Vec<Field>,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        self.open.maybe_update(|open| {
            if let Some(it) = open.as_mut().filter(|it| it.snapshot.is_none()) {
                let at = self.moment_after(it);
                self.memory
                    .update_value(|memory| fields = change(&mut memory.history, it, at));
            }
            !fields.is_empty()
        });
        self.note_steps();
        if !fields.is_empty() {
            self.settle_soon();
        }
        fields
    }

    /// Tells what undoing or redoing changed.
    fn report(self, fields: &[Field], message: fn(String) -> Message) {
        let Some(first) = fields.first() else {
            return self.messages.show(Message::NothingToUndo);
        };
        let mut what = self.state.with_untracked(|it| {
            let name = labels::field(self.state.catalog(), first);
            let value = labels::value(self.state.catalog(), first, it);
            format!("{name} is “{value}” now")
        });
        if fields.len() > 1 {
            what = format!("{what}, and {} more", fields.len() - 1);
        }
        self.messages.show(message(what));
        self.redraw();
    }

    fn note_steps(self) {
        let steps = self
            .memory
            .with_value(|it| (it.history.can_undo(), it.history.can_redo()));
        if self.steps.get_untracked() != steps {
            self.steps.set(steps);
        }
    }

    /// The number of this tab among those that edit.
    pub(super) fn writer(self) -> u64 {
        self.writer
    }

    /// The moment of an edit made now of an assessment: later than all that it has.
    pub(super) fn moment_after(self, assessment: &Assessment) -> Moment {
        assessment.next_moment(clock::now(), self.writer)
    }

    /// Settles once what was edited shows.
    fn settle_soon(self) {
        if !self.pending.get_untracked() {
            self.pending.set(true);
            frame::once_shown(move || self.settle());
        }
    }

    /// Analyzes and saves the open assessment now, if an edit is pending: before another takes its place, before what is
    /// stored is read, and before the page goes.
    pub fn settle(self) {
        if !self.pending.get_untracked() {
            return;
        }
        self.pending.set(false);
        self.analyzed.update(|count| *count += 1);
        if let Some(save) = self.save.get_value() {
            save();
        }
    }

    /// Analyzes and draws anew if another day has begun since the last analysis.
    pub(super) fn follow_day(self) {
        let is_of_earlier_day = |it: &Option<Analyzed>| {
            let analyzed = it.as_ref();
            analyzed.is_some_and(|it| it.day != clock::day())
        };
        if self.state.analysis.with_untracked(is_of_earlier_day) {
            self.analyzed.update(|count| *count += 1);
            self.redraw();
        }
    }

    /// Whether an edit is neither analyzed nor saved; tracked.
    pub(super) fn is_pending(self) -> bool {
        self.pending.get()
    }

    /// Counts one more field of the page whose content is not stored, or one fewer.
    pub fn count_unstored(self, more: bool) {
        self.unstored
            .update(|it| *it = if more { *it + 1 } else { it.saturating_sub(1) });
    }

    /// Whether the content of a field of the page is not stored; tracked.
    pub fn has_unstored(self) -> bool {
        self.unstored.get() > 0
    }

    /// Has this save the open assessment whenever an edit settles.
    pub(super) fn save_with(self, save: impl Fn() + 'static) {
        self.save.set_value(Some(Rc::new(save)));
    }

    /// Redraws what does not follow every edit, after a change that did not come from the page.
    pub fn redraw(self) {
        self.settle();
        self.redraws.update(|count| *count += 1);
    }

    /// What the list of gaps of the open assessment was narrowed to when it was left; all gaps when it is not known.
    pub fn gap_query(self) -> GapQuery {
        self.memory.with_value(|memory| {
            let left = memory.gap_query.as_ref();
            let left = left.filter(|(of, _)| self.is_open(of));
            left.map(|(_, query)| query.clone()).unwrap_or_default()
        })
    }

    /// Remembers what the list of gaps of an assessment is narrowed to, for when somebody comes back.
    pub fn keep_gap_query(self, of: AssessmentId, query: GapQuery) {
        self.memory
            .update_value(|memory| memory.gap_query = Some((of, query)));
    }

    /// The record of the evidence of the open assessment.
    pub(super) fn evidence(self) -> Option<String> {
        self.evidence.get_value()
    }

    /// Sets the record of the evidence of the open assessment.
    pub(super) fn set_evidence(self, record: Option<String>) {
        if self.evidence.with_value(|it| *it != record) {
            self.evidence.set_value(record);
            self.analyzed.update(|count| *count += 1);
            self.redraws.update(|count| *count += 1);
        }
    }

    /// The open assessment.
    pub(super) fn open(self) -> Option<Assessment> {
        self.open.get_untracked()
    }

    /// Whether an assessment or snapshot is the open one.
    pub(super) fn is_open(self, id: &AssessmentId) -> bool {
        self.state.with_untracked(|it| it.id == *id)
    }

    /// Opens an assessment in place of another, with the steps that it had when it was open before.
    pub(super) fn show(self, assessment: Option<Assessment>) {
        self.settle();
        self.messages.clear_step();
        let id = |it: &Option<Assessment>| it.as_ref().map(|it| it.id.clone());
        let (before, now) = (self.open.with_untracked(id), id(&assessment));
        self.memory.update_value(|memory| {
            let history = std::mem::take(&mut memory.history);
            let all = &mut memory.histories;
            all.extend(before.map(|before| (before, history)));
            let index = all.iter().position(|(of, _)| Some(of) == now.as_ref());
            if let Some(index) = index {
                memory.history = all.remove(index).1;
            }
        });
        self.note_steps();
        self.replace(assessment);
    }

    /// Lets the open assessment be what it became elsewhere, or none. Its steps stay.
    pub(super) fn replace(self, assessment: Option<Assessment>) {
        self.open.set(assessment.map(normalized));
        self.analyzed.update(|count| *count += 1);
    }
}

/// The assessment as this build's catalog names things.
pub(super) fn normalized(mut assessment: Assessment) -> Assessment {
    assessment.normalize(demarc_edition::outline());
    assessment
}

/// An id that no other assessment has.
pub(super) fn fresh_id() -> AssessmentId {
    AssessmentId::from_bits(random::bits())
}
