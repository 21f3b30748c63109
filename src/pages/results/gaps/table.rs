//! The rows of the list. One listener for each kind of event serves all rows; the list has one row among the tab stops.

use leptos::ev::{Event, FocusEvent, MouseEvent};
use leptos::prelude::*;

use super::{Page, row};
use crate::browser::{focus, page as browser_page};
use crate::components::reactive::live;
use demarc_catalog::PracticeId;
use demarc_core::analysis::GapGroup;
use demarc_core::labels;

/// The columns of a group's heading.
const COLUMNS: &str = "8";

pub(super) fn table(page: Page) -> AnyView {
    let lists = move || {
        page.rows.clear();
        page.shown.with(|it| {
            let groups = it.iter().map(|it| group(page, it)).collect_view();
            page.rows.choose(page.chosen.get_untracked().as_ref());
            groups.into_any()
        })
    };
    let choose = move |event: FocusEvent| {
        if let Some(id) = of(&event) {
            page.choose(&id);
        }
    };
    let select = move |event: Event| {
        let Some(id) = of(&event) else {
            return;
        };
        let is_checked = event_target_checked(&event);
        page.selected.update(|it| {
            it.retain(|other| *other != id);
            if is_checked {
                it.push(id);
            }
        });
    };
    let open = move |event: MouseEvent| {
        // A click beside the title opens the panel too; the box and its cell select.
        let is_pick = browser_page::attribute_around(&event, "data-pick").is_some();
        let Some(id) = of(&event).filter(|_| !is_pick) else {
            return;
        };
        page.choose(&id);
        page.is_open.set(true);
        let row = row::open_id(&id);
        // The focus stays in the list for whoever points, as long as the list shows.
        if event.detail() == 0 {
            page.open();
        } else {
            focus::on_id(&row);
            browser_page::if_hidden(row, move || page.open());
        }
    };
    view! {
        <table class="gaps" on:focusin=choose on:change=select on:click=open>
            <caption class="visually-hidden">
                "Gaps. Arrow keys, or J and K, move between rows; Enter opens everything about a gap, Escape goes back to its row."
            </caption>
            <thead>
                <tr>
                    <th scope="col" class="gap__picks">
                        <span class="visually-hidden">"Selected"</span>
                    </th>
                    <th scope="col" class="gap__kinds">"Kind"</th>
                    <th scope="col">"Gap"</th>
                    <th scope="col" class="gap__impact">"Impact"</th>
                    <th scope="col" class="gap__effort">"Effort"</th>
                    <th scope="col" class="gap__who">"Owner"</th>
                    <th scope="col" class="gap__when">"Due"</th>
                    <th scope="col" class="gap__state">"Answer"</th>
                </tr>
            </thead>
            {live(lists)}
        </table>
    }
    .into_any()
}

/// The practice of the row that an event happened in.
fn of(event: &Event) -> Option<PracticeId> {
    browser_page::attribute_around(event, "data-gap")?
        .parse()
        .ok()
}

fn group(page: Page, group: &GapGroup) -> AnyView {
    let drawn = group.gaps.iter().filter_map(|gap| row::row(page, gap));
    let drawn = drawn.collect_view();
    let name = labels::gap_group(page.state.catalog(), &group.of);
    let heading = name.map(|name| {
        let heading = format!("{name} ({})", group.gaps.len());
        view! {
            <tr class="gaps__group">
                <th scope="rowgroup" colspan=COLUMNS>{heading}</th>
            </tr>
        }
        .into_any()
    });
    view! {
        <tbody>
            {heading}
            {drawn}
        </tbody>
    }
    .into_any()
}
