//! The frames that the browser draws, and pauses in which it can.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Acts once what was drawn shows. In a page that nobody sees there are no frames to wait for: at once.
pub fn once_shown(act: impl FnOnce() + 'static) {
    if document().hidden() {
        return act();
    }
    // What a frame asks for while it is made runs before it is out; a timer after.
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}

/// Lets the browser draw, and act on events, for at least this time; also in a page that nobody sees.
pub async fn pause(time: Duration) {
    let pause = Promise::new(&mut |resolve, _| {
        // Resolving a promise throws nothing.
        set_timeout(move || drop(resolve.call0(&JsValue::UNDEFINED)), time);
    });
    // It is never rejected.
    drop(JsFuture::from(pause).await);
}
