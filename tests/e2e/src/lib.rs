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

/// The day of the analyses that tests compute. What they compare does not depend on it.
///
/// # Panics
/// Never: it is a day.
#[must_use]
pub fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().expect("it is a day")
}
