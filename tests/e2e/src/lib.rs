//! A server for the built site and a browser to look at it: what the end-to-end tests stand on.
//! It knows how to start and stop both, and nothing of what the tests assert.

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
