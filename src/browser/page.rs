//! The page as a whole: its scroll position, dialogs, printing, and events for the scripts beside the app.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

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
