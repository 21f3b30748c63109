//! In place of the crate `wasm-streams`, by `[patch.crates-io]` of the workspace. leptos brings it for the streams of
//! server functions, which Demarc does not have. The crate exports classes to JavaScript, which are in every program that
//! it is a dependency of: 10 kB of WebAssembly and their JavaScript. This one has what `server_fn` is compiled with.

use futures_util::stream::{self, Empty};
use wasm_bindgen::JsValue;

/// A stream of the browser's.
#[derive(Debug, Clone)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The stream of a JavaScript value.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The JavaScript value.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream without what is in this one: nothing reads one.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }

    /// A stream without what is in this one: nothing sends one.
    ///
    /// # Panics
    /// When the browser has no streams.
    pub fn from_stream<S>(_: S) -> Self {
        #[expect(clippy::expect_used, reason = "nothing calls it")]
        Self(web_sys::ReadableStream::new().expect("the browser has streams"))
    }
}
