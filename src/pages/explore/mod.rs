//! The model without an assessment: who owns what for any service, and for two services side by side.

mod chooser;
mod detail;
mod moves;
mod service;
mod stack;
mod versus;

use leptos::prelude::*;

use crate::components::stack::Column;
use crate::state::State;
use demarc_catalog::ServiceRef;

/// The page of a service, or of two; without a service, how the line moves, and the list of all services.
pub fn page<'a>(one: Option<&'a ServiceRef>, other: Option<&'a ServiceRef>) -> AnyView {
    let state = State::get();
    let column = |named: Option<&'a ServiceRef>| named.map(|id| Column::of(state, id).ok_or(id));
    match (column(one), column(other)) {
        (None, _) => start(state),
        (Some(Ok(one)), None) => service::page(state, one),
        (Some(Ok(one)), Some(Ok(other))) => versus::page(state, one, other),
        (Some(Err(unknown)), _) | (_, Some(Err(unknown))) => nothing(state, unknown),
    }
}

/// How the line moves, and the list of all services.
fn start(state: State) -> AnyView {
    view! {
        <main id="main" class="page page--wide explore" tabindex="-1">
            <div class="explore__head">
                <h1 class="page-title" tabindex="-1">"Explore: who does what, service by service"</h1>
                <p class="lede">
                    "AWS secures the cloud; you secure what you put in it. Where the line runs depends on the service: choose one and see it drawn, layer by layer."
                </p>
                {chooser::search(state)}
            </div>
            {moves::section(state)}
            {chooser::all(state)}
        </main>
    }
    .into_any()
}

/// The message for an id that this catalog does not have.
fn nothing(state: State, unknown: &ServiceRef) -> AnyView {
    let heading = format!("There is no service called “{unknown}” here");
    let nearest = state.catalog().nearest_services(unknown);
    let nearest = (!nearest.is_empty()).then(|| {
        let links = nearest.into_iter().map(chooser::link);
        view! {
            <section aria-labelledby="nearest">
                <h2 id="nearest">"Nearest"</h2>
                <ul class="service-links">{links.collect_view()}</ul>
            </section>
        }
        .into_any()
    });
    view! {
        <main id="main" class="page page--wide explore" tabindex="-1">
            <h1 class="page-title" tabindex="-1">{heading}</h1>
            <p class="lede">
                "It was removed or renamed in this edition, or the address is mistyped."
            </p>
            {nearest}
            {chooser::search(state)}
            {chooser::all(state)}
        </main>
    }
    .into_any()
}
