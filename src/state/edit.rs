//! Changing the open assessment, undoing and redoing: the one place where what the user enters goes in.
//! Where it is kept is `keeping`'s business.

use leptos::prelude::*;

use super::{Message, State};
use crate::document;
use demarc_core::assessment::{Assessment, Field, History, Moment};
use demarc_core::labels;

impl State {
    /// Changes the open assessment. It is analyzed and kept once that shows, and before anything else becomes of it. A
    /// snapshot is not changed.
    pub fn edit(self, change: impl FnOnce(&mut Assessment)) {
        let change: Box<dyn FnOnce(&mut Assessment)> = Box::new(change);
        self.change(|history, it, at| {
            let before = it.clone();
            change(it);
            let fields = it.note_edits(&before, at);
            history.record(&fields, &before, it, at);
            fields
        });
        self.forget_news_of_steps();
    }

    /// Tells whether there is something to undo and to redo.
    pub(super) fn tell_steps(self) {
        let steps = self.history.with_value(|it| (it.can_undo(), it.can_redo()));
        if self.steps.get_untracked() != steps {
            self.steps.set(steps);
        }
    }

    /// Takes back what was said of a step, when its way back would lead elsewhere by now.
    pub(super) fn forget_news_of_steps(self) {
        let of_step = |message: &Option<Message>| {
            matches!(
                message,
                Some(Message::Undone(_) | Message::Redone(_) | Message::Restored(_))
            )
        };
        if self.message.with_untracked(of_step) {
            self.message.set(None);
        }
    }

    /// Takes the last step back.
    pub fn undo(self) {
        if !self.steps.get_untracked().0 {
            return;
        }
        let fields = self.change(History::undo);
        self.tell(fields, Message::Undone);
    }

    /// Takes the last undoing back.
    pub fn redo(self) {
        if !self.steps.get_untracked().1 {
            return;
        }
        let fields = self.change(History::redo);
        self.tell(fields, Message::Redone);
    }

    /// Makes the open assessment again what a snapshot of it was; to be undone like any step.
    pub fn restore_snapshot(self, snapshot: &Assessment) {
        let label = snapshot
            .snapshot
            .as_ref()
            .map_or("", |snapshot| &snapshot.label);
        if self.with_untracked(|it| !it.differences(snapshot).is_empty()) {
            self.take_snapshot(&format!("Before going back to “{label}”"));
        }
        self.edit(|it| it.restore(snapshot));
        self.redraw();
        self.message.set(Some(Message::Restored(label.to_owned())));
    }

    /// Whether the open assessment is a snapshot, which nobody edits; tracked.
    pub fn is_snapshot(self) -> bool {
        self.with(|it| it.snapshot.is_some())
    }

    /// The same for a page, which is of a snapshot or of none as long as it is there.
    pub fn shows_snapshot(self) -> bool {
        self.with_untracked(|it| it.snapshot.is_some())
    }

    fn tell(self, fields: Vec<Field>, message: fn(String) -> Message) {
        if fields.is_empty() {
            self.message.set(Some(Message::NothingToUndo));
        }
        if let Some(first) = fields.first() {
            let mut what = self.with_untracked(|it| {
                let (name, value) = (
                    labels::field(self.catalog(), first),
                    labels::value(self.catalog(), first, it),
                );
                format!("{name} is “{value}” now")
            });
            if fields.len() > 1 {
                what = format!("{what}, and {} more", fields.len() - 1);
            }
            self.message.set(Some(message(what)));
            self.redraw();
        }
    }

    fn change(
        self,
        change: impl FnOnce(&mut History, &mut Assessment, Moment) -> Vec<Field>,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        self.open.maybe_update(|open| {
            if let Some(it) = open.as_mut().filter(|it| it.snapshot.is_none()) {
                let at = Moment::after(it.edits.latest(), document::now(), document::writer());
                self.history
                    .update_value(|history| fields = change(history, it, at));
            }
            !fields.is_empty()
        });
        self.tell_steps();
        if !fields.is_empty() {
            self.catch_up_soon();
        }
        fields
    }
}
