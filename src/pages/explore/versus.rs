//! Two services side by side, and what moves from one to the other.
//! What differs is computed from the owners in the catalog.

use leptos::prelude::*;

use super::chooser;
use super::service::sum;
use super::stack::stack;
use crate::components::fact;
use crate::components::stack::Column;
use crate::route::Route;
use crate::state::State;
use demarc_catalog::Shift;
use demarc_core::labels;

/// The page of two services.
pub fn page(state: State, one: Column, other: Column) -> AnyView {
    let layers = &state.catalog().layers;
    let shift = Shift::between(layers, &one.way, &other.way);
    let (from, to) = (one.way.name_in_a_sentence(), other.way.name_in_a_sentence());
    let moved = match shift.count() {
        0 => "The line runs the same way through both.".to_owned(),
        count => format!(
            "From {from} to {to} the line moves at {count} of {} layers.",
            layers.len()
        ),
    };
    let sentences = labels::shift(&shift).into_iter();
    let sentences = sentences.map(|it| view! { <li>{it}</li> }.into_any());
    let (left, right) = (one.way.reference(), other.way.reference());
    let link = |name: String, one, other| {
        let route = Route::Explore(Some(one), other).to_string();
        view! { <a class="button button--small" href=route>{name}</a> }.into_any()
    };
    view! {
        <main id="main" class="page page--wide explore" tabindex="-1">
            <div class="explore__head">
                <p class="meta">
                    <a href=Route::Explore(None, None).to_string()>"All services"</a>
                    " · Two side by side"
                </p>
                <h1 class="page-title" tabindex="-1">{format!("{from} and {to}")}</h1>
                <p class="actions">
                    {link("Swap".to_owned(), right.clone(), Some(left.clone()))}
                    {link(only(one, other), left.clone(), None)}
                    {link(only(other, one), right.clone(), None)}
                </p>
                {chooser::beside(state, left, Some(&right))}
                <div class="explore__sum">
                    <p>{moved}</p>
                    <ul>{sentences.collect_view()}</ul>
                </div>
            </div>
            {stack(state, vec![one, other])}
            <div class="card-grid">{summary(state, one)} {summary(state, other)}</div>
        </main>
    }
    .into_any()
}

/// The name of the link that shows one of the two alone.
fn only(one: Column, other: Column) -> String {
    let service = one.way.service.short_name();
    let name = match one.way.variant {
        Some(variant) if one.way.service.id == other.way.service.id => &variant.name,
        _ => service,
    };
    format!("Only {name}")
}

fn summary(state: State, column: Column) -> AnyView {
    view! {
        <section class="card">
            <h2>{column.way.name_in_a_sentence()}</h2>
            <p>{sum(state, column.way)}</p>
            <dl class="facts">
                {fact("AWS does", column.text.aws.as_str().into_any())}
                {fact("You do", column.text.customer.as_str().into_any())}
            </dl>
        </section>
    }
    .into_any()
}
