//! The files of the site beside the page: their addresses, and fetching them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file in the app's folder; `None` when it can't be had. They are on their way before somebody waits for
/// them.
pub fn bytes_in_app(name: &str) -> impl Future<Output = Option<Vec<u8>>> + use<> {
    let response = address_in_app(name).map(|it| JsFuture::from(window().fetch_with_str(&it)));
    async move {
        let response: web_sys::Response = response?.await.ok()?.dyn_into().ok()?;
        if !response.ok() {
            return None;
        }
        let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
        Some(js_sys::Uint8Array::new(&bytes).to_vec())
    }
}

/// Loads a style sheet in the app's folder; whether it is there. It is on its way before somebody waits for it.
pub fn styles(name: &str) -> impl Future<Output = bool> + use<> {
    // Where all of Demarc is one file, its styles are in the page under this name.
    let is_there = document().get_element_by_id(name).is_some();
    let link = (!is_there).then(|| styles_link(name)).flatten();
    let loaded = link.as_ref().map(|link| {
        let mut wait = |done: js_sys::Function, failed: js_sys::Function| {
            let _ = link.add_event_listener_with_callback("load", &done);
            let _ = link.add_event_listener_with_callback("error", &failed);
        };
        JsFuture::from(js_sys::Promise::new(&mut wait))
    });
    async move {
        let (Some(link), Some(loaded)) = (link, loaded) else {
            return is_there;
        };
        let is_loaded = loaded.await.is_ok();
        if !is_loaded {
            link.remove();
        }
        is_loaded
    }
}

fn styles_link(name: &str) -> Option<web_sys::Element> {
    let link = document().create_element("link").ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", &address_in_app(name)?).ok()?;
    document().head()?.append_child(&link).ok()?;
    Some(link)
}

/// The address of a file in the app's folder. The page names the folder where it names the app.
pub fn address_in_app(name: &str) -> Option<String> {
    let app = document().get_element_by_id("boot")?;
    let app = app.get_attribute("data-wasm")?;
    let folder = app.strip_suffix("demarc_bg.wasm")?;
    Some(address(&[folder, name].concat()))
}

/// The address of a file beside the page.
fn address(name: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(name, &base).map_or_else(|_| name.to_owned(), |it| it.href())
}

/// The address of the exporter's folder, which the page names.
pub fn exporter_folder() -> Option<String> {
    let boot = document().get_element_by_id("boot")?;
    Some(address(&boot.get_attribute("data-exporter")?))
}

/// The addresses of all files of texts, in their order, with a space between them.
pub fn texts_in_app() -> Option<String> {
    let texts = (0..demarc_edition::TEXTS_FILES).map(demarc_edition::texts_file);
    let texts: Option<Vec<String>> = texts.map(|it| address_in_app(&it)).collect();
    Some(texts?.join(" "))
}
