//! Choosing the logo: an image that is stored on this device only.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::files::{self, File};
use crate::browser::{drawing, focus};
use crate::components::reactive::{live, text, when};
use crate::state::Library;
use demarc_core::store::{LARGEST_LOGO, NoImage, image_kind};

/// The field, with the chosen image.
pub(super) fn field(image: RwSignal<Option<String>>) -> AnyView {
    let library = Library::get();
    let problem = RwSignal::new(None::<&'static str>);
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event).into_iter().next() else {
            return;
        };
        spawn_local(async move {
            match read(&file).await {
                Ok(address) => {
                    let kept = library.keep_logo(Some(&address));
                    let _ = image.try_set(Some(address));
                    let _ = problem.try_set((!kept).then_some(
                        "This device could not keep it: it is there until you leave this page.",
                    ));
                }
                Err(why) => drop(problem.try_set(Some(why))),
            }
        });
    };
    let remove = move |_| {
        // Without storage, there is no stored logo that could return.
        let is_gone = library.keep_logo(None) || library.logo().is_none();
        image.set(None);
        problem.set((!is_gone).then_some(
            "This device could not remove it: it is there again when you come back to this page.",
        ));
        focus::first("#logo");
    };
    let chosen = move || {
        let address = image.get().unwrap_or_default();
        view! {
            <p class="report-settings__logo">
                <img src=address alt="The logo that is on the cover"/>
                <button type="button" class="button button--small" on:click=remove>
                    "Remove the logo"
                </button>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for="logo">"Logo"</label>
            <p class="hint" id="logo-hint">
                "Yours, on the cover of all your reports. A PNG, JPEG or WebP image of at most 200 kB. It is kept on this device and nowhere else, and is in no file you save."
            </p>
            <div role="alert">
                {when(
                    move || problem.with(Option::is_some),
                    move || {
                        view! { <p class="field__error">{text(move || problem.get().unwrap_or_default().to_owned())}</p> }
                            .into_any()
                    },
                )}
            </div>
            <input
                id="logo"
                type="file"
                accept="image/png,image/jpeg,image/webp"
                aria-describedby="logo-hint"
                on:change=choose
            />
            {live(move || if image.with(Option::is_some) { chosen() } else { ().into_any() })}
        </div>
    }
    .into_any()
}

const DAMAGED: &str = "The image is damaged: it is cut off, or parts of it are missing. Save it again, and choose the new file.";

/// The image in a file as a `data:` URL, or the reason why it is refused.
async fn read(file: &File) -> Result<String, &'static str> {
    if files::size(file) > LARGEST_LOGO as u64 {
        return Err("The image is larger than 200 kB. Save it smaller, and choose it again.");
    }
    let unreadable = "The browser could not read the file. Try again.";
    let bytes = files::read(file).await.ok_or(unreadable)?;
    let kind = image_kind(&bytes).map_err(|why| match why {
        NoImage::OtherType => "That is no PNG, JPEG or WebP image.",
        NoImage::Damaged => DAMAGED,
    })?;
    let address = files::data_address(kind, &bytes).ok_or(unreadable)?;
    if drawing::can_show(&address).await {
        Ok(address)
    } else {
        Err(DAMAGED)
    }
}
