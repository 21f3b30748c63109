//! The bin: deleted assessments, which can be restored, and unreadable records in quarantine.

use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::components::reactive::live;
use crate::components::{discard, show_all, shown_rows, unreadable};
use crate::route::Route;
use crate::state::Library;
use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::labels;
use demarc_core::store::{BIN_KEEPS, Binned, EVIDENCE, Key};
use demarc_core::text;

/// The page of the bin and of the quarantine.
pub fn page() -> AnyView {
    let library = Library::get();
    library.read_inventory();
    let is_all = RwSignal::new(false);
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"Deleted and set aside"</h1>
            {live(move || contents(library, is_all))}
            <p class="actions">
                <a class="button" href=Route::Home.to_string()>"Back to your assessments"</a>
            </p>
        </main>
    }
    .into_any()
}

fn contents(library: Library, is_all: RwSignal<bool>) -> AnyView {
    let shown = shown_rows(is_all);
    let (deleted, aside, total) = library.with_inventory(|it| {
        let deleted = it.bin.iter().take(shown);
        let aside = it.unreadable.iter();
        (
            deleted.map(|it| binned(library, it.clone())).collect_view(),
            aside
                .map(|it| unreadable(library, it.clone()))
                .collect_view(),
            it.bin.len(),
        )
    });
    let evidence = library.with_inventory(|it| {
        let alone = it.others.iter().filter_map(|(key, text)| {
            let Key::Bin(deleted, kind, id) = key else {
                return None;
            };
            let of = AssessmentId::from(id);
            // With its assessment deleted it comes back with that.
            let owner = it.find(&of).filter(|_| **kind == EVIDENCE)?;
            Some(binned_evidence(
                library,
                &key.to_string(),
                *deleted,
                owner,
                text,
            ))
        });
        alone.collect_view()
    });
    let total = total + evidence.len();
    let bin = if total == 0 {
        view! { <p>"Nothing is deleted."</p> }.into_any()
    } else {
        view! {
            <ul class="assessment-list">{evidence} {deleted}</ul>
            {show_all(total, is_all, ".assessment:nth-child(51) button")}
        }
        .into_any()
    };
    let aside = (!aside.is_empty()).then(|| {
        view! {
            <h2>"Set aside"</h2>
            {aside}
        }
        .into_any()
    });
    view! {
        <h2>"Deleted"</h2>
        <p>"What you delete is kept here for at least 30 days, and then removed for good."</p>
        {bin}
        {aside}
    }
    .into_any()
}

/// Evidence that was deleted alone.
fn binned_evidence(
    library: Library,
    key: &str,
    deleted: u64,
    owner: &Assessment,
    record: &str,
) -> AnyView {
    let name = format!("Evidence of {}", labels::name(&owner.name));
    let (of, record) = (owner.id.clone(), record.to_owned());
    let key = key.to_owned();
    let bin_key = key.clone();
    let bring_back = move || {
        library.bring_back_evidence(&of, &bin_key, &record);
        focus::first("h1");
    };
    listed(library, name, deleted, key, bring_back)
}

fn binned(library: Library, it: Binned) -> AnyView {
    let Binned {
        key,
        deleted,
        assessment,
    } = it;
    let name = match &assessment.snapshot {
        Some(snapshot) => format!(
            "{} (snapshot of {})",
            text::line(&snapshot.label),
            labels::name(&assessment.name)
        ),
        None => labels::name(&assessment.name),
    };
    let bring_back = move || {
        library.bring_back(&assessment.id, deleted);
        focus::first("h1");
    };
    listed(library, name, deleted, key.to_string(), bring_back)
}

/// Something in the bin: when it was deleted, and what can be done.
fn listed(
    library: Library,
    name: String,
    deleted: u64,
    key: String,
    bring_back: impl Fn() + 'static,
) -> AnyView {
    let when = format!(
        "Deleted {}. Kept until {}.",
        clock::moment(deleted),
        clock::moment(deleted.saturating_add(BIN_KEEPS)),
    );
    view! {
        <li class="assessment">
            <h3>{name.clone()}</h3>
            <p class="meta">{when}</p>
            <p class="actions">
                <button
                    type="button"
                    class="button button--small"
                    aria-label=format!("Bring back {name}")
                    on:click=move |_| bring_back()
                >
                    "Bring back"
                </button>
                {discard(library, key, name)}
            </p>
        </li>
    }
    .into_any()
}
