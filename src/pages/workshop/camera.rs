//! Codes held to the camera of the facilitator's laptop. The worker finds them in the pictures.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::reading::{self, Fate};
use super::room::Room;
use crate::browser::camera::{self, Camera};
use crate::browser::fetch;
use crate::browser::worker::{Value, WorkerHandle};
use crate::components::reactive::{text, value, when};

/// The id of the picture.
const VIDEO: &str = "camera";
/// Between two pictures, in milliseconds.
const PAUSE: i32 = 60;

pub(super) fn section(room: Room) -> AnyView {
    let is_on = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let worker = WorkerHandle::idle();
    on_cleanup(move || worker.stop());
    let switch = move |_| {
        is_on.update(|it| *it = !*it);
        said.set(String::new());
        if is_on.get_untracked() {
            spawn_local(async move {
                let told = watch(room, worker, is_on, said).await;
                if let Err(problem) = told {
                    let _ = said.try_set(problem.to_owned());
                    let _ = is_on.try_set(false);
                }
            });
        }
    };
    view! {
        <p class="actions">
            <button
                type="button"
                class="button"
                aria-pressed=value(move || is_on.get().to_string())
                on:click=switch
            >
                {text(move || if is_on.get() { "Turn the camera off" } else { "Hold codes to the camera" }.to_owned())}
            </button>
        </p>
        {when(
            move || is_on.get(),
            || view! { <video id=VIDEO class="camera" muted playsinline aria-label="What the camera sees"></video> }.into_any(),
        )}
        <p role="status" class="collect__said">{text(move || said.get())}</p>
    }
    .into_any()
}

/// Looks for codes until the camera is turned off.
async fn watch(
    room: Room,
    worker: WorkerHandle,
    is_on: RwSignal<bool>,
    said: RwSignal<String>,
) -> Result<(), &'static str> {
    let script = fetch::exporter_folder().map(|it| it + "worker.js");
    let (Some(script), Some(words)) = (script, fetch::texts_in_app()) else {
        return Err("What reads codes can’t be started. Reload the page.");
    };
    let keys = reading::keys_of(room).await;
    let keys = keys.ok_or("This browser does not have the key of this workshop.")?;
    // The element is drawn with the next frame.
    camera::pause(PAUSE).await;
    let camera = Camera::open(VIDEO).await;
    let camera = camera.ok_or(
        "There is no camera, or the browser does not allow it. Paste the codes, or open files.",
    )?;
    let _ = said.try_set("Hold a phone with its code in front of the camera.".to_owned());
    let mut last = String::new();
    while is_on.try_get_untracked() == Some(true) {
        if let Some(frame) = camera.frame() {
            let fields = [
                ("words", Value::Text(&words)),
                ("pixels", Value::Raw(&frame.pixels)),
                ("width", Value::Number(frame.width)),
                ("height", Value::Number(frame.height)),
            ];
            let answer = worker.ask(&script, &fields, &|_| {}).await;
            let answer = answer.ok_or("What reads codes stopped. Turn the camera on again.")?;
            let found = answer.text("codes");
            if !found.is_empty() && found != last {
                last.clone_from(&found);
                let read = reading::text(room, &keys, &found).await;
                let says = read.iter().map(|it| it.fate.says()).collect::<Vec<_>>();
                let is_in = read
                    .iter()
                    .any(|it| matches!(it.fate, Fate::In(_) | Fate::Replaced(_)));
                let next = if is_in { " Next, please." } else { "" };
                let says = match says.join(" ") {
                    says if says.is_empty() => "A QR code, and no code of a workshop.".to_owned(),
                    says => format!("{says}{next}"),
                };
                let _ = said.try_set(says);
            }
        }
        camera::pause(PAUSE).await;
    }
    Ok(())
}
