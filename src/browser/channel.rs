//! Messages between the windows of one browser, by BroadcastChannel. It is called by name: its types in web-sys would
//! bring glue into the first load.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// A channel, open until the part of the page goes that asked for it.
#[derive(Clone, Copy)]
pub struct Channel(StoredValue<JsValue, LocalStorage>);

impl Channel {
    /// Opens the channel with a name and hears every text that another window sends.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Option<Self> {
        let class = Reflect::get(&window(), &"BroadcastChannel".into()).ok()?;
        let class: Function = class.dyn_into().ok()?;
        let channel = Reflect::construct(&class, &Array::of1(&name.into())).ok()?;
        let on_message =
            Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                if let Some(text) = event.data().as_string() {
                    hear(text);
                }
            });
        Reflect::set(&channel, &"onmessage".into(), on_message.as_ref()).ok()?;
        let kept = StoredValue::new_local(Some(on_message));
        let channel = Self(StoredValue::new_local(channel));
        on_cleanup(move || {
            channel.call("close", &Array::new());
            kept.try_update_value(Option::take);
        });
        Some(channel)
    }

    /// Sends a text to all other windows that have the channel open.
    pub fn send(self, text: &str) {
        self.call("postMessage", &Array::of1(&text.into()));
    }

    fn call(self, method: &str, arguments: &Array) {
        self.0.try_with_value(|channel| {
            let method = Reflect::get(channel, &method.into()).ok();
            let method = method.and_then(|it| it.dyn_into::<Function>().ok());
            method.map(|it| Reflect::apply(&it, channel, arguments))
        });
    }
}
