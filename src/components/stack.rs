//! A service as a stack of layers: a cell for each, AWS's part on the left and yours on the right.

use leptos::prelude::*;

use crate::components::reactive::value;
use crate::state::State;
use demarc_catalog::{Deployment, Layer, Owner, ServiceRef, ServiceText};

/// A service as it is run, with its texts.
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
