//! The shell: the static content of `index.html`, its frame and the hero of the home page, which is readable while the
//! app loads. The hero element is never recreated: the home page adopts it.

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

    /// Inserts the hero as the first child of the first page. It has to be removed when that page is left: Leptos may reuse
    /// the element for the next page.
    pub fn show(self) {
        Effect::new(move || {
            self.0.with_value(|hero| {
                if let Some(hero) = hero {
                    page::put_first(hero, "#main");
                }
            });
        });
    }

    /// Removes the hero from the page.
    pub fn take_out(self) {
        self.0.with_value(|hero| {
            if let Some(hero) = hero {
                hero.remove();
            }
        });
    }
}

/// Removes the static content. Gives the element to mount the app in, and the hero.
pub fn make_room() -> (HtmlElement, Option<HtmlElement>) {
    // The pending mark of a button pressed early is removed before the hero is shown again.
    page::set_attribute("#hero [aria-busy]", "aria-busy", None);
    let hero = page::take_out("hero");
    (page::emptied("app"), hero)
}

/// The hero button that was pressed last before the app started.
pub fn asked() -> Option<String> {
    page::attribute("html", "data-asked")
}

/// Marks the navigation link that leads to this route.
pub fn mark(route: &Route) {
    const CURRENT: &str = "aria-current";
    page::set_attribute(&format!(".masthead nav a[{CURRENT}]"), CURRENT, None);
    let link = format!(".masthead nav a[href=\"{route}\"]");
    page::set_attribute(&link, CURRENT, Some("page"));
}
