//! The contents of a chosen file, and the import plan. Nothing changes before the button is pressed.

mod all;
mod item;
mod progress;

use leptos::prelude::*;

use crate::browser::focus;
use crate::components::reactive::{live, when};
use crate::components::{FIRST_ROWS, show_all};
use crate::route::Route;
use crate::state::{Library, State};
use demarc_core::exchange::file::Contents;
use demarc_core::labels;
use demarc_core::library::import::{self, ImportAction, ImportItem};

/// The chosen action of each assessment in the file.
type Chosen = RwSignal<Vec<ImportAction>>;

/// The page of the chosen file.
pub fn page() -> AnyView {
    let state = State::get();
    let library = Library::get();
    let is_busy = move || library.importing.with(Option::is_some);
    view! {
        <main id="main" class="page" tabindex="-1">
            {when(is_busy, move || progress::progress(library))}
            {when(move || !is_busy(), move || chosen(state, library))}
        </main>
    }
    .into_any()
}

fn chosen(state: State, library: Library) -> AnyView {
    live(move || match library.chosen.get() {
        None => nothing(),
        Some((name, Err(problem))) => refused(name, problem),
        Some((name, Ok(contents))) => contents_of(state, library, name, contents),
    })
}

fn nothing() -> AnyView {
    view! {
        <h1 class="page-title" tabindex="-1">"Open a file"</h1>
        <p>"No file is chosen. Choose one on the first page, or drop one anywhere."</p>
        {back("Go to the first page")}
    }
    .into_any()
}

fn refused(name: String, problem: String) -> AnyView {
    view! {
        <h1 class="page-title" tabindex="-1">{format!("“{name}” can’t be opened")}</h1>
        <p class="notice notice--error" role="alert">{problem}</p>
        <p>"Nothing here was changed."</p>
        {back("Back to your assessments")}
    }
    .into_any()
}

fn back(name: &'static str) -> AnyView {
    view! {
        <p class="actions">
            <a class="button" href=Route::Home.to_string()>{name}</a>
        </p>
    }
    .into_any()
}

fn contents_of(state: State, library: Library, name: String, contents: Contents) -> AnyView {
    let unreadable = (contents.unreadable > 0).then(|| {
        let count = labels::count(contents.unreadable, "record in it", "records in it");
        let text = format!("{count} can’t be read and will not be opened. The file keeps them.");
        view! { <p class="notice notice--warning">{text}</p> }.into_any()
    });
    if contents.assessments.is_empty() && contents.unreadable == 0 {
        return refused(name, "There is no assessment in it.".to_owned());
    }
    // Edits may have been made since what is kept was read last.
    library.read_inventory();
    let planned = library.with_inventory_untracked(|it| {
        let plan = import::plan(contents, it, || library.fresh_id());
        import::check_room(&plan, it).map(|()| plan)
    });
    match planned {
        Ok(plan) => planned_items(state, library, &name, unreadable, plan),
        Err(problem) => refused(name, problem),
    }
}

fn planned_items(
    state: State,
    library: Library,
    name: &str,
    unreadable: Option<AnyView>,
    plan: Vec<ImportItem>,
) -> AnyView {
    let chosen: Chosen = RwSignal::new(plan.iter().map(|it| it.action).collect());
    let count = labels::count(plan.len(), "assessment", "assessments");
    let (total, plan) = (plan.len(), StoredValue::new(plan));
    let is_all = RwSignal::new(false);
    let cards = move |from: usize, to: usize| {
        plan.with_value(|plan| {
            let items = plan.iter().enumerate().take(to).skip(from);
            let cards = items.map(|(index, it)| item::card(state, index, it, chosen));
            cards.collect_view().into_any()
        })
    };
    let open = move |_| {
        let chosen = chosen.get_untracked();
        let plan = plan.try_update_value(std::mem::take);
        library.import(plan.unwrap_or_default(), &chosen);
        focus::first("h1");
    };
    view! {
        <h1 class="page-title" tabindex="-1">{format!("What is in “{name}”")}</h1>
        <p class="lede">{format!("{count}. Nothing is changed until you say so.")}</p>
        {unreadable}
        {plan.with_value(|plan| all::choices(plan, chosen))}
        {cards(0, FIRST_ROWS)}
        {when(move || is_all.get(), move || cards(FIRST_ROWS, total))}
        {live(move || show_all(total, is_all, "main > .card:nth-of-type(51) > h2"))}
        <p class="actions">
            {(total > 0)
                .then(|| {
                    view! {
                        <button type="button" class="button button--primary" on:click=open>
                            "Open"
                        </button>
                    }
                        .into_any()
                })}
            <a class="button" href=state.back().to_string()>"Cancel"</a>
        </p>
    }
    .into_any()
}
