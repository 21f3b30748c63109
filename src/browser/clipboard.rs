//! The clipboard.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Puts a text on the clipboard; whether that worked. Browsers refuse it where the page is not served securely.
pub async fn write(text: &str) -> bool {
    let navigator = window().navigator();
    // Where it is refused altogether, there is no clipboard to ask.
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if there.map_or(true, |it| it.is_undefined()) {
        return false;
    }
    let written = navigator.clipboard().write_text(text);
    JsFuture::from(written).await.is_ok()
}
