//! The details of one layer: its owner, the reason, and the practices that meet the customer's share.

use leptos::prelude::*;

use crate::components::stack::Column;
use crate::components::{duty, sources};
use crate::state::State;
use demarc_catalog::{Basis, Layer, Owner};

/// The details of a layer for the shown services.
pub fn of(state: State, layer: &'static Layer, columns: &[Column]) -> AnyView {
    let several = columns.len() > 1;
    let parts = columns.iter().map(|column| {
        let whose = whose(column.way.owner(&layer.id), column.way.operator());
        let whose = if several {
            format!("{}: {whose}", column.way.name_in_a_sentence())
        } else {
            whose
        };
        view! {
            <p class="detail__whose">
                <strong>{whose}</strong>
            </p>
            {why(state, layer, *column)}
            {(!several).then(|| met_by(state, layer, *column))}
        }
        .into_any()
    });
    view! {
        <p class="detail__name" aria-hidden="true">{layer.name.as_str()}</p>
        <p class="detail__summary">{layer.summary.as_str()}</p>
        {parts.collect_view()}
    }
    .into_any()
}

fn whose(owner: Owner, operator: Option<&str>) -> String {
    match owner {
        Owner::Aws => "AWS does this".to_owned(),
        Owner::Customer => "You do this".to_owned(),
        Owner::Shared => "Shared: each does a part".to_owned(),
        Owner::Absent => "Nobody has a duty here".to_owned(),
        Owner::Operator => format!("{} does this", operator.unwrap_or("The operator")),
    }
}

/// The reason with its source. A cell without a reason gets AWS's side of the model and the service's pages.
fn why(state: State, layer: &'static Layer, column: Column) -> AnyView {
    match state.texts().basis(&column.way, column.text, &layer.id) {
        Basis::Absent => ().into_any(),
        Basis::Reason(reason) => duty(reason, &column.way),
        Basis::Unverified => {
            view! { <p class="hint">"No AWS page could be found that says so."</p> }.into_any()
        }
        Basis::Area(area) => view! {
            <p>{area.summary.as_str()}</p>
            {sources(&area.sources)}
        }
        .into_any(),
        Basis::Service => sources(&column.text.sources),
    }
}

/// The practices that meet the customer's share at this layer.
fn met_by(state: State, layer: &'static Layer, column: Column) -> AnyView {
    let practices = state.catalog().practices_at(&layer.id, &column.way);
    let titles: Vec<&str> = practices.map(|it| it.title.as_str()).collect();
    if titles.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="meta">
            <strong>"Your part is met by: "</strong>
            {titles.join(", ")}
        </p>
    }
    .into_any()
}
