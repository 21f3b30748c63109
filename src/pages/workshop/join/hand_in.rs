//! The sealed code: to copy, to share, as a QR code, and as a file where there are comments.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::copying::copy;
use super::super::qr;
use super::reply::{Handed, Place, Reply};
use crate::browser::{files, sharing};
use crate::components::reactive::when;

pub(super) fn page(reply: Reply) -> AnyView {
    match reply.handed.get() {
        Some(Handed::Sealed { code, file }) => sealed(reply, &code, file),
        Some(Handed::Here) => handed_on(reply),
        Some(Handed::Failed(why)) => view! {
            <h1 class="page-title" tabindex="-1">"Not handed in"</h1>
            <p class="notice notice--error">{why}</p>
            {change(reply)}
        }
        .into_any(),
        None => view! { <h1 class="page-title" tabindex="-1">"Sealing…"</h1> }.into_any(),
    }
}

fn sealed(reply: Reply, code: &str, file: Option<String>) -> AnyView {
    let (copied, shared, shown) = (code.to_owned(), code.to_owned(), code.to_owned());
    let share = move |_| {
        let code = shared.clone();
        spawn_local(async move {
            // Nothing is lost when it is not shared: the code stays on the page.
            sharing::share(&code).await;
        });
    };
    let share = sharing::is_there().then(|| {
        view! { <button type="button" class="button" on:click=share>"Share…"</button> }.into_any()
    });
    let tag = reply.invite.with_value(|it| it.tag.to_string());
    let file = file.map(|file| {
        let save = move |_| files::save_text(&format!("demarc-answers-{tag}.json"), &file);
        view! {
            <div class="notice">
                <p>
                    "The code has no room for what you wrote. Send this file, too: it has everything, sealed the same way."
                </p>
                <p class="actions">
                    <button type="button" class="button" on:click=save>"Save the file"</button>
                </p>
            </div>
        }
        .into_any()
    });
    let shows_qr = RwSignal::new(false);
    let prefix_at = code.find('-').map_or(0, |it| it + 1);
    let drawn = code.to_owned();
    view! {
        <h1 class="page-title" tabindex="-1">"Send this code to the facilitator"</h1>
        <p class="lede">"In the chat, by mail, or held to the camera. Only the facilitator’s browser can open it."</p>
        <div class="field">
            <label for="code">"Your sealed answers"</label>
            <textarea id="code" class="code" rows="5" readonly spellcheck="false" prop:value=shown></textarea>
        </div>
        <p class="actions">
            {copy("button button--primary", "your sealed answers", copied)} {share}
            <button
                type="button"
                class="button"
                aria-expanded=Signal::derive(move || shows_qr.get().to_string())
                on:click=move |_| shows_qr.update(|it| *it = !*it)
            >
                "Show as a QR code"
            </button>
        </p>
        {when(
            move || shows_qr.get(),
            move || {
                let (prefix, rest) = drawn.split_at(prefix_at.min(drawn.len()));
                qr::drawing(prefix, rest, "QR code of your sealed answers").into_any()
            },
        )}
        {file}
        {change(reply)}
    }
    .into_any()
}

/// The screen between two people at one device.
fn handed_on(reply: Reply) -> AnyView {
    view! {
        <h1 class="page-title" tabindex="-1">"Thank you. Hand the device on."</h1>
        <p class="lede">"Your answers are in. The next person sees nothing of them."</p>
        <p class="actions">
            <button type="button" class="button button--primary" on:click=move |_| reply.next_person()>
                "Next person"
            </button>
        </p>
    }
    .into_any()
}

fn change(reply: Reply) -> AnyView {
    view! {
        <p class="actions">
            <button type="button" class="button button--quiet" on:click=move |_| reply.go(Place::Review)>
                "Change my answers"
            </button>
        </p>
    }
    .into_any()
}
