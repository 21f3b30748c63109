//! Making files of an assessment with the exporter, a program of its own that is fetched when a file is first asked for
//! and runs in a worker.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::worker::{Answer, Bytes, Value, WorkerHandle};
use crate::browser::{clock, fetch, files};
use demarc_core::exchange::{Format, Separator};

/// How far the file has come that was asked for last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// None has been asked for, or it was canceled.
    Idle,
    /// It is being made.
    Preparing(Format),
    /// It was handed to the browser: its name and its size in bytes.
    Ready(Format, String, u32),
    /// It could not be made: why, and what to do.
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

/// The handle on the exporter.
#[derive(Clone, Copy)]
pub struct Exporter {
    worker: WorkerHandle,
}

impl Exporter {
    /// Nothing is asked for yet.
    pub(super) fn new() -> Self {
        Self {
            worker: WorkerHandle::idle(),
        }
    }

    /// Has a file made of a record and of those of its evidence and its workshops, as the device keeps them, and hands it to
    /// the browser to save. The latter two are empty where there are none. One at a time.
    pub fn make(
        self,
        format: Format,
        separator: Separator,
        record: String,
        beside: [String; 2],
        progress: RwSignal<Progress>,
    ) {
        if matches!(progress.get_untracked(), Progress::Preparing(_)) {
            return;
        }
        progress.set(Progress::Preparing(format));
        spawn_local(async move {
            let outcome = self.ask(format, separator, &record, &beside).await;
            // Canceled meanwhile, it is not what anybody waits for.
            if progress.try_get_untracked() != Some(Progress::Preparing(format)) {
                return;
            }
            progress.set(match outcome {
                Ok(made) => {
                    files::save(&made.name, &made.mime, &made.bytes);
                    Progress::Ready(format, made.name, made.bytes.length())
                }
                Err(Failure::Refused(message)) => Progress::Failed(format, message),
                Err(Failure::Broken(message)) => {
                    // What broke once is not to be trusted again: the next file starts afresh.
                    self.worker.stop();
                    Progress::Failed(format, message)
                }
            });
        });
    }

    /// Cancels the file that is being made.
    pub fn cancel(self, progress: RwSignal<Progress>) {
        self.worker.stop();
        progress.set(Progress::Idle);
    }

    /// Cancels what is being made for a page that goes away.
    pub fn leave(self, progress: RwSignal<Progress>) {
        if matches!(progress.try_get_untracked(), Some(Progress::Preparing(_))) {
            self.worker.stop();
        }
    }

    async fn ask(
        self,
        format: Format,
        separator: Separator,
        record: &str,
        [evidence, workshops]: &[String; 2],
    ) -> Result<Made, Failure> {
        let folder = fetch::exporter_folder().ok_or_else(not_started)?;
        let texts = fetch::texts_in_app().ok_or_else(not_started)?;
        let today = clock::today().ok_or_else(|| {
            Failure::Refused(
                "This device’s clock shows no day of the calendar. Set it, and try again."
                    .to_owned(),
            )
        })?;
        #[expect(clippy::cast_precision_loss, reason = "moments are below 2^53")]
        let now = clock::now() as f64;
        let message = [
            ("format", Value::Text(format.key())),
            ("separator", Value::Text(separator.key())),
            ("record", Value::Text(record)),
            ("evidence", Value::Text(evidence)),
            ("workshops", Value::Text(workshops)),
            ("now", Value::Number(now)),
            ("today", Value::Text(today.as_str())),
            ("words", Value::Text(&texts)),
        ];
        let script = format!("{folder}worker.js");
        let answer = self.worker.ask(&script, &message, &|_| ()).await;
        read(&answer.ok_or_else(not_started)?)
    }
}

/// A file that was made.
struct Made {
    name: String,
    mime: String,
    bytes: Bytes,
}

/// Why there is no file; for the person who reads it, with what to do.
enum Failure {
    /// There is none of such an assessment. The worker is well.
    Refused(String),
    /// The worker did not start, or broke off.
    Broken(String),
}

fn read(answer: &Answer) -> Result<Made, Failure> {
    let message = answer.text("message");
    Err(
        match (answer.text("failed").as_str(), answer.bytes("bytes")) {
            ("", Some(bytes)) => {
                return Ok(Made {
                    name: answer.text("name"),
                    mime: answer.text("mime"),
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
