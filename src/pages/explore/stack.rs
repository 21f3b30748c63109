//! The stack with the line through it: a row for each layer, a column for each service. A row opens to who does what at
//! its layer, and why.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::detail;
use crate::browser::focus;
use crate::components::reactive::{flag, text, value};
use crate::components::stack::{Cell, Column, cells, side, spoken};
use crate::state::State;
use demarc_catalog::Layer;

/// The stack of one service, or of two beside each other with the layers marked at which they differ. A layer opens
/// to who does what and why.
pub fn stack(state: State, columns: Vec<Column>) -> AnyView {
    let layers = &state.catalog().layers;
    let drawn: Vec<Vec<Cell>> = columns.iter().map(|it| cells(layers, &it.way)).collect();
    let owners = |row: usize| {
        let cells = drawn.iter().filter_map(move |cells| cells.get(row));
        cells.map(|it| it.owner).collect::<Vec<_>>()
    };
    let differs = |row: usize| owners(row).windows(2).any(|it| it[0] != it[1]);
    let telling = |row: &usize| {
        if columns.len() > 1 {
            differs(*row)
        } else {
            owners(*row).iter().any(|it| it.leaves_customer_a_share())
        }
    };
    // What is worth reading first: where the two differ, or where the line first leaves you something.
    let open = RwSignal::new((0..layers.len()).find(telling));
    let rows = layers.iter().enumerate().map(|(row, layer)| {
        let cells: Vec<Cell> = drawn.iter().filter_map(|it| it.get(row).copied()).collect();
        let inside = detail::of(state, layer, &columns);
        self::row(row, layer, &cells, differs(row), open, inside)
    });
    let several = columns.len() > 1;
    let heads = columns.iter().map(|it| {
        let head = if several {
            view! { <span class="stack__name">{demarc_core::labels::run(&it.way)}</span> }
                .into_any()
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
    cells: &[Cell],
    differs: bool,
    open: RwSignal<Option<usize>>,
    inside: AnyView,
) -> AnyView {
    let is_open = flag(move || open.get() == Some(row));
    let toggle = move |_| open.update(|it| *it = (*it != Some(row)).then_some(row));
    let owners: Vec<&str> = cells.iter().map(|it| spoken(it.owner)).collect();
    let mut said = format!(": {}", owners.join(", then "));
    if differs {
        said.push_str(", differs");
    }
    let sides = cells.iter().map(|it| side(Signal::stored(*it)));
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
                    {layer.name.as_str()} <span class="visually-hidden">{said}</span>
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

/// Up and down go from layer to layer, besides Tab.
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

/// The row of a stack that moves: its cell is another at every stop.
pub fn moving_row(layer: &'static Layer, cell: Signal<Cell>, moved: Signal<bool>) -> AnyView {
    let said = move || {
        let moved = if moved.get() { ", moved" } else { "" };
        format!(": {}{moved}", spoken(cell.get().owner))
    };
    view! {
        <li class="layer layer__button" class:layer--differs=moved>
            <span class="layer__name">
                {layer.name.as_str()} <span class="visually-hidden">{text(said)}</span>
            </span>
            {side(cell)}
        </li>
    }
    .into_any()
}
