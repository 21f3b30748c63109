//! The projector's window. It follows the facilitator's window of the same browser, and shows no answer before the
//! facilitator reveals them.

use leptos::prelude::*;

use super::dots::dots;
use super::room::{CHANNEL, Room};
use super::{collect, lists, qr, time_box, words};
use crate::browser::address;
use crate::browser::channel::Channel;
use crate::components::reactive::{live, text};
use crate::route::Route;
use crate::state::{Library, State};
use demarc_catalog::PracticeId;
use demarc_core::workshop::WorkshopTag;

pub(super) fn page(state: State) -> AnyView {
    let library = Library::get();
    let shown = RwSignal::new(None::<(WorkshopTag, Option<PracticeId>)>);
    let ends = RwSignal::new(None::<u64>);
    let of = state.with_untracked(|it| it.id.to_string());
    let channel = Channel::open(&format!("{CHANNEL}{of}"), move |message| {
        let mut words = message.split(' ');
        let tag = words.next().and_then(WorkshopTag::parse);
        let end = words.next().and_then(|it| it.parse().ok());
        let practice = words.next().and_then(|it| it.parse().ok());
        let Some(tag) = tag else { return };
        library.read_inventory();
        ends.set(end.filter(|it| *it > 0));
        let now = Some((tag, practice));
        if shown.with_untracked(|it| *it != now) {
            shown.set(now);
        }
    });
    // Asks what to show.
    if let Some(channel) = channel {
        channel.send("");
    }
    let body = move || {
        match shown.get() {
        None => view! {
            <p class="screen__text">"Open the workshop in another window of this browser: this one follows it."</p>
        }
        .into_any(),
        Some((tag, practice)) => {
            let room = Room::silent(state, tag);
            view! {
                {live(move || if room.is_revealed() {
                    revealed(room, practice.as_ref())
                } else {
                    waiting(room)
                })}
            }
            .into_any()
        }
    }
    };
    view! {
        <main id="main" class="screen" tabindex="-1">
            <h1 class="visually-hidden" tabindex="-1">"Workshop: projector"</h1>
            {live(body)}
            <p class="screen__time">{time_box::left(ends)}</p>
        </main>
    }
    .into_any()
}

/// Before the reveal: how to join, and how many are in.
fn waiting(room: Room) -> AnyView {
    let code = room.with(|it| it.setup.invite.clone());
    let link = address::link(&Route::Join(code.clone()));
    let prefix = link.as_deref().and_then(|it| it.strip_suffix(&code));
    let drawing = (!code.is_empty())
        .then(|| qr::drawing(prefix.unwrap_or_default(), &code, "QR code of the invite"))
        .flatten();
    let how = if code.is_empty() {
        "Show one to six fingers when asked: 1 not in place, 2 started, 3 mostly, 4 fully, 5 don’t know, 6 not applicable."
    } else {
        "Scan, choose your role, answer on your own. “Don’t know” is a good answer. Then hand in: only the facilitator’s browser can open it."
    };
    view! {
        <div class="screen__join">
            <div>
                <p class="screen__title">"Who takes care of what?"</p>
                <p class="screen__text">{how}</p>
                <p class="screen__title">{text(move || room.with(collect::in_so_far))}</p>
            </div>
            {drawing}
        </div>
    }
    .into_any()
}

fn revealed(room: Room, practice: Option<&PracticeId>) -> AnyView {
    let Some(practice) = practice else {
        return view! { <div class="screen__text">{lists::head(room)}</div> }.into_any();
    };
    let texts = room.state.practice_text(practice);
    let asked = texts.map(|it| it.question.as_str());
    let of = practice.clone();
    let answers = move || {
        let setup = room.with(|it| Some(it.setup.clone()));
        let it = room.revealed(|it| it.of(&of).cloned());
        let outcome = room
            .outcome(&of)
            .map(|it| view! { <p class="screen__title">{words::outcome(&it)}</p> }.into_any());
        let dots = setup.zip(it).map(|(setup, it)| dots(&setup, &it));
        view! {
            {dots}
            {outcome}
        }
        .into_any()
    };
    view! {
        <p class="screen__title">{room.title(practice)}</p>
        <p class="screen__text">{asked}</p>
        {live(answers)}
    }
    .into_any()
}
