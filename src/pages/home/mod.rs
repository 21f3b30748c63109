//! The home page: start, resume, open a file, try the example.
//! This file is in the first load. The field for services and the table of assessments are fetched once the page shows:
//! until they are there, the field keeps what is typed, and the assessments are a list of links.

mod drop;
mod field;
mod table;

pub use field::field;
pub use table::table;

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::browser::{fields, files, page};
use crate::components::reactive::{live, text, when};
use crate::components::{FIRST_ROWS, unreadable};
use crate::loading::{Loading, Part};
use crate::route::{Route, Step};
use crate::shell::{BUSY, Hero, SERVICES, START};
use crate::state::Library;
use demarc_core::assessment::Assessment;
use demarc_core::labels;

/// Draws a part of the page that is fetched.
pub type DrawPart = fn(Library) -> AnyView;

/// What is fetched, once it is there.
static FIELD: OnceLock<DrawPart> = OnceLock::new();
static TABLE: OnceLock<DrawPart> = OnceLock::new();

/// Takes what the field for services shows beside what is typed, when it has come.
pub fn set_field(field: DrawPart) {
    // Already set when it was fetched twice: to the same function.
    let _ = FIELD.set(field);
}

/// Takes the table of assessments, when it has come.
pub fn set_table(table: DrawPart) {
    let _ = TABLE.set(table);
}

/// What shows more of the field for services, once it is there; tracked.
fn fetched_field() -> Option<DrawPart> {
    // Asked first, so that whoever reads this hears when it comes.
    let is_there = Loading::has_home();
    FIELD.get().copied().filter(|_| is_there)
}

/// The table of assessments, once it is there; tracked.
fn fetched_table() -> Option<DrawPart> {
    let is_there = Loading::has_list();
    TABLE.get().copied().filter(|_| is_there)
}

/// The home page.
pub fn page(hero: Hero, loading: Loading) -> AnyView {
    let library = Library::get();
    library.read_inventory();
    hero.show();
    on_cleanup(move || hero.take_out());
    let press = move |event: leptos::ev::MouseEvent| {
        let Some(what) = page::attribute_around(&event, "data-do") else {
            return;
        };
        // What reads the services hears the button itself.
        let is_read = untrack(fetched_field).is_some();
        let is_empty = fields::text(SERVICES).trim().is_empty();
        if what != "start" || !is_read && is_empty {
            act(library, &what);
        } else if !is_read {
            // What reads the services starts with them when it is there.
            page::set_attribute(START, BUSY, Some("true"));
            loading.try_again();
        }
    };
    Effect::new(move || {
        let has_failed = Loading::has_failed(Part::HOME) || Loading::has_failed(Part::ANALYSIS);
        let problem = if has_failed {
            page::set_attribute(START, BUSY, None);
            "The list of services could not be fetched. Press the button to try again, or empty the field and choose services later."
        } else {
            ""
        };
        page::set_text("#hero-problem", problem);
    });
    view! {
        <main id="main" class="page" tabindex="-1" on:click=press>
            {live(move || fetched_field().map_or_else(|| ().into_any(), |draw| draw(library)))}
            {kept(library)}
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

/// What is kept on this device: the assessments, opening and saving files, the link to the bin.
fn kept(library: Library) -> AnyView {
    let has_any = Memo::new(move |_| library.with_inventory(|it| !it.assessments.is_empty()));
    Effect::new(move || {
        // The style sheet keeps the hero small for those who return.
        page::set_attribute("html", "data-returns", has_any.get().then_some(""));
    });
    let heading = move || {
        let heading = if has_any.get() {
            "Your assessments"
        } else {
            "Been here before?"
        };
        heading.to_owned()
    };
    let open = move |event: leptos::ev::Event| library.choose(files::chosen(&event));
    let everything = move || {
        view! {
            <button type="button" class="button button--small button--quiet" on:click=move |_| library.save_everything()>
                "Save everything as a file"
            </button>
        }
        .into_any()
    };
    view! {
        <section class="kept" aria-labelledby="kept">
            <div class="kept__head">
                <h2 id="kept">{text(heading)}</h2>
                {when(move || has_any.get(), everything)}
                <label class="button button--small">
                    "Open a file"
                    <input
                        id="file"
                        type="file"
                        multiple
                        accept=".json,application/json"
                        aria-describedby="file-hint"
                        on:change=open
                    />
                </label>
            </div>
            <p class="hint" id="file-hint">
                "Files can be dropped anywhere on the page. You see what is in them before anything changes."
            </p>
            {live(move || {
                library.with_inventory(|it| it.unreadable.iter().map(|it| unreadable(library, it.clone())).collect_view()).into_any()
            })}
            {when(
                move || has_any.get(),
                move || live(move || fetched_table().map_or_else(|| plain(library), |draw| draw(library))),
            )}
            {live(move || bin(library))}
        </section>
    }
    .into_any()
}

/// The assessments as links, until the table is there. If it can't be fetched, all of them.
fn plain(library: Library) -> AnyView {
    Loading::request_list();
    let shown = if Loading::has_failed(Part::LIST) {
        usize::MAX
    } else {
        FIRST_ROWS
    };
    let rows = library.with_inventory(|it| {
        let rows = it.assessments.iter().take(shown);
        rows.map(row).collect_view()
    });
    view! { <ul class="assessment-list plain">{rows}</ul> }.into_any()
}

fn row(assessment: &Assessment) -> AnyView {
    let step = if assessment.services.is_empty() {
        Step::Situation
    } else {
        Step::Practices
    };
    let address = Route::Assessment(assessment.id.clone(), step).to_string();
    view! {
        <li class="assessment">
            <div class="assessment__name clamped">
                <a href=address>{shown_name(assessment)}</a>
            </div>
        </li>
    }
    .into_any()
}

/// The name of an assessment as the list shows it.
fn shown_name(assessment: &Assessment) -> String {
    match assessment.name.trim() {
        "" => labels::name(""),
        // The style sheet shortens a long name.
        name => demarc_core::text::line(name),
    }
}

/// The link to the bin, if there is something in it.
fn bin(library: Library) -> AnyView {
    match library.with_inventory(|it| it.bin.len()) {
        0 => ().into_any(),
        deleted => view! {
            <p>
                <a href=Route::Bin.to_string()>{format!("Deleted and set aside ({deleted})")}</a>
            </p>
        }
        .into_any(),
    }
}
