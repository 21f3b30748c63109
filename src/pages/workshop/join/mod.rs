//! Answering for a workshop: the page that an invite opens. It needs no assessment and knows nothing of one.

mod hand_in;
mod question;
mod reply;
mod review;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::reply::{Kept, Place, Reply};
use crate::browser::{address, focus, keys};
use crate::components::reactive::{live, text, value, when};
use crate::components::{choice, field};
use crate::route::Route;
use crate::state::State;
use demarc_core::exchange::ballot;
use demarc_core::labels;
use demarc_core::workshop::{Invite, NAME};

/// The page of an invite; without one, it asks for it.
pub fn page(invite: &str) -> AnyView {
    let catalog = State::get().catalog();
    let body = if invite.is_empty() {
        asks(None)
    } else {
        match Invite::read(invite, catalog) {
            Ok(invite) => participant(invite),
            Err(error) => asks(Some(error.to_string())),
        }
    };
    view! { <main id="main" class="page join" tabindex="-1">{body}</main> }.into_any()
}

/// Asks for the invite, and says what is wrong with the one that was given.
fn asks(problem: Option<String>) -> AnyView {
    let state = State::get();
    let pasted = RwSignal::new(String::new());
    let problem = RwSignal::new(problem);
    let read = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let catalog = state.catalog();
        match pasted.with_untracked(|it| Invite::read(it, catalog)) {
            Ok(invite) => address::go(&Route::Join(invite.write(catalog))),
            Err(error) => {
                problem.set(Some(error.to_string()));
                focus::first("#invite-pasted");
            }
        }
    };
    let says =
        move || view! { <p>{text(move || problem.get().unwrap_or_default())}</p> }.into_any();
    view! {
        <h1 class="page-title" tabindex="-1">"Join a workshop"</h1>
        <div role="alert">
            {when(
                move || problem.with(Option::is_some),
                move || view! { <div class="notice notice--warning">{says()}</div> }.into_any(),
            )}
        </div>
        <form on:submit=read>
            <div class="field">
                <label for="invite-pasted">"Paste the invite"</label>
                <p class="hint" id="invite-pasted-hint">
                    "The link or the whole message that the facilitator sent. An invite begins with JOIN1-."
                </p>
                <textarea
                    id="invite-pasted"
                    rows="4"
                    spellcheck="false"
                    aria-describedby="invite-pasted-hint"
                    prop:value=value(move || pasted.get())
                    on:input=move |event| pasted.set(event_target_value(&event))
                ></textarea>
            </div>
            <p class="actions">
                <button type="submit" class="button button--primary">"Open the invite"</button>
            </p>
        </form>
    }
    .into_any()
}

fn participant(invite: Invite) -> AnyView {
    let tag = invite.tag;
    let reply = Reply::new(invite);
    let is_read = RwSignal::new(false);
    spawn_local(async move {
        let kept = keys::reply(tag).await;
        let kept = kept.and_then(|it| ballot::read_content(it.as_bytes()).ok());
        if let Some(kept) = kept {
            reply.take(kept);
        }
        let _ = is_read.try_set(true);
    });
    live(move || {
        if !is_read.get() {
            return view! { <h1 class="page-title" tabindex="-1">"Loading…"</h1> }.into_any();
        }
        let body = match reply.place.get() {
            Place::Start => start(reply),
            Place::Question(index) => question::page(reply, index),
            Place::Review => review::page(reply),
            Place::HandedIn => hand_in::page(reply),
        };
        view! {
            {body}
            <p class="meta join__saved" role="status">{text(move || saved(reply))}</p>
        }
        .into_any()
    })
}

/// Whether the answers are kept on the device.
fn saved(reply: Reply) -> String {
    match reply.kept.get() {
        Kept::Nothing => String::new(),
        Kept::Yes => "Saved on this device".to_owned(),
        Kept::No => "This browser keeps nothing: hand in before you close the page.".to_owned(),
    }
}

/// What it is about, the role and the name.
fn start(reply: Reply) -> AnyView {
    let (questions, statements) = reply.asked(|it| (it.practices.len(), it.statements.len()));
    let roles = reply.invite.with_value(|it| it.roles.clone());
    let refused = RwSignal::new(false);
    let roles = roles.into_iter().enumerate().map(|(place, name)| {
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        choice(
            "radio",
            "role",
            name,
            None,
            Signal::derive(move || reply.role.get() == Some(place)),
            move |_| reply.choose_role(place),
        )
    });
    let name = view! {
        <input
            id="name"
            type="text"
            autocomplete="off"
            maxlength=NAME.to_string()
            aria-describedby="name-hint"
            prop:value=value(move || reply.ballot.with(|it| it.name.clone()))
            on:input=move |event| reply.edit(|it| it.name = event_target_value(&event))
        />
    };
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if reply.role.get_untracked().is_none() {
            refused.set(true);
            focus::first("[name=role]");
            return;
        }
        reply.go(Place::Question(0));
    };
    let minutes = (questions * 30 + statements * 10).div_ceil(60);
    let beliefs = if statements == 0 {
        String::new()
    } else {
        format!(
            " and {}",
            labels::count(statements, "statement", "statements")
        )
    };
    let says = format!(
        "{}{beliefs}, about {minutes} minutes. Answer on your own, as you see it. “Don’t know” is a good answer.",
        labels::count(questions, "question", "questions"),
    );
    let local = reply.is_local().then(|| {
        view! {
            <p class="notice">
                "The workshop is on this device: what you hand in goes straight into it, and the next person sees nothing of it."
            </p>
        }
        .into_any()
    });
    view! {
        <h1 class="page-title" tabindex="-1">"Who takes care of what?"</h1>
        <p class="lede">{says}</p>
        <p>
            "Nothing leaves this device before you hand in; then you get a code that only the facilitator’s browser can open. Until the facilitator reveals them to all, nobody sees your answers."
        </p>
        {local}
        <form on:submit=go novalidate>
            <fieldset class="choices">
                <legend>"Your role"</legend>
                {when(
                    move || refused.get() && reply.role.get().is_none(),
                    || view! { <p class="field__error" role="alert">"Choose a role."</p> }.into_any(),
                )}
                {roles.collect_view()}
            </fieldset>
            {field("name", "Your name, if you like", Some("With a name, others can ask you why. It is sealed, too."), name.into_any())}
            <p class="actions">
                <button type="submit" class="button button--primary">"Begin"</button>
            </p>
        </form>
    }
    .into_any()
}
