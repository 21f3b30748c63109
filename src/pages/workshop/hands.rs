//! Heads and hands: a workshop without devices, or for those who have none.

use leptos::prelude::*;

use super::counter::counter;
use super::room::Room;
use crate::browser::focus;
use crate::components::reactive::{live, text};
use crate::route::Route;
use demarc_core::workshop::Round;

pub(super) fn section(room: Room) -> AnyView {
    let place = RwSignal::new(0_usize);
    let practices = room.with_untracked(|it| it.setup.practices.clone());
    let invite = room.with_untracked(|it| it.setup.invite.clone());
    let of = practices.len();
    let practices = StoredValue::new(practices);
    let go = move |to: usize| {
        place.set(to.min(of.saturating_sub(1)));
        focus::first(".counter");
    };
    let question = move || {
        let at = place.get();
        let Some(practice) = practices.with_value(|it| it.get(at).cloned()) else {
            return ().into_any();
        };
        let texts = room.state.practice_text(&practice);
        let asked = texts.map(|it| it.question.as_str());
        view! {
            <h3>{room.title(&practice)}</h3>
            <p>{asked}</p>
            {counter(room, Round::First, practice, move || go(at + 1))}
        }
        .into_any()
    };
    let pass = (!invite.is_empty()).then(|| {
        view! {
            <h3>"Pass the laptop round"</h3>
            <p>
                "Each person answers here, and hands the laptop on. Between two people the page shows no answer. "
                <a href=Route::Join(invite).to_string()>"Answer on this device"</a>
            </p>
        }
        .into_any()
    });
    view! {
        <details class="more card" id="hands">
            <summary><h2>"Without devices"</h2></summary>
            <p class="hint">
                "Read out each question. Everybody shows one to six fingers at once; you count. Both ways mix with codes: nobody should answer twice."
            </p>
            <p class="meta" role="status">
                {text(move || format!("Question {} of {of}", place.get() + 1))}
            </p>
            {live(question)}
            <p class="actions">
                <button
                    type="button"
                    class="button"
                    on:click=move |_| go(place.get_untracked().saturating_sub(1))
                >
                    "Question before"
                </button>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| go(place.get_untracked() + 1)
                >
                    "Next question"
                </button>
            </p>
            {pass}
        </details>
    }
    .into_any()
}
