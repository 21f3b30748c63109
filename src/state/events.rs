//! The events of the browser that other tabs and leaving the page cause.

use leptos::ev;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::session::Session;

/// Listens as long as the app is there.
pub(super) fn listen(session: Session, autosave: Autosave) {
    let listener = window_event_listener(ev::storage, move |event| match event.key() {
        Some(key) => autosave.on_remote_change(&key, event.new_value().as_deref()),
        // Everything was cleared.
        None => autosave.save(),
    });
    // Leaving asks once more only while something is in memory only: what is under way to the mirror alone would be lost.
    let guard = window_event_listener(ev::beforeunload, move |event| {
        session.settle();
        if autosave.is_lost_on_leaving() {
            event.prevent_default();
        }
    });
    // A page that is left, or hidden, may not draw another frame.
    let left = window_event_listener(ev::pagehide, move |_| session.settle());
    let hidden = window_event_listener(ev::visibilitychange, move |_| {
        session.settle();
        // Whoever comes back to a tab of yesterday sees what is overdue today.
        session.follow_day();
    });
    on_cleanup(move || {
        listener.remove();
        guard.remove();
        left.remove();
        hidden.remove();
    });
}
