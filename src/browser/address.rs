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

/// The whole address of a route, for a link that works elsewhere; `None` where the page is a file on a disk.
pub fn link(route: &Route) -> Option<String> {
    let here = window().location().href().ok()?;
    let here = here.split('#').next().unwrap_or_default();
    let is_elsewhere = here.starts_with("http");
    is_elsewhere.then(|| format!("{here}{route}"))
}

/// Opens a route in another window.
pub fn open_window(route: &Route) {
    let _ = window().open_with_url_and_target(&route.to_string(), "_blank");
}
