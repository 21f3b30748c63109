//! The owner and the due date of a gap: two fields that stand with every gap.
//! Every change is an edit of the assessment at once.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::components::date_field;
use crate::components::reactive::value;
use crate::state::{Session, State};
use demarc_catalog::Practice;
use demarc_core::assessment::{Answer, Assessment};

/// The id of the list of names for owner fields.
pub(super) const OWNERS: &str = "owners";

/// The fields; `suffix` makes their ids unique on the page.
pub(super) fn fields(
    state: State,
    practice: &'static Practice,
    answer: Signal<Answer>,
    suffix: &str,
) -> AnyView {
    let session = Session::get();
    let id = &practice.id;
    let write_owner = move |event: Event| {
        let text = event_target_value(&event);
        session.edit(|it| it.change_answer(id, |answer| answer.owner = text));
    };
    let write_due = move |date| {
        session.edit(|it| it.change_answer(id, |answer| answer.due = date));
    };
    let stored = Signal::derive(move || answer.with(|it| it.due.clone()));
    let snapshot = state.shows_snapshot();
    let [owner, due] = ["owner", "due"].map(|part| format!("{part}-{suffix}"));
    let hidden = |preposition: &'static str| {
        let of = format!(" {preposition} “{}”", practice.title);
        view! { <span class="visually-hidden">{of}</span> }.into_any()
    };
    view! {
        <label class="gap__owner">
            <span>"Owner" {hidden("of")}</span>
            <input
                id=owner
                type="text"
                autocomplete="off"
                list=OWNERS
                readonly=snapshot
                prop:value=value(move || answer.with(|it| it.owner.clone()))
                on:input=write_owner
            />
        </label>
        <div class="gap__due">
            <label for=due.clone()>"Due" {hidden("for")}</label>
            {date_field(due, "", snapshot, stored, write_due)}
        </div>
    }
    .into_any()
}

/// The list of names for owner fields: once on each page that has such fields.
pub(super) fn names(state: State) -> AnyView {
    let names = owners(state).into_iter();
    let names = names.map(|name| view! { <option value=name></option> }.into_any());
    view! { <datalist id=OWNERS>{names.collect_view()}</datalist> }.into_any()
}

/// The names of all owners, without duplicates.
pub(super) fn owners(state: State) -> Vec<String> {
    state.with_untracked(Assessment::owners)
}
