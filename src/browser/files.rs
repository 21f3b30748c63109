//! Files of the user: choosing, dropping, reading and saving them.

use std::time::Duration;

use leptos::ev::{DragEvent, Event};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{FileList, HtmlInputElement};

/// Offers a text as a file to save.
pub fn save_text(name: &str, text: &str) {
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

/// The files chosen in a field for files. The field is emptied, so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Vec<File> {
    let field: HtmlInputElement = event_target(event);
    let chosen = field.files().map(|files| list(&files));
    field.set_value("");
    chosen.unwrap_or_default()
}

/// Whether files are dragged, and not a text or a link: what a drop in a field does with those is the browser's.
pub fn are_dragged(event: &DragEvent) -> bool {
    let dragged = event.data_transfer();
    dragged.is_some_and(|it| it.types().includes(&"Files".into(), 0))
}

/// The files that were dropped.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    let files = event.data_transfer().and_then(|it| it.files());
    files.map(|files| list(&files)).unwrap_or_default()
}

fn list(files: &FileList) -> Vec<File> {
    let all = 0..files.length();
    all.filter_map(|index| files.get(index)).collect()
}

/// How many bytes a file has.
pub fn size(file: &File) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are whole and not negative"
    )]
    let size = file.size() as u64;
    size
}

/// The bytes of a file that somebody chose; `None` when the browser can't read it.
pub async fn read(file: &File) -> Option<Vec<u8>> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// Bytes as an address that holds them itself; `None` when the browser can't encode them.
pub fn data_address(mime: &str, bytes: &[u8]) -> Option<String> {
    // What is encoded is bytes, each as the character of its number.
    let characters: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let encoded = window().btoa(&characters).ok()?;
    Some(format!("data:{mime};base64,{encoded}"))
}
