//! One row of the list. It has few elements, because the list can have 160 rows; everything else is in the panel.

use leptos::prelude::*;

use super::Page;
use super::now::Now;
use crate::components::reactive::{flag, live, value, word};
use crate::components::{Sign, css, mark, sign};
use demarc_catalog::PracticeId;
use demarc_core::analysis::Gap;
use demarc_core::labels;
use demarc_core::text;

/// The id of the button with the title.
pub(super) fn open_id(id: &PracticeId) -> String {
    format!("gap-{}", id.as_str().replace('.', "-"))
}

/// The id of the box that selects the row.
pub(super) fn pick_id(id: &PracticeId) -> String {
    format!("pick-{}", id.as_str().replace('.', "-"))
}

pub(super) fn row(page: Page, gap: &Gap) -> Option<AnyView> {
    let state = page.state;
    let practice = state.catalog().practice(&gap.practice)?;
    let id = &practice.id;
    let row = page.rows.add(state, id);
    let (now, chosen) = (row.now, row.chosen);
    let tab = value(move || if chosen.get() { "0" } else { "-1" }.to_owned());
    let pick = (!state.shows_snapshot()).then(|| {
        let is_selected = flag(move || page.selected.with(|it| it.contains(id)));
        view! {
            <input
                id=pick_id(id)
                class="gap__pick"
                type="checkbox"
                tabindex=tab
                aria-label=format!("Select “{}”", practice.title)
                prop:checked=is_selected
            />
        }
        .into_any()
    });
    let impact = practice.impact.get().to_string();
    let row = view! {
        <tr class="gap" data-gap=id.as_str() aria-current=word(move || chosen.get().then_some("true"))>
            <td class="gap__picks" data-pick>{pick}</td>
            <td class="gap__kinds">{live(move || now.with(kinds))}</td>
            <th scope="row" class="gap__what">
                <button type="button" class="gap__open" id=open_id(id) tabindex=tab>
                    {practice.title.as_str()}
                </button>
            </th>
            <td class="gap__impact" style=("--a", impact.clone())>{impact.clone()}</td>
            <td class="gap__effort">{labels::size(practice.effort)}</td>
            {live(move || now.with(changing))}
        </tr>
    };
    Some(row.into_any())
}

/// The signs of all kinds, with their names for whoever can't see them.
fn kinds(now: &Now) -> AnyView {
    let Some(gap) = &now.gap else {
        return mark("mark mark--closed", Sign::Tick, hidden("Closed"));
    };
    let acceptance = gap.acceptance.map(|it| {
        let class = css::acceptance(it);
        let (name, hint) = (labels::acceptance(it), labels::acceptance_hint(it));
        signed(class, Sign::of_acceptance(it), name, hint)
    });
    let kinds = gap.kinds().map(|it| {
        let (name, hint) = (labels::kind(it), labels::kind_hint(it));
        signed(css::kind(it), Sign::of_kind(it), name, hint)
    });
    view! {
        {acceptance}
        {kinds.collect_view()}
    }
    .into_any()
}

fn signed(class: &'static str, of: Sign, name: &'static str, hint: &'static str) -> AnyView {
    view! {
        <span class=class title=format!("{name}: {hint}")>
            {sign(of)}
            {hidden(name)}
        </span>
    }
    .into_any()
}

fn hidden(name: &'static str) -> AnyView {
    view! { <span class="visually-hidden">{name} " "</span> }.into_any()
}

/// The cells that follow every change: owner, due date, answer.
fn changing(now: &Now) -> AnyView {
    let owner = text::line(&now.answer.owner);
    let owner = if owner.is_empty() {
        view! { <span class="meta">"Nobody"</span> }.into_any()
    } else {
        owner.into_any()
    };
    let due = now.answer.due.as_ref().map(ToString::to_string);
    let overdue = now.gap.as_ref().and_then(Gap::overdue).map(|by| {
        let overdue = labels::overdue_mark(by);
        view! { <span class="mark mark--overdue">{sign(Sign::Exclamation)} {overdue}</span> }
            .into_any()
    });
    let response = now.answer.counted_response();
    view! {
        <td class="gap__who">{owner}</td>
        <td class="gap__when">{due} {overdue}</td>
        <td class="gap__state">{sign(Sign::of_response(response))} {labels::response(response)}</td>
    }
    .into_any()
}

/// The marks of what is decided about the gap, and of its date.
pub(in crate::pages::results) fn states(gap: &Gap) -> AnyView {
    let acceptance = gap.acceptance.map(|it| {
        view! {
            <span class=css::acceptance(it) title=labels::acceptance_hint(it)>
                {sign(Sign::of_acceptance(it))} {labels::acceptance(it)}
            </span>
            " "
        }
        .into_any()
    });
    let overdue = gap.overdue().map(|by| {
        let late = mark(
            "mark mark--overdue",
            Sign::Exclamation,
            labels::overdue_mark(by).into_any(),
        );
        view! { {late} " " }.into_any()
    });
    view! { {acceptance} {overdue} }.into_any()
}
