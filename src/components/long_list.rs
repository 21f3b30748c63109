//! A long list: its first rows, and a button that shows all.

use leptos::prelude::*;

use crate::browser::focus;

/// The number of rows that are drawn at first: what one sees at once, and what is drawn without a wait.
pub const FIRST_ROWS: usize = 50;

/// The number of rows to draw; tracked.
pub fn shown_rows(is_all: RwSignal<bool>) -> usize {
    if is_all.get() { usize::MAX } else { FIRST_ROWS }
}

/// The button that shows all of so many rows, where some are not shown. It moves the focus to what `next` selects: in the
/// first of the other rows.
pub fn show_all(total: usize, is_all: RwSignal<bool>, next: &'static str) -> AnyView {
    if total <= shown_rows(is_all) {
        return ().into_any();
    }
    let show = move |_| {
        is_all.set(true);
        focus::first(next);
    };
    view! {
        <p class="actions">
            <button type="button" class="button" on:click=show>
                {format!("Show all {total}")}
            </button>
        </p>
    }
    .into_any()
}
