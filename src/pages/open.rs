//! The contents of a chosen file, and the import plan. Nothing changes before the button is pressed.

use leptos::prelude::*;

use crate::browser::address;
use crate::components::choice;
use crate::components::reactive::{flag, live};
use crate::route::{Route, Step};
use crate::state::{Library, State};
use demarc_core::assessment::Assessment;
use demarc_core::exchange::file::Contents;
use demarc_core::labels;
use demarc_core::library::import::{self, Difference, Found, ImportAction, ImportItem, LaterEdit};

/// An assessment in the file, with its chosen action.
#[derive(Clone)]
struct ItemChoice {
    planned: ImportItem,
    chosen: RwSignal<ImportAction>,
}

/// The page of the chosen file.
pub fn page() -> AnyView {
    let state = State::get();
    let library = Library::get();
    // Edits may have been made since the file was chosen.
    library.read_inventory();
    view! {
        <main id="main" class="page" tabindex="-1">
            {live(move || match library.chosen.get() {
                None => nothing(),
                Some((name, Err(problem))) => refused(name, problem),
                Some((name, Ok(contents))) => contents_of(state, library, name, contents),
            })}
        </main>
    }
    .into_any()
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
    let planned = library.with_inventory_untracked(|it| {
        import::plan(contents.assessments, it, || library.fresh_id())
    });
    let items: Vec<ItemChoice> = planned
        .into_iter()
        .map(|planned| ItemChoice {
            chosen: RwSignal::new(planned.action),
            planned,
        })
        .collect();
    let count = labels::count(items.len(), "assessment", "assessments");
    let shown = items.iter().map(|item| item_card(state, item));
    let shown = shown.collect_view();
    let is_empty = items.is_empty();
    let open = move |_| {
        open_all(library, &items);
    };
    view! {
        <h1 class="page-title" tabindex="-1">{format!("What is in “{name}”")}</h1>
        <p class="lede">{format!("{count}. Nothing is changed until you say so.")}</p>
        {unreadable}
        {shown}
        <p class="actions">
            {(!is_empty)
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

fn item_card(state: State, item: &ItemChoice) -> AnyView {
    let ImportItem {
        assessment: it,
        here,
        snapshots,
        ..
    } = &item.planned;
    let name = labels::name(&it.name).to_owned();
    let mut meta = format!(
        "{}, {}",
        labels::count(it.service_count(), "service", "services"),
        labels::count(it.answered(), "answer", "answers"),
    );
    if !snapshots.is_empty() {
        let count = labels::count(snapshots.len(), "snapshot", "snapshots");
        meta = format!("{meta}, {count} not here yet");
    }
    let what = match (item.planned.found(), here) {
        (Found::Different(differences), Some(here)) => differing(state, item, here, &differences),
        (Found::New, _) | (_, None) => {
            view! { <p>"It is new here, and will be kept beside your assessments."</p> }.into_any()
        }
        (Found::Same, _) => {
            let text = if snapshots.is_empty() {
                "All of it is here already. Nothing will change."
            } else {
                "It is here already, as it is in the file. Its snapshots will be added."
            };
            view! { <p>{text}</p> }.into_any()
        }
    };
    view! {
        <section class="card">
            <h2>{name}</h2>
            <p class="meta">{meta}</p>
            {what}
        </section>
    }
    .into_any()
}

/// The name and the effect of an action.
fn action(action: ImportAction) -> (&'static str, &'static str) {
    match action {
        ImportAction::Merge => ("Merge", "Of each difference, the later edit stays."),
        ImportAction::Replace => ("Replace", "It becomes what is in the file."),
        ImportAction::Copy => ("Keep both", "The file’s becomes an assessment of its own."),
        ImportAction::Skip => ("Leave it out", "Nothing changes."),
        ImportAction::Add => ("Add", "It is kept beside your assessments."),
    }
}

fn differing(
    state: State,
    item: &ItemChoice,
    here: &Assessment,
    differences: &[Difference],
) -> AnyView {
    let there = &item.planned.assessment;
    let count = |later: LaterEdit| differences.iter().filter(|it| it.later == later).count();
    let total = labels::count(differences.len(), "place", "places");
    let mut sentence = format!("It is here too, and differs in {total}.");
    let later = count(LaterEdit::File);
    if later > 0 {
        sentence = format!("{sentence} The file was edited later in {later}.");
    }
    let unknown = count(LaterEdit::Unknown);
    if unknown > 0 {
        sentence = format!("{sentence} Of {unknown}, nobody knows which is later.");
    }
    let chosen = item.chosen;
    let choices = item.planned.choices().iter().map(|wanted| {
        let wanted = *wanted;
        let (name, hint) = action(wanted);
        choice(
            "radio",
            there.id.as_str(),
            name.to_owned(),
            Some(hint),
            flag(move || chosen.get() == wanted),
            move |_| chosen.set(wanted),
        )
    });
    let rows = differences.iter().map(|it| row(state, it, here, there));
    view! {
        <p>{sentence}</p>
        <fieldset class="choices">
            <legend>"What should happen?"</legend>
            {choices.collect_view()}
        </fieldset>
        <details class="more">
            <summary>"See the differences"</summary>
            <div class="scroller" tabindex="0" role="region" aria-label=format!("Differences of {}", labels::name(&there.name))>
                <table class="table table--stacked">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col">"Here"</th>
                            <th scope="col">"In the file"</th>
                            <th scope="col">"Later edit"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn row(
    state: State,
    Difference { field, later }: &Difference,
    here: &Assessment,
    there: &Assessment,
) -> AnyView {
    let later = match later {
        LaterEdit::File => "The file’s",
        LaterEdit::Here => "Here",
        LaterEdit::Unknown => "Not known",
    };
    view! {
        <tr>
            <th scope="row">{labels::field(state.catalog(), field)}</th>
            <td data-label="Here">{labels::value(state.catalog(), field, here)}</td>
            <td data-label="In the file">{labels::value(state.catalog(), field, there)}</td>
            <td data-label="Later edit">{later}</td>
        </tr>
    }
    .into_any()
}

/// Applies the chosen actions, and goes to the opened assessment.
fn open_all(library: Library, items: &[ItemChoice]) {
    let plan: Vec<ImportItem> = items.iter().map(|it| it.planned.clone()).collect();
    let chosen: Vec<ImportAction> = items.iter().map(|it| it.chosen.get_untracked()).collect();
    let opened = library.import(&plan, &chosen);
    address::go(&match opened.as_slice() {
        [only] => Route::Assessment(only.clone(), Step::Practices),
        _ => Route::Home,
    });
}
