//! Deleting for good from the bin or from quarantine, and the notice of an unreadable record.

use leptos::prelude::*;

use crate::browser::{files, focus};
use crate::components::reactive::live;
use crate::state::Library;
use demarc_core::store::Unreadable;

/// An unreadable record, with its actions.
pub fn unreadable(library: Library, record: Unreadable) -> AnyView {
    let Unreadable {
        key,
        text,
        message,
        newer,
    } = record;
    let action = if newer {
        "It is left as it is."
    } else {
        "It is set aside as it was found. You can save it as a file, to look into it or to ask for help."
    };
    view! {
        <div class="notice notice--error">
            <p>
                <strong>"Something kept here can’t be read"</strong>
            </p>
            <p>{message}</p>
            <p>{action}</p>
            <p class="actions">
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| files::save_text("demarc-unreadable.json", &text)
                >
                    "Save it as a file"
                </button>
                {discard(library, key, "what can’t be read".to_owned())}
            </p>
        </div>
    }
    .into_any()
}

/// The button that deletes for good after a confirmation, because nothing restores the record.
pub fn discard(library: Library, key: String, name: String) -> AnyView {
    let asked = RwSignal::new(false);
    let key = StoredValue::new(key);
    let id = move |of: &str| key.with_value(|key| format!("{of}-{key}"));
    live(move || {
        let button =
            |class: &'static str, text: &'static str, id: Option<String>, act: Box<dyn Fn()>| {
                view! {
                    <button
                        type="button"
                        class=class
                        id=id
                        aria-label=format!("{text}: {name}")
                        on:click=move |_| {
                            asked.update(|it| *it = !*it);
                            act();
                        }
                    >
                        {text}
                    </button>
                }
                .into_any()
            };
        if !asked.get() {
            let ask = move || focus::restore(Some(id("keep")));
            return button(
                "button button--small button--danger",
                "Delete for good",
                Some(id("discard")),
                Box::new(ask),
            );
        }
        let keep = move || focus::restore(Some(id("discard")));
        let discard = move || {
            key.with_value(|key| library.discard(key));
            focus::first("h1");
        };
        view! {
            <span class="actions" data-keep="">
                <span>"It can’t be brought back then."</span>
                {button("button button--small", "Keep it", Some(id("keep")), Box::new(keep))}
                {button("button button--small button--danger", "Yes, delete for good", None, Box::new(discard))}
            </span>
        }
        .into_any()
    })
}
