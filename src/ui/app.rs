//! The frame around every page: header, the page the address names, footer, and what a change of page does.
//! It knows which page shows which route, and nothing of what pages hold.

use leptos::prelude::*;

use super::document;
use super::live::{flag, live, word};
use super::notices;
use super::pages;
use super::route::{Route, Step};
use super::state::{Reading, State};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let state = State::provide();
    let found = Memo::new(move |_| match state.route.get() {
        Route::Assessment(id, _) => state.with(|open| open.id == id),
        _ => true,
    });
    let frozen = flag(move || state.is_frozen());
    follow_route(state);
    hear_keys(state);
    hear_drops(state);
    view! {
        <a class="skip-link" href="#main" on:click=skip_to_main>"Skip to content"</a>
        {masthead(state)}
        {notices::above(state)}
        {live(move || {
            page(&state.route.get(), found.get(), frozen.get(), state.texts_reading.get())
        })}
        {notices::toast(state)}
        <footer class="footer">
            <div class="footer__inner">
                <p>
                    "Nothing you type leaves this browser unless you save or send a file. "
                    <a href=Route::Privacy.to_string()>"Privacy"</a>
                </p>
                <p>
                    "Demarc is independent of Amazon Web Services. AWS and its service names are trademarks of Amazon.com, Inc. or its affiliates."
                </p>
            </div>
        </footer>
    }
}

/// The page of a route. Most need the catalog's words, which arrive shortly after the app.
fn page(route: &Route, found: bool, frozen: bool, texts: Reading) -> AnyView {
    match route {
        Route::Home => pages::home::page(),
        Route::Unknown(_) => pages::not_found::page(),
        Route::Privacy => pages::privacy::page(),
        Route::Bin => pages::bin::page(),
        Route::Assessment(..) if !found => pages::not_found::no_assessment(),
        Route::Assessment(_, Step::Situation) if !frozen => pages::situation::page(),
        _ if texts != Reading::Done => pages::waiting::page(texts),
        Route::Assessment(_, Step::Results) => pages::results::page(),
        // A snapshot is looked at, not edited.
        Route::Assessment(_, Step::Situation) => pages::check::page(),
        Route::Assessment(..) if frozen => pages::check::page(),
        Route::Model => pages::model::page(),
        Route::Open => pages::open::page(),
        Route::Assessment(_, Step::Snapshots) => pages::snapshots::page(),
        Route::Assessment(_, Step::Services) => pages::services::page(),
        Route::Assessment(_, Step::Practices) => pages::practices::page(),
        Route::Assessment(_, Step::Domain(id)) => pages::domain::page(id),
        Route::Assessment(_, Step::Practice(id)) => pages::practice::page(id),
        Route::Assessment(_, Step::Check) => pages::check::page(),
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
        Route::Open => "Open a file",
        Route::Bin => "Deleted and set aside",
        Route::Privacy => "Privacy",
        Route::Unknown(_) => "Page not found",
        Route::Assessment(_, step) => match step {
            Step::Situation => "Situation",
            Step::Services => "Services",
            Step::Practices => "Practices",
            Step::Domain(id) => catalog.domain(id).map_or("Practices", |it| &it.name),
            Step::Practice(id) => catalog.practice(id).map_or("Practice", |it| &it.title),
            Step::Check => "Check your answers",
            Step::Results => "Results",
            Step::Snapshots => "Snapshots",
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

/// Ctrl or Cmd with Z undoes, with Shift too or with Y it redoes. In a field that takes text the browser's own undo
/// does, letter by letter.
fn hear_keys(state: State) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let held = event.ctrl_key() || event.meta_key();
        let in_assessment = matches!(state.route.get_untracked(), Route::Assessment(..));
        if !held || event.alt_key() || !in_assessment || document::is_typing() {
            return;
        }
        match (event.key().as_str(), event.shift_key()) {
            ("z", false) => state.undo(),
            ("z" | "Z", true) | ("y", false) => state.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

/// A file dropped anywhere on the page is opened.
fn hear_drops(state: State) {
    let over = window_event_listener(leptos::ev::dragover, move |event| event.prevent_default());
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        let files = event.data_transfer().and_then(|it| it.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            event.prevent_default();
            state.choose(file);
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
