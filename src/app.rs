//! The app around every page: the page of a route, and the handling of route changes, keys and dropped files.
//! The only file that imports all pages; `part_loader` provides those that are not in the first load.

use leptos::prelude::*;

use crate::banners;
use crate::browser::page::HtmlElement;
use crate::browser::{address, files, focus, page};
use crate::components::reactive::{flag, live};
use crate::loading::{LoadState, Loading};
use crate::pages;
use crate::part_loader;
use crate::route::{Route, Step};
use crate::shell::{self, Hero};
use crate::state::{self, Autosave, Library, Message, Messages, Navigation, Session, State};
use crate::update_prompt;

/// Mounts the app in place of the static content of `index.html`.
pub fn start() {
    // The links and buttons of the home page are redrawn; their ids restore the focus.
    let focused = focus::current();
    let (room, hero, asked) = shell::make_room();
    leptos::mount::mount_to(room, || app(hero, asked)).forget();
    focus::restore(focused);
}

fn app(hero: Option<HtmlElement>, asked: Option<String>) -> AnyView {
    let hero = Hero::new(hero);
    let route = address::current_route();
    let loading = Loading::set_up(part_loader::load);
    loading.request_for(&route);
    state::provide(&route, part_loader::file_access);
    let state = State::get();
    let arrive = follow_address(loading);
    do_what_was_asked(state, asked, arrive);
    let found = Memo::new(move |_| match state.route.get() {
        Route::Assessment(id, _) => state.with(|open| open.id == id),
        _ => true,
    });
    let snapshot = flag(move || state.is_snapshot());
    let shown = Memo::new(move |_| shown(state.route.get(), snapshot.get()));
    let load_state = Memo::new(move |_| shown.with(|route| loading.state_of(route)));
    follow_route(state, load_state);
    hear_keys(state);
    hear_drops();
    view! {
        {banners::above(state)}
        {live(move || page(hero, loading, &shown.get(), found.get(), load_state.get()))}
        <div class="toasts">{banners::toast()} {update_prompt::toast()}</div>
    }
    .into_any()
}

/// Follows the address. Gives the function that goes to the route in the address.
fn follow_address(loading: Loading) -> impl Fn() + Copy {
    let (session, autosave) = (Session::get(), Autosave::get());
    let (navigation, messages) = (Navigation::get(), Messages::get());
    let arrive = move || {
        // First: settling may save the open assessment as a copy, which has another address.
        session.settle();
        let route = address::current_route();
        if navigation.is_at(&route) {
            return;
        }
        loading.request_for(&route);
        autosave.open_route(&route);
        messages.clear_passing();
        navigation.arrive(route);
    };
    let listener = window_event_listener(leptos::ev::hashchange, move |_| arrive());
    on_cleanup(move || listener.remove());
    arrive
}

/// Runs the hero button that was pressed before the app started, so that the page it leads to is the first one drawn.
fn do_what_was_asked(state: State, asked: Option<String>, arrive: impl Fn()) {
    let asked = asked.filter(|_| state.route.get_untracked() == Route::Home);
    if let Some(what) = asked {
        let library = Library::get();
        library.read_inventory();
        pages::home::act(library, &what);
        arrive();
        focus::first("h1");
    }
}

/// The route that is drawn: a snapshot is read-only, so its editing pages become the check page.
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

/// The page of a route. Most pages are in parts that load after the app.
fn page(
    hero: Hero,
    loading: Loading,
    route: &Route,
    found: bool,
    load_state: LoadState,
) -> AnyView {
    match route {
        Route::Home => pages::home::page(hero, loading),
        Route::Unknown(_) => pages::not_found::page(),
        Route::Assessment(id, _) if !found => pages::not_found::no_assessment(id),
        Route::Assessment(_, Step::Situation) => pages::situation::page(),
        _ if load_state == LoadState::Done => part_loader::page(route).into_any(),
        _ => pages::waiting::page(loading, load_state),
    }
}

/// On every change of page: sets the title, scrolls to the top, and moves focus to the heading; again to the heading
/// when the page replaces the loading page. On the first page, focus does not move, so that a screen reader starts at
/// its beginning, unless a retry of a failed part replaces the page.
fn follow_route(state: State, load_state: Memo<LoadState>) {
    let messages = Messages::get();
    let title = Memo::new(move |_| {
        // The names of the catalog come with the page.
        load_state.track();
        title(state, &state.route.get())
    });
    Effect::new(move |_| title.with(|it| page::set_title(it)));
    Effect::new(move |earlier: Option<(Route, LoadState, bool)>| {
        let (route, load_state) = (state.route.get(), load_state.get());
        shell::mark(&route);
        let Some((was_at, was, moved)) = earlier else {
            return (route, load_state, false);
        };
        let moved = moved || was_at != route || was == LoadState::Failed;
        // A copy replaces the assessment while somebody types: focus and scroll position stay.
        let is_copy = messages.current_untracked() == Some(Message::Copied);
        if was_at != route && !is_copy {
            page::scroll_to_top();
            focus::first("h1");
        } else if moved && was != load_state {
            focus::first_if_lost("h1");
        }
        (route, load_state, moved)
    });
}

fn title(state: State, route: &Route) -> String {
    let catalog = state.catalog();
    // Before its name is there, a page has the title of its kind.
    let named = |name: Option<&'static String>, kind: &'static str| {
        name.filter(|it| !it.is_empty()).map_or(kind, |it| it)
    };
    let page = match route {
        Route::Home => return "Demarc: where AWS’s side ends and yours begins".to_owned(),
        Route::Model => "The model",
        Route::Explore(Some(one), _) => {
            let mut services = catalog.services.iter();
            let service = services.find(|it| one.is_of(&it.id));
            named(service.map(|it| &it.name), "Explore")
        }
        Route::Explore(..) => "Explore",
        Route::Open => "Open a file",
        Route::Bin => "Deleted and set aside",
        Route::Privacy => "Privacy",
        Route::Accessibility => "Accessibility",
        Route::Join(_) => "Join a workshop",
        Route::Unknown(_) => "Page not found",
        Route::Assessment(_, step) => match step {
            Step::Situation => "Situation",
            Step::Services => "Services",
            Step::Practices => "Practices",
            Step::Domain(id) => named(catalog.domain(id).map(|it| &it.name), "Practices"),
            Step::Practice(id) => named(catalog.practice(id).map(|it| &it.title), "Practice"),
            Step::Check => "Check your answers",
            Step::Results(_) => "Results",
            Step::Report => "Report",
            Step::Beliefs => "Who does what",
            Step::Snapshots => "Snapshots",
            Step::Workshop(_) => "Workshop",
        },
    };
    let name = state.with(|assessment| assessment.name.clone());
    if matches!(route, Route::Assessment(..)) && !name.trim().is_empty() {
        format!("{page} · {} · Demarc", demarc_core::labels::name(&name))
    } else {
        format!("{page} · Demarc")
    }
}

/// Ctrl or Cmd with Z undoes; with Shift too, or with Y, it redoes. In a text field the browser's own undo
/// applies.
fn hear_keys(state: State) {
    let (session, library) = (Session::get(), Library::get());
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let held = event.ctrl_key() || event.meta_key();
        let in_assessment = matches!(state.route.get_untracked(), Route::Assessment(..));
        if !held || event.alt_key() || focus::is_typing() {
            return;
        }
        match (event.key().as_str(), event.shift_key()) {
            // A deletion is undone before an edit.
            ("z", false) if library.undo_deletion() => {}
            ("z", false) if !in_assessment => return,
            ("z", false) => session.undo(),
            ("z" | "Z", true) | ("y", false) if in_assessment => session.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

/// Opens files dropped anywhere on the page. Other drags, such as text into a field, are left to the browser.
fn hear_drops() {
    let library = Library::get();
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        if files::are_dragged(&event) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        if files::are_dragged(&event) {
            event.prevent_default();
            library.choose(files::dropped(&event));
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
