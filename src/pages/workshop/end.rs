//! What is done to a whole workshop: saved as a file, made anonymous, closed again, deleted.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::room::Room;
use crate::browser::{files, focus, keys};
use crate::components::reactive::{text, value, when};
use demarc_core::exchange::workshop::WorkshopFile;

pub(super) fn section(room: Room) -> AnyView {
    let has_ballots = Memo::new(move |_| room.with(|it| !it.ballots.is_empty()));
    let save = move |_| {
        let entries = room.entries();
        let name = format!("demarc-workshop-{}.json", room.tag);
        files::save_text(&name, &WorkshopFile::of(room.tag, &entries).write());
    };
    let hide = move |_| {
        room.selected.set(None);
        room.edit(|entries, at| entries.reveal_workshop(room.tag, false, at));
        focus::first("#collect");
    };
    let forget = move || {
        room.edit(|entries, at| entries.forget_who(room.tag, at));
    };
    let delete = move || {
        room.edit(|entries, at| entries.remove_workshop(room.tag, at));
        spawn_local(async move {
            // Where the browser does not answer, the key opens nothing that is kept.
            let _ = keys::forget(room.tag).await;
        });
        focus::first("h1");
    };
    view! {
        <details class="more" id="end">
            <summary>"Save, make anonymous, delete"</summary>
            <p class="actions">
                <button type="button" class="button" on:click=save>"Save the workshop as a file"</button>
                {when(
                    move || room.is_revealed(),
                    move || {
                        view! {
                            <button type="button" class="button button--quiet" on:click=hide>
                                "Hide the answers again"
                            </button>
                        }
                            .into_any()
                    },
                )}
            </p>
            <p class="hint">
                "The file has all answers, readable. A second facilitator opens it at “Open files” on the page of the same workshop, and both have what either had."
            </p>
            {when(
                move || has_ballots.get(),
                move || twice(
                    "forget-who",
                    "Forget who said what…",
                    "Names, roles and who gave which answer are removed for good; only the counts stay. It can’t be undone.",
                    "Forget it for good",
                    forget,
                ),
            )}
            {twice(
                "delete-workshop",
                "Delete the workshop…",
                "All answers and what was concluded are removed from the workshop, and its key from this browser. Agreed answers stay in the assessment. It can’t be undone.",
                "Delete it for good",
                delete,
            )}
        </details>
    }
    .into_any()
}

/// A button that asks once more.
fn twice(
    id: &'static str,
    name: &'static str,
    warning: &'static str,
    yes: &'static str,
    act: impl Fn() + Send + Copy + 'static,
) -> AnyView {
    let asks = RwSignal::new(false);
    let ask = move |_| {
        asks.update(|it| *it = !*it);
    };
    view! {
        <p class="actions">
            <button
                type="button"
                class="button button--danger"
                id=id
                aria-expanded=value(move || asks.get().to_string())
                on:click=ask
            >
                {name}
            </button>
        </p>
        {when(
            move || asks.get(),
            move || {
                let confirm = move |_| {
                    asks.set(false);
                    act();
                };
                view! {
                    <div class="notice notice--warning">
                        <p>{text(move || warning.to_owned())}</p>
                        <p class="actions">
                            <button type="button" class="button button--danger" on:click=confirm>
                                {yes}
                            </button>
                        </p>
                    </div>
                }
                    .into_any()
            },
        )}
    }
    .into_any()
}
