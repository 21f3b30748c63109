//! The frames that the browser draws.

use std::time::Duration;

use leptos::prelude::*;

/// Acts once what was drawn shows. In a page that nobody sees there are no frames to wait for: at once.
pub fn once_shown(act: impl FnOnce() + 'static) {
    if document().hidden() {
        return act();
    }
    // What a frame asks for while it is made runs before it is out; a timer after.
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}
