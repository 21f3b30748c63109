//! The page as it comes, before the app: `index.html` has its frame and the hero of the first page, so that they can be
//! read while the app is on its way. The hero stays the element that it is: the first page takes it in when it shows.

use leptos::prelude::*;

use crate::browser::page::{self, HtmlElement};
use crate::route::Route;

/// The handle on the hero.
#[derive(Clone, Copy)]
pub struct Hero(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Hero {
    /// The hero is this element, if the page came with one.
    pub fn new(hero: Option<HtmlElement>) -> Self {
        Self(StoredValue::new_local(hero))
    }

    /// Makes the hero the first part of the page, once that is there.
    pub fn show(self) {
        Effect::new(move || {
            self.0.with_value(|hero| {
                if let Some(hero) = hero {
                    page::put_first(hero, "#main");
                }
            });
        });
    }
}

/// Makes room for the app: what came in its place goes. Gives the element for the app, and the hero.
pub fn make_room() -> (HtmlElement, Option<HtmlElement>) {
    // What was asked early is under way no more when the hero is shown again.
    page::set_attribute("#hero [aria-busy]", "aria-busy", None);
    let hero = page::take_out("hero");
    (page::emptied("app"), hero)
}

/// Which button of the hero was pressed last, before the app was there to hear it.
pub fn asked() -> Option<String> {
    page::attribute("html", "data-asked")
}

/// Marks the link of the frame that leads to this route.
pub fn mark(route: &Route) {
    const CURRENT: &str = "aria-current";
    page::set_attribute(&format!(".masthead nav a[{CURRENT}]"), CURRENT, None);
    let link = format!(".masthead nav a[href=\"{route}\"]");
    page::set_attribute(&link, CURRENT, Some("page"));
}
