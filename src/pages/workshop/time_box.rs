//! The time box of a question.

use leptos::prelude::*;

use crate::browser::clock;
use crate::components::reactive::text;

/// The times to choose from, in minutes.
const MINUTES: [u64; 3] = [2, 5, 10];

/// What starts and stops the time.
pub(super) fn time_box(ends: RwSignal<Option<u64>>) -> AnyView {
    let starts = MINUTES.map(|minutes| {
        let start = move |_| ends.set(Some(clock::now() + minutes * 60_000));
        view! {
            <button type="button" class="button button--small" on:click=start>
                {format!("{minutes} minutes")}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="time-box" role="group" aria-label="Time box">
            {starts.collect_view()}
            <button
                type="button"
                class="button button--small button--quiet"
                on:click=move |_| ends.set(None)
            >
                "Stop the time"
            </button>
            {left(ends)}
        </div>
    }
    .into_any()
}

/// The time that is left.
pub(super) fn left(ends: RwSignal<Option<u64>>) -> AnyView {
    let now = RwSignal::new(clock::now());
    let every = std::time::Duration::from_secs(1);
    let tick = move || {
        let _ = now.try_set(clock::now());
    };
    if let Ok(handle) = set_interval_with_handle(tick, every) {
        on_cleanup(move || handle.clear());
    }
    let says = move || {
        let Some(ends) = ends.get() else {
            return String::new();
        };
        let left = ends.saturating_sub(now.get()).div_ceil(1000);
        if left == 0 {
            "Time is over".to_owned()
        } else {
            format!("{}:{:02}", left / 60, left % 60)
        }
    };
    view! { <strong class="time-box__left" role="timer">{text(says)}</strong> }.into_any()
}
