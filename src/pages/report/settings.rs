//! The settings of the report: organization, day, logo, summary, chapters. They are not printed.
//! Every change is an edit of the assessment at once; there is no submit button.

use leptos::ev::Event;
use leptos::prelude::*;

use super::{logo, summary};
use crate::components::reactive::{flag, value};
use crate::components::{choice, date_field, field};
use crate::state::{Session, State};
use demarc_core::assessment::{Chapter, Cover};
use demarc_core::labels;

/// The settings. A snapshot keeps its own; the logo belongs to the device.
pub(super) fn panel(state: State, image: RwSignal<Option<String>>) -> AnyView {
    let of_assessment = if state.shows_snapshot() {
        view! {
            <p>
                "What stands on the report of a snapshot was set when it was taken. To change it, go back to the assessment."
            </p>
        }
        .into_any()
    } else {
        fields(state)
    };
    view! {
        <details class="card report-settings">
            <summary>"What stands on it"</summary>
            {of_assessment} {logo::field(image)}
        </details>
    }
    .into_any()
}

fn fields(state: State) -> AnyView {
    let session = Session::get();
    let line = move |id: &'static str,
                     autocomplete: &'static str,
                     read: fn(&Cover) -> &String,
                     write: fn(&mut Cover) -> &mut String| {
        view! {
            <input
                id=id
                type="text"
                autocomplete=autocomplete
                prop:value=value(move || state.with(|it| read(&it.cover).clone()))
                on:input=move |event: Event| {
                    session.edit(|it| *write(&mut it.cover) = event_target_value(&event));
                }
            />
        }
        .into_any()
    };
    let client = line("client", "off", |it| &it.client, |it| &mut it.client);
    let author = line("author", "name", |it| &it.author, |it| &mut it.author);
    let date = Signal::derive(move || state.with(|it| it.cover.date.clone()));
    let id = "report-date".to_owned();
    let date = date_field(id, "report-date-hint", false, date, move |date| {
        session.edit(|it| it.cover.date = date);
    });
    view! {
        <div class="report-settings__row">
            {field("client", "Prepared for", None, client)} {field("author", "Prepared by", None, author)}
            {field("report-date", "Date", Some("None: the day you open this page, by this device’s calendar"), date)}
        </div>
        {summary::field(state)}
        {chapters(state)}
    }
    .into_any()
}

fn chapters(state: State) -> AnyView {
    let session = Session::get();
    let choices = Chapter::ALL.map(|chapter| {
        choice(
            "checkbox",
            "chapters",
            labels::chapter(chapter).to_owned(),
            None,
            flag(move || state.with(|it| !it.cover.left_out.contains(chapter))),
            move |event| {
                let is_in = event_target_checked(&event);
                session.edit(|it| it.cover.left_out.set(chapter, !is_in));
            },
        )
    });
    view! {
        <fieldset class="choices report-settings__chapters">
            <legend>"Which chapters are in it?"</legend>
            <div>{Vec::from(choices)}</div>
        </fieldset>
    }
    .into_any()
}
