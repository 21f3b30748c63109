//! Reading the files of scanners: a worker reduces each to counts, so that the page stays alive and memory does not grow
//! with the file. What is read leaves the worker as counts only.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::files::{self, File};
use crate::browser::worker::{Value, WorkerHandle};
use crate::browser::{clock, fetch};
use demarc_core::exchange::evidence::EvidenceFile;
use demarc_core::labels;

/// How far reading is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The file that is being read, if one is: its name, and how many of its bytes are read of how many.
    pub now: Option<(String, f64, f64)>,
    /// How many files are still to be read after it.
    pub waiting: usize,
    /// What became of the files that were read, in their order.
    pub done: Vec<FileOutcome>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOutcome {
    /// The name of the file.
    pub file: String,
    /// What was found, or why the file could not be read; for the user.
    pub said: Result<String, String>,
}

/// The handle on the reader of one page.
#[derive(Clone, Copy)]
pub struct FindingsReader {
    worker: WorkerHandle,
    /// How far it is.
    pub reading: RwSignal<Reading>,
    /// Tells the files that are read from those of a reading that was canceled.
    turn: StoredValue<u32>,
}

impl FindingsReader {
    /// A reader for the page that is being drawn. It ends when the page goes.
    pub fn of_page() -> Self {
        let reader = Self {
            worker: WorkerHandle::idle(),
            reading: RwSignal::new(Reading::default()),
            turn: StoredValue::new(0),
        };
        on_cleanup(move || reader.worker.stop());
        reader
    }

    /// Reads files, one after another, and hands over the scans of each. `examples` keeps up to five names of failing
    /// resources per check.
    pub fn read(
        self,
        chosen: Vec<File>,
        examples: bool,
        hand_over: impl Fn(&EvidenceFile) -> Result<(), String> + 'static,
    ) {
        if chosen.is_empty() || self.is_busy() {
            return;
        }
        let turn = self.turn.get_value();
        self.reading.set(Reading {
            waiting: chosen.len(),
            ..Reading::default()
        });
        spawn_local(async move {
            for file in chosen {
                let (name, size) = (file.name(), files::size(&file));
                #[expect(clippy::cast_precision_loss, reason = "sizes are below 2^53")]
                let size = size as f64;
                self.reading.update(|it| {
                    it.waiting = it.waiting.saturating_sub(1);
                    it.now = Some((name.clone(), 0.0, size));
                });
                let read = self.read_one(&file, examples, turn).await;
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                let said = read.and_then(|(evidence, passed_over)| {
                    hand_over(&evidence)?;
                    Ok(found(&evidence, &passed_over))
                });
                self.reading
                    .update(|it| it.done.push(FileOutcome { file: name, said }));
            }
            self.reading.update(|it| it.now = None);
        });
    }

    /// Whether a file is being read; tracked.
    pub fn is_busy(self) -> bool {
        self.reading.with(|it| it.now.is_some())
    }

    /// Stops reading. What was read before stays.
    pub fn cancel(self) {
        self.worker.stop();
        self.turn.update_value(|it| *it += 1);
        self.reading.update(|it| {
            if let Some((file, ..)) = it.now.take() {
                let said = Err("Canceled. Nothing of it was kept.".to_owned());
                it.done.push(FileOutcome { file, said });
            }
            it.waiting = 0;
        });
    }

    async fn read_one(
        self,
        file: &File,
        examples: bool,
        turn: u32,
    ) -> Result<(EvidenceFile, String), String> {
        let not_started = || {
            "The part of Demarc that reads findings could not be started. Connect to the network and try again, or try another browser.".to_owned()
        };
        let today = clock::today()
            .ok_or("This device’s clock shows no day of the calendar. Set it, and try again.")?;
        let folder = fetch::exporter_folder().ok_or_else(not_started)?;
        let texts = fetch::texts_in_app().ok_or_else(not_started)?;
        let message = [
            ("findings", Value::File(file)),
            ("examples", Value::Number(f64::from(u8::from(examples)))),
            ("words", Value::Text(&texts)),
            ("today", Value::Text(today.as_str())),
        ];
        let on_progress = |bytes| {
            if self.turn.try_get_value() == Some(turn) {
                self.reading.update(|it| {
                    if let Some((_, read, _)) = &mut it.now {
                        *read = bytes;
                    }
                });
            }
        };
        let script = format!("{folder}worker.js");
        let answer = self.worker.ask(&script, &message, &on_progress).await;
        let Some(answer) = answer else {
            self.worker.stop();
            return Err(not_started());
        };
        let told = answer.text("message");
        match answer.text("failed").as_str() {
            "" => EvidenceFile::read(&answer.text("evidence"))
                .map(|evidence| (evidence, answer.text("passedOver")))
                .map_err(|error| error.to_string()),
            "refuse" => Err(told),
            _ => {
                // What broke once is not to be trusted again: the next file starts afresh.
                self.worker.stop();
                Err(format!(
                    "The part of Demarc that reads findings broke off ({told}). Nothing of the file was kept. Try again; if it fails again, close other tabs, so that there is memory for it."
                ))
            }
        }
    }
}

/// What was found in a file, and what of an archive was left out.
fn found(evidence: &EvidenceFile, passed_over: &str) -> String {
    let told = evidence.scans.iter().map(|it| {
        let scan = &it.scan;
        let cut = if scan.is_cut_off {
            "; the end of the file is missing"
        } else {
            ""
        };
        format!("{}: {}{cut}", scan.tool, labels::evidence::results(scan))
    });
    let told: Vec<String> = told.collect();
    let mut text = format!("{}.", told.join("; "));
    if !passed_over.is_empty() {
        text += " Left out: ";
        text += &passed_over.lines().collect::<Vec<_>>().join(" ");
    }
    text
}
