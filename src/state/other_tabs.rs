//! What other tabs do with the open assessment: their edits are merged into it, and if they deleted it, it becomes a copy.

use std::time::Duration;

use leptos::prelude::*;

use super::autosave::Autosave;
use super::messages::Message;
use super::session::{fresh_id, normalized};
use crate::browser::{address, clock, focus};
use crate::route::{Route, Step};
use demarc_core::assessment::Assessment;
use demarc_core::store::{ASSESSMENT, Key, RemoteChange};

/// How long what other tabs write is gathered before the lists show it.
const READ_AFTER: Duration = Duration::from_millis(100);

impl Autosave {
    /// Saves what is open as a copy if another tab has deleted it: before something is stored that belongs to it.
    pub(super) fn leave_deleted(self) {
        let id = self.session.open().map(|it| it.id);
        if id.is_some_and(|id| self.store(|store| store.is_deleted(&id))) {
            self.save_as_copy();
        }
    }

    /// Another tab wrote a text under a key, or took it away.
    pub(super) fn on_remote_change(self, key: &str, text: Option<&str>) {
        self.session.settle();
        let open = self.session.open();
        if let Some(assessment) = open.filter(|it| key_of(it) == key) {
            self.merge_remote(&assessment, text);
        }
        let shows_lists = matches!(
            self.navigation.route.get_untracked(),
            Route::Home | Route::Bin | Route::Assessment(_, Step::Snapshots)
        );
        let is_beside =
            matches!(Key::parse(key), Some(Key::Record(kind, _)) if *kind != ASSESSMENT);
        if is_beside || shows_lists && Key::parse(key).is_some() {
            self.read_inventory_soon();
        }
    }

    /// Reads again what the store holds, once for all that another tab writes within a moment: it may open a file of many
    /// assessments.
    fn read_inventory_soon(self) {
        if self.is_outdated.get_value() {
            return;
        }
        self.is_outdated.set_value(true);
        let read = move || {
            self.is_outdated.set_value(false);
            self.read_inventory();
        };
        set_timeout(read, READ_AFTER);
    }

    /// Takes into the open assessment what another tab made of it.
    fn merge_remote(self, assessment: &Assessment, text: Option<&str>) {
        let change = self
            .store
            .with_value(|store| store.on_remote_change(assessment, text, clock::now()));
        match change {
            RemoteChange::Nothing => {}
            RemoteChange::Changed { merged, knew_more } => {
                self.adopt(*merged);
                if knew_more {
                    self.save();
                }
            }
            RemoteChange::Deleted => self.messages.show(Message::DeletedElsewhere),
            RemoteChange::DeletedUnseen => self.save_as_copy(),
            RemoteChange::Vanished => self.save(),
        }
    }

    /// Lets the open assessment be what a merge made of it, and tells what changed on the screen.
    pub(super) fn adopt(self, merged: Assessment) {
        let merged = normalized(merged);
        let differences = |it: &Assessment| it.differences(&merged).len();
        let changed = self.session.state.with_untracked(differences);
        self.session.replace(Some(merged));
        if changed > 0 {
            self.messages.show(Message::Elsewhere(changed));
            self.session.redraw();
        }
    }

    /// Saves what is open under an id of its own: it was deleted in another tab, and edited here.
    pub(super) fn save_as_copy(self) {
        let Some(open) = self.session.open() else {
            return;
        };
        let copy = open.duplicate(fresh_id(), format!("{} (copy)", open.name));
        self.carry_evidence(&copy.id);
        self.move_to(copy);
        self.save();
        self.messages.show(Message::Copied);
    }

    /// Lets the open assessment be another one, on the page that is shown.
    pub(super) fn move_to(self, other: Assessment) {
        let open = self.session.open().map(|it| it.id);
        let of_other = |route| match route {
            Route::Assessment(id, step) if Some(&id) == open.as_ref() => {
                Route::Assessment(other.id.clone(), step)
            }
            elsewhere => elsewhere,
        };
        // Somebody may be on the way to another page already.
        let here = of_other(self.navigation.route.get_untracked());
        let address = of_other(address::current_route());
        let focused = focus::current();
        self.session.replace(Some(other));
        address::replace(&address);
        self.navigation.replace(here);
        // The page is drawn anew under somebody who types.
        focus::restore(focused);
    }

    /// Looks again at what the open assessment is, after the mirror gave back what localStorage had lost.
    pub(super) fn reopen(self) {
        let Some(open) = self.session.open() else {
            return self.open_route(&self.navigation.route.get_untracked());
        };
        let text = self.store.with_value(|store| store.text(&key_of(&open)));
        let before = self.messages.current_untracked();
        self.merge_remote(&open, text.as_deref());
        // It is what it was when it was left; nobody changed it.
        if matches!(
            self.messages.current_untracked(),
            Some(Message::Elsewhere(_))
        ) {
            self.messages.set(before);
        }
    }
}

/// The key that an assessment is stored under.
fn key_of(assessment: &Assessment) -> String {
    Key::assessment(&assessment.id).to_string()
}
