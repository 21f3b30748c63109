//! The owner and the due date of a gap: two fields that stand with every gap.
//! Every change is an edit of the assessment at once.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::components::reactive::value;
use crate::state::{Session, State};
use demarc_catalog::{Date, Practice};
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
    let read = move |part: fn(&Answer) -> String| value(move || answer.with(part));
    let write = move |part: fn(&mut Answer, String)| {
        move |event: Event| {
            let text = event_target_value(&event);
            session.edit(|it| it.change_answer(id, |answer| part(answer, text)));
        }
    };
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
                prop:value=read(|it| it.owner.clone())
                on:change=write(|it, text| it.owner = text)
            />
        </label>
        <label class="gap__due">
            <span>"Due" {hidden("for")}</span>
            <input
                id=due
                type="date"
                readonly=snapshot
                prop:value=read(|it| it.due.as_ref().map(ToString::to_string).unwrap_or_default())
                on:change=write(|it, text| it.due = Date::try_from(text).ok())
            />
        </label>
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
