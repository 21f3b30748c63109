//! Edits several gaps at once: owner, date, phase.
//! One click is one change, which one undo reverts, and a message says what it did.

use leptos::prelude::*;

use super::super::assign;
use super::Page;
use crate::browser::focus;
use crate::components::date_field;
use crate::components::reactive::{text, value, when};
use crate::state::{Message, Messages, Session};
use demarc_catalog::{Date, PracticeId};
use demarc_core::assessment::{Assignment, Phase};
use demarc_core::labels;

/// The values of the fields; a blank field changes nothing.
#[derive(Clone, Default)]
struct Given {
    owner: String,
    due: Option<Date>,
    phase: String,
}

impl Given {
    /// Whether it changes nothing.
    fn is_empty(&self) -> bool {
        self.owner.trim().is_empty() && self.due.is_none() && self.phase.is_empty()
    }
}

/// The bar, shown while gaps are selected.
pub(super) fn bar(page: Page) -> AnyView {
    let Page {
        session, selected, ..
    } = page;
    let given = RwSignal::new(Given::default());
    let is_some = move || selected.with(|it| !it.is_empty());
    when(is_some, move || draw(session, selected, given))
}

fn nothing_given() -> AnyView {
    view! {
        <p class="field__error" role="alert">
            "Give an owner, a date or a phase."
        </p>
    }
    .into_any()
}

fn draw(session: Session, selected: RwSignal<Vec<PracticeId>>, given: RwSignal<Given>) -> AnyView {
    let count = move || {
        let count = selected.with(Vec::len);
        format!("{} selected", labels::count(count, "gap", "gaps"))
    };
    let waiting = move || {
        let waiting = given.with(|it| !it.is_empty());
        if waiting { ", not changed yet" } else { "" }.to_owned()
    };
    let messages = Messages::get();
    // Whether the user tried to apply nothing.
    let empty = RwSignal::new(false);
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if focus::on_field("form.selection [aria-invalid]") {
            return;
        }
        let given_now = given.get_untracked();
        empty.set(given_now.is_empty());
        if given_now.is_empty() {
            return;
        }
        let given_now = Assignment {
            owner: given_now.owner,
            due: given_now.due,
            phase: Phase::from_key(&given_now.phase),
        };
        let ids = selected.get_untracked();
        let mut changed = 0;
        session.edit(|it| changed = it.assign(&ids, &given_now));
        given.set(Given::default());
        selected.set(Vec::new());
        messages.show(if changed == 0 {
            Message::Told("Nothing changed: all had these values already.".to_owned())
        } else {
            Message::Changed(labels::changed(changed, &labels::assigned(&given_now)))
        });
        focus::first(".toast button");
    };
    let phases = Phase::ALL
        .map(|it| view! { <option value=it.key()>{labels::phase(it)}</option> }.into_any());
    view! {
        <form class="selection" aria-label="Change what is selected" on:submit=apply novalidate>
            <p>
                <span role="status">{text(count)}</span>
                {text(waiting)}
            </p>
            {when(move || empty.get() && given.with(Given::is_empty), nothing_given)}
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
            <div class="selection__due">
                <label for="bulk-due">"Due "</label>
                {date_field(
                    "bulk-due".to_owned(),
                    "",
                    false,
                    Signal::derive(move || given.with(|it| it.due.clone())),
                    move |date| given.update(|it| it.due = date),
                )}
            </div>
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
