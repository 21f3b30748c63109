//! The first page: start, resume, open a file, try the example.
//! It knows every assessment kept here, and opens none of them to read.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::analysis::analyze;
use crate::assessment::Assessment;
use crate::exchange::assessment as file;
use crate::storage::Unreadable;
use crate::ui::document;
use crate::ui::route::{Route, Step};
use crate::ui::state::State;
use crate::ui::words;

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let state = State::get();
    state.read_shelf();
    let start = move |_| {
        state.start(
            Assessment::new(state.fresh_id(), "My workload"),
            Step::Situation,
        )
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
                <Stack/>
            </div>
            <Kept state/>
            <OpenFile state/>
        </main>
    }
}

/// The stack with the line through it.
#[component]
fn Stack() -> impl IntoView {
    view! {
        <div class="hero__line" aria-hidden="true">
            <span class="hero__layer hero__layer--aws">"Facilities"</span>
            <span class="hero__layer hero__layer--aws">"Hardware and network"</span>
            <span class="hero__layer hero__layer--aws">"Virtualization"</span>
            <span class="hero__rule"></span>
            <span class="hero__layer hero__layer--you">"Configuration"</span>
            <span class="hero__layer hero__layer--you">"Identity and access"</span>
            <span class="hero__layer hero__layer--you">"Data"</span>
        </div>
    }
}

#[component]
fn Kept(state: State) -> impl IntoView {
    let any = move || state.kept.with(|kept| !kept.assessments.is_empty());
    view! {
        <Show when=any>
            <section aria-labelledby="kept">
                <h2 id="kept">"Your assessments"</h2>
                <ul class="assessment-list">
                    {move || {
                        state
                            .kept
                            .get()
                            .assessments
                            .into_iter()
                            .map(|assessment| view! { <Row state assessment/> })
                            .collect_view()
                    }}
                </ul>
            </section>
        </Show>
        {move || {
            state
                .kept
                .get()
                .unreadable
                .into_iter()
                .map(|record| view! { <Broken record/> })
                .collect_view()
        }}
    }
}

/// One assessment with what can be done to it.
#[component]
fn Row(state: State, assessment: Assessment) -> impl IntoView {
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
    let renaming = RwSignal::new(false);
    let name = RwSignal::new(assessment.name.clone());
    let assessment = StoredValue::new(assessment);
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
    let duplicate = move |_| {
        let copy = assessment
            .with_value(|it| it.duplicate(state.fresh_id(), format!("{} (copy)", it.name)));
        state.put(&copy);
    };
    let save = move |_| {
        assessment.with_value(|it| document::save_file(&file::file_name(it), &file::write(it)));
    };
    let label = move |verb: &str| format!("{verb} {}", assessment.with_value(|it| it.name.clone()));
    view! {
        <li class="assessment">
            <h3>
                <a href=address>{name.get_untracked()}</a>
            </h3>
            <p class="meta">
                {format!(
                    "{} · {} of {} answered",
                    words::count(assessment.with_value(|it| it.services.len()), "service", "services"),
                    whole.answered,
                    whole.in_scope,
                )}
            </p>
            <Show when=move || renaming.get()>
                <form class="field" on:submit=rename>
                    <label>
                        "New name"
                        <input
                            type="text"
                            prop:value=move || name.get()
                            on:input=move |event| name.set(event_target_value(&event))
                        />
                    </label>
                    <button type="submit" class="button button--small">"Rename"</button>
                </form>
            </Show>
            <p class="actions">
                <button
                    type="button"
                    class="button button--small button--quiet"
                    aria-label=label("Rename")
                    aria-expanded=move || renaming.get().to_string()
                    on:click=move |_| renaming.update(|on| *on = !*on)
                >
                    "Rename"
                </button>
                <button type="button" class="button button--small button--quiet" aria-label=label("Duplicate") on:click=duplicate>
                    "Duplicate"
                </button>
                <button type="button" class="button button--small button--quiet" aria-label=label("Save as a file:") on:click=save>
                    "Save as a file"
                </button>
                <button
                    type="button"
                    class="button button--small button--danger"
                    aria-label=label("Delete")
                    on:click=move |_| {
                        state.delete(assessment.get_value());
                        document::focus(".toast button");
                    }
                >
                    "Delete"
                </button>
            </p>
        </li>
    }
}

/// A record that could not be read, with a way to keep it.
#[component]
fn Broken(record: Unreadable) -> impl IntoView {
    let record = StoredValue::new(record);
    view! {
        <div class="notice notice--error">
            <h2>"Something kept here can’t be read"</h2>
            <p>{record.with_value(|it| it.message.clone())}</p>
            <p>"It is left as it is. You can save it as a file, to look into it or to ask for help."</p>
            <button
                type="button"
                class="button button--small"
                on:click=move |_| record.with_value(|it| document::save_file("demarc-unreadable.json", &it.text))
            >
                "Save it as a file"
            </button>
        </div>
    }
}

/// Opens an assessment from a file.
#[component]
fn OpenFile(state: State) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let open = move |event: leptos::ev::Event| {
        let input: Option<web_sys::HtmlInputElement> =
            event.target().and_then(|target| target.dyn_into().ok());
        let Some(input) = input else { return };
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
            let text = wasm_bindgen_futures::JsFuture::from(chosen.text()).await;
            match text
                .ok()
                .and_then(|text| text.as_string())
                .map(|text| file::read(&text))
            {
                Some(Ok(assessment)) => state.take_in(assessment),
                Some(Err(problem)) => error.set(Some(problem.to_string())),
                None => error.set(Some(
                    "The browser could not read the file. Try again.".to_owned(),
                )),
            }
        });
    };
    view! {
        <section class="card">
            <h2>"Open a file"</h2>
            <div class="field">
                <label for="file">"An assessment saved by Demarc"</label>
                <input id="file" type="file" accept=".json,application/json" on:change=open/>
            </div>
            <div role="alert">
                {move || error.get().map(|text| view! { <p class="notice notice--error">{text}</p> })}
            </div>
        </section>
    }
}
