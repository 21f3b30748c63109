//! One assessment of a chosen file, compared with the one that is here.

use leptos::prelude::*;

use super::Chosen;
use crate::components::reactive::flag;
use crate::components::{choice, table};
use crate::state::State;
use demarc_core::assessment::Assessment;
use demarc_core::labels;
use demarc_core::library::import::{Difference, Found, ImportAction, ImportItem, LaterEdit};

/// One assessment of the file: what becomes of it, or the choice of that.
pub fn card(state: State, index: usize, item: &ImportItem, chosen: Chosen) -> AnyView {
    let ImportItem {
        assessment: it,
        here,
        snapshots,
        evidence,
        brings_evidence,
        ..
    } = item;
    let name = labels::name(&it.name);
    let mut meta = format!(
        "{}, {}",
        labels::count(it.service_count(), "service", "services"),
        labels::count(it.answered(), "answer", "answers"),
    );
    if !snapshots.is_empty() {
        let count = labels::count(snapshots.len(), "snapshot", "snapshots");
        meta = format!("{meta}, {count} not here yet");
    }
    if !evidence.is_empty() {
        meta += ", with evidence";
    }
    let what = match (item.found(), here) {
        (Found::Different(differences), Some(here)) => {
            let choices = choices(index, item, chosen);
            differing(state, item, here, &differences, choices)
        }
        (Found::New, _) | (_, None) => {
            view! { <p>"It is new here, and will be kept beside your assessments."</p> }.into_any()
        }
        (Found::Same, _) => {
            let text = match (snapshots.is_empty(), brings_evidence) {
                (true, false) => "All of it is here already. Nothing will change.",
                (true, true) => {
                    "Its answers are here already, as they are in the file. What its evidence has more will be added."
                }
                (false, false) => {
                    "It is here already, as it is in the file. Its snapshots will be added."
                }
                (false, true) => {
                    "Its answers are here already, as they are in the file. Its snapshots, and what its evidence has more, will be added."
                }
            };
            view! { <p>{text}</p> }.into_any()
        }
    };
    view! {
        <section class="card">
            <h2 tabindex="-1">{name}</h2>
            <p class="meta">{meta}</p>
            {what}
        </section>
    }
    .into_any()
}

/// The name and the effect of an action.
pub fn action(action: ImportAction) -> (&'static str, &'static str) {
    match action {
        ImportAction::Merge => ("Merge", "Of each difference, the later edit stays."),
        ImportAction::Replace => ("Replace", "It becomes what is in the file."),
        ImportAction::Copy => ("Keep both", "The file’s becomes an assessment of its own."),
        ImportAction::Skip => ("Leave it out", "Nothing changes."),
        ImportAction::Add => ("Add", "It is kept beside your assessments."),
    }
}

fn choices(index: usize, item: &ImportItem, chosen: Chosen) -> AnyView {
    let choices = item.choices().iter().map(|wanted| {
        let wanted = *wanted;
        let (name, hint) = action(wanted);
        choice(
            "radio",
            item.assessment.id.as_str(),
            name.to_owned(),
            Some(hint),
            flag(move || chosen.with(|it| it.get(index) == Some(&wanted))),
            move |_| {
                chosen.update(|it| {
                    if let Some(it) = it.get_mut(index) {
                        *it = wanted;
                    }
                });
            },
        )
    });
    view! {
        <fieldset class="choices">
            <legend>"What should happen?"</legend>
            {choices.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn differing(
    state: State,
    item: &ImportItem,
    here: &Assessment,
    differences: &[Difference],
    choices: AnyView,
) -> AnyView {
    let there = &item.assessment;
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
    if item.brings_evidence {
        sentence += " Its evidence has something that is not here.";
    }
    let rows = differences.iter().map(|it| row(state, it, here, there));
    let columns = ["What", "Here", "In the file", "Later edit"];
    let name = format!("Differences of {}", labels::name(&there.name));
    view! {
        <p>{sentence}</p>
        {choices}
        <details class="more">
            <summary>"See the differences"</summary>
            {table(name, "table table--stacked", &columns, rows.collect())}
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
