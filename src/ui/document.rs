//! The few things the screens ask of the document itself: title, focus, address, files.
//! Everything here may fail quietly: a page without them still works.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::route::Route;

/// The place the address names.
pub fn current_route() -> Route {
    let hash = window().location().hash().unwrap_or_default();
    let plain = js_sys::decode_uri_component(&hash).map_or(hash, String::from);
    Route::parse(&plain)
}

/// Goes to a place; the browser's Back leads here again.
pub fn go(route: &Route) {
    let _ = window().location().set_hash(&route.to_string());
}

/// Moves focus to the first element that matches, once the page is drawn.
pub fn focus(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = element.focus();
        }
    });
}

/// Shows the page from its top.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Offers a text as a file to save.
pub fn save_file(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let anchor = document().create_element("a").ok();
    if let Some(anchor) =
        anchor.and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}

/// The bytes of a file beside the page; `None` when it can't be had.
pub async fn fetch(name: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(window().fetch_with_str(name)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// The text of a file that somebody chose; `None` when the browser can't read it.
pub async fn read_file(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// 64 bits from the browser's source of randomness.
pub fn random_bits() -> u64 {
    let mut bytes = [0_u8; 8];
    let filled = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        return js_sys::Date::now().to_bits();
    }
    u64::from_le_bytes(bytes)
}
