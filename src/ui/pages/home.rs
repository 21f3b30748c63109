//! The first page: start, resume, open a file, try the example.
//! It knows every assessment kept here, and opens none of them to read.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::analysis::analyze;
use crate::assessment::Assessment;
use crate::exchange::assessment as file;
use crate::storage::Unreadable;
use crate::ui::document;
use crate::ui::live::{live, value, when};
use crate::ui::route::{Route, Step};
use crate::ui::state::State;
use crate::ui::words;

/// The first page.
pub fn page() -> AnyView {
    let state = State::get();
    state.read_shelf();
    let start = move |_| {
        let assessment = Assessment::new(state.fresh_id(), "My workload");
        state.start(assessment, Step::Situation);
    };
    view! {
        <main id="main" class="page" tabindex="-1">
            <div class="hero">
                <div>
                    <h1 class="page-title" tabindex="-1">"Find the line between AWS’s job and yours"</h1>
                    <p class="lede">
                        "Say which AWS services you run and what you already do. Demarc shows which duties are yours, which of them are not met, and what to fix first."
                    </p>
                    <p class="actions">
                        <button type="button" class="button button--primary" on:click=start>
                            "Start an assessment"
                        </button>
                        <button type="button" class="button" on:click=move |_| state.open_example()>
                            "Try a filled-in example"
                        </button>
                    </p>
                    <p class="privacy">
                        "No account, no tracking: what you type stays in this browser until you save it as a file."
                    </p>
                </div>
                <div class="hero__line" aria-hidden="true">
                    <span class="hero__layer hero__layer--aws">"Facilities"</span>
                    <span class="hero__layer hero__layer--aws">"Hardware and network"</span>
                    <span class="hero__layer hero__layer--aws">"Virtualization"</span>
                    <span class="hero__rule"></span>
                    <span class="hero__layer hero__layer--you">"Configuration"</span>
                    <span class="hero__layer hero__layer--you">"Identity and access"</span>
                    <span class="hero__layer hero__layer--you">"Data"</span>
                </div>
            </div>
            {live(move || kept(state))}
            {open_file(state)}
        </main>
    }
    .into_any()
}

fn kept(state: State) -> AnyView {
    let kept = state.kept.get();
    let broken = kept.unreadable.into_iter().map(broken).collect_view();
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
    view! {
        {list}
        {broken}
    }
    .into_any()
}

/// One assessment with what can be done to it.
fn row(state: State, assessment: Assessment) -> AnyView {
    let whole = analyze(state.catalog(), &assessment).whole;
    let step = match (
        assessment.services.is_empty(),
        whole.answered < whole.in_scope,
    ) {
        (true, _) => Step::Situation,
        (false, true) => Step::Practices,
        (false, false) => Step::Results,
    };
    let address = Route::Assessment(assessment.id.clone(), step).to_string();
    let name = words::name(&assessment.name).to_owned();
    let progress = format!(
        "{} · {} of {} answered",
        words::count(assessment.services.len(), "service", "services"),
        whole.answered,
        whole.in_scope,
    );
    let renaming = RwSignal::new(false);
    let assessment = StoredValue::new(assessment);
    let action = |name: &'static str, act: fn(State, &Assessment)| {
        let label = assessment.with_value(|it| format!("{name} {}", words::name(&it.name)));
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
            format!("{} (copy)", words::name(&it.name)),
        ));
    };
    let save =
        |_: State, it: &Assessment| document::save_file(&file::file_name(it), &file::write(it));
    let delete = move |_| {
        state.delete(assessment.get_value());
        document::focus(".toast button");
    };
    view! {
        <li class="assessment">
            <h3>
                <a href=address>{name.clone()}</a>
            </h3>
            <p class="meta">{progress}</p>
            {when(move || renaming.get(), move || rename(state, assessment))}
            <p class="actions">
                <button
                    type="button"
                    class="button button--small button--quiet"
                    aria-label=format!("Rename {name}")
                    aria-expanded=value(move || renaming.get().to_string())
                    on:click=move |_| renaming.update(|on| *on = !*on)
                >
                    "Rename"
                </button>
                {action("Duplicate", duplicate)}
                {action("Save as a file", save)}
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
fn rename(state: State, assessment: StoredValue<Assessment>) -> AnyView {
    let name = RwSignal::new(assessment.with_value(|it| it.name.clone()));
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.get_untracked().trim().to_owned();
        if !text.is_empty() {
            let mut renamed = assessment.get_value();
            renamed.name = text;
            state.put(&renamed);
            document::focus("h1");
        }
    };
    view! {
        <form class="field" on:submit=rename>
            <label>
                "New name"
                <input
                    type="text"
                    prop:value=value(move || name.get())
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="button button--small">"Rename"</button>
        </form>
    }
    .into_any()
}

/// A record that could not be read, with a way to keep it.
fn broken(record: Unreadable) -> AnyView {
    let Unreadable { text, message, .. } = record;
    view! {
        <div class="notice notice--error">
            <h2>"Something kept here can’t be read"</h2>
            <p>{message}</p>
            <p>"It is left as it is. You can save it as a file, to look into it or to ask for help."</p>
            <button
                type="button"
                class="button button--small"
                on:click=move |_| document::save_file("demarc-unreadable.json", &text)
            >
                "Save it as a file"
            </button>
        </div>
    }
    .into_any()
}

/// Opens an assessment from a file.
fn open_file(state: State) -> AnyView {
    let error = RwSignal::new(None::<String>);
    let open = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let Some(chosen) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        input.set_value("");
        #[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
        if chosen.size() > file::LARGEST as f64 {
            error.set(Some(file::ReadError::TooLarge.to_string()));
            return;
        }
        spawn_local(async move {
            let text = document::read_file(&chosen).await;
            match text.map(|text| file::read(&text)) {
                Some(Ok(assessment)) => state.take_in(assessment),
                Some(Err(problem)) => error.set(Some(problem.to_string())),
                None => error.set(Some(
                    "The browser could not read the file. Try again.".to_owned(),
                )),
            }
        });
    };
    let problem = move || {
        let text = error.get();
        text.map(|text| view! { <p class="notice notice--error">{text}</p> }.into_any())
            .into_any()
    };
    view! {
        <section class="card">
            <h2>"Open a file"</h2>
            <div class="field">
                <label for="file">"An assessment saved by Demarc"</label>
                <input id="file" type="file" accept=".json,application/json" on:change=open/>
            </div>
            <div role="alert">{live(problem)}</div>
        </section>
    }
    .into_any()
}
