//! The recovery file of a workshop's key: offered while the key is fresh, and opened where the key is missing.

use std::sync::Mutex;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::room::Room;
use crate::browser::files::{self, File};
use crate::browser::{keys, sealing};
use crate::components::reactive::{text, when};
use demarc_core::exchange::workshop_key::KeyFile;
use demarc_core::workshop::{PublicKey, WorkshopTag};

/// The one copy of a private key that left the browser's own keeping. It is in memory only, until the page is left.
pub(super) struct FreshKey {
    pub tag: WorkshopTag,
    pub public: PublicKey,
    pub copy: Vec<u8>,
}

static FRESH: Mutex<Option<FreshKey>> = Mutex::new(None);

/// Fewer characters are no passphrase.
const SHORTEST: usize = 8;

/// Keeps the copy for the page of the workshop.
pub(super) fn offer(fresh: FreshKey) {
    if let Ok(mut kept) = FRESH.lock() {
        *kept = Some(fresh);
    }
}

/// The copy for a workshop.
fn take(tag: WorkshopTag) -> Option<(PublicKey, Vec<u8>)> {
    let kept = FRESH.lock().ok()?;
    let fresh = kept.as_ref().filter(|it| it.tag == tag)?;
    Some((fresh.public, fresh.copy.clone()))
}

fn forget(tag: WorkshopTag) {
    if let Ok(mut kept) = FRESH.lock()
        && kept.as_ref().is_some_and(|it| it.tag == tag)
    {
        *kept = None;
    }
}

/// Offers the recovery file, as long as there is a copy of the key to make it of.
pub(super) fn offered(room: Room) -> Option<AnyView> {
    take(room.tag)?;
    on_cleanup(move || forget(room.tag));
    let passphrase = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = passphrase.get_untracked();
        if words.chars().count() < SHORTEST {
            said.set(format!(
                "The passphrase needs {SHORTEST} characters or more."
            ));
            return;
        }
        spawn_local(async move {
            let outcome = save(room.tag, &words).await;
            let _ = said.try_set(match outcome {
                Some(name) => format!("{name} is saved. Keep it and the passphrase apart."),
                None => "The file could not be made.".to_owned(),
            });
        });
    };
    let view = view! {
        <details class="more">
            <summary>"Save a recovery file, now or never"</summary>
            <p>
                "The key that opens the answers is in this browser, which does not give it out: not to you either. If this browser’s data is cleared or the laptop breaks, answers that are not opened yet are lost, and people have to hand in again for a new workshop. A recovery file holds a copy of the key, encrypted with a passphrase of yours. It can only be made before you leave this page."
            </p>
            <form on:submit=save>
                <div class="field">
                    <label for="passphrase">"Passphrase for the file"</label>
                    <input
                        id="passphrase"
                        type="password"
                        autocomplete="new-password"
                        prop:value=move || passphrase.get()
                        on:input=move |event| passphrase.set(event_target_value(&event))
                    />
                </div>
                <p class="actions">
                    <button type="submit" class="button">"Save the recovery file"</button>
                    <span role="status">{text(move || said.get())}</span>
                </p>
            </form>
        </details>
    };
    Some(view.into_any())
}

async fn save(tag: WorkshopTag, passphrase: &str) -> Option<String> {
    let (public, copy) = take(tag)?;
    let locked = sealing::lock(&copy, passphrase).await.ok()?;
    let file = KeyFile {
        tag,
        public,
        salt: locked.salt,
        iterations: locked.iterations,
        nonce: locked.nonce,
        key: locked.text,
    };
    let name = format!("demarc-workshop-{tag}-key.json");
    files::save_text(&name, &file.write());
    Some(name)
}

/// Says that the key is missing here, and opens a recovery file.
pub(super) fn missing(room: Room, found: RwSignal<bool>) -> AnyView {
    let passphrase = RwSignal::new(String::new());
    let file = RwSignal::new(None::<KeyFile>);
    let said = RwSignal::new(String::new());
    let read = move |event: leptos::ev::Event| {
        let chosen = files::chosen(&event);
        spawn_local(async move {
            let read = read(room.tag, chosen).await;
            let _ = said.try_set(read.as_ref().err().cloned().unwrap_or_default());
            let _ = file.try_set(read.ok());
        });
    };
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(it) = file.get_untracked() else {
            return;
        };
        let words = passphrase.get_untracked();
        spawn_local(async move {
            let opened = open(room.tag, it, &words).await;
            match opened {
                Ok(()) => drop(found.try_set(true)),
                Err(problem) => drop(said.try_set(problem.to_owned())),
            }
        });
    };
    view! {
        <div class="notice notice--warning">
            <p>
                <strong>"This browser does not have the key of this workshop, "</strong>
                "so it can’t open codes. Open them where the workshop was started, or open its recovery file here."
            </p>
            <div class="field">
                <label for="key-file">"Recovery file"</label>
                <input id="key-file" type="file" accept=".json,application/json" on:change=read/>
            </div>
            {when(
                move || file.with(Option::is_some),
                move || {
                    view! {
                        <form on:submit=open>
                            <div class="field">
                                <label for="key-passphrase">"Its passphrase"</label>
                                <input
                                    id="key-passphrase"
                                    type="password"
                                    autocomplete="off"
                                    prop:value=move || passphrase.get()
                                    on:input=move |event| passphrase.set(event_target_value(&event))
                                />
                            </div>
                            <p class="actions">
                                <button type="submit" class="button">"Open the recovery file"</button>
                            </p>
                        </form>
                    }
                        .into_any()
                },
            )}
            <p role="alert">{text(move || said.get())}</p>
        </div>
    }
    .into_any()
}

async fn read(tag: WorkshopTag, chosen: Vec<File>) -> Result<KeyFile, String> {
    let file = chosen.first().ok_or("Choose a file.")?;
    let bytes = files::read(file).await;
    let bytes = bytes.ok_or("The browser could not read the file. Try again.")?;
    let read = KeyFile::read(&bytes).map_err(|error| error.to_string())?;
    if read.tag != tag {
        return Err("This is the recovery file of another workshop.".to_owned());
    }
    Ok(read)
}

async fn open(tag: WorkshopTag, file: KeyFile, passphrase: &str) -> Result<(), &'static str> {
    let locked = sealing::LockedKey {
        salt: file.salt,
        iterations: file.iterations,
        nonce: file.nonce,
        text: file.key,
    };
    let keys = sealing::unlock(&locked, file.public, passphrase).await;
    let keys = keys.map_err(|_| "The passphrase does not open the file.")?;
    let kept = keys::keep(tag, &keys).await;
    kept.map_err(|_| "This browser keeps no keys, in a private window perhaps.")
}
