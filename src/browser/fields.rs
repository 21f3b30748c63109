//! What the fields hold that people type into.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// The text of the date field that an event happened to, and whether an empty text stands for a date with a missing part.
pub fn date(event: &web_sys::Event) -> (String, bool) {
    let field = event_target::<HtmlInputElement>(event);
    (field.value(), field.validity().bad_input())
}
