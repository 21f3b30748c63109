//! A service as a stack of layers: a cell for each, AWS's part on the left and the customer's on the right.

use leptos::prelude::*;

use super::css;
use super::reactive::value;
use crate::state::State;
use demarc_catalog::line::line;
use demarc_catalog::{Deployment, Layer, LineStep, Owner, ServiceRef, ServiceText};

/// A deployment of a service, with its texts.
#[derive(Clone, Copy)]
pub struct Column {
    /// The deployment: service and variant.
    pub way: Deployment<'static>,
    /// The texts of the service.
    pub text: &'static ServiceText,
}

impl Column {
    /// The column of a reference; `None` if the catalog does not have its service.
    pub fn of(state: State, reference: &ServiceRef) -> Option<Self> {
        let deployment = state.catalog().deployment(reference)?;
        let text = state.service_text(&deployment.service.id)?;
        Some(Self {
            way: deployment,
            text,
        })
    }
}

/// The drawing of a cell. It is animated when the cell changes. `operator` is the name of the third party that holds
/// AWS's side of it.
pub fn side(cell: Signal<LineStep>, operator: Option<&'static str>) -> AnyView {
    let class = value(move || {
        let class = css::side(cell.get().owner);
        let by = if operator.is_some() {
            " side--by-operator"
        } else {
            ""
        };
        format!("{class}{by}")
    });
    let reaches = value(move || cell.get().reaches.to_string());
    let reached = value(move || cell.get().reached.to_string());
    view! {
        <span class=class style=("--a", reaches) style=("--b", reached) aria-hidden="true">
            <span class="side__aws">{operator.unwrap_or("AWS")}</span>
            <span class="side__none">"nobody"</span>
            <span class="side__you">"You"</span>
        </span>
    }
    .into_any()
}

/// A small stack, shown beside the name of the service.
pub fn small(layers: &[Layer], column: Column) -> AnyView {
    let cells = line(layers, &column.way);
    view! {
        <span class="small-stack" aria-hidden="true">
            {cells.into_iter().map(|it| side(Signal::stored(it), None)).collect_view()}
        </span>
    }
    .into_any()
}

/// The owner of a layer, as text for screen readers. `operator` is the name of the third party that holds AWS's side.
pub fn spoken(owner: Owner, operator: Option<&str>) -> String {
    match (owner, operator) {
        (Owner::Aws, _) => "AWS".to_owned(),
        (Owner::Customer, _) => "you".to_owned(),
        (Owner::Shared, None) => "shared".to_owned(),
        (Owner::Shared, Some(name)) => format!("shared by {name} and you"),
        (Owner::Absent, _) => "nobody".to_owned(),
        (Owner::Operator, name) => name.unwrap_or("the operator").to_owned(),
    }
}
