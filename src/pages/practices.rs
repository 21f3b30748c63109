//! All domains with their progress, and the links to their questions.

use leptos::prelude::*;

use crate::components::frame;
use crate::components::reactive::{live, when};
use crate::route::Step;
use crate::state::State;
use demarc_core::analysis::DomainStanding;
use demarc_core::labels;

/// The page of all domains.
pub fn page() -> AnyView {
    let state = State::get();
    let next = move || state.analyzed(|it| it.first_open().cloned());
    let go_on = move || {
        let (step, label) = match next() {
            None => (Step::Check, "All answered: check your answers"),
            Some(id) if state.analyzed(|it| it.whole.answered > 0) => {
                (Step::Practice(id), "Go on with the next question")
            }
            Some(id) => (Step::Practice(id), "Begin with the first question"),
        };
        let address = state.at(step).to_string();
        view! { <a class="button button--primary" href=address>{label}</a> }.into_any()
    };
    let rows = move || {
        let standings = state.analyzed(|it| it.domains.clone());
        let rows = standings.iter().map(|it| domain_row(state, it));
        rows.collect_view().into_any()
    };
    view! {
        <main id="main" class="page" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">"Your practices"</h1>
            <p class="lede">
                "Only what your services and situation leave to you is asked. Answer one question at a time, or open a domain as a list."
            </p>
            {when(
                move || state.with(|it| it.services.is_empty()),
                move || no_services(&state.at(Step::Services).to_string()),
            )}
            <p class="actions">{live(go_on)}</p>
            <ul class="domain-list">{live(rows)}</ul>
        </main>
    }
    .into_any()
}

fn no_services(address: &str) -> AnyView {
    view! {
        <div class="notice notice--warning">
            <p>
                "No service is chosen yet, so only the questions about your account are here. "
                <a href=address.to_owned()>"Choose services"</a>
            </p>
        </div>
    }
    .into_any()
}

fn domain_row(state: State, row: &DomainStanding) -> AnyView {
    let Some(domain) = state.catalog().domain(&row.domain) else {
        return ().into_any();
    };
    let standing = &row.standing;
    let link = |address: String, class: &'static str, name: &'static str| {
        let label = format!("{name}: {}", domain.name);
        view! { <a class=class href=address aria-label=label>{name}</a> }.into_any()
    };
    let one_by_one = state
        .analyzed(|it| it.entry_of(&row.domain).cloned())
        .map(|id| {
            let address = state.at(Step::Practice(id)).to_string();
            link(address, "button button--small", "One at a time")
        });
    let list = link(
        state.at(Step::Domain(row.domain.clone())).to_string(),
        "button button--small button--quiet",
        "As a list",
    );
    view! {
        <li class="domain-row">
            <h2>{domain.name.as_str()}</h2>
            <p>{domain.summary.as_str()}</p>
            <p class="meta">
                {format!(
                    "{} of {} answered · score {}",
                    standing.answered,
                    standing.in_scope,
                    labels::score(standing.score.map(|it| it.value)),
                )}
            </p>
            <p class="actions">{one_by_one} {list}</p>
        </li>
    }
    .into_any()
}
