//! The few things the screens ask of the document itself: title, focus, address, files.
//! Everything here may fail quietly: a page without them still works.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::route::Route;
use demarc_catalog::Date;

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

/// The same, unless something on the page has focus already.
pub fn focus_if_lost(selector: &'static str) {
    let element = document().active_element();
    if element.is_none_or(|it| it.tag_name() == "BODY" || it.tag_name() == "H1") {
        focus(selector);
    }
}

/// Acts once what was drawn shows. In a page that nobody sees there are no frames to wait for: at once.
pub fn once_shown(act: impl FnOnce() + 'static) {
    if document().hidden() {
        return act();
    }
    // What a frame asks for while it is made runs before it is out; a timer after.
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}

/// The id of what has the focus, if it has one.
pub fn focused() -> Option<String> {
    Some(document().active_element()?.id()).filter(|id| !id.is_empty())
}

/// Gives the focus back to what had it before the page was drawn anew.
pub fn focus_again(id: Option<String>) {
    request_animation_frame(move || {
        let found = id.and_then(|id| document().get_element_by_id(&id));
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = element.focus();
        }
    });
}

/// Moves focus to the element with this id; whether there is one.
pub fn focus_on(id: &str) -> bool {
    let found = document().get_element_by_id(id);
    let found = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Shows a dialog over the page.
pub fn show_dialog(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(dialog) = found.and_then(|it| it.dyn_into::<web_sys::HtmlDialogElement>().ok())
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Whether the focus is in a field that takes text, which has an undo of its own.
pub fn is_typing() -> bool {
    let Some(active) = document().active_element() else {
        return false;
    };
    let selectors = "textarea, input:not([type=radio], [type=checkbox], [type=date], [type=file])";
    active.matches(selectors).unwrap_or(false)
}

/// Shows the page from its top.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Names another place in the address, in place of this one: Back does not lead here again.
pub fn replace(route: &Route) {
    if let Ok(history) = window().history() {
        let address = route.to_string();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Offers a text as a file to save.
pub fn save_file(name: &str, text: &str) {
    save(name, "application/json", &text.into());
}

/// Offers a text, or bytes in an array of JavaScript's, as a file to save.
pub fn save(name: &str, mime: &str, content: &JsValue) {
    let parts = js_sys::Array::of1(content);
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

/// Offers bytes as a file to save.
pub fn save_blob(name: &str, blob: &web_sys::Blob) {
    let Ok(address) = web_sys::Url::create_object_url_with_blob(blob) else {
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
    // Some browsers read the address only after the click is over.
    let revoke = move || drop(web_sys::Url::revoke_object_url(&address));
    set_timeout(revoke, Duration::from_secs(60));
}

/// The bytes of a file beside the page; `None` when it can't be had. They are on their way before somebody waits for them.
pub fn fetch(name: &str) -> impl Future<Output = Option<Vec<u8>>> + use<> {
    let response = JsFuture::from(window().fetch_with_str(name));
    async move {
        let response: web_sys::Response = response.await.ok()?.dyn_into().ok()?;
        if !response.ok() {
            return None;
        }
        let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
        Some(js_sys::Uint8Array::new(&bytes).to_vec())
    }
}

/// Loads a style sheet that lies beside the app; whether it is there.
pub async fn load_styles(name: &str) -> bool {
    // Where all of Demarc is one file, its styles are in the page under this name.
    if document().get_element_by_id(name).is_some() {
        return true;
    }
    let load = || {
        // The page names the app's folder where it names the app.
        let app = document().get_element_by_id("boot")?;
        let app = app.get_attribute("data-wasm")?;
        let (folder, _) = app.rsplit_once('/')?;
        let link = document().create_element("link").ok()?;
        link.set_attribute("rel", "stylesheet").ok()?;
        link.set_attribute("href", &format!("{folder}/{name}"))
            .ok()?;
        document().head()?.append_child(&link).ok()?;
        Some(link)
    };
    let Some(link) = load() else {
        return false;
    };
    let mut wait = |done: js_sys::Function, failed: js_sys::Function| {
        let _ = link.add_event_listener_with_callback("load", &done);
        let _ = link.add_event_listener_with_callback("error", &failed);
    };
    let loaded = JsFuture::from(js_sys::Promise::new(&mut wait))
        .await
        .is_ok();
    if !loaded {
        link.remove();
    }
    loaded
}

/// The bytes of a file that somebody chose; `None` when the browser can't read it.
pub async fn read_file(file: &web_sys::File) -> Option<Vec<u8>> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// Now, in milliseconds since 1970, as this computer's clock has it.
pub fn now() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time before 1970 is as good as 1970"
    )]
    let now = js_sys::Date::now() as u64;
    now
}

/// A day and time as Americans write them, as the screens do all else.
pub fn moment(milliseconds: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "moments are below 2^53")]
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"dateStyle".into(), &"medium".into());
    let _ = js_sys::Reflect::set(&options, &"timeStyle".into(), &"short".into());
    String::from(date.to_locale_string("en-US", &options))
}

/// Tells this tab's edits from those of others: the same number as long as the page is there.
pub fn writer() -> u64 {
    thread_local! {
        static WRITER: u64 = random_bits();
    }
    WRITER.with(|writer| *writer)
}

/// Asks the browser not to evict what is kept when it needs room. It may say no.
pub fn ask_to_persist() {
    let _ = window().navigator().storage().persist();
}

/// Whether the page was opened from a disk and not from a site: browsers keep less for it, or for all such pages together.
pub fn is_from_disk() -> bool {
    window()
        .location()
        .protocol()
        .is_ok_and(|protocol| protocol == "file:")
}

/// Whether this browser is known to delete what a site keeps after days without a visit: Safari, after seven.
pub fn evicts() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Safari/") && !agent.contains("Chrome/") && !agent.contains("Chromium/")
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

/// Puts a text on the clipboard; whether that worked. Browsers refuse it where the page is not served securely.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Where it is refused altogether, there is no clipboard to ask.
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if there.map_or(true, |it| it.is_undefined()) {
        return false;
    }
    let written = navigator.clipboard().write_text(text);
    JsFuture::from(written).await.is_ok()
}

/// Today, as this computer's clock and calendar have it.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    Date::try_from(format!("{year:04}-{month:02}-{day:02}")).ok()
}

/// Asks the browser to print the page.
pub fn print() {
    let _ = window().print();
}

/// The address of a file beside the page.
pub fn address(name: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(name, &base).map_or_else(|_| name.to_owned(), |it| it.href())
}

/// The address of the exporter's folder, which the page names.
pub fn exporter() -> Option<String> {
    let boot = document().get_element_by_id("boot")?;
    Some(address(&boot.get_attribute("data-exporter")?))
}

/// Tells the scripts beside the app that something is to happen.
pub fn tell(what: &str) {
    if let Ok(event) = web_sys::Event::new(what) {
        let _ = window().dispatch_event(&event);
    }
}
