//! How the line moves: the same stack for one service after another, from a machine to a function.
//! The stops and their texts come from the catalog; what differs between two stops is computed from the owners.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::stack::moving_row;
use crate::components::reactive::{flag, live, text, value, word};
use crate::components::stack::Column;
use crate::components::{self, css};
use crate::route::Route;
use crate::state::State;
use demarc_catalog::line::line;
use demarc_catalog::{Layer, LineStep, Shift, Stop};
use demarc_core::labels;

/// A stop with its service.
#[derive(Clone, Copy)]
struct At {
    stop: &'static Stop,
    column: Column,
}

/// The section, with a button for each direction.
pub fn section(state: State) -> AnyView {
    let layers = &state.catalog().layers;
    let stops = state.texts().stops.iter().filter_map(|stop| {
        let column = Column::of(state, &stop.id)?;
        Some(At { stop, column })
    });
    let stops: Vec<At> = stops.collect();
    let (Some(first), last) = (stops.first().copied(), stops.len().saturating_sub(1)) else {
        return ().into_any();
    };
    let drawn: Vec<Vec<LineStep>> = stops
        .iter()
        .map(|it| line(layers, &it.column.way))
        .collect();
    let drawn = StoredValue::new(drawn);
    let index = RwSignal::new(0_usize);
    let step = move |on: bool| {
        index.update(|it| {
            *it = if on {
                (*it + 1).min(last)
            } else {
                it.saturating_sub(1)
            }
        });
    };
    let cell = move |stop: usize, row: usize| {
        drawn.with_value(|drawn| drawn.get(stop).and_then(|it| it.get(row)).copied())
    };
    let rows = layers.iter().enumerate().filter_map(|(row, layer)| {
        let start = cell(0, row)?;
        let now = Memo::new(move |_| cell(index.get(), row).unwrap_or(start));
        let moved = flag(move || {
            let before = index.get().checked_sub(1).and_then(|it| cell(it, row));
            before.is_some_and(|it| it.owner != now.get().owner)
        });
        Some(moving_row(layer, now.into(), moved))
    });
    let rows = rows.collect_view();
    let keys = move |event: KeyboardEvent| {
        // With a modifier, the arrow keys belong to the browser.
        if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" => step(true),
            "ArrowLeft" => step(false),
            _ => return,
        }
        event.prevent_default();
    };
    let button = |name: &'static str, at: usize, on: bool| {
        view! {
            <button
                type="button"
                class="button"
                class:button--primary=on
                aria-disabled=value(move || (index.get() == at).to_string())
                on:click=move |_| step(on)
            >
                {name}
            </button>
        }
        .into_any()
    };
    let (from, to) = (
        first.column.way.service.short_name(),
        stops
            .last()
            .map_or("", |it| it.column.way.service.short_name()),
    );
    let heading = format!("How the line moves: from {from} to {to}");
    let stop_items = stops.iter().enumerate().map(|(at, it)| {
        view! {
            <li>
                <button
                    type="button"
                    class="button button--small"
                    class:button--primary=flag(move || index.get() == at)
                    aria-current=word(move || (index.get() == at).then_some("step"))
                    on:click=move |_| index.set(at)
                >
                    {format!("{}. {}", at + 1, it.column.way.short_name())}
                </button>
            </li>
        }
        .into_any()
    });
    let stop_items = stop_items.collect_view();
    let table = table(layers, &stops);
    let all = StoredValue::new(stops);
    let now = move || {
        let index = index.get();
        all.with_value(|all| {
            let before = index.checked_sub(1).and_then(|it| all.get(it)).copied();
            all.get(index)
                .map_or_else(|| ().into_any(), |at| told(layers, *at, before))
        })
    };
    let counted = move || {
        format!(
            "Stop {} of {}; the arrow keys go on and back",
            index.get() + 1,
            last + 1
        )
    };
    view! {
        <section class="moves" aria-labelledby="moves">
            <h2 id="moves">{heading}</h2>
            <div class="moves__live" on:keydown=keys>
                <ol class="moves__stops actions" aria-label="Stops">{stop_items}</ol>
                <div class="moves__told">
                    <p class="actions">
                        {button("Back", 0, false)} {button("Next", last, true)}
                        <span class="meta">{text(counted)}</span>
                    </p>
                    <div role="status">{live(now)}</div>
                </div>
                <div class="stack">
                    <div class="stack__head" aria-hidden="true">
                        <span></span>
                        <span class="stack__sides">
                            <span>"AWS’s side"</span>
                            <span>"Your side"</span>
                        </span>
                    </div>
                    <ol class="stack__layers">{rows}</ol>
                </div>
            </div>
            {table}
        </section>
    }
    .into_any()
}

/// The text of a stop.
fn told(layers: &'static [Layer], at: At, before: Option<At>) -> AnyView {
    let moved = before.map(|before| {
        let shift = Shift::between(layers, &before.column.way, &at.column.way);
        let sentences = labels::shift(&shift).into_iter();
        let sentences = sentences.map(|it| view! { <li>{it}</li> }.into_any());
        view! { <ul>{sentences.collect_view()}</ul> }.into_any()
    });
    view! {
        <h3>{at.column.way.name_in_a_sentence()}</h3>
        <p>{at.stop.text.as_str()}</p>
        {moved}
        <p>
            <a href=Route::Explore(Some(at.stop.id.clone()), None).to_string()>
                {format!("Look at {} closely", at.column.way.name_in_a_sentence())}
            </a>
        </p>
    }
    .into_any()
}

/// All stops as a table, for print and for readers who prefer a table.
fn table(layers: &'static [Layer], stops: &[At]) -> AnyView {
    let mut columns = vec!["Layer".to_owned()];
    columns.extend(stops.iter().map(|it| it.column.way.name_in_a_sentence()));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows = layers.iter().map(|layer| {
        let cells = stops.iter().map(|it| {
            let owner = it.column.way.owner(&layer.id);
            view! { <td class=css::owner_cell(owner)>{labels::owner(owner)}</td> }.into_any()
        });
        view! {
            <tr>
                <th scope="row">{layer.name.as_str()}</th>
                {cells.collect_view()}
            </tr>
        }
        .into_any()
    });
    let told = stops.iter().map(|it| {
        view! {
            <li>
                <strong>{format!("{}: ", it.column.way.name_in_a_sentence())}</strong>
                {it.stop.text.as_str()}
            </li>
        }
        .into_any()
    });
    view! {
        <details class="more">
            <summary>"All stops as a table"</summary>
            <ol>{told.collect_view()}</ol>
            {components::table("All stops as a table".to_owned(), "table moves__table", &columns, rows.collect())}
        </details>
    }
    .into_any()
}
