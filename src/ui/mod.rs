//! The screens. Thin: they show what `analysis` says and call what `assessment` offers.
//! `route` is plain Rust and tested on the host; the rest is Leptos and builds for browsers only.

pub mod route;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod app;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod components;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod document;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod exporting;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod first;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod live;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod looks;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod notices;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod pages;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod renewal;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod state;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub use app::start;
