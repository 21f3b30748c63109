//! The notes of an answer: note, owner, date, evidence.
//! Every change is an edit of the assessment at once; there is no submit button.

use leptos::ev::Event;
use leptos::prelude::*;

use super::{date_field, field, printed};
use crate::components::reactive::value;
use crate::state::{Session, State};
use demarc_catalog::PracticeId;
use demarc_core::assessment::Answer;

/// Note, owner, date and evidence of one practice.
pub fn notes(state: State, practice: &'static PracticeId) -> AnyView {
    let session = Session::get();
    let read = move |part: fn(&Answer) -> String| {
        value(move || state.with(|it| it.answers.get(practice).map(part).unwrap_or_default()))
    };
    let write = move |part: fn(&mut Answer, String)| {
        move |event: Event| {
            let text = event_target_value(&event);
            session.edit(|it| it.change_answer(practice, |answer| part(answer, text)));
        }
    };
    let line = move |id: &'static str, value: Signal<String>, part: fn(&mut Answer, String)| {
        view! {
            <input
                id=id
                type="text"
                autocomplete="off"
                aria-describedby=format!("{id}-hint")
                prop:value=value
                on:input=write(part)
            />
            {printed(value)}
        }
        .into_any()
    };
    let noted = read(|it| it.note.clone());
    let note = view! {
        <textarea
            id="note"
            rows="3"
            prop:value=noted
            on:input=write(|it, text| it.note = text)
        ></textarea>
        {printed(noted)}
    };
    let due = Signal::derive(move || state.with(|it| it.answers.get(practice)?.due.clone()));
    let due = date_field("due".to_owned(), "", false, due, move |date| {
        session.edit(|it| it.change_answer(practice, |answer| answer.due = date));
    });
    let owner = line("owner", read(|it| it.owner.clone()), |it, text| {
        it.owner = text
    });
    let evidence = line("evidence", read(|it| it.evidence.clone()), |it, text| {
        it.evidence = text
    });
    let has_notes =
        state.with_untracked(|it| it.answers.get(practice).is_some_and(Answer::has_notes));
    view! {
        <details class="more" open=has_notes>
            <summary>"Note, owner, date, evidence"</summary>
            {field("note", "Note", None, note.into_any())}
            {field("owner", "Owner", Some("The person or team who sees to it"), owner)}
            {field("due", "Due", None, due)}
            {field("evidence", "Evidence", Some("A link, or where to find it"), evidence)}
        </details>
    }
    .into_any()
}
