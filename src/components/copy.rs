//! Copying a text, into a mail, a chat or a slide.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::components::reactive::text;

/// How copying went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Yes,
    No,
}

/// A button that copies a text, and says beside it whether that worked. `what` tells it apart from others for those who
/// only hear its name: `Copy as text: Roadmap`.
pub fn copy(what: &str, read: impl Fn() -> String + 'static) -> AnyView {
    let read: Box<dyn Fn() -> String> = Box::new(read);
    let copied = RwSignal::new(Copied::NotYet);
    let act = move |_| {
        let text = read();
        // Emptied first, so that copying again is said again.
        copied.set(Copied::NotYet);
        spawn_local(async move {
            let done = clipboard::write(&text).await;
            // Whoever left the page meanwhile is not told.
            let _ = copied.try_set(if done { Copied::Yes } else { Copied::No });
        });
    };
    let said = move || match copied.get() {
        Copied::NotYet => String::new(),
        Copied::Yes => "Copied.".to_owned(),
        Copied::No => {
            "The browser did not allow it. Select the text and copy it yourself.".to_owned()
        }
    };
    let what = format!(": {what}");
    view! {
        <span class="copy">
            <button type="button" class="button button--small button--quiet" on:click=act>
                "Copy as text"<span class="visually-hidden">{what}</span>
            </button>
            <span class="copy__said" role="status">{text(said)}</span>
        </span>
    }
    .into_any()
}
