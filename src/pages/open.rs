//! What is in a file that was chosen, and what will happen when it is opened. Nothing changes before the button.
//! It compares with what is kept here, and leaves the changing to the state.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::browser::address;
use crate::components::choice;
use crate::components::reactive::{flag, live};
use crate::route::{Route, Step};
use crate::state::{Library, Message, Messages, State};
use demarc_core::assessment::{Assessment, Field};
use demarc_core::exchange::file::Contents;
use demarc_core::labels;
use demarc_core::store::Inventory;

/// What becomes of an assessment in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ImportAction {
    /// It is kept under its own id: nothing here has that.
    Keep,
    /// Each field that was edited later in the file is taken over.
    Merge,
    /// What is here becomes what is in the file; a snapshot keeps what it was.
    Replace,
    /// It is kept beside what is here.
    Copy,
    /// Nothing.
    Skip,
}

/// An assessment in the file, beside the one kept here.
#[derive(Clone)]
struct Item {
    assessment: Assessment,
    here: Option<Assessment>,
    snapshots: Vec<Assessment>,
    fate: RwSignal<ImportAction>,
}

/// What is in the chosen file.
pub fn page() -> AnyView {
    let state = State::get();
    let library = Library::get();
    // Somebody may have gone on answering since the file was chosen.
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
    let messages = Messages::get();
    let items = library
        .inventory
        .with_untracked(|kept| sort_out(library, contents.assessments, kept));
    let count = labels::count(items.len(), "assessment", "assessments");
    let shown = items.iter().map(|item| item_card(state, item));
    let shown = shown.collect_view();
    let is_empty = items.is_empty();
    let open = move |_| {
        open_all(library, messages, &items);
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

/// Puts snapshots with what they were taken of, there or here. One of nothing known becomes an assessment.
fn sort_out(library: Library, assessments: Vec<Assessment>, kept: &Inventory) -> Vec<Item> {
    let (snapshots, mut whole): (Vec<_>, Vec<_>) = assessments
        .into_iter()
        .partition(|it| it.snapshot.is_some());
    let mut taken_of = Vec::new();
    for snapshot in snapshots {
        let Some(info) = snapshot.snapshot.clone() else {
            continue;
        };
        let here = kept.assessments.iter().find(|it| it.id == info.of);
        let there = whole.iter().any(|it| it.id == info.of);
        match here {
            Some(here) if !there => whole.push(here.clone()),
            None if !there => {
                let name = format!("{} ({})", labels::name(&snapshot.name), info.label);
                whole.push(snapshot.duplicate(library.fresh_id(), name));
                continue;
            }
            _ => {}
        }
        taken_of.push((info.of, snapshot));
    }
    let items = whole.into_iter().map(|assessment| {
        let snapshots = taken_of.iter().filter(|(of, _)| *of == assessment.id);
        let new = snapshots.filter(|(_, snapshot)| !kept.has(&snapshot.id));
        let snapshots: Vec<_> = new.map(|(_, snapshot)| snapshot.clone()).collect();
        let here = kept.assessments.iter().find(|it| it.id == assessment.id);
        let fate = here.map_or(ImportAction::Keep, |here| {
            fate(here, &assessment, &snapshots)
        });
        Item {
            here: here.cloned(),
            fate: RwSignal::new(fate),
            snapshots,
            assessment,
        }
    });
    items.collect()
}

/// What is best done with an assessment that is here too, unless the user says otherwise.
fn fate(here: &Assessment, there: &Assessment, snapshots: &[Assessment]) -> ImportAction {
    let differences = here.differences(there);
    let is_tie = |field: &Field| here.edits.of(field) == there.edits.of(field);
    if here.contains(there) && snapshots.is_empty() {
        // Nothing in it is newer: whoever wants it all the same can say so.
        ImportAction::Skip
    } else if !differences.is_empty() && differences.iter().all(is_tie) {
        // Nobody knows which is later, as of files that were written by hand.
        ImportAction::Copy
    } else {
        ImportAction::Merge
    }
}

fn item_card(state: State, item: &Item) -> AnyView {
    let it = &item.assessment;
    let name = labels::name(&it.name).to_owned();
    let answered = it
        .answers
        .values()
        .filter(|answer| answer.response.is_some());
    let mut meta = format!(
        "{}, {}",
        labels::count(it.services.len(), "service", "services"),
        labels::count(answered.count(), "answer", "answers"),
    );
    if !item.snapshots.is_empty() {
        let count = labels::count(item.snapshots.len(), "snapshot", "snapshots");
        meta = format!("{meta}, {count} not here yet");
    }
    let what = match &item.here {
        None => {
            view! { <p>"It is new here, and will be kept beside your assessments."</p> }.into_any()
        }
        Some(here) if here.differences(it).is_empty() => {
            let text = if item.snapshots.is_empty() {
                "All of it is here already. Nothing will change."
            } else {
                "It is here already, as it is in the file. Its snapshots will be added."
            };
            view! { <p>{text}</p> }.into_any()
        }
        Some(here) => differing(state, item, here),
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

fn differing(state: State, item: &Item, here: &Assessment) -> AnyView {
    let there = &item.assessment;
    let differences = here.differences(there);
    let mut merged = here.clone();
    let taken = merged.merge(there);
    let unknown = |field: &&Field| here.edits.of(field) == there.edits.of(field);
    let unknown = differences.iter().filter(unknown).count();
    let places = labels::count(differences.len(), "place", "places");
    let mut sentence = format!("It is here too, and differs in {places}.");
    let later = taken.len().saturating_sub(unknown);
    if later > 0 {
        sentence = format!("{sentence} The file was edited later in {later}.");
    }
    if unknown > 0 {
        sentence = format!("{sentence} Of {unknown}, nobody knows which is later.");
    }
    let fate = item.fate;
    let fates = [
        (
            ImportAction::Merge,
            "Merge",
            "Of each difference, the later edit stays.",
        ),
        (
            ImportAction::Replace,
            "Replace",
            "It becomes what is in the file.",
        ),
        (
            ImportAction::Copy,
            "Keep both",
            "The file’s becomes an assessment of its own.",
        ),
        (ImportAction::Skip, "Leave it out", "Nothing changes."),
    ];
    let choices = fates.map(|(wanted, name, hint)| {
        choice(
            "radio",
            there.id.as_str(),
            name.to_owned(),
            Some(hint),
            flag(move || fate.get() == wanted),
            move |_| fate.set(wanted),
        )
    });
    let rows = differences
        .iter()
        .map(|field| row(state, field, here, there));
    view! {
        <p>{sentence}</p>
        <fieldset class="choices">
            <legend>"What should happen?"</legend>
            {Vec::from(choices)}
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

fn row(state: State, field: &Field, here: &Assessment, there: &Assessment) -> AnyView {
    let later = match here.edits.of(field).cmp(&there.edits.of(field)) {
        Ordering::Less => "The file’s",
        Ordering::Greater => "Here",
        Ordering::Equal => "Not known",
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

/// Does what was chosen, and goes to what was opened.
fn open_all(library: Library, messages: Messages, items: &[Item]) {
    let mut opened = Vec::new();
    let mut said = Vec::new();
    let mut say = |it: &Assessment, what: &str| {
        said.push(format!("“{}”: {what}.", labels::name(&it.name)));
    };
    let file = library
        .chosen
        .with_untracked(|it| it.as_ref().map(|it| it.0.clone()));
    let label = format!("Before opening {}", file.unwrap_or_default());
    // What is here may have changed since it was shown.
    library.read_inventory();
    let kept = library.inventory.get_untracked();
    for item in items {
        let it = &item.assessment;
        let here = kept.assessments.iter().find(|here| here.id == it.id);
        let into = match (item.fate.get_untracked(), here) {
            (ImportAction::Skip, _) => continue,
            (ImportAction::Merge, Some(here)) => {
                let mut merged = here.clone();
                let changed = merged.merge(it).len();
                if changed > 0 {
                    library.take_snapshot_of(here, &label);
                    library.put(&merged);
                    let changed = labels::count(changed, "thing", "things");
                    say(
                        it,
                        &format!("{changed} changed; what it was is the snapshot “{label}”"),
                    );
                }
                it.id.clone()
            }
            (ImportAction::Replace, Some(here)) => {
                library.take_snapshot_of(here, &label);
                library.replace(here, it);
                say(
                    it,
                    &format!("replaced; what it was is the snapshot “{label}”"),
                );
                it.id.clone()
            }
            (ImportAction::Copy, _) => {
                let copy = it.duplicate(library.fresh_id(), format!("{} (from file)", it.name));
                library.put(&copy);
                say(&copy, "kept beside what was here");
                copy.id
            }
            (ImportAction::Keep | ImportAction::Merge | ImportAction::Replace, _) => {
                library.put(it);
                say(it, "opened");
                it.id.clone()
            }
        };
        for snapshot in &item.snapshots {
            if !kept.has(&snapshot.id) {
                library.put_snapshot(snapshot, &into);
            }
        }
        opened.push(into);
    }
    library.chosen.set(None);
    if said.is_empty() {
        said.push("No answer was changed.".to_owned());
    } else if said.len() > 3 {
        said = vec![format!("{} assessments were opened.", said.len())];
    }
    messages.show(Message::Imported(said.join(" ")));
    address::go(&match opened.as_slice() {
        [only] => Route::Assessment(only.clone(), Step::Practices),
        _ => Route::Home,
    });
}
