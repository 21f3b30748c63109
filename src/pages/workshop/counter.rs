//! Counting hands for one question: a button for each answer, and one key for each hand.

use leptos::prelude::*;

use super::room::Room;
use crate::components::reactive::{text, value};
use crate::components::{Sign, sign};
use demarc_catalog::{Level, PracticeId};
use demarc_core::labels;
use demarc_core::workshop::{Round, Tally};

/// The answers, each with its key from 1 on.
const ANSWERS: usize = 6;

fn name(place: usize) -> &'static str {
    match Level::ALL.get(place) {
        Some(level) => labels::level(*level),
        None if place == 4 => "Don’t know",
        None => "Not applicable",
    }
}

fn icon(place: usize) -> Sign {
    match place {
        0 => Sign::Circle,
        1 => Sign::Quarter,
        2 => Sign::Half,
        3 => Sign::Disc,
        4 => Sign::Question,
        _ => Sign::Dash,
    }
}

fn count(of: &mut Tally, place: usize) -> &mut u16 {
    match place {
        4 => &mut of.dont_know,
        5 => &mut of.not_applicable,
        level => &mut of.levels[level.min(3)],
    }
}

/// What counts the hands of a question. `go_on` happens at Enter.
pub(super) fn counter(
    room: Room,
    round: Round,
    practice: PracticeId,
    go_on: impl Fn() + 'static,
) -> AnyView {
    let key = (round, practice.clone());
    let there = room.with_untracked(|it| it.hands.get(&key).copied().unwrap_or_default());
    let tally = RwSignal::new(there);
    let last = StoredValue::new(Vec::<usize>::new());
    let practice = StoredValue::new(practice);
    let change = move |place: usize, up: bool| {
        tally.update(|it| {
            let count = count(it, place);
            *count = if up {
                count.saturating_add(1)
            } else {
                count.saturating_sub(1)
            };
        });
        last.update_value(|it| {
            if up {
                it.push(place);
            } else if let Some(at) = it.iter().rposition(|it| *it == place) {
                it.remove(at);
            }
        });
        let counted = tally.get_untracked();
        let counted = Some(&counted).filter(|it| !it.is_empty());
        practice.with_value(|practice| {
            room.edit(|entries, at| entries.count_hands(room.tag, round, practice, counted, at));
        });
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            key @ ("1" | "2" | "3" | "4" | "5" | "6") => {
                change(usize::from(key.as_bytes()[0] - b'1'), true);
            }
            "Backspace" => {
                if let Some(place) = last.with_value(|it| it.last().copied()) {
                    change(place, false);
                }
            }
            "Enter" if crate::browser::focus::is_on(".counter") => go_on(),
            _ => return,
        }
        event.prevent_default();
    };
    let row = |place: usize| {
        let of = name(place);
        let shown = move || {
            let mut it = tally.get();
            count(&mut it, place).to_string()
        };
        let button = |label: String, sign: &'static str, up: bool| {
            view! {
                <button
                    type="button"
                    class="button button--small"
                    aria-label=label
                    on:click=move |_| change(place, up)
                >
                    {sign}
                </button>
            }
            .into_any()
        };
        view! {
            <li class="counter__row">
                <kbd class="level__key" aria-hidden="true">{(place + 1).to_string()}</kbd>
                <span class="counter__name">{sign(icon(place))} " " {of}</span>
                {button(format!("One hand fewer: {of}"), "−", false)}
                <output class="counter__count" aria-label=of>{text(shown)}</output>
                {button(format!("One hand more: {of}"), "+", true)}
            </li>
        }
        .into_any()
    };
    let total = value(move || {
        let total = tally.with(Tally::answered) as usize;
        format!("{} counted", labels::count(total, "hand", "hands"))
    });
    view! {
        <div
            class="counter"
            role="group"
            tabindex="0"
            aria-label="Count hands: keys 1 to 6 add a hand, Backspace takes the last one back, Enter goes on"
            on:keydown=on_key
        >
            <ul>{(0..ANSWERS).map(row).collect_view()}</ul>
            <p class="meta" role="status">{text(move || total.get())}</p>
        </div>
    }
    .into_any()
}
