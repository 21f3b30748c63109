//! The parking lot: what comes up and belongs elsewhere.

use leptos::prelude::*;

use super::room::Room;
use crate::browser::random;
use crate::components::reactive::{live, value};

pub(super) fn section(room: Room) -> AnyView {
    let entered = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let it = entered.get_untracked().trim().to_owned();
        if !it.is_empty() {
            room.edit(|entries, at| entries.park(room.tag, random::bits(), &it, at));
            entered.set(String::new());
        }
    };
    let list = move || {
        let parked = room.with(|it| it.parking.clone());
        let rows = parked.into_iter().map(|(key, it)| {
            let label = format!("Remove: {it}");
            let remove = move |_| room.edit(|entries, at| entries.unpark(room.tag, &key, at));
            view! {
                <li>
                    <bdi>{it}</bdi>
                    " "
                    <button
                        type="button"
                        class="button button--small button--quiet"
                        aria-label=label
                        on:click=remove
                    >
                        "Remove"
                    </button>
                </li>
            }
            .into_any()
        });
        view! { <ul>{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="parking" aria-labelledby="parking">
            <h2 id="parking">"Parking lot"</h2>
            {live(list)}
            <form class="field" on:submit=add>
                <label for="park">"What came up, and belongs elsewhere"</label>
                <input
                    id="park"
                    type="text"
                    autocomplete="off"
                    prop:value=value(move || entered.get())
                    on:input=move |event| entered.set(event_target_value(&event))
                />
                <p class="actions">
                    <button type="submit" class="button button--small">"Park it"</button>
                </p>
            </form>
        </section>
    }
    .into_any()
}
