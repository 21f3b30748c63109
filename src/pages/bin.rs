//! The bin: deleted assessments, which can be restored, and unreadable records in quarantine.

use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::components::reactive::live;
use crate::components::{discard, unreadable};
use crate::route::Route;
use crate::state::Library;
use demarc_core::labels;
use demarc_core::store::{BIN_KEEPS, Binned};
use demarc_core::text;

/// The page of the bin and of the quarantine.
pub fn page() -> AnyView {
    let library = Library::get();
    library.read_inventory();
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"Deleted and set aside"</h1>
            {live(move || contents(library))}
            <p class="actions">
                <a class="button" href=Route::Home.to_string()>"Back to your assessments"</a>
            </p>
        </main>
    }
    .into_any()
}

fn contents(library: Library) -> AnyView {
    let inventory = library.inventory();
    let deleted = inventory.bin.into_iter().map(|it| binned(library, it));
    let deleted = deleted.collect_view();
    let bin = if deleted.is_empty() {
        view! { <p>"Nothing is deleted."</p> }.into_any()
    } else {
        view! { <ul class="assessment-list">{deleted}</ul> }.into_any()
    };
    let aside = inventory
        .unreadable
        .into_iter()
        .map(|it| unreadable(library, it));
    let aside = aside.collect_view();
    let aside = (!aside.is_empty()).then(|| {
        view! {
            <h2>"Set aside"</h2>
            {aside}
        }
        .into_any()
    });
    view! {
        <h2>"Deleted"</h2>
        <p>"What you delete is kept here for 30 days, and then removed for good."</p>
        {bin}
        {aside}
    }
    .into_any()
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
    let when = format!(
        "Deleted {}. Kept until {}.",
        clock::moment(deleted),
        clock::moment(deleted.saturating_add(BIN_KEEPS)),
    );
    let bring_back = move |_| {
        library.bring_back(&assessment.id, deleted);
        focus::first("h1");
    };
    let key = key.to_string();
    view! {
        <li class="assessment">
            <h3>{name.clone()}</h3>
            <p class="meta">{when}</p>
            <p class="actions">
                <button
                    type="button"
                    class="button button--small"
                    aria-label=format!("Bring back {name}")
                    on:click=bring_back
                >
                    "Bring back"
                </button>
                {discard(library, key, name)}
            </p>
        </li>
    }
    .into_any()
}
