//! The stack with the line through it: a row for each layer, a column for each service, AWS's part of a row on the
//! left and yours on the right. It draws owners, and knows nothing of why they are who they are.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::detail;
use crate::components::reactive::{flag, text, value};
use crate::state::State;
use demarc_catalog::{Deployment, Layer, Owner, ServiceRef, ServiceText};

/// A service as it is run, with its words.
#[derive(Clone, Copy)]
pub struct Column {
    /// What the engine knows of it.
    pub way: Deployment<'static>,
    /// What people read.
    pub text: &'static ServiceText,
}

impl Column {
    /// The service that a reference means, if this catalog has it.
    pub fn of(state: State, reference: &ServiceRef) -> Option<Self> {
        let way = state.catalog().deployment(reference)?;
        let text = state.service_text(&way.service.id)?;
        Some(Self { way, text })
    }
}

/// A row of a column as it is drawn: how far AWS's part reaches, in halves, and how far in the row above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Whose it is.
    pub owner: Owner,
    reaches: u8,
    reached: u8,
}

/// The cells of a service from the first layer on. Where a layer does not exist, the line goes on as above.
pub fn cells(layers: &[Layer], way: &Deployment<'_>) -> Vec<Cell> {
    let mut before = None;
    let cells = layers.iter().map(|layer| {
        let owner = way.owner(&layer.id);
        let own = match owner {
            Owner::Aws => Some(2),
            Owner::Shared => Some(1),
            Owner::Customer => Some(0),
            Owner::Absent => before,
        };
        let reaches = own.unwrap_or(2);
        let reached = before.unwrap_or(reaches);
        before = Some(reaches);
        Cell {
            owner,
            reaches,
            reached,
        }
    });
    cells.collect()
}

/// What is drawn for a cell. It glides when the cell changes.
pub fn side(cell: Signal<Cell>) -> AnyView {
    let class = value(move || format!("side side--{}", key(cell.get().owner)));
    let reaches = value(move || cell.get().reaches.to_string());
    let reached = value(move || cell.get().reached.to_string());
    view! {
        <span class=class style=("--a", reaches) style=("--b", reached) aria-hidden="true">
            <span class="side__aws">"AWS"</span>
            <span class="side__none">"not there"</span>
            <span class="side__you">"You"</span>
        </span>
    }
    .into_any()
}

/// The whole of a service in small, to stand beside its name.
pub fn small(layers: &[Layer], column: Column) -> AnyView {
    let cells = cells(layers, &column.way);
    view! {
        <span class="small-stack" aria-hidden="true">
            {cells.into_iter().map(|it| side(Signal::stored(it))).collect_view()}
        </span>
    }
    .into_any()
}

/// The owner as classes of the style sheet name it.
pub fn key(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "aws",
        Owner::Customer => "customer",
        Owner::Shared => "shared",
        Owner::Absent => "absent",
    }
}

/// Who has a layer, for those who don't see it drawn.
pub fn spoken(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "AWS",
        Owner::Customer => "you",
        Owner::Shared => "shared",
        Owner::Absent => "not there",
    }
}

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
    let Some(at) = event
        .target()
        .and_then(|it| it.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Ok(Some(layer)) = at.closest(".layer") else {
        return;
    };
    let next = if down {
        layer.next_element_sibling()
    } else {
        layer.previous_element_sibling()
    };
    let button = next.and_then(|it| it.first_element_child());
    if let Some(button) = button.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = button.focus();
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
