//! What is said besides the page: that nothing is kept, that it is time to save a file, what just happened.
//! It shows what the state has to tell, each with what can be done about it.

use leptos::prelude::*;

use super::components::reactive::{live, when};
use super::document;
use super::state::{Message, State};
use demarc_core::store::StoreError;

/// Above every page: what stays until something is done about it.
pub fn above(state: State) -> AnyView {
    let save_error = move || match state.save_error.get() {
        None => ().into_any(),
        Some(error) => view! {
            <div class="notice notice--warning notice--storage">
                <p>{said(error)}</p>
                {when(
                    move || state.analysis.with(Option::is_some),
                    move || save(state, "Save this assessment as a file", None),
                )}
            </div>
        }
        .into_any(),
    };
    let reminder = move || {
        let why = if document::evicts() {
            "This browser deletes what a site keeps after seven days without a visit, and your latest work is in no file."
        } else {
            "An hour of work on this assessment is in this browser only."
        };
        view! {
            <div class="notice notice--storage">
                <p>{why}" Save it as a file to be safe."</p>
                {save(
                    state,
                    "Save as a file",
                    Some(
                        button("button button--small button--quiet", "Later", move || {
                            state.put_reminder_off();
                            document::focus("h1");
                        }),
                    ),
                )}
            </div>
        }
        .into_any()
    };
    view! {
        <div role="alert" class="notices">{live(save_error)}</div>
        <div role="status">{when(move || state.reminder.get(), reminder)}</div>
    }
    .into_any()
}

/// What is said of why nothing is kept. No setting helps a page that was opened from a disk.
fn said(error: StoreError) -> String {
    if error == StoreError::Blocked && document::is_from_disk() {
        return "This browser keeps nothing for a page that was opened from a file, so closing the tab loses your work. Save the assessment as a file, and next time open that file here.".to_owned();
    }
    error.to_string()
}

fn save(state: State, name: &'static str, beside: Option<AnyView>) -> AnyView {
    view! {
        <p class="actions">
            {button("button button--small", name, move || state.save_open_as_file())} {beside}
        </p>
    }
    .into_any()
}

/// What just happened, with the way back where there is one.
pub fn toast(state: State) -> AnyView {
    let toast = move || match state.message.get() {
        None => ().into_any(),
        Some(message) => view! {
            <div class="toast">
                <span>{message.text()}</span>
                {way_back(state, message)}
                {button("button button--small button--quiet", "Dismiss", move || done(state))}
            </div>
        }
        .into_any(),
    };
    view! { <div role="status">{live(toast)}</div> }.into_any()
}

fn way_back(state: State, message: Message) -> AnyView {
    match message {
        Message::Deleted { id, at, .. } => button("button button--small", "Undo", move || {
            state.bring_back(&id, at);
            document::focus("h1");
        }),
        Message::Undone(_) => button("button button--small", "Redo", move || {
            done(state);
            state.redo();
        }),
        Message::Restored(_) => button("button button--small", "Undo", move || {
            done(state);
            state.undo();
        }),
        _ => ().into_any(),
    }
}

fn done(state: State) {
    state.message.set(None);
    document::focus("h1");
}

fn button(class: &'static str, name: &'static str, act: impl Fn() + 'static) -> AnyView {
    fn erased(class: &'static str, name: &'static str, act: Box<dyn Fn()>) -> AnyView {
        view! { <button type="button" class=class on:click=move |_| act()>{name}</button> }
            .into_any()
    }
    erased(class, name, Box::new(act))
}
