//! What the end-to-end tests share: servers of the built site, and browsers.

mod browser;
mod devtools;
mod downloads;
mod engine;
mod http;
mod pages;
mod processes;
mod profile;
mod report;
mod server;

pub use browser::{Browser, Scheme, WIDTHS};
pub use downloads::Downloads;
pub use engine::Engine;
pub use pages::{Pages, Site};
pub use profile::Profile;
pub use report::observed;
pub use server::{Server, Trouble};

/// Opens the first page in a new browser that runs this script before every page. Chromium only.
///
/// # Panics
/// When the page does not open.
pub async fn first_page(before: &str) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    if !before.is_empty() {
        browser.before_every_page(before).await;
    }
    let opened = browser.driver.goto(&server.address).await;
    assert!(opened.is_ok(), "the first page does not open: {opened:?}");
    (server, browser)
}

/// The day of the analyses that tests compute. What they compare does not depend on it.
///
/// # Panics
/// Never: it is a day.
#[must_use]
pub fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().expect("it is a day")
}
