//! The home page: start, resume, open a file, try the example.

use leptos::prelude::*;

use crate::browser::{clock, files, focus, page};
use crate::components::reactive::{live, text, value, when};
use crate::components::{show_all, shown_rows, unreadable};
use crate::route::{Route, Step, View};
use crate::shell::Hero;
use crate::state::{self, Library};
use demarc_core::assessment::Assessment;
use demarc_core::labels;
use demarc_core::library::Resume;

/// The home page.
pub fn page(hero: Hero) -> AnyView {
    let library = Library::get();
    library.read_inventory();
    let is_all = RwSignal::new(false);
    hero.show();
    on_cleanup(move || hero.take_out());
    let press = move |event: leptos::ev::MouseEvent| {
        if let Some(what) = page::attribute_around(&event, "data-do") {
            act(library, &what);
        }
    };
    view! {
        <main id="main" class="page" tabindex="-1" on:click=press>
            {live(move || inventory(library, is_all))}
            {files(library)}
        </main>
    }
    .into_any()
}

/// Runs the action of a button of the hero, by the name that it has in `index.html`.
pub fn act(library: Library, what: &str) {
    match what {
        "start" => {
            let assessment = Assessment::new(library.fresh_id(), library.fresh_name());
            library.start(assessment, Step::Situation);
        }
        "example" => library.open_example(),
        _ => {}
    }
}

/// The stored assessments, and the links to the bin.
fn inventory(library: Library, is_all: RwSignal<bool>) -> AnyView {
    let shown = shown_rows(is_all);
    let (broken, rows, total, deleted) = library.with_inventory(|it| {
        let broken = it.unreadable.iter();
        let rows = it.assessments.iter().take(shown);
        (
            broken
                .map(|it| unreadable(library, it.clone()))
                .collect_view(),
            rows.map(|it| row(library, it.clone())).collect_view(),
            it.assessments.len(),
            it.bin.len(),
        )
    });
    let list = (total > 0).then(|| {
        view! {
            <section aria-labelledby="kept">
                <h2 id="kept">"Your assessments"</h2>
                <ul class="assessment-list">{rows}</ul>
                {show_all(total, is_all, ".assessment:nth-child(51) a")}
            </section>
        }
        .into_any()
    });
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

/// One assessment with its actions.
fn row(library: Library, assessment: Assessment) -> AnyView {
    let assessment = StoredValue::new(assessment);
    let analysis = Memo::new(move |_| assessment.with_value(|it| state::analysis(it, None, None)));
    let address = value(move || {
        let step = analysis.with(|analysis| match analysis {
            Some(analysis) => assessment.with_value(|it| Resume::of(it, &analysis.whole)),
            None => Resume::Situation,
        });
        let step = match step {
            Resume::Situation => Step::Situation,
            Resume::Practices => Step::Practices,
            Resume::Results => Step::Results(View::Overview),
        };
        Route::Assessment(assessment.with_value(|it| it.id.clone()), step).to_string()
    });
    // The style sheet shortens a long name.
    let name = assessment.with_value(|it| match it.name.trim() {
        "" => labels::name(""),
        name => demarc_core::text::line(name),
    });
    let progress = move || {
        let services = assessment.with_value(Assessment::service_count);
        let mut progress = labels::count(services, "service", "services");
        analysis.with(|analysis| {
            // Until what analyzes is there, the line says less.
            let Some(analysis) = analysis else { return };
            let whole = &analysis.whole;
            progress += &format!(" · {} of {} answered", whole.answered, whole.in_scope);
            let overdue = analysis.overdue().count();
            if overdue > 0 {
                progress += &format!(" · {overdue} overdue");
            }
        });
        let edits = assessment.with_value(|it| it.edits.clone());
        if !edits.is_empty() {
            let changed = clock::moment(edits.latest().milliseconds());
            progress += &format!(" · changed {changed}");
        }
        progress
    };
    let renaming = RwSignal::new(false);
    let id_of = move |part| assessment.with_value(|it| part_id(part, it));
    let action = |name: &'static str, act: fn(Library, &Assessment)| {
        let label = assessment.with_value(|it| format!("{name} {}", labels::name(&it.name)));
        let act = move |_| assessment.with_value(|it| act(library, it));
        view! {
            <button type="button" class="button button--small button--quiet" aria-label=label on:click=act>
                {name}
            </button>
        }
        .into_any()
    };
    let duplicate = |library: Library, it: &Assessment| {
        library.put(&it.duplicate(
            library.fresh_id(),
            format!("{} (copy)", labels::name(&it.name)),
        ));
    };
    let delete = move |_| {
        assessment.with_value(|it| library.delete(it));
        focus::first(".toast button");
    };
    view! {
        <li class="assessment">
            <h3 class="clamped">
                <a href=address>{name.clone()}</a>
            </h3>
            <p class="meta">{text(progress)}</p>
            {when(move || renaming.get(), move || rename(library, assessment, renaming))}
            <p class="actions">
                <button
                    type="button"
                    class="button button--small button--quiet"
                    id=id_of("rename")
                    aria-label=format!("Rename {name}")
                    aria-expanded=value(move || renaming.get().to_string())
                    on:click=move |_| {
                        renaming.update(|on| *on = !*on);
                        if renaming.get_untracked() {
                            focus::restore(Some(id_of("name")));
                        }
                    }
                >
                    "Rename"
                </button>
                {action("Duplicate", duplicate)}
                {action("Save as a file", Library::save_as_file)}
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

/// The id of an element in an assessment's row.
fn part_id(part: &'static str, assessment: &Assessment) -> String {
    format!("{part}-{}", assessment.id)
}

/// The form for renaming.
fn rename(
    library: Library,
    assessment: StoredValue<Assessment>,
    renaming: RwSignal<bool>,
) -> AnyView {
    let before = assessment.with_value(|it| it.name.clone());
    let name = StoredValue::new(before.clone());
    let id_of = move |part| assessment.with_value(|it| part_id(part, it));
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.with_value(|it| it.trim().to_owned());
        if !text.is_empty() {
            assessment.with_value(|it| library.rename(it, text));
            // The list redraws.
            focus::restore(Some(id_of("rename")));
        }
    };
    view! {
        <form class="field" on:submit=rename>
            <label>
                "New name"
                <input
                    type="text"
                    id=id_of("name")
                    value=before
                    on:input=move |event| name.set_value(event_target_value(&event))
                />
            </label>
            <p class="actions">
                <button type="submit" class="button button--small">"Save the name"</button>
                <button
                    type="button"
                    class="button button--small button--quiet"
                    on:click=move |_| {
                        renaming.set(false);
                        focus::restore(Some(id_of("rename")));
                    }
                >
                    "Cancel"
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// Files: opening one, and saving all assessments as one.
fn files(library: Library) -> AnyView {
    let open = move |event: leptos::ev::Event| {
        library.choose(files::chosen(&event));
    };
    let everything = move || {
        view! {
            <p class="actions">
                <button type="button" class="button button--small" on:click=move |_| library.save_everything()>
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
            {when(move || library.with_inventory(|it| !it.assessments.is_empty()), everything)}
        </section>
    }
    .into_any()
}
