//! The page as a whole: its title, scroll position, dialogs and printing, the elements that it came with, and events for
//! the scripts beside the app.

use leptos::ev::Custom;
use leptos::prelude::*;
use leptos::tachys::dom::body;
use wasm_bindgen::JsCast;
use web_sys::Element;
pub use web_sys::HtmlElement;

/// Names the page, for the browser's tab and its history.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Shows the page from its top.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
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

/// Shows what scrolls in an element from its start.
pub fn show_from_start(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_scroll_top(0);
    }
}

/// Acts once the page is drawn, if the element with this id is not shown then.
pub fn if_hidden(id: String, act: impl Fn() + 'static) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        let found = found.and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if found.is_none_or(|it| it.offset_parent().is_none()) {
            act();
        }
    });
}

/// Asks the browser to print the page.
pub fn print() {
    let _ = window().print();
}

/// Tells the scripts beside the app that something is to happen.
pub fn tell(what: &str) {
    if let Ok(event) = web_sys::Event::new(what) {
        let _ = window().dispatch_event(&event);
    }
}

/// Acts whenever the scripts beside the app tell that something happened, as long as the part of the page is there that
/// asks for this.
pub fn when_told(what: &'static str, act: impl Fn() + 'static) {
    let event = Custom::<web_sys::Event>::new(what);
    let listener = window_event_listener(event, move |_| act());
    on_cleanup(move || listener.remove());
}

fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Whether the browser has translated texts of the page: it puts them into `font` elements, and the app has none.
pub fn is_translated() -> bool {
    found("font").is_some()
}

/// An attribute of the first element that matches.
pub fn attribute(selector: &str, name: &str) -> Option<String> {
    found(selector)?.get_attribute(name)
}

/// Sets an attribute of the first element that matches, or removes it.
pub fn set_attribute(selector: &str, name: &str, value: Option<&str>) {
    if let Some(element) = found(selector) {
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

/// Replaces the text of the first element that matches.
pub fn set_text(selector: &str, text: &str) {
    if let Some(element) = found(selector) {
        element.set_text_content(Some(text));
    }
}

/// Sets a custom property of an element's style.
pub fn set_property(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

/// All elements that match, in the order of the page.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    let all = (0..list.length()).filter_map(|index| list.get(index));
    all.filter_map(|it| it.dyn_into().ok()).collect()
}

/// The element with this id.
pub fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The id of what an event happened to; empty when it has none.
pub fn target_id(event: &web_sys::Event) -> String {
    let target = event.target();
    let target = target.and_then(|it| it.dyn_into::<Element>().ok());
    target.map(|it| it.id()).unwrap_or_default()
}

/// An attribute of what an event happened to, or of the nearest element around it that has one.
pub fn attribute_around(event: &web_sys::Event, name: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let with = target.closest(&format!("[{name}]")).ok()??;
    with.get_attribute(name)
}

/// Takes the element with this id out of the page.
pub fn take_out(id: &str) -> Option<HtmlElement> {
    let element = document().get_element_by_id(id)?;
    element.remove();
    element.dyn_into().ok()
}

/// The element with this id, without what was in it; the body when there is none.
pub fn emptied(id: &str) -> HtmlElement {
    let found = document().get_element_by_id(id);
    let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return body();
    };
    element.set_text_content(None);
    element
}

/// Makes an element the first child of the first other that matches.
pub fn put_first(child: &HtmlElement, selector: &str) {
    if let Some(parent) = found(selector) {
        let _ = parent.insert_before(child, parent.first_child().as_ref());
    }
}
