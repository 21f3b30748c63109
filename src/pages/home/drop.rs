//! The sign that files can be dropped, while some are dragged over the page.

use leptos::prelude::*;

use crate::browser::files;
use crate::components::reactive::when;

/// The sign.
pub(super) fn sign() -> AnyView {
    let is_dragged = RwSignal::new(false);
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        if files::are_dragged(&event) && !is_dragged.get_untracked() {
            is_dragged.set(true);
        }
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |event| {
        // Out of the window, and not from one element to another.
        if event.related_target().is_none() {
            is_dragged.set(false);
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |_| is_dragged.set(false));
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });
    when(
        move || is_dragged.get(),
        || {
            view! {
                <div class="drop-sign" aria-hidden="true">
                    <p>"Drop the files to open them"</p>
                </div>
            }
            .into_any()
        },
    )
}
