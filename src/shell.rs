//! The page as it comes, before the app: `index.html` has its frame and the hero of the first page, so that they can be
//! read while the app is on its way. The hero stays the element that it is: the first page takes it in when it shows.

use leptos::prelude::*;

use crate::browser::page::{self, Element, HtmlElement};
use crate::route::Route;

/// The handle on the hero.
#[derive(Clone, Copy)]
pub struct Hero(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Hero {
    /// Puts the handle into the context.
    pub fn provide(hero: Option<HtmlElement>) {
        provide_context(Self(StoredValue::new_local(hero)));
    }

    /// The handle, from the context.
    pub fn get() -> Self {
        expect_context()
    }

    /// Makes the hero the first part of an element of the first page, until that page is left. The element itself may
    /// become one of the next page: Leptos reuses elements of the same type.
    pub fn show_in(self, parent: &Element) {
        self.0.with_value(|hero| {
            if let Some(hero) = hero {
                page::put_first(hero, parent);
            }
        });
    }

    /// Takes the hero out of the page that is left.
    pub fn take_out(self) {
        self.0.with_value(|hero| {
            if let Some(hero) = hero {
                hero.remove();
            }
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
