//! The shell: the static content of `index.html`, its frame and the hero of the home page, which is readable while the
//! app loads. The hero element is never recreated: the home page adopts it.

use leptos::prelude::*;

use crate::browser::fields;
use crate::browser::page::{self, HtmlElement};
use crate::route::Route;

/// The id of the field for services.
pub const SERVICES: &str = "hero-services";
/// The selector of the button that starts an assessment.
pub const START: &str = "#hero-start";
/// The attribute of a button that was pressed and is still to act.
pub const BUSY: &str = "aria-busy";

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

/// Removes the static content. Gives the element to mount the app in, the hero, and the name of the hero button that was
/// pressed last before the app started.
pub fn make_room() -> (HtmlElement, Option<HtmlElement>, Option<String>) {
    let mut asked = page::attribute("html", "data-asked");
    if asked.as_deref() == Some("start") && !fields::text(SERVICES).trim().is_empty() {
        // The button stays marked for what reads the services that were typed.
        asked = None;
    } else {
        page::set_attribute("#hero [aria-busy]", BUSY, None);
    }
    let hero = page::take_out("hero");
    (page::emptied("app"), hero, asked)
}

/// Marks the navigation link that leads to this route.
pub fn mark(route: &Route) {
    const CURRENT: &str = "aria-current";
    page::set_attribute(&format!(".masthead nav a[{CURRENT}]"), CURRENT, None);
    let link = format!(".masthead nav a[href=\"{route}\"]");
    page::set_attribute(&link, CURRENT, Some("page"));
}
