//! The files that were read: what each is of, what counts, what was left out and why.

use leptos::prelude::*;

use super::Page;
use crate::browser::focus;
use crate::components::table;
use demarc_core::evidence::{KeptScan, ScanState, Weighed};
use demarc_core::labels;

pub(super) fn section(page: Page, weighed: &Weighed) -> AnyView {
    let rows = page.evidence.with(|evidence| {
        let scans = evidence.scans.iter().zip(&weighed.scans);
        scans
            .map(|(scan, became)| row(page, scan, became))
            .collect::<Vec<_>>()
    });
    let unreadable = page.evidence.with(|it| it.unreadable);
    let unreadable = (unreadable > 0).then(|| {
        view! {
            <p class="notice notice--warning">
                {format!(
                    "{} can’t be read, perhaps because a newer Demarc wrote it. Reload the page.",
                    labels::count(unreadable, "entry", "entries"),
                )}
            </p>
        }
        .into_any()
    });
    let mut columns = vec![
        "File", "Days", "Accounts", "Regions", "Findings", "Left out",
    ];
    if !page.is_fixed() {
        columns.push("Remove");
    }
    view! {
        <section aria-labelledby="evidence-files">
            <h2 id="evidence-files" tabindex="-1">"Files read"</h2>
            {unreadable}
            {table("Files read, as a table".to_owned(), "table table--stacked scans", &columns, rows)}
        </section>
    }
    .into_any()
}

fn row(page: Page, kept: &KeptScan, became: &ScanState) -> AnyView {
    let scan = &kept.scan;
    let state = labels::evidence::scan_state(became)
        .map(|it| view! { <p class="scans__state">{it}</p> }.into_any());
    let cut = scan.is_cut_off.then(|| {
        view! { <p class="scans__state">"The end of the file is missing; what came before it counts"</p> }
            .into_any()
    });
    let left: Vec<AnyView> = labels::evidence::all_left_out(scan)
        .into_iter()
        .map(|it| view! { <li>{it}</li> }.into_any())
        .collect();
    let left = if left.is_empty() {
        "Nothing".into_any()
    } else {
        view! { <ul>{left}</ul> }.into_any()
    };
    let key = kept.key.clone();
    let name = scan.file.clone();
    let remove = (!page.is_fixed()).then(|| {
        let remove = move |_| {
            page.edit(|entries, at| entries.remove(&key, at));
            focus::first("#evidence-files, #evidence-add");
        };
        view! {
            <td data-label="Remove">
                <button type="button" class="button button--small button--danger" on:click=remove>
                    "Remove"
                    <span class="visually-hidden">": " {name}</span>
                </button>
            </td>
        }
        .into_any()
    });
    view! {
        <tr>
            <th scope="row">
                <bdi>{scan.file.clone()}</bdi>
                <p class="meta">{scan.tool.clone()} " · " {labels::evidence::scan_kind(scan.kind)}</p>
                {state}
                {cut}
            </th>
            <td data-label="Days">{labels::evidence::scan_days(kept)}</td>
            <td data-label="Accounts">{labels::evidence::scan_accounts(scan)}</td>
            <td data-label="Regions">{labels::evidence::scan_regions(scan)}</td>
            <td data-label="Findings">{labels::evidence::results(scan)}</td>
            <td data-label="Left out">{left}</td>
            {remove}
        </tr>
    }
    .into_any()
}
