//! The messages on every page: nothing is saved, it is time to save a file, and the outcome of the last action. Each
//! has buttons for what can be done about it.

use leptos::prelude::*;

use crate::browser::{focus, retention};
use crate::components::reactive::{live, when};
use crate::state::{Autosave, Library, Message, Messages, Reminder, SaveStatus, Session, State};
use demarc_core::store::StoreError;

/// The banners above every page, which stay until their cause is gone.
pub fn above(state: State) -> AnyView {
    let (autosave, reminder, library) = (Autosave::get(), Reminder::get(), Library::get());
    let save_error = move || match autosave.error() {
        None => ().into_any(),
        Some(error) => view! {
            <div class="notice notice--warning notice--storage">
                <p>{explanation(error)}</p>
                {when(
                    move || state.with(|_| true),
                    move || save(library, "Save this assessment as a file", None),
                )}
            </div>
        }
        .into_any(),
    };
    let one_copy = RwSignal::new(true);
    let is_one_copy = move || one_copy.get() && autosave.status() == SaveStatus::SavedOnce;
    let one_copy_notice = move || {
        view! {
            <div class="notice notice--storage">
                <p>
                    "This browser keeps one copy of what you enter, where Demarc wants two: if the browser crashes, or you edit in two tabs at once, the last seconds may be lost. Save a file when you stop."
                </p>
                <p class="actions">
                    {button("button button--small button--quiet", "I understand", move || {
                        one_copy.set(false);
                        focus::first("h1");
                    })}
                </p>
            </div>
        }
        .into_any()
    };
    let save_a_file = move || {
        let why = if retention::evicts() {
            "This browser deletes what a site keeps after seven days without a visit, and your latest work is in no file."
        } else {
            "An hour of work on this assessment is in this browser only."
        };
        view! {
            <div class="notice notice--storage">
                <p>{why}" Save it as a file to be safe."</p>
                {save(
                    library,
                    "Save as a file",
                    Some(
                        button("button button--small button--quiet", "Later", move || {
                            reminder.put_off();
                            focus::first("h1");
                        }),
                    ),
                )}
            </div>
        }
        .into_any()
    };
    view! {
        <div role="alert" class="notices">{live(save_error)}</div>
        <div role="status">
            {when(is_one_copy, one_copy_notice)} {when(move || reminder.is_due(), save_a_file)}
        </div>
    }
    .into_any()
}

/// Why nothing is saved, and what to do. For a page opened from a disk, no browser setting helps.
fn explanation(error: StoreError) -> String {
    if error == StoreError::Blocked && retention::is_from_disk() {
        return "This browser keeps nothing for a page that was opened from a file, so closing the tab loses your work. Save the assessment as a file, and next time open that file here.".to_owned();
    }
    error.to_string()
}

fn save(library: Library, name: &'static str, beside: Option<AnyView>) -> AnyView {
    view! {
        <p class="actions">
            {button("button button--small", name, move || library.save_open_as_file())} {beside}
        </p>
    }
    .into_any()
}

/// The outcome of the last action, with an undo button where it can be undone.
pub fn toast() -> AnyView {
    let messages = Messages::get();
    let (session, library) = (Session::get(), Library::get());
    let toast = move || match messages.current() {
        None => ().into_any(),
        Some(message) => view! {
            <div class="toast">
                <span prop:textContent=message.text()></span>
                {undo(session, library, messages, message)}
                {button("button button--small button--quiet", "Dismiss", move || dismiss(messages))}
            </div>
        }
        .into_any(),
    };
    view! { <div role="status">{live(toast)}</div> }.into_any()
}

/// The button that undoes what a message reports.
fn undo(session: Session, library: Library, messages: Messages, message: Message) -> AnyView {
    match message {
        Message::Deleted { id, at, .. } => button("button button--small", "Undo", move || {
            library.bring_back(&id, at);
            focus::first("h1");
        }),
        Message::Undone(_) => button("button button--small", "Redo", move || {
            dismiss(messages);
            session.redo();
        }),
        Message::Restored(_) | Message::Changed(_) => {
            button("button button--small", "Undo", move || {
                dismiss(messages);
                session.undo();
            })
        }
        _ => ().into_any(),
    }
}

fn dismiss(messages: Messages) {
    messages.clear();
    focus::first("h1");
}

fn button(class: &'static str, name: &'static str, act: impl Fn() + 'static) -> AnyView {
    fn erased(class: &'static str, name: &'static str, act: Box<dyn Fn()>) -> AnyView {
        view! { <button type="button" class=class on:click=move |_| act()>{name}</button> }
            .into_any()
    }
    erased(class, name, Box::new(act))
}
