//! The stack with the line: a row for each layer, a column for each service. A row opens to the details of its layer.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::detail;
use crate::browser::focus;
use crate::components::reactive::{flag, text, value, when};
use crate::components::stack::{Column, side, spoken};
use crate::components::{Sign, sign};
use crate::state::State;
use demarc_catalog::line::{differs, first_to_read, line};
use demarc_catalog::{Layer, LineStep};

/// The stack of one service, or of two side by side with the differing layers marked. A row opens to the details of
/// its layer.
pub fn stack(state: State, columns: Vec<Column>) -> AnyView {
    let layers = &state.catalog().layers;
    let drawn: Vec<Vec<LineStep>> = columns.iter().map(|it| line(layers, &it.way)).collect();
    let open = RwSignal::new(first_to_read(&drawn));
    let rows = layers.iter().enumerate().map(|(row, layer)| {
        let cells: Vec<LineStep> = drawn.iter().filter_map(|it| it.get(row).copied()).collect();
        let operators = columns.iter();
        let operators = operators.map(|it| state.texts().in_place_of_aws(&it.way, &layer.id));
        let cells: Vec<_> = cells.into_iter().zip(operators).collect();
        let inside = detail::of(state, layer, &columns);
        self::row(row, layer, &cells, differs(&drawn, row), open, inside)
    });
    let several = columns.len() > 1;
    let heads = columns.iter().map(|it| {
        let head = if several {
            view! { <span class="stack__name">{it.way.name_in_a_sentence()}</span> }.into_any()
        } else {
            ().into_any()
        };
        view! {
            <span class="stack__sides">
                {head}
                <span>"AWS’s side"</span>
                <span>"Your side"</span>
            </span>
        }
        .into_any()
    });
    view! {
        <div class="stack" class:stack--two=several>
            <div class="stack__head" aria-hidden="true">
                <span></span>
                {heads.collect_view()}
            </div>
            <ol class="stack__layers" on:keydown=walk>
                {rows.collect_view()}
            </ol>
        </div>
    }
    .into_any()
}

fn row(
    row: usize,
    layer: &'static Layer,
    cells: &[(LineStep, Option<&'static str>)],
    differs: bool,
    open: RwSignal<Option<usize>>,
    inside: AnyView,
) -> AnyView {
    let is_open = flag(move || open.get() == Some(row));
    let toggle = move |_| open.update(|it| *it = (*it != Some(row)).then_some(row));
    let owners = cells
        .iter()
        .map(|(it, operator)| spoken(it.owner, *operator));
    let owners: Vec<String> = owners.collect();
    let mut description = format!(": {}", owners.join(", then "));
    if differs {
        description.push_str(", differs");
    }
    let sides = cells
        .iter()
        .map(|(it, operator)| side(Signal::stored(*it), *operator));
    let id = format!("layer-{}", layer.id);
    let controls = id.clone();
    view! {
        <li class="layer" class:layer--open=is_open class:layer--differs=differs>
            <button
                type="button"
                class="layer__button"
                aria-expanded=value(move || is_open.get().to_string())
                aria-controls=controls
                on:click=toggle
            >
                <span class="layer__name">
                    {layer.name.as_str()} {differs.then(|| sign(Sign::Unequal))} <span class="visually-hidden">{description}</span>
                </span>
                {sides.collect_view()}
            </button>
            <div class="layer__detail" id=id>
                {inside}
            </div>
        </li>
    }
    .into_any()
}

/// The up and down keys move between layers, besides Tab.
fn walk(event: KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    if focus::beside(&event, ".layer", down) {
        event.prevent_default();
    }
}

/// A row of the moving stack: its cell follows the current stop.
pub fn moving_row(layer: &'static Layer, cell: Signal<LineStep>, moved: Signal<bool>) -> AnyView {
    let description = move || {
        let moved = if moved.get() { ", moved" } else { "" };
        format!(": {}{moved}", spoken(cell.get().owner, None))
    };
    view! {
        <li class="layer layer__button" class:layer--differs=moved>
            <span class="layer__name">
                {layer.name.as_str()} {when(move || moved.get(), || sign(Sign::Unequal))} <span class="visually-hidden">{text(description)}</span>
            </span>
            {side(cell, None)}
        </li>
    }
    .into_any()
}
