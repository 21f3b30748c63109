//! The frame around every page: header, the page the address names, footer, and what a change of page does.
//! It knows which page shows which route, and nothing of what pages hold.

use leptos::prelude::*;

use super::document;
use super::pages;
use super::route::{Route, Step};
use super::state::State;
use crate::storage::StoreError;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let state = State::provide();
    let opened = Memo::new(move |_| match state.route.get() {
        Route::Assessment(id, _) => state.open(&id),
        Route::Home | Route::Model | Route::Unknown(_) => true,
    });
    follow_route(state);
    view! {
        <a class="skip-link" href="#main" on:click=skip_to_main>"Skip to content"</a>
        <Masthead state/>
        <Trouble state/>
        {move || {
            let found = opened.get();
            match state.route.get() {
                Route::Home => pages::home::Home().into_any(),
                Route::Model => pages::model::Model().into_any(),
                Route::Unknown(_) => pages::not_found::NotFound().into_any(),
                Route::Assessment(..) if !found => pages::not_found::NoAssessment().into_any(),
                Route::Assessment(_, step) => page_of(step),
            }
        }}
        <Undo state/>
        <footer class="footer">
            <div class="footer__inner">
                <p>"Nothing you type leaves this browser unless you save or send a file."</p>
                <p>
                    "Demarc is independent of Amazon Web Services. AWS and its service names are trademarks of Amazon.com, Inc. or its affiliates."
                </p>
            </div>
        </footer>
    }
}

fn page_of(step: Step) -> AnyView {
    match step {
        Step::Situation => pages::situation::Situation().into_any(),
        Step::Services => pages::services::Services().into_any(),
        Step::Practices => pages::practices::Practices().into_any(),
        Step::Domain(id) => pages::domain::domain_page(id),
        Step::Practice(id) => pages::practice::practice_page(id),
        Step::Check => pages::check::Check().into_any(),
        Step::Results => pages::results::Results().into_any(),
    }
}

/// The address's hash names the page, so a skip link has to move focus itself.
fn skip_to_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    document::focus("#main");
}

/// On every change of page: the title, the top, and focus on the heading. Not on the first page, which a reader
/// starts at its beginning.
fn follow_route(state: State) {
    Effect::new(move |earlier: Option<Route>| {
        let route = state.route.get();
        document().set_title(&title(state, &route));
        if earlier.is_some_and(|earlier| earlier != route) {
            document::scroll_to_top();
            document::focus("h1");
        }
        route
    });
}

fn title(state: State, route: &Route) -> String {
    let catalog = state.catalog();
    let page = match route {
        Route::Home => return "Demarc: where AWS’s side ends and yours begins".to_owned(),
        Route::Model => "The model".to_owned(),
        Route::Unknown(_) => "Page not found".to_owned(),
        Route::Assessment(_, step) => match step {
            Step::Situation => "Situation".to_owned(),
            Step::Services => "Services".to_owned(),
            Step::Practices => "Practices".to_owned(),
            Step::Domain(id) => catalog
                .domain(id)
                .map_or("Practices", |it| &it.name)
                .to_owned(),
            Step::Practice(id) => catalog
                .practice(id)
                .map_or("Practice", |it| &it.title)
                .to_owned(),
            Step::Check => "Check your answers".to_owned(),
            Step::Results => "Results".to_owned(),
        },
    };
    let name = state.with(|assessment| assessment.name.clone());
    if matches!(route, Route::Assessment(..)) && !name.trim().is_empty() {
        format!("{page} · {name} · Demarc")
    } else {
        format!("{page} · Demarc")
    }
}

#[component]
fn Masthead(state: State) -> impl IntoView {
    let current = move |route: Route| move || (state.route.get() == route).then_some("page");
    view! {
        <header class="masthead">
            <div class="masthead__inner">
                <a class="brand" href=Route::Home.to_string()>
                    <svg class="brand__mark" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
                        <rect class="brand__aws" x="4" y="2" width="16" height="7" rx="1.5"></rect>
                        <path class="brand__line" d="M1 12h22"></path>
                        <rect class="brand__you" x="4" y="15" width="16" height="7" rx="1.5"></rect>
                    </svg>
                    "Demarc"
                </a>
                <nav aria-label="Site">
                    <ul class="nav-list">
                        <li>
                            <a href=Route::Home.to_string() aria-current=current(Route::Home)>
                                "Assessments"
                            </a>
                        </li>
                        <li>
                            <a href=Route::Model.to_string() aria-current=current(Route::Model)>
                                "The model"
                            </a>
                        </li>
                    </ul>
                </nav>
            </div>
        </header>
    }
}

/// Says that the device keeps nothing, and offers the way out.
#[component]
fn Trouble(state: State) -> impl IntoView {
    view! {
        <div role="alert">
            {move || {
                state
                    .trouble
                    .get()
                    .map(|error: StoreError| {
                        view! {
                            <div class="notice notice--warning notice--storage">
                                <p>{error.to_string()}</p>
                                <Show when=move || state.analysis.with(Option::is_some)>
                                    <button
                                        type="button"
                                        class="button button--small"
                                        on:click=move |_| super::components::save_as_file(state)
                                    >
                                        "Save this assessment as a file"
                                    </button>
                                </Show>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// Offers to bring back what was deleted last.
#[component]
fn Undo(state: State) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                state
                    .deleted
                    .get()
                    .map(|assessment| {
                        view! {
                            <div class="toast">
                                <span>{format!("“{}” is deleted.", assessment.name)}</span>
                                <button
                                    type="button"
                                    class="button button--small"
                                    on:click=move |_| {
                                        state.undo_delete();
                                        document::focus("h1");
                                    }
                                >
                                    "Undo"
                                </button>
                                <button
                                    type="button"
                                    class="button button--small button--quiet"
                                    on:click=move |_| {
                                        state.deleted.set(None);
                                        document::focus("h1");
                                    }
                                >
                                    "Dismiss"
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
