//! The state of the app, in handles of the parts that change together. Each is in the context above every page.
//! Pages read through `State`; `Session` edits the open assessment, `Library` changes whole ones.

mod analyzer;
mod autosave;
mod events;
mod evidence;
mod evidence_access;
mod exporter;
mod findings_reader;
mod import_progress;
mod importing;
mod library;
mod messages;
mod mirroring;
mod navigation;
mod other_tabs;
mod reading;
mod reminder;
mod session;
mod workshops;

use leptos::prelude::*;

pub use analyzer::{Analyze, analysis, analyze_with_evidence, set_analyze};
pub use autosave::Autosave;
pub use evidence_access::EvidenceAccess;
pub use exporter::{Exporter, Progress};
pub use findings_reader::FindingsReader;
pub use import_progress::ImportProgress;
pub use library::{FetchFiles, FileAccess, Library};
pub use messages::{Message, Messages};
pub use navigation::Navigation;
pub use reading::State;
pub use reminder::Reminder;
pub use session::Session;

pub use demarc_core::store::SaveStatus;

use crate::route::Route;

/// All handles. They are one thing in the context: each thing there takes code of its own in the first load.
#[derive(Clone, Copy)]
struct Handles {
    state: State,
    session: Session,
    library: Library,
    autosave: Autosave,
    navigation: Navigation,
    messages: Messages,
    reminder: Reminder,
    exporter: Exporter,
}

/// Puts all handles into the context, and opens what a route names.
pub fn provide(route: &Route, fetch_files: FetchFiles) {
    let navigation = Navigation::new(route.clone());
    let messages = Messages::new();
    let reminder = Reminder::new();
    let session = Session::new(navigation, messages);
    let autosave = Autosave::new(session, navigation, messages, reminder);
    let library = Library::new(
        session,
        autosave,
        navigation,
        messages,
        reminder,
        fetch_files,
    );
    autosave.open_route(route);
    events::listen(session, autosave);
    autosave.start();
    provide_context(Handles {
        state: session.state,
        session,
        library,
        autosave,
        navigation,
        messages,
        reminder,
        exporter: Exporter::new(),
    });
}

fn handles() -> Handles {
    expect_context()
}

macro_rules! from_context {
    ($($handle:ident: $name:ident),*) => {
        $(impl $handle {
            /// The handle, from the context above every page. Not in what acts on an event: there is none.
            pub fn get() -> Self {
                handles().$name
            }
        })*
    };
}

from_context!(
    State: state,
    Session: session,
    Library: library,
    Autosave: autosave,
    Navigation: navigation,
    Messages: messages,
    Reminder: reminder,
    Exporter: exporter
);
