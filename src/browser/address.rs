//! The address bar: the route that its hash names, and going to another.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::route::Route;

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

/// Names another place in the address, in place of this one: Back does not lead here again.
pub fn replace(route: &Route) {
    if let Ok(history) = window().history() {
        let address = route.to_string();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
