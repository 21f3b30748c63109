//! One domain as a compact list, answered in place: for people who know.
//! It knows the domain named in the address.

use leptos::prelude::*;

use crate::assessment::Response;
use crate::catalog::{Domain, DomainId, Level, Practice};
use crate::ui::components::Steps;
use crate::ui::document;
use crate::ui::pages::not_found::NotFound;
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// The page of one domain.
pub fn domain_page(id: DomainId) -> AnyView {
    match State::get().catalog().domain(&id) {
        Some(domain) => view! { <List domain/> }.into_any(),
        None => NotFound().into_any(),
    }
}

#[component]
fn List(domain: &'static Domain) -> impl IntoView {
    let state = State::get();
    let asked = Memo::new(move |_| {
        let mut ids = state.in_scope();
        ids.retain(|id| id.domain() == domain.id);
        ids
    });
    view! {
        <main id="main" class="page" tabindex="-1">
            <Steps/>
            <h1 class="page-title" tabindex="-1">{domain.name.as_str()}</h1>
            <p class="lede">{domain.summary.as_str()}</p>
            <ol class="compact">
                {move || {
                    asked
                        .get()
                        .iter()
                        .filter_map(|id| state.catalog().practice(id))
                        .map(|practice| view! { <Item practice/> })
                        .collect_view()
                }}
            </ol>
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Practices).to_string()>
                    "Back to all domains"
                </a>
            </p>
        </main>
    }
}

/// One question with its answers in a row.
#[component]
fn Item(practice: &'static Practice) -> impl IntoView {
    let state = State::get();
    let id = &practice.id;
    let response = Memo::new(move |_| state.with(|it| it.response(id).cloned()));
    let choice = move |wanted: Response| {
        let given = wanted.clone();
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=id.as_str()
                    prop:checked=move || response.with(|it| it.as_ref() == Some(&given))
                    on:change={
                        let wanted = wanted.clone();
                        move |_| state.edit(|it| it.respond(id, Some(wanted.clone())))
                    }
                />
                <span class="choice__label">
                    <span aria-hidden="true">{words::response_icon(Some(&wanted))}</span>
                    " "
                    {words::response(Some(&wanted))}
                </span>
            </label>
        }
    };
    let not_applicable = move || matches!(response.get(), Some(Response::NotApplicable { .. }));
    view! {
        <li class="compact__item">
            <fieldset>
                <legend class="compact__title">{practice.question.as_str()}</legend>
                <div class="compact__answer">
                    {Level::ALL.into_iter().map(|level| choice(level.into())).collect_view()}
                    {choice(Response::DontKnow)}
                    <label class="choice">
                        <input
                            type="radio"
                            name=id.as_str()
                            prop:checked=not_applicable
                            on:change=move |_| document::go(&state.at(Step::Practice(id.clone())))
                        />
                        <span class="choice__label">"– Not applicable…"</span>
                    </label>
                </div>
                <p class="meta">
                    {move || response.with(|it| it.as_ref().and_then(Response::level)).map(|level| practice.levels.criterion(level))}
                    " "
                    <a
                        href=state.at(Step::Practice(id.clone())).to_string()
                        aria-label=format!("Criteria and notes: {}", practice.title)
                    >
                        "Criteria and notes"
                    </a>
                </p>
            </fieldset>
        </li>
    }
}
