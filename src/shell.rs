//! The page as it comes, before the app: `index.html` has the frame and the first page's words, so that they are there
//! to be read while the app is on its way. It knows that page's markup, and nothing of what the app draws.

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::tachys::dom::body;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

use super::route::Route;

static HERO: OnceLock<String> = OnceLock::new();

/// Makes room for the app: what came in its place goes, and its words are kept for the first page.
pub fn make_room() -> HtmlElement {
    let Some(app) = document().get_element_by_id("app") else {
        return body();
    };
    if let Some(hero) = document().get_element_by_id("hero") {
        // What was asked early is under way no more when these words are shown again.
        let busy = hero.query_selector("[aria-busy]").ok().flatten();
        busy.map(|it| it.remove_attribute("aria-busy"));
        let _ = HERO.set(hero.inner_html());
    }
    app.set_inner_html("");
    app.dyn_into().unwrap_or_else(|_| body())
}

/// Which button of the first page was pressed last, before the app was there to hear it.
pub fn asked() -> Option<String> {
    document().document_element()?.get_attribute("data-asked")
}

/// The words of the first page; `act` hears which of its buttons is pressed.
pub fn hero(act: impl Fn(&str) + 'static) -> AnyView {
    let pressed = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let button = target.and_then(|it| it.closest("[data-do]").ok().flatten());
        if let Some(what) = button.and_then(|it| it.get_attribute("data-do")) {
            act(&what);
        }
    };
    let words = HERO.get().map(String::as_str).unwrap_or_default();
    view! { <div class="hero" inner_html=words on:click=pressed></div> }.into_any()
}

/// Marks the link of the frame that leads to this place.
pub fn mark(route: &Route) {
    let link = |of: &str| {
        let selector = format!(".masthead nav a{of}");
        document().query_selector(&selector).ok().flatten()
    };
    if let Some(before) = link("[aria-current]") {
        let _ = before.remove_attribute("aria-current");
    }
    if let Some(now) = link(&format!("[href=\"{route}\"]")) {
        let _ = now.set_attribute("aria-current", "page");
    }
}
