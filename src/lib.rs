//! Demarc's app: screens, and what keeps assessments in a browser.
//!
//! Everything but `route` is built for browsers only. The map of the project is `ARCHITECTURE.md`.

// No panic is reachable from data: where one can't be, the line says why. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod route;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod banners;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod loading;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod part_loader;
#[cfg(target_arch = "wasm32")]
mod shell;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod update_prompt;

#[cfg(target_arch = "wasm32")]
pub use app::start;
