//! The device's own way to hand a text to another app.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the device has one.
pub fn is_there() -> bool {
    method().is_some()
}

/// Offers a text to other apps; whether it was handed to one.
pub async fn share(text: &str) -> bool {
    shared(text).await.is_some()
}

async fn shared(text: &str) -> Option<JsValue> {
    let (navigator, what) = (window().navigator(), Object::new());
    Reflect::set(&what, &"text".into(), &text.into()).ok()?;
    let promise = Reflect::apply(&method()?, &navigator, &Array::of1(&what)).ok()?;
    JsFuture::from(promise.dyn_into::<Promise>().ok()?)
        .await
        .ok()
}

fn method() -> Option<Function> {
    let share = Reflect::get(&window().navigator(), &"share".into()).ok()?;
    share.dyn_into().ok()
}
