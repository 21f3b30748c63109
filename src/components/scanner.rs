//! Choosing files of scanners, and how far reading them is.

use std::rc::Rc;

use leptos::ev::DragEvent;
use leptos::prelude::*;

use crate::browser::{files, focus};
use crate::components::reactive::{flag, live, text, when};
use crate::components::{Sign, sign};
use crate::state::FindingsReader;
use demarc_core::exchange::evidence::EvidenceFile;

/// What takes what a file says, or says why it can't.
type HandOver = StoredValue<Rc<dyn Fn(&EvidenceFile) -> Result<(), String>>, LocalStorage>;

/// The place to choose or drop files. While there is no evidence yet, it says what this is for.
pub fn reader(
    hand_over: impl Fn(&EvidenceFile) -> Result<(), String> + 'static,
    has_scans: Memo<bool>,
) -> AnyView {
    let reader = FindingsReader::of_page();
    let hand_over: HandOver = StoredValue::new_local(Rc::new(hand_over));
    let examples = RwSignal::new(false);
    let read = move |chosen: Vec<files::File>| {
        let hand_over = hand_over.get_value();
        reader.read(chosen, examples.get_untracked(), move |evidence| {
            hand_over(evidence)
        });
    };
    let is_over = RwSignal::new(false);
    let over = move |event: DragEvent| {
        if files::are_dragged(&event) {
            event.prevent_default();
            event.stop_propagation();
            is_over.set(true);
        }
    };
    let dropped = move |event: DragEvent| {
        if files::are_dragged(&event) {
            event.prevent_default();
            event.stop_propagation();
            is_over.set(false);
            read(files::dropped(&event));
        }
    };
    view! {
        <section
            class="dropzone"
            class:dropzone--over=move || is_over.get()
            aria-labelledby="evidence-add"
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            <h2 id="evidence-add" tabindex="-1">
                {text(move || {
                    if has_scans.get() { "Read more findings" } else { "You said. What do your scanners see?" }.to_owned()
                })}
            </h2>
            {when(move || !has_scans.get(), introduction)}
            <p>
                <label class="button button--primary" for="evidence-file">
                    "Choose files"
                </label>
                <input
                    id="evidence-file"
                    class="visually-hidden"
                    type="file"
                    multiple=true
                    disabled=flag(move || reader.is_busy())
                    on:change=move |event| read(files::chosen(&event))
                />
                <span class="dropzone__or">" or drop them here"</span>
            </p>
            <p class="hint">
                "Prowler, Security Hub, AWS Config, Trusted Advisor, Scout Suite, Powerpipe, Steampipe, Checkov, Trivy, tfsec; also packed as .gz or .zip. Findings of Prowler and Security Hub may be of any size."
            </p>
            {how_to_get_one()}
            <label class="choice choice--inline">
                <input
                    type="checkbox"
                    prop:checked=move || examples.get()
                    on:change=move |event| examples.set(event_target_checked(&event))
                />
                <span class="choice__label">"Keep up to five names of failing resources per check"</span>
            </label>
            {live(move || progress(reader))}
            <div role="status">{live(move || outcomes(reader))}</div>
        </section>
    }
    .into_any()
}

/// How somebody who has no file yet gets one.
fn how_to_get_one() -> AnyView {
    let row = |tool: &'static str, command: &'static str, then: &'static str| {
        view! {
            <li>
                {tool} ": " <code>{command}</code> {then}
            </li>
        }
        .into_any()
    };
    view! {
        <details class="more">
            <summary>"How do I get such a file?"</summary>
            <ul>
                {row("Prowler", "prowler aws", ", then the .csv or .ocsf.json file in its folder “output”")}
                {row("Security Hub", "aws securityhub get-findings > findings.json", "")}
                {row("AWS Config", "aws configservice describe-compliance-by-config-rule > config.json", "")}
                {row("Trusted Advisor", "aws trustedadvisor list-recommendations > advisor.json", "")}
            </ul>
            <p class="hint">"Rights to read are enough. Security Hub and AWS Config answer for one account and Region, or for those that they gather."</p>
        </details>
    }
    .into_any()
}

fn introduction() -> AnyView {
    view! {
        <p>
            "Choose results that your scanners have written. They are read in this browser, and nothing is sent anywhere. Kept are the name of the file, the account IDs, the Regions, and how many resources passed and failed each check; names of resources only if you tick the box. No answer changes by itself: you see which ones the findings contradict, and decide."
        </p>
    }
    .into_any()
}

fn progress(reader: FindingsReader) -> AnyView {
    let Some((name, read, size)) = reader.reading.with(|it| it.now.clone()) else {
        return ().into_any();
    };
    let waiting = reader.reading.with(|it| it.waiting);
    let waiting = match waiting {
        0 => String::new(),
        more => format!(", {more} more to read"),
    };
    let says = format!(
        "Reading “{name}”, {} of {}{waiting}",
        megabytes(read),
        megabytes(size)
    );
    let cancel = move |_| {
        reader.cancel();
        focus::first("#evidence-add");
    };
    view! {
        <div class="dropzone__progress">
            <label for="evidence-progress">{says}</label>
            <progress id="evidence-progress" max=size.max(1.0) prop:value=read></progress>
            <button type="button" class="button button--small button--quiet" on:click=cancel>
                "Cancel"
            </button>
        </div>
    }
    .into_any()
}

fn outcomes(reader: FindingsReader) -> AnyView {
    let done = reader.reading.with(|it| it.done.clone());
    let items = done.into_iter().map(|it| match it.said {
        Ok(found) => view! {
            <li>
                {sign(Sign::Tick)}
                " "
                <bdi>{it.file}</bdi>
                {format!(": {found}")}
            </li>
        }
        .into_any(),
        Err(why) => view! {
            <li class="notice notice--error">
                <bdi>{it.file}</bdi>
                {format!(": {why}")}
            </li>
        }
        .into_any(),
    });
    let items = items.collect_view();
    if items.is_empty() {
        return ().into_any();
    }
    view! { <ul class="dropzone__done">{items}</ul> }.into_any()
}

/// A size in MB with one decimal, or in kB.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are below 2^53 and not negative"
)]
fn megabytes(bytes: f64) -> String {
    let tenths = (bytes / 100_000.0) as u64;
    if tenths < 10 {
        format!("{} kB", (bytes / 1000.0) as u64)
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}
