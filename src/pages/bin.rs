//! The bin: deleted assessments, which can be restored, and unreadable records in quarantine.

use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::components::reactive::live;
use crate::components::{discard, show_all, shown_rows, unreadable};
use crate::route::Route;
use crate::state::Library;
use demarc_core::labels;
use demarc_core::store::{BIN_KEEPS, Binned};
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
    let bin = if total == 0 {
        view! { <p>"Nothing is deleted."</p> }.into_any()
    } else {
        view! {
            <ul class="assessment-list">{deleted}</ul>
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
