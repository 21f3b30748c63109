//! What the end-to-end tests share: servers of the built site, and browsers.

mod browser;
mod downloads;
mod http;
mod pages;
mod report;
mod server;

pub use browser::{Browser, Scheme, WIDTHS};
pub use downloads::Downloads;
pub use pages::{Pages, Site};
pub use report::observed;
pub use server::{Server, Trouble};
