//! What the user is told about their assessments besides what the pages show: its texts, and the one shown now.

use leptos::prelude::*;

use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::labels;
use demarc_core::store::StoreError;

/// Something the user is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// An assessment or snapshot was moved to the bin, and can be brought back.
    Deleted {
        /// Its id.
        id: AssessmentId,
        /// When, in milliseconds since 1970.
        at: u64,
        /// Its name.
        name: String,
    },
    /// Something could not be deleted, brought back or removed for good: why.
    Failed(StoreError),
    /// A step was undone: what it changed.
    Undone(String),
    /// A step was done again: what it changed.
    Redone(String),
    /// A step could not be undone or redone: what it changed is something else by now.
    NothingToUndo,
    /// Another tab changed this many things in the open assessment.
    Elsewhere(usize),
    /// Another tab deleted the open assessment.
    DeletedElsewhere,
    /// Another tab deleted it, and what was entered here is kept as a copy.
    Copied,
    /// The site's data was cleared while the app was open.
    Vanished,
    /// What became of what the user asked for, in words.
    Told(String),
    /// A file was offered, under this name; with what is said of its evidence.
    Exported(String, &'static str),
    /// Answers were changed at once, in words; one step of undo.
    Changed(String),
    /// A snapshot was taken, under this name.
    SnapshotTaken(String),
    /// The assessment is again what this snapshot of it was.
    Restored(String),
}

impl Message {
    /// That an assessment or snapshot was deleted.
    #[must_use]
    pub fn deleted(assessment: &Assessment, at: u64) -> Self {
        let label = assessment.snapshot.as_ref().map(|snapshot| &snapshot.label);
        Self::Deleted {
            id: assessment.id.clone(),
            at,
            name: labels::name(label.unwrap_or(&assessment.name)),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Deleted { name, .. } => format!("“{name}” is deleted. It can be brought back for at least 30 days."),
            Self::Failed(error) => match error {
                StoreError::Full => "There is no room for that: the space this browser gives to the site is full. Nothing is lost. Delete something for good under “Deleted and set aside”, then try again.",
                StoreError::Blocked => "This browser did not let Demarc do that. Nothing is lost. Allow site data for this page, then try again.",
                StoreError::Newer => "A newer Demarc has changed this assessment, so this one leaves it alone. Reload the page, then try again.",
            }
            .to_owned(),
            Self::Undone(what) => format!("Undone: {what}"),
            Self::Redone(what) => format!("Done again: {what}"),
            Self::NothingToUndo => {
                "That step was changed meanwhile, in another tab perhaps. Nothing was undone."
                    .to_owned()
            }
            Self::Elsewhere(count) => format!(
                "{} changed elsewhere, in another tab perhaps; this page shows it now.",
                labels::count(*count, "thing was", "things were")
            ),
            Self::DeletedElsewhere => "This assessment was deleted in another tab. If you go on here, your version is kept as a copy.".to_owned(),
            Self::Copied => "This assessment was deleted in another tab. What you entered here is kept as a copy of its own, and this is it.".to_owned(),
            Self::Vanished => "This site’s data was cleared while Demarc was open. The assessment you see is kept again; save it as a file to be safe. Others may be gone.".to_owned(),
            Self::Told(what) | Self::Changed(what) => what.clone(),
            Self::Exported(name, evidence) => format!("Saved as the file “{name}”{evidence}."),
            Self::SnapshotTaken(label) => format!("The snapshot “{label}” is taken."),
            Self::Restored(label) => format!("The assessment is what “{label}” was. What it was before is a snapshot now, too."),
        }
    }

    /// Whether it is about the page it was shown on, and of no use on another.
    fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Undone(_)
                | Self::Redone(_)
                | Self::NothingToUndo
                | Self::Elsewhere(_)
                | Self::SnapshotTaken(_)
                | Self::Restored(_)
                | Self::Changed(_)
                | Self::Exported(..)
        )
    }

    /// Whether it is about undoing.
    fn is_of_step(&self) -> bool {
        matches!(
            self,
            Self::Undone(_) | Self::Redone(_) | Self::Restored(_) | Self::Changed(_)
        )
    }
}

/// The handle on the message that is shown. There is one at a time.
#[derive(Clone, Copy)]
pub struct Messages(RwSignal<Option<Message>>);

impl Messages {
    /// No message.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The message; tracked.
    pub fn current(self) -> Option<Message> {
        self.0.get()
    }

    /// The message, once.
    pub fn current_untracked(self) -> Option<Message> {
        self.0.get_untracked()
    }

    /// Shows a message in place of the one before.
    pub fn show(self, message: Message) {
        self.0.set(Some(message));
    }

    /// Shows a message, or none.
    pub(super) fn set(self, message: Option<Message>) {
        self.0.set(message);
    }

    /// Takes the message away.
    pub fn clear(self) {
        self.0.set(None);
    }

    /// Takes the message away when another page is shown, if it is of no use there.
    pub fn clear_passing(self) {
        self.clear_if(Message::is_passing);
    }

    /// Takes a message about undoing away, when its button would undo something else by now.
    pub(super) fn clear_step(self) {
        self.clear_if(Message::is_of_step);
    }

    fn clear_if(self, is: fn(&Message) -> bool) {
        if self.0.with_untracked(|it| it.as_ref().is_some_and(is)) {
            self.0.set(None);
        }
    }
}
