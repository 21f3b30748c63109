//! What is in a file that was chosen, and what will happen when it is opened. Nothing changes before the button.
//! It compares with what is kept here, and leaves the changing to the state.

use leptos::prelude::*;

use crate::assessment::{Assessment, Field};
use crate::exchange::file::Contents;
use crate::storage::Kept;
use crate::ui::components::choice;
use crate::ui::document;
use crate::ui::live::{flag, live};
use crate::ui::route::{Route, Step};
use crate::ui::state::{News, State};
use crate::ui::words;

/// What becomes of an assessment in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
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
    fate: RwSignal<Fate>,
}

/// What is in the chosen file.
pub fn page() -> AnyView {
    let state = State::get();
    view! {
        <main id="main" class="page" tabindex="-1">
            {live(move || match state.chosen.get() {
                None => nothing(),
                Some((name, Err(problem))) => refused(name, problem),
                Some((name, Ok(contents))) => contents_of(state, name, contents),
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

fn contents_of(state: State, name: String, contents: Contents) -> AnyView {
    let unreadable = (contents.unreadable > 0).then(|| {
        let count = words::count(contents.unreadable, "record in it", "records in it");
        let text = format!("{count} can’t be read and will not be opened. The file keeps them.");
        view! { <p class="notice notice--warning">{text}</p> }.into_any()
    });
    let items = state
        .kept
        .with_untracked(|kept| sort_out(contents.assessments, kept));
    let count = words::count(items.len(), "assessment", "assessments");
    let shown = items.iter().map(|item| item_card(state, item));
    let shown = shown.collect_view();
    let is_empty = items.is_empty();
    let open = move |_| {
        open_all(state, &items);
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
            <a class="button" href=Route::Home.to_string()>"Cancel"</a>
        </p>
    }
    .into_any()
}

/// Puts snapshots with what they were taken of. One of nothing known becomes an assessment.
fn sort_out(assessments: Vec<Assessment>, kept: &Kept) -> Vec<Item> {
    let (snapshots, mut whole): (Vec<_>, Vec<_>) =
        assessments.into_iter().partition(|it| it.frozen.is_some());
    let mut loose = Vec::new();
    for snapshot in snapshots {
        let of = snapshot.frozen.as_ref().map(|it| it.of.clone());
        if whole.iter().any(|it| Some(&it.id) == of.as_ref()) {
            loose.push(snapshot);
        } else {
            let label = snapshot.frozen.as_ref().map_or("", |it| &it.label);
            let name = format!("{} ({label})", words::name(&snapshot.name));
            whole.push(snapshot.duplicate(snapshot.id.clone(), name));
        }
    }
    let items = whole.into_iter().map(|assessment| {
        let is_its = |it: &&Assessment| it.frozen.as_ref().is_some_and(|at| at.of == assessment.id);
        let here = kept.find(&assessment.id).cloned();
        let fate = match &here {
            None => Fate::Keep,
            // Nothing in it is newer: whoever wants it all the same can say so.
            Some(here) if here.contains(&assessment) => Fate::Skip,
            Some(_) => Fate::Merge,
        };
        Item {
            snapshots: loose.iter().filter(is_its).cloned().collect(),
            fate: RwSignal::new(fate),
            here,
            assessment,
        }
    });
    items.collect()
}

fn item_card(state: State, item: &Item) -> AnyView {
    let it = &item.assessment;
    let name = words::name(&it.name).to_owned();
    let answered = it
        .answers
        .values()
        .filter(|answer| answer.response.is_some());
    let mut meta = format!(
        "{}, {}",
        words::count(it.services.len(), "service", "services"),
        words::count(answered.count(), "answer", "answers"),
    );
    if !item.snapshots.is_empty() {
        let count = words::count(item.snapshots.len(), "snapshot", "snapshots");
        meta = format!("{meta}, {count}");
    }
    let what = match &item.here {
        None => {
            view! { <p>"It is new here, and will be kept beside your assessments."</p> }.into_any()
        }
        Some(here) if here.differences(it).is_empty() => {
            view! { <p>"All of it is here already. Nothing will change."</p> }.into_any()
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
    let sentence = format!(
        "It is here too, and differs in {}. {}",
        words::count(differences.len(), "place", "places"),
        match (taken.len(), differences.len()) {
            (0, _) => "What is here was edited later in all of them.".to_owned(),
            (all, of) if all == of => "The file was edited later in all of them.".to_owned(),
            (some, _) => format!("The file was edited later in {some} of them."),
        },
    );
    let fate = item.fate;
    let fates = [
        (
            Fate::Merge,
            "Merge",
            "Of each difference, the later edit stays.",
        ),
        (
            Fate::Replace,
            "Replace",
            "It becomes what is in the file. What it was stays as a snapshot.",
        ),
        (
            Fate::Copy,
            "Keep both",
            "The file’s becomes an assessment of its own.",
        ),
        (Fate::Skip, "Leave it out", "Nothing changes."),
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
    let rows = differences.iter().map(|field| {
        let later = taken.contains(field);
        row(state, field, here, there, later)
    });
    view! {
        <p>{sentence}</p>
        <fieldset class="choices">
            <legend>"What should happen?"</legend>
            {Vec::from(choices)}
        </fieldset>
        <details class="more">
            <summary>"See the differences"</summary>
            <div class="scroller" tabindex="0" role="region" aria-label="Differences">
                <table class="table">
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

fn row(state: State, field: &Field, here: &Assessment, there: &Assessment, later: bool) -> AnyView {
    view! {
        <tr>
            <th scope="row">{words::field(state.catalog(), field)}</th>
            <td>{words::value(field, here)}</td>
            <td>{words::value(field, there)}</td>
            <td>{if later { "The file’s" } else { "Here" }}</td>
        </tr>
    }
    .into_any()
}

/// Does what was chosen, and goes to what was opened.
fn open_all(state: State, items: &[Item]) {
    let mut opened = Vec::new();
    for item in items {
        let it = &item.assessment;
        let into = match (item.fate.get_untracked(), &item.here) {
            (Fate::Skip, _) => continue,
            (Fate::Merge, Some(here)) => {
                let mut merged = here.clone();
                merged.merge(it);
                state.put(&merged);
                it.id.clone()
            }
            (Fate::Replace, Some(here)) => {
                let name = state
                    .chosen
                    .with_untracked(|it| it.as_ref().map(|it| it.0.clone()));
                let label = format!("Before opening {}", name.unwrap_or_default());
                state.replace(here, it, &label);
                it.id.clone()
            }
            (Fate::Copy, _) => {
                let copy = it.duplicate(state.fresh_id(), format!("{} (from file)", it.name));
                state.put(&copy);
                copy.id
            }
            (Fate::Keep | Fate::Merge | Fate::Replace, _) => {
                state.put(it);
                it.id.clone()
            }
        };
        for snapshot in &item.snapshots {
            let is_here = state.kept.with_untracked(|kept| kept.has(&snapshot.id));
            if !is_here {
                state.put_snapshot(snapshot, &into);
            }
        }
        opened.push(into);
    }
    state.chosen.set(None);
    state.news.set(Some(match opened.len() {
        0 => News::NothingNew,
        count => News::TakenIn(count),
    }));
    document::go(&match opened.as_slice() {
        [only] => Route::Assessment(only.clone(), Step::Practices),
        _ => Route::Home,
    });
}
