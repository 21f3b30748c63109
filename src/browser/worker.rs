//! A worker: a program beside the page, so that the page stays alive while it works.

use js_sys::{Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Bytes as JavaScript has them.
pub use js_sys::Uint8Array as Bytes;

/// What a message to a worker has in a field.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A file that the user chose. The worker reads it; the page does not.
    File(&'a File),
    /// Anything that JavaScript has.
    Raw(&'a JsValue),
}

/// A worker that is started when it is asked first. It stays: what it fetched once, it need not fetch again.
#[derive(Clone, Copy)]
pub struct WorkerHandle {
    worker: StoredValue<Option<Worker>, LocalStorage>,
    /// The number of the last question. The worker outlives those who ask: by its number an answer is known.
    asked: StoredValue<u32>,
}

/// What a worker answered.
#[derive(Debug)]
pub struct Answer(JsValue);

impl WorkerHandle {
    /// No worker yet.
    pub fn idle() -> Self {
        Self {
            worker: StoredValue::new_local(None),
            asked: StoredValue::new(0),
        }
    }

    /// Sends a message to the worker that runs this script, and waits for its answer. `None` when it does not start, or is
    /// stopped. Until then `on_progress` hears how far it is.
    pub async fn ask(
        self,
        script: &str,
        fields: &[(&str, Value<'_>)],
        on_progress: &dyn Fn(f64),
    ) -> Option<Answer> {
        let worker = match self.worker.get_value() {
            Some(worker) => worker,
            None => self.start(script)?,
        };
        let number = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(number);
        let message = Object::new();
        let set = |name: &str, value: JsValue| Reflect::set(&message, &name.into(), &value).is_ok();
        set("number", number.into());
        for (name, value) in fields {
            set(
                name,
                match *value {
                    Value::Text(text) => text.into(),
                    Value::Number(number) => number.into(),
                    Value::File(file) => file.into(),
                    Value::Raw(value) => value.clone(),
                },
            );
        }
        let mut is_posted = false;
        loop {
            let answer = Promise::new(&mut |resolve, reject| {
                worker.set_onmessage(Some(&resolve));
                worker.set_onerror(Some(&reject));
                is_posted = is_posted || worker.post_message(&message).is_ok();
            });
            if !is_posted {
                return None;
            }
            // An error of the worker itself, not one that it tells of: its script did not come, or may not run.
            let event = JsFuture::from(answer).await.ok()?;
            let event: MessageEvent = event.dyn_into().ok()?;
            let answer = Answer(event.data());
            // Any other is the answer to an earlier question, for which nobody waits.
            if answer.field("number").as_f64() == Some(f64::from(number)) {
                match answer.field("progress").as_f64() {
                    Some(progress) => on_progress(progress),
                    None => return Some(answer),
                }
            }
        }
    }

    fn start(self, script: &str) -> Option<Worker> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(script, &options).ok()?;
        self.worker.set_value(Some(worker.clone()));
        Some(worker)
    }

    /// Ends the worker; the next question starts another.
    pub fn stop(self) {
        let worker = self.worker.try_update_value(Option::take);
        if let Some(worker) = worker.flatten() {
            worker.terminate();
        }
    }
}

impl Answer {
    fn field(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap_or_default()
    }

    /// The text of a field; empty when there is none.
    pub fn text(&self, name: &str) -> String {
        self.field(name).as_string().unwrap_or_default()
    }

    /// The bytes of a field.
    pub fn bytes(&self, name: &str) -> Option<Bytes> {
        self.field(name).dyn_into().ok()
    }
}
