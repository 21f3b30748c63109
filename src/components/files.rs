//! The panel of export formats: each with its purpose, its button and its progress.

use leptos::ev::Event;
use leptos::prelude::*;

use super::{Sign, field, sign};
use crate::browser::focus;
use crate::components::reactive::{flag, live, text, when, word};
use crate::state::{Exporter, Library, Progress, State};
use demarc_core::exchange::{Format, Group, Separator, record};
use demarc_core::store::{EVIDENCE, WORKSHOP};

/// The id of the button that cancels the export.
const STOP: &str = "stop-making";

/// The panel.
pub fn files(state: State) -> AnyView {
    let progress = RwSignal::new(Progress::Idle);
    let exporter = Exporter::get();
    on_cleanup(move || exporter.leave(progress));
    let is_busy = flag(move || matches!(progress.get(), Progress::Preparing(_)));
    let separator = RwSignal::new(Separator::Comma);
    let groups = Group::ALL.map(|group| {
        let rows = group
            .formats()
            .map(|it| row(state, exporter, it, separator, progress, is_busy));
        let has_separator = group.formats().any(Format::has_separator);
        view! {
            <div>
                <h3>{group.label()}</h3>
                {has_separator.then(|| choose(separator))}
                <ul class="files">{rows.collect_view()}</ul>
            </div>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="files" class="card files-panel">
            <h2 id="files">"Files"</h2>
            <p>
                "Each is made here, in your browser, from the answers as they are now; nothing is sent anywhere. Days in them are those of this device’s calendar; times of day are in UTC."
            </p>
            <div class="files-panel__groups">{groups.collect_view()}</div>
        </section>
    }
    .into_any()
}

/// The choice of the separator of lists for spreadsheets.
fn choose(separator: RwSignal<Separator>) -> AnyView {
    let options = Separator::ALL.map(|it| {
        let is_chosen = flag(move || separator.get() == it);
        view! { <option value=it.key() prop:selected=is_chosen>{it.label()}</option> }.into_any()
    });
    let choose = move |event: Event| {
        let chosen = Separator::from_key(&event_target_value(&event));
        separator.set(chosen.unwrap_or(Separator::Comma));
    };
    let control = view! {
        <select id="separator" aria-describedby="separator-hint" on:change=choose>
            {Vec::from(options)}
        </select>
    };
    let hint = "Of the gaps and the answers as lists. Choose the semicolon if Excel puts a whole row into one cell: it does where the decimal sign is a comma. The workbook opens the same everywhere.";
    field("separator", "Separator", Some(hint), control.into_any())
}

fn row(
    state: State,
    exporter: Exporter,
    format: Format,
    separator: RwSignal<Separator>,
    progress: RwSignal<Progress>,
    is_busy: Signal<bool>,
) -> AnyView {
    let library = Library::get();
    let descriptor = format.descriptor();
    let is_this = move || progress.get() == Progress::Preparing(format);
    let make = move |_| {
        let record = state.with_untracked(record::write);
        let id = state.with_untracked(|it| Some(it.id.clone()));
        let beside = |kind| {
            let id = id.as_ref();
            id.map_or_else(String::new, |id| library.record_beside(kind, id))
        };
        let (evidence, workshops) = (beside(&EVIDENCE), beside(&WORKSHOP));
        exporter.make(
            format,
            separator.get_untracked(),
            record,
            [evidence, workshops],
            progress,
        );
    };
    view! {
        <li class="file">
            <div class="file__what">
                <strong>{descriptor.label}</strong>
                <p class="hint">{descriptor.purpose}</p>
            </div>
            <button
                type="button"
                id=button(format)
                class="button button--small"
                data-format=format.key()
                aria-disabled=word(move || is_busy.get().then_some("true"))
                on:click=make
            >
                {text(move || if is_this() { "Making…" } else { "Download" }.to_owned())}
                <span class="visually-hidden">": " {descriptor.label}</span>
            </button>
            <div class="file__progress">
                <div role="status">{live(move || progress_text(format, progress))}</div>
                {when(is_this, move || controls(exporter, format, progress))}
            </div>
        </li>
    }
    .into_any()
}

/// The id of the button that makes a file.
fn button(format: Format) -> String {
    format!("make-{}", format.key())
}

/// The progress bar and the cancel button, while a file is made.
fn controls(exporter: Exporter, format: Format, progress: RwSignal<Progress>) -> AnyView {
    // These controls also disappear when the file is done; focus then returns to the button that made it.
    on_cleanup(move || {
        if focus::current().as_deref() == Some(STOP) {
            focus::on_id(&button(format));
        }
    });
    view! {
        <p class="actions">
            <progress aria-label="Making the file"></progress>
            <button
                type="button"
                id=STOP
                class="button button--small button--quiet"
                on:click=move |_| exporter.cancel(progress)
            >
                "Stop"
            </button>
        </p>
    }
    .into_any()
}

/// The progress of this file, as text.
fn progress_text(format: Format, progress: RwSignal<Progress>) -> AnyView {
    let now = progress.get();
    if now.format() != Some(format) {
        return ().into_any();
    }
    match now {
        Progress::Idle => ().into_any(),
        Progress::Preparing(_) => {
            view! { <p class="visually-hidden">"The file is being made."</p> }.into_any()
        }
        Progress::Ready(_, name, size) => view! {
            <p class="file__done">
                {sign(Sign::Tick)}
                {format!(" “{name}” ({}) went to your downloads.", kilobytes(size))}
            </p>
        }
        .into_any(),
        Progress::Failed(_, why) => view! { <p class="notice notice--error">{why}</p> }.into_any(),
    }
}

/// A size in kB, rounded up.
fn kilobytes(bytes: u32) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}
