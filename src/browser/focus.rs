//! The keyboard focus: where it is, and moving it once the page is drawn.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Moves focus to the first element that matches, once the page is drawn.
pub fn first(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = element.focus();
        }
    });
}

/// The same, unless something on the page has focus already.
pub fn first_if_lost(selector: &'static str) {
    let element = document().active_element();
    if element.is_none_or(|it| it.tag_name() == "BODY" || it.tag_name() == "H1") {
        first(selector);
    }
}

/// The id of what has the focus, if it has one.
pub fn current() -> Option<String> {
    Some(document().active_element()?.id()).filter(|id| !id.is_empty())
}

/// Gives the focus back to what had it before the page was drawn anew.
pub fn restore(id: Option<String>) {
    request_animation_frame(move || {
        let found = id.and_then(|id| document().get_element_by_id(&id));
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = element.focus();
        }
    });
}

/// Moves focus to the element with this id; whether there is one.
pub fn on_id(id: &str) -> bool {
    let found = document().get_element_by_id(id);
    let found = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Moves focus to the first field that matches, and opens what folds it away; whether there is one.
pub fn on_field(selector: &str) -> bool {
    let Some(field) = document().query_selector(selector).ok().flatten() else {
        return false;
    };
    if let Ok(Some(folded)) = field.closest("details:not([open])") {
        let _ = folded.set_attribute("open", "");
    }
    field
        .dyn_into::<web_sys::HtmlElement>()
        .is_ok_and(|field| field.focus().is_ok())
}

/// Moves focus to the first element that matches, and presses it; whether there is one.
pub fn press(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(element) = found else {
        return false;
    };
    let _ = element.focus();
    element.click();
    true
}

/// Whether an element that matches has the focus itself.
pub fn is_on(selector: &str) -> bool {
    let active = document().active_element();
    active.is_some_and(|it| it.matches(selector).unwrap_or(false))
}

/// Whether the focus is in a field that takes text, which has an undo of its own.
pub fn is_typing() -> bool {
    let Some(active) = document().active_element() else {
        return false;
    };
    let selectors = "textarea, input:not([type=radio], [type=checkbox], [type=date], [type=file])";
    active.matches(selectors).unwrap_or(false)
}

/// Moves focus from inside an element that matches to the first child of the one beside it; whether there is one.
pub fn beside(event: &web_sys::Event, selector: &str, next: bool) -> bool {
    let target = event.target();
    let target = target.and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let around = target.and_then(|it| it.closest(selector).ok().flatten());
    let beside = around.and_then(|it| {
        if next {
            it.next_element_sibling()
        } else {
            it.previous_element_sibling()
        }
    });
    let child = beside.and_then(|it| it.first_element_child());
    let child = child.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    child.is_some_and(|it| it.focus().is_ok())
}
