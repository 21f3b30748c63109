//! The first page: start, resume, open a file, try the example.
//! It knows every assessment kept here, and opens none of them to read.

use leptos::prelude::*;

use crate::components::reactive::{live, value, when};
use crate::document;
use crate::pages::bin::unreadable;
use crate::route::{Route, Step, View};
use crate::shell;
use crate::state::State;
use demarc_core::analysis::analyze;
use demarc_core::assessment::Assessment;
use demarc_core::labels;
use demarc_core::library::Resume;

/// The first page.
pub fn page() -> AnyView {
    let state = State::get();
    state.read_inventory();
    view! {
        <main id="main" class="page" tabindex="-1">
            {shell::hero(move |what| act(state, what))}
            {live(move || kept(state))}
            {files(state)}
        </main>
    }
    .into_any()
}

/// What the first page's buttons do, by the names that `index.html` gives them.
pub fn act(state: State, what: &str) {
    match what {
        "start" => {
            let assessment = Assessment::new(state.fresh_id(), state.fresh_name());
            state.start(assessment, Step::Situation);
        }
        "example" => state.open_example(),
        _ => {}
    }
}

fn kept(state: State) -> AnyView {
    let kept = state.kept.get();
    let broken = kept.unreadable.into_iter().map(|it| unreadable(state, it));
    let broken = broken.collect_view();
    let rows = kept.assessments.into_iter().map(|it| row(state, it));
    let rows = rows.collect_view();
    let list = (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="kept">
                <h2 id="kept">"Your assessments"</h2>
                <ul class="assessment-list">{rows}</ul>
            </section>
        }
        .into_any()
    });
    let deleted = kept.bin.len();
    let bin = (deleted > 0).then(|| {
        view! {
            <p>
                <a href=Route::Bin.to_string()>{format!("Deleted and set aside ({deleted})")}</a>
            </p>
        }
        .into_any()
    });
    view! {
        {broken}
        {list}
        {bin}
    }
    .into_any()
}

/// One assessment with what can be done to it.
fn row(state: State, assessment: Assessment) -> AnyView {
    let whole = analyze(state.catalog(), &assessment).whole;
    let step = match Resume::of(&assessment, &whole) {
        Resume::Situation => Step::Situation,
        Resume::Practices => Step::Practices,
        Resume::Results => Step::Results(View::Overview),
    };
    let address = Route::Assessment(assessment.id.clone(), step).to_string();
    let name = labels::name(&assessment.name).to_owned();
    let mut progress = format!(
        "{} · {} of {} answered",
        labels::count(assessment.services.len(), "service", "services"),
        whole.answered,
        whole.in_scope,
    );
    if !assessment.edits.is_empty() {
        let changed = document::moment(assessment.edits.latest().milliseconds());
        progress = format!("{progress} · changed {changed}");
    }
    let renaming = RwSignal::new(false);
    let assessment = StoredValue::new(assessment);
    let action = |name: &'static str, act: fn(State, &Assessment)| {
        let label = assessment.with_value(|it| format!("{name} {}", labels::name(&it.name)));
        let act = move |_| assessment.with_value(|it| act(state, it));
        view! {
            <button type="button" class="button button--small button--quiet" aria-label=label on:click=act>
                {name}
            </button>
        }
        .into_any()
    };
    let duplicate = |state: State, it: &Assessment| {
        state.put(&it.duplicate(
            state.fresh_id(),
            format!("{} (copy)", labels::name(&it.name)),
        ));
    };
    let delete = move |_| {
        assessment.with_value(|it| state.delete(it));
        document::focus(".toast button");
    };
    view! {
        <li class="assessment">
            <h3>
                <a href=address>{name.clone()}</a>
            </h3>
            <p class="meta">{progress}</p>
            {when(move || renaming.get(), move || rename(state, assessment, renaming))}
            <p class="actions">
                <button
                    type="button"
                    class="button button--small button--quiet"
                    aria-label=format!("Rename {name}")
                    aria-expanded=value(move || renaming.get().to_string())
                    on:click=move |_| {
                        renaming.update(|on| *on = !*on);
                        document::focus(".assessment form input");
                    }
                >
                    "Rename"
                </button>
                {action("Duplicate", duplicate)}
                {action("Save as a file", State::save_as_file)}
                <button
                    type="button"
                    class="button button--small button--danger"
                    aria-label=format!("Delete {name}")
                    on:click=delete
                >
                    "Delete"
                </button>
            </p>
        </li>
    }
    .into_any()
}

/// The form for a new name.
fn rename(state: State, assessment: StoredValue<Assessment>, renaming: RwSignal<bool>) -> AnyView {
    let before = assessment.with_value(|it| it.name.clone());
    let name = StoredValue::new(before.clone());
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.with_value(|it| it.trim().to_owned());
        if !text.is_empty() {
            assessment.with_value(|it| state.rename(it, text));
            document::focus("h1");
        }
    };
    view! {
        <form class="field" on:submit=rename>
            <label>
                "New name"
                <input
                    type="text"
                    value=before
                    on:input=move |event| name.set_value(event_target_value(&event))
                />
            </label>
            <p class="actions">
                <button type="submit" class="button button--small">"Save the name"</button>
                <button
                    type="button"
                    class="button button--small button--quiet"
                    on:click=move |_| renaming.set(false)
                >
                    "Cancel"
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// Files: opening one, and saving everything as one.
fn files(state: State) -> AnyView {
    let open = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        if let Some(files) = input.files() {
            state.choose(&files);
        }
        input.set_value("");
    };
    let everything = move || {
        view! {
            <p class="actions">
                <button type="button" class="button button--small" on:click=move |_| state.save_everything()>
                    "Save everything as a file"
                </button>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>"Files"</h2>
            <div class="field">
                <label for="file">"Open what Demarc saved"</label>
                <p class="hint" id="file-hint">
                    "Choose files, or drop some anywhere on the page. You see what is in them before anything changes."
                </p>
                <input
                    id="file"
                    type="file"
                    multiple
                    accept=".json,application/json"
                    aria-describedby="file-hint"
                    on:change=open
                />
            </div>
            {when(move || state.kept.with(|kept| !kept.assessments.is_empty()), everything)}
        </section>
    }
    .into_any()
}
