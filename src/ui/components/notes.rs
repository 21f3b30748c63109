//! What is noted beside an answer: note, owner, date, evidence.
//! Every change goes into the assessment at once; nothing waits for a button.

use leptos::prelude::*;

use crate::assessment::Answer;
use crate::catalog::{Date, PracticeId};
use crate::ui::live::value;
use crate::ui::state::State;

/// Note, owner, date and evidence of one practice.
pub fn notes(state: State, id: &'static PracticeId) -> AnyView {
    let read = move |part: fn(&Answer) -> String| {
        value(move || state.with(|it| it.answers.get(id).map(part).unwrap_or_default()))
    };
    let write = move |part: fn(&mut Answer, String)| {
        move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            state.edit(|it| it.change_answer(id, |answer| part(answer, text)));
        }
    };
    let has_notes = state.with_untracked(|it| it.answers.get(id).is_some_and(Answer::has_notes));
    view! {
        <details class="more" open=has_notes>
            <summary>"Note, owner, date, evidence"</summary>
            <div class="field">
                <label for="note">"Note"</label>
                <textarea
                    id="note"
                    rows="3"
                    prop:value=read(|it| it.note.clone())
                    on:input=write(|it, text| it.note = text)
                ></textarea>
            </div>
            <div class="field">
                <label for="owner">"Owner"</label>
                <p class="hint" id="owner-hint">"The person or team who sees to it"</p>
                <input
                    id="owner"
                    type="text"
                    autocomplete="off"
                    aria-describedby="owner-hint"
                    prop:value=read(|it| it.owner.clone())
                    on:input=write(|it, text| it.owner = text)
                />
            </div>
            <div class="field">
                <label for="due">"Due"</label>
                <input
                    id="due"
                    type="date"
                    prop:value=read(|it| it.due.as_ref().map(ToString::to_string).unwrap_or_default())
                    on:change=write(|it, text| it.due = Date::try_from(text).ok())
                />
            </div>
            <div class="field">
                <label for="evidence">"Evidence"</label>
                <p class="hint" id="evidence-hint">"A link, or where to find it"</p>
                <input
                    id="evidence"
                    type="text"
                    autocomplete="off"
                    aria-describedby="evidence-hint"
                    prop:value=read(|it| it.evidence.clone())
                    on:input=write(|it, text| it.evidence = text)
                />
            </div>
        </details>
    }
    .into_any()
}
