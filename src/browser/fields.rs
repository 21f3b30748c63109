//! What the fields hold that people type into.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The text of the date field that an event happened to, and whether an empty text stands for a date with a missing part.
pub fn date(event: &web_sys::Event) -> (String, bool) {
    let field = event_target::<HtmlInputElement>(event);
    (field.value(), field.validity().bad_input())
}

/// The text in the field with this id; empty when there is no such field.
pub fn text(id: &str) -> String {
    found(id).map(|field| field.value()).unwrap_or_default()
}

/// Sets the text in the field with this id.
pub fn set_text(id: &str, text: &str) {
    if let Some(field) = found(id) {
        field.set_value(text);
    }
}

fn found(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
