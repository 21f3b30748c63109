//! The snapshots of an assessment: taking, viewing and restoring one.
//! A snapshot is a read-only assessment, and opens like one.

use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::components::reactive::{live, value};
use crate::components::{Unstored, frame, show_all, shown_rows};
use crate::route::{Route, Step, View};
use crate::state::{Library, State};
use demarc_core::assessment::Assessment;
use demarc_core::text;

/// The page of the snapshots.
pub fn page() -> AnyView {
    let state = State::get();
    let library = Library::get();
    library.read_inventory();
    let label = RwSignal::new(String::new());
    let is_all = RwSignal::new(false);
    let unstored = Unstored::mark();
    let name = move |event| {
        label.set(event_target_value(&event));
        unstored.set(label.with_untracked(|it| !it.trim().is_empty()));
    };
    let take_snapshot = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = label.get_untracked();
        let text = text.trim();
        let text = if text.is_empty() { "Snapshot" } else { text };
        library.take_snapshot(text);
        label.set(String::new());
        unstored.set(false);
    };
    view! {
        <main id="main" class="page" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">"Snapshots"</h1>
            <p class="lede">
                "A snapshot keeps all answers as they are now, under a name: before an audit, after a workshop, each quarter."
            </p>
            <form class="card" on:submit=take_snapshot>
                <div class="field">
                    <label for="label">"Name of the snapshot"</label>
                    <p class="hint" id="label-hint">"Such as “Before the audit”"</p>
                    <input
                        id="label"
                        type="text"
                        autocomplete="off"
                        aria-describedby="label-hint"
                        prop:value=value(move || label.get())
                        on:input=name
                    />
                </div>
                <p class="actions">
                    <button type="submit" class="button button--primary">"Take a snapshot"</button>
                </p>
            </form>
            {live(move || list(state, library, is_all))}
        </main>
    }
    .into_any()
}

fn list(state: State, library: Library, is_all: RwSignal<bool>) -> AnyView {
    let id = state.with(|it| Some(it.id.clone()));
    let Some(id) = id else {
        return ().into_any();
    };
    let shown = shown_rows(is_all);
    let (rows, total) = library.with_inventory(|kept| {
        let rows = kept.snapshots_of(&id).take(shown);
        let rows = rows.map(|it| row(state, library, it.clone()));
        (rows.collect_view(), kept.snapshots_of(&id).count())
    });
    if total == 0 {
        return view! { <p>"No snapshot is taken yet."</p> }.into_any();
    }
    view! {
        <h2>"Taken"</h2>
        <ul class="assessment-list">{rows}</ul>
        {show_all(total, is_all, ".assessment:nth-child(51) a")}
    }
    .into_any()
}

fn row(state: State, library: Library, snapshot: Assessment) -> AnyView {
    let address = Route::Assessment(snapshot.id.clone(), Step::Results(View::Overview)).to_string();
    let (label, taken) = snapshot
        .snapshot
        .as_ref()
        .map(|it| (text::line(&it.label), it.taken.milliseconds()))
        .unwrap_or_default();
    let differences = state.with(|it| it.differences(&snapshot).len());
    let meta = format!("Taken {}. {}.", clock::moment(taken), since(differences));
    let snapshot = StoredValue::new(snapshot);
    view! {
        <li class="assessment">
            <h3>
                <a href=address>{label.clone()}</a>
            </h3>
            <p class="meta">{meta}</p>
            <p class="actions">
                <button
                    type="button"
                    class="button button--small button--quiet"
                    aria-label=format!("Go back to it: {label}")
                    on:click=move |_| {
                        snapshot.with_value(|it| library.restore_snapshot(it));
                        focus::first("h1");
                    }
                >
                    "Go back to it"
                </button>
                <button
                    type="button"
                    class="button button--small button--danger"
                    aria-label=format!("Delete {label}")
                    on:click=move |_| {
                        snapshot.with_value(|it| library.delete(it));
                        focus::first(".toast button");
                    }
                >
                    "Delete"
                </button>
            </p>
        </li>
    }
    .into_any()
}

fn since(differences: usize) -> String {
    match differences {
        0 => "Nothing has changed since".to_owned(),
        1 => "One thing has changed since".to_owned(),
        more => format!("{more} things have changed since"),
    }
}
