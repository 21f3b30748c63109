//! Whether a file that is saved of the open assessment has its evidence.

use leptos::prelude::*;

use super::choice;
use crate::components::reactive::{flag, when};
use crate::state::{Library, State};
use demarc_core::store::{EVIDENCE, Entries, EvidenceRecord};

/// The choice; nothing without evidence, and nothing for a snapshot, of which the choice for its assessment counts.
pub fn with_evidence(state: State) -> AnyView {
    let library = Library::get();
    let open = state.with_untracked(|it| it.snapshot.is_none().then(|| it.id.clone()));
    let Some(id) = open else {
        return ().into_any();
    };
    let id = StoredValue::new(id);
    let evidence = Memo::new(move |_| {
        let found = library.with_inventory(|kept| {
            let mut all = kept.others_of(&EVIDENCE);
            let (_, text) = all.find(|(of, _)| id.with_value(|id| **of == *id))?;
            EvidenceRecord::read(text).ok()
        });
        found.map(|(_, entries)| entries).unwrap_or_default()
    });
    let has_evidence = move || evidence.with(|it| it.iter().next().is_some());
    let choose = move |_| {
        let stays = !evidence.with_untracked(Entries::stays_here);
        id.with_value(|id| {
            library.edit_evidence(id, |entries, at| entries.set_stays_here(stays, at));
        });
    };
    let draw = move || {
        choice(
            "checkbox",
            "with-evidence",
            "Save the assessment with its evidence".to_owned(),
            Some("Counts by check, account and Region, account IDs, and your explanations."),
            flag(move || !evidence.with(Entries::stays_here)),
            choose,
        )
    };
    when(has_evidence, draw)
}
