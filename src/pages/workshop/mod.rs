//! Workshops: the facilitator's pages, the projector's window, and the page that participants answer on.

mod agree;
mod believed;
mod camera;
mod collect;
mod copying;
mod counter;
mod dots;
mod end;
mod hands;
mod invite;
mod join;
mod lists;
mod parking;
mod qr;
mod question;
mod reading;
mod recovery;
mod room;
mod screen;
mod start;
mod time_box;
mod words;

use leptos::prelude::*;

use self::room::Room;
use crate::components::frame;
use crate::components::reactive::{live, when};
use crate::route::{Step, WorkshopView};
use crate::state::{Library, State};
use demarc_core::workshop::WorkshopTag;

pub use join::page as join;

/// A page of the workshops of the open assessment.
pub fn page(view: WorkshopView) -> AnyView {
    let (state, library) = (State::get(), Library::get());
    library.read_inventory();
    let tags = Memo::new(move |_| {
        let of = state.with(|it| Some(it.id.clone()));
        let all = of.map(|of| library.workshops(&of)).unwrap_or_default();
        all.into_iter().map(|it| it.tag).collect::<Vec<_>>()
    });
    if view == WorkshopView::Screen {
        return screen::page(state);
    }
    let shown = Memo::new(move |_| match view {
        WorkshopView::Latest => tags.with(|it| it.first().copied()),
        WorkshopView::Of(tag) => Some(tag),
        _ => None,
    });
    let body = move || match shown.get() {
        None => start::form(state),
        Some(tag) => {
            view! { {others(state, tags, tag)} {room_or_none(state, tag, tags)} }.into_any()
        }
    };
    view! {
        <main id="main" class="page page--wide workshop" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">"Workshop"</h1>
            {live(body)}
        </main>
    }
    .into_any()
}

/// Links to the other workshops of the assessment, and to what starts one.
fn others(state: State, tags: Memo<Vec<WorkshopTag>>, shown: WorkshopTag) -> AnyView {
    let all = tags.get();
    let links = all.iter().enumerate().map(|(index, tag)| {
        let route = state.at(Step::Workshop(WorkshopView::Of(*tag)));
        let current = (*tag == shown).then_some("page");
        let name = format!("Workshop {}", all.len() - index);
        view! { <li><a href=route.to_string() aria-current=current>{name}</a></li> }.into_any()
    });
    let links = (all.len() > 1).then(|| links.collect_view());
    let new = state.at(Step::Workshop(WorkshopView::New));
    view! {
        <nav class="views" aria-label="Workshops">
            <ul class="nav-list">
                {links}
                <li><a href=new.to_string()>"Start another workshop"</a></li>
            </ul>
        </nav>
    }
    .into_any()
}

fn room_or_none(state: State, tag: WorkshopTag, tags: Memo<Vec<WorkshopTag>>) -> AnyView {
    let is_there = tags.with(|it| it.contains(&tag));
    if !is_there {
        return view! {
            <p class="notice">
                "This workshop is not on this device: it was deleted, or it is in another browser."
            </p>
        }
        .into_any();
    }
    let room = Room::new(state, tag);
    view! {
        {when(move || !room.is_revealed(), move || before(room))}
        {when(move || room.is_revealed(), move || after(room))}
    }
    .into_any()
}

/// While answers come in: nothing of them shows.
fn before(room: Room) -> AnyView {
    view! {
        <div class="gather">{collect::section(room)} {invite::section(room)}</div>
        {hands::section(room)}
        {end::section(room)}
    }
    .into_any()
}

/// Once the answers are revealed.
fn after(room: Room) -> AnyView {
    view! {
        {lists::head(room)}
        <div class="reveal">
            <div class="reveal__lists">{lists::sections(room)}</div>
            <div class="reveal__question">{question::panel(room)}</div>
        </div>
        {believed::section(room)}
        {parking::section(room)}
        <details class="more">
            <summary>"Answers that come late, and the invite"</summary>
            <div class="gather">{collect::section(room)} {invite::section(room)}</div>
        </details>
        {end::section(room)}
    }
    .into_any()
}
