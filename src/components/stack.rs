//! A service as a stack of layers: a cell for each, AWS's part on the left and yours on the right.

use leptos::prelude::*;

use super::css;
use super::reactive::value;
use crate::state::State;
use demarc_catalog::line::line;
use demarc_catalog::{Deployment, Layer, LineStep, Owner, ServiceRef, ServiceText};

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

/// What is drawn for a cell. It glides when the cell changes.
pub fn side(cell: Signal<LineStep>) -> AnyView {
    let class = value(move || css::side(cell.get().owner).to_owned());
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
    let cells = line(layers, &column.way);
    view! {
        <span class="small-stack" aria-hidden="true">
            {cells.into_iter().map(|it| side(Signal::stored(it))).collect_view()}
        </span>
    }
    .into_any()
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
