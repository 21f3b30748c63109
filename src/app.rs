//! The app around every page: the page the address names, what is said beside it, and what a change of page does.
//! It knows which page shows which route, and nothing of what pages hold.

use leptos::prelude::*;

use super::banners;
use super::components::reactive::{flag, live};
use super::document;
use super::pages::{self, later};
use super::route::{Route, Step};
use super::shell;
use super::state::{LoadState, Message, State};
use super::update_prompt;

/// Starts the app in the page, in the place of what the page came with.
pub fn start() {
    // The first page's links and buttons have ids for this: they are drawn anew.
    let focused = document::focused();
    leptos::mount::mount_to(shell::make_room(), app).forget();
    document::focus_again(focused);
}

fn app() -> AnyView {
    let state = State::provide();
    do_what_was_asked(state);
    let found = Memo::new(move |_| match state.route.get() {
        Route::Assessment(id, _) => state.with(|open| open.id == id),
        _ => true,
    });
    let snapshot = flag(move || state.is_snapshot());
    let shown = Memo::new(move |_| shown(state.route.get(), snapshot.get()));
    let reading = Memo::new(move |_| shown.with(|route| state.reading(route)));
    follow_route(state, reading);
    hear_keys(state);
    hear_drops(state);
    view! {
        {banners::above(state)}
        {live(move || page(state, &shown.get(), found.get(), reading.get()))}
        <div class="toasts">{banners::toast(state)} {update_prompt::toast(state)}</div>
    }
    .into_any()
}

/// Does what was asked of the first page before the app was there to do it, so that the page it leads to is the first
/// that is drawn.
fn do_what_was_asked(state: State) {
    let asked = shell::asked().filter(|_| state.route.get_untracked() == Route::Home);
    if let Some(what) = asked {
        state.read_inventory();
        pages::home::act(state, &what);
        state.arrive(document::current_route());
        document::focus("h1");
    }
}

/// The place that is shown for a route: a snapshot is looked at, not edited.
fn shown(route: Route, snapshot: bool) -> Route {
    match route {
        Route::Assessment(id, step)
            if snapshot && !matches!(step, Step::Results(_) | Step::Report) =>
        {
            Route::Assessment(id, Step::Check)
        }
        route => route,
    }
}

/// The page of a route. Most need what arrives shortly after the app.
fn page(state: State, route: &Route, found: bool, reading: LoadState) -> AnyView {
    match route {
        Route::Home => pages::home::page(),
        Route::Unknown(_) => pages::not_found::page(),
        Route::Assessment(id, _) if !found => pages::not_found::no_assessment(state, id),
        Route::Assessment(_, Step::Situation) => pages::situation::page(),
        _ if reading == LoadState::Done => later::page(route).into_any(),
        _ => pages::waiting::page(reading),
    }
}

/// On every change of page: the title, the top, and focus on the heading; on the heading again when the page takes
/// the place of the waiting one. Not on the first page, which a reader starts at its beginning, before somebody tries
/// again there.
fn follow_route(state: State, reading: Memo<LoadState>) {
    let title = Memo::new(move |_| title(state, &state.route.get()));
    Effect::new(move |_| title.with(|it| document().set_title(it)));
    Effect::new(move |earlier: Option<(Route, LoadState, bool)>| {
        let (route, reading) = (state.route.get(), reading.get());
        shell::mark(&route);
        let Some((was_at, was, moved)) = earlier else {
            return (route, reading, false);
        };
        let moved = moved || was_at != route || was == LoadState::Failed;
        // A copy takes an assessment's place under somebody who types: nothing else moves.
        let is_copy = state
            .message
            .with_untracked(|message| *message == Some(Message::Copied));
        if was_at != route && !is_copy {
            document::scroll_to_top();
            document::focus("h1");
        } else if moved && was != reading {
            document::focus_if_lost("h1");
        }
        (route, reading, moved)
    });
}

fn title(state: State, route: &Route) -> String {
    let catalog = state.catalog();
    let page = match route {
        Route::Home => return "Demarc: where AWS’s side ends and yours begins".to_owned(),
        Route::Model => "The model",
        Route::Explore(Some(one), _) => {
            let mut services = catalog.services.iter();
            services
                .find(|it| one.is_of(&it.id))
                .map_or("Explore", |it| &it.name)
        }
        Route::Explore(..) => "Explore",
        Route::Open => "Open a file",
        Route::Bin => "Deleted and set aside",
        Route::Privacy => "Privacy",
        Route::Accessibility => "Accessibility",
        Route::Unknown(_) => "Page not found",
        Route::Assessment(_, step) => match step {
            Step::Situation => "Situation",
            Step::Services => "Services",
            Step::Practices => "Practices",
            Step::Domain(id) => catalog.domain(id).map_or("Practices", |it| &it.name),
            Step::Practice(id) => catalog.practice(id).map_or("Practice", |it| &it.title),
            Step::Check => "Check your answers",
            Step::Results(_) => "Results",
            Step::Report => "Report",
            Step::Beliefs => "Who does what",
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

/// Ctrl or Cmd with Z undoes, with Shift too or with Y it redoes. In a field that takes text the browser's own undo
/// does, letter by letter.
fn hear_keys(state: State) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let held = event.ctrl_key() || event.meta_key();
        let in_assessment = matches!(state.route.get_untracked(), Route::Assessment(..));
        if !held || event.alt_key() || document::is_typing() {
            return;
        }
        match (event.key().as_str(), event.shift_key()) {
            // What was done last is undone first.
            ("z", false) if state.undo_deletion() => {}
            ("z", false) if !in_assessment => return,
            ("z", false) => state.undo(),
            ("z" | "Z", true) | ("y", false) if in_assessment => state.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

/// Files dropped anywhere on the page are opened.
fn hear_drops(state: State) {
    let over = window_event_listener(leptos::ev::dragover, move |event| event.prevent_default());
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        if let Some(files) = event.data_transfer().and_then(|it| it.files()) {
            event.prevent_default();
            state.choose(&files);
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
