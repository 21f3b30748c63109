//! Having files made by the exporter: a program of its own that is fetched when a file is first asked for, and runs in
//! a worker, so that the page stays alive meanwhile. It knows the worker and what can go wrong with it; what a file is
//! of, and what is in it, it does not.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::document;
use demarc_core::exchange::Format;

/// How far the file has come that was asked for last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// None has been asked for, or it was called off.
    Idle,
    /// It is being made.
    Preparing(Format),
    /// It was handed to the browser: its name and its size in bytes.
    Ready(Format, String, u32),
    /// It could not be made; in words, with what to do.
    Failed(Format, String),
}

impl Progress {
    /// The kind of file that this is about.
    pub fn format(&self) -> Option<Format> {
        match self {
            Self::Idle => None,
            Self::Preparing(format) | Self::Ready(format, ..) | Self::Failed(format, _) => {
                Some(*format)
            }
        }
    }
}

thread_local! {
    /// The worker, once it was started. It stays: what it fetched once, it need not fetch again.
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
    /// The number of the last file that was asked for. The worker outlives pages: by its number an answer is known.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Has a file made of a record, as the device keeps it, and hands it to the browser to save. One at a time.
pub fn make(format: Format, record: String, progress: RwSignal<Progress>) {
    if matches!(progress.get_untracked(), Progress::Preparing(_)) {
        return;
    }
    progress.set(Progress::Preparing(format));
    spawn_local(async move {
        let outcome = ask(format, &record).await;
        // Called off meanwhile, it is not what anybody waits for.
        if progress.try_get_untracked() != Some(Progress::Preparing(format)) {
            return;
        }
        progress.set(match outcome {
            Ok(made) => {
                document::save(&made.name, &made.mime, &made.bytes);
                Progress::Ready(format, made.name, made.bytes.length())
            }
            Err(Failure::Refused(words)) => Progress::Failed(format, words),
            Err(Failure::Broken(words)) => {
                // What broke once is not to be trusted again: the next file starts afresh.
                stop();
                Progress::Failed(format, words)
            }
        });
    });
}

/// Calls off the file that is being made.
pub fn call_off(progress: RwSignal<Progress>) {
    stop();
    progress.set(Progress::Idle);
}

/// Calls off what is being made for a page that goes away.
pub fn leave(progress: RwSignal<Progress>) {
    if matches!(progress.try_get_untracked(), Some(Progress::Preparing(_))) {
        stop();
    }
}

fn stop() {
    if let Some(worker) = WORKER.take() {
        worker.terminate();
    }
}

/// A file that was made.
struct Made {
    name: String,
    mime: String,
    bytes: Uint8Array,
}

/// Why there is no file; in words, with what to do.
enum Failure {
    /// There is none of such an assessment. The worker is well.
    Refused(String),
    /// The worker did not start, or broke off.
    Broken(String),
}

/// Asks the worker, which is started when there is none, and waits for its answer.
async fn ask(format: Format, record: &str) -> Result<Made, Failure> {
    let worker = match WORKER.with_borrow(Clone::clone) {
        Some(worker) => worker,
        None => start().ok_or_else(not_started)?,
    };
    let message = Object::new();
    let words = document::address(demarc_edition::TEXTS_FILE);
    let today = document::today().ok_or_else(|| {
        Failure::Refused(
            "This device’s clock shows no day of the calendar. Set it, and try again.".to_owned(),
        )
    })?;
    let number = ASKED.get().wrapping_add(1);
    ASKED.set(number);
    #[expect(clippy::cast_precision_loss, reason = "moments are below 2^53")]
    let now = document::now() as f64;
    for (name, value) in [
        ("number", JsValue::from(number)),
        ("format", format.key().into()),
        ("record", record.into()),
        ("now", now.into()),
        ("today", today.as_str().into()),
        ("words", words.into()),
    ] {
        let _ = Reflect::set(&message, &name.into(), &value);
    }
    let mut is_posted = false;
    loop {
        let answer = Promise::new(&mut |resolve, reject| {
            worker.set_onmessage(Some(&resolve));
            worker.set_onerror(Some(&reject));
            is_posted = is_posted || worker.post_message(&message).is_ok();
        });
        if !is_posted {
            return Err(not_started());
        }
        // An error of the worker itself, not one that it tells of: its script did not come, or may not run.
        let event = JsFuture::from(answer).await.map_err(|_| not_started())?;
        let event: MessageEvent = event.dyn_into().map_err(|_| not_started())?;
        let answer = event.data();
        // Any other is of an earlier file, for which nobody waits.
        if field(&answer, "number").as_f64() == Some(f64::from(number)) {
            return read(&answer);
        }
    }
}

fn start() -> Option<Worker> {
    let folder = document::exporter()?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&format!("{folder}worker.js"), &options).ok()?;
    WORKER.set(Some(worker.clone()));
    Some(worker)
}

fn field(answer: &JsValue, name: &str) -> JsValue {
    Reflect::get(answer, &name.into()).unwrap_or_default()
}

/// What the worker answered.
fn read(answer: &JsValue) -> Result<Made, Failure> {
    let text = |name: &str| field(answer, name).as_string().unwrap_or_default();
    let message = text("message");
    Err(
        match (text("failed").as_str(), field(answer, "bytes").dyn_into()) {
            ("", Ok(bytes)) => {
                return Ok(Made {
                    name: text("name"),
                    mime: text("mime"),
                    bytes,
                });
            }
            ("refuse", _) => Failure::Refused(format!(
                "No file was made: {message}. Your assessment is as it was. It would be the same again, but other kinds of file can be made."
            )),
            ("fetch", _) => Failure::Broken(format!(
                "The part of Demarc that makes files did not arrive ({message}). It is fetched when the first file is asked for. Connect to the network and try again."
            )),
            ("start", _) => Failure::Broken(format!(
                "The part of Demarc that makes files does not run here ({message}). Reload the page; if that does not help, try a current browser. You can still save the assessment itself, and print the report."
            )),
            _ => Failure::Broken(format!(
                "The file could not be made ({message}). Your assessment is as it was. Try again; if it fails again, close other tabs, so that there is memory for it, or choose another kind of file."
            )),
        },
    )
}

fn not_started() -> Failure {
    Failure::Broken("The part of Demarc that makes files could not be started. Either it did not arrive, or something forbids this page a worker: an extension, or a rule of this browser. Connect to the network and try again, or try another browser. You can still save the assessment itself, and print the report.".to_owned())
}
