//! The frame around every page: header, the page the address names, footer, and what a change of page does.
//! It knows which page shows which route, and nothing of what pages hold.

use leptos::prelude::*;

use super::components::save_as_file;
use super::document;
use super::live::{live, when, word};
use super::pages;
use super::route::{Route, Step};
use super::state::{Reading, State};
use super::words;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let state = State::provide();
    let found = Memo::new(move |_| match state.route.get() {
        Route::Assessment(id, _) => state.with(|open| open.id == id),
        Route::Home | Route::Model | Route::Unknown(_) => true,
    });
    follow_route(state);
    view! {
        <a class="skip-link" href="#main" on:click=skip_to_main>"Skip to content"</a>
        {masthead(state)}
        {trouble(state)}
        {live(move || page(&state.route.get(), found.get(), state.texts_reading.get()))}
        {undo(state)}
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

/// The page of a route. Most need the catalog's words, which arrive shortly after the app.
fn page(route: &Route, found: bool, texts: Reading) -> AnyView {
    match route {
        Route::Home => pages::home::page(),
        Route::Unknown(_) => pages::not_found::page(),
        Route::Assessment(..) if !found => pages::not_found::no_assessment(),
        Route::Assessment(_, Step::Situation) => pages::situation::page(),
        _ if texts != Reading::Done => pages::waiting::page(texts),
        Route::Model => pages::model::page(),
        Route::Assessment(_, Step::Services) => pages::services::page(),
        Route::Assessment(_, Step::Practices) => pages::practices::page(),
        Route::Assessment(_, Step::Domain(id)) => pages::domain::page(id),
        Route::Assessment(_, Step::Practice(id)) => pages::practice::page(id),
        Route::Assessment(_, Step::Check) => pages::check::page(),
        Route::Assessment(_, Step::Results) => pages::results::page(),
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
        Route::Model => "The model",
        Route::Unknown(_) => "Page not found",
        Route::Assessment(_, step) => match step {
            Step::Situation => "Situation",
            Step::Services => "Services",
            Step::Practices => "Practices",
            Step::Domain(id) => catalog.domain(id).map_or("Practices", |it| &it.name),
            Step::Practice(id) => catalog.practice(id).map_or("Practice", |it| &it.title),
            Step::Check => "Check your answers",
            Step::Results => "Results",
        },
    };
    let name = state.with(|assessment| assessment.name.clone());
    if matches!(route, Route::Assessment(..)) && !name.trim().is_empty() {
        format!("{page} · {name} · Demarc")
    } else {
        format!("{page} · Demarc")
    }
}

fn masthead(state: State) -> AnyView {
    let link = move |route: Route, name: &'static str| {
        let address = route.to_string();
        let current = word(move || (state.route.get() == route).then_some("page"));
        view! {
            <li>
                <a href=address aria-current=current>{name}</a>
            </li>
        }
        .into_any()
    };
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
                        {link(Route::Home, "Assessments")} {link(Route::Model, "The model")}
                    </ul>
                </nav>
            </div>
        </header>
    }
    .into_any()
}

/// Says that the device keeps nothing, and offers the way out.
fn trouble(state: State) -> AnyView {
    let notice = move || match state.trouble.get() {
        None => ().into_any(),
        Some(error) => view! {
            <div class="notice notice--warning notice--storage">
                <p>{error.to_string()}</p>
                {when(
                    move || state.analysis.with(Option::is_some),
                    move || {
                        view! {
                            <button
                                type="button"
                                class="button button--small"
                                on:click=move |_| save_as_file(state)
                            >
                                "Save this assessment as a file"
                            </button>
                        }
                            .into_any()
                    },
                )}
            </div>
        }
        .into_any(),
    };
    view! { <div role="alert">{live(notice)}</div> }.into_any()
}

/// Offers to bring back what was deleted last.
fn undo(state: State) -> AnyView {
    let toast = move || match state.deleted.get() {
        None => ().into_any(),
        Some(assessment) => view! {
            <div class="toast">
                <span>{format!("“{}” is deleted.", words::name(&assessment.name))}</span>
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
        .into_any(),
    };
    view! { <div role="status">{live(toast)}</div> }.into_any()
}
