//! Edits several gaps at once: owner, date, phase.
//! One click is one change, which one undo reverts.

use leptos::prelude::*;

use super::super::assign;
use crate::components::reactive::{text, value, when};
use crate::state::Session;
use demarc_catalog::{Date, PracticeId};
use demarc_core::assessment::{Assignment, Phase};
use demarc_core::labels;

/// The values of the fields; a blank field changes nothing.
#[derive(Clone, Default)]
struct Given {
    owner: String,
    due: String,
    phase: String,
}

/// The bar, shown while gaps are selected.
pub(super) fn bar(session: Session, selected: RwSignal<Vec<PracticeId>>) -> AnyView {
    let given = RwSignal::new(Given::default());
    let is_some = move || selected.with(|it| !it.is_empty());
    when(is_some, move || draw(session, selected, given))
}

fn draw(session: Session, selected: RwSignal<Vec<PracticeId>>, given: RwSignal<Given>) -> AnyView {
    let count = move || {
        let count = selected.with(Vec::len);
        format!("{} selected", labels::count(count, "gap", "gaps"))
    };
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Given { owner, due, phase } = given.get_untracked();
        let given_now = Assignment {
            owner,
            due: Date::try_from(due).ok(),
            phase: Phase::from_key(&phase),
        };
        let ids = selected.get_untracked();
        session.edit(move |it| it.assign(&ids, &given_now));
        given.set(Given::default());
        selected.set(Vec::new());
    };
    let phases = Phase::ALL
        .map(|it| view! { <option value=it.key()>{labels::phase(it)}</option> }.into_any());
    view! {
        <form class="selection" aria-label="Change what is selected" on:submit=apply>
            <p role="status">{text(count)}</p>
            <label>
                "Owner "
                <input
                    type="text"
                    autocomplete="off"
                    list=assign::OWNERS
                    prop:value=value(move || given.with(|it| it.owner.clone()))
                    on:input=move |event| given.update(|it| it.owner = event_target_value(&event))
                />
            </label>
            <label>
                "Due "
                <input
                    type="date"
                    prop:value=value(move || given.with(|it| it.due.clone()))
                    on:change=move |event| given.update(|it| it.due = event_target_value(&event))
                />
            </label>
            <label>
                "Roadmap "
                <select
                    prop:value=value(move || given.with(|it| it.phase.clone()))
                    on:change=move |event| given.update(|it| it.phase = event_target_value(&event))
                >
                    <option value="">"As it is"</option>
                    {Vec::from(phases)}
                </select>
            </label>
            <span class="actions">
                <button type="submit" class="button button--primary button--small">"Apply"</button>
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| selected.set(Vec::new())
                >
                    "Select none"
                </button>
            </span>
        </form>
    }
    .into_any()
}
