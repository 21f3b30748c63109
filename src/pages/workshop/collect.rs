//! Collecting: pasting anything that has codes in it, opening files, and who is in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::camera;
use super::reading::{self, Fate, Read};
use super::recovery;
use super::room::Room;
use crate::browser::{clock, files, focus};
use crate::components::reactive::{live, text, when};
use crate::components::{Sign, sign};
use demarc_core::labels;
use demarc_core::workshop::{Ballot, Round, Workshop};

pub(super) fn section(room: Room) -> AnyView {
    let pasted = RwSignal::new(String::new());
    let reads = RwSignal::new(Vec::<Read>::new());
    let said = RwSignal::new(String::new());
    let has_key = RwSignal::new(true);
    let by_hands = Memo::new(move |_| room.with(|it| it.setup.invite.is_empty()));
    spawn_local(async move {
        let is_there = reading::keys_of(room).await.is_some();
        let _ = has_key.try_set(is_there || by_hands.try_get_untracked().unwrap_or(true));
    });
    let tell = move |read: Vec<Read>| {
        said.set(summary(room, &read));
        reads.set(read);
    };
    let read = move || {
        let it = pasted.get_untracked();
        if it.trim().is_empty() {
            focus::first("#replies");
            return;
        }
        spawn_local(async move {
            let Some(keys) = reading::keys_of(room).await else {
                let _ = has_key.try_set(false);
                return;
            };
            let read = reading::text(room, &keys, &it).await;
            let is_all_right = !read.is_empty() && !read.iter().any(|it| it.fate.is_failure());
            tell(read);
            if is_all_right {
                let _ = pasted.try_set(String::new());
            }
        });
    };
    let open = move |event: leptos::ev::Event| {
        let chosen = files::chosen(&event);
        spawn_local(async move {
            let keys = reading::keys_of(room).await;
            tell(reading::chosen(room, keys.as_ref(), chosen).await);
        });
    };
    let reveal = move |_| {
        room.edit(|entries, at| entries.reveal_workshop(room.tag, true, at));
        focus::first("#revealed");
    };
    view! {
        <section class="collect" aria-labelledby="collect">
            <h2 id="collect" class="headline" tabindex="-1">{text(move || room.with(in_so_far))}</h2>
            {when(move || !has_key.get(), move || recovery::missing(room, has_key))}
            {when(
                move || !by_hands.get(),
                move || {
                    view! {
                        <div class="field">
                            <label for="replies">"Paste what came back"</label>
                            <p class="hint" id="replies-hint">
                                "A whole chat, ten mails, single codes: every code in it is found. Nothing else of the text is kept."
                            </p>
                            <textarea
                                id="replies"
                                rows="5"
                                aria-describedby="replies-hint"
                                spellcheck="false"
                                prop:value=move || pasted.get()
                                on:input=move |event| pasted.set(event_target_value(&event))
                                on:paste=move |_| clock::after(50, read)
                            ></textarea>
                        </div>
                        <p class="actions">
                            <button type="button" class="button" on:click=move |_| read()>
                                "Read the codes"
                            </button>
                            <label class="button">
                                "Open files"
                                <input
                                    class="visually-hidden"
                                    type="file"
                                    multiple
                                    accept=".json,.txt,.eml,.html,.csv"
                                    on:change=open
                                />
                            </label>
                        </p>
                        {camera::section(room)}
                    }
                        .into_any()
                },
            )}
            <p role="status" class="collect__said">{text(move || said.get())}</p>
            {live(move || reads.with(|it| list(it)))}
            {live(move || room.with(|it| Some(people(room, it))).into_any())}
            {when(
                move || !room.is_revealed(),
                move || {
                    view! {
                        <p class="actions">
                            <button
                                type="button"
                                class="button button--primary"
                                id="reveal"
                                on:click=reveal
                            >
                                "Reveal the answers"
                            </button>
                        </p>
                    }
                        .into_any()
                },
            )}
        </section>
    }
    .into_any()
}

/// “11 of 12 are in”.
pub(super) fn in_so_far(it: &Workshop) -> String {
    let people = it.people();
    let counted = it
        .hands
        .keys()
        .filter(|(round, _)| *round == Round::First)
        .count();
    let by_hands = if counted > 0 {
        let questions = labels::count(counted, "question", "questions");
        format!(", hands counted for {questions}")
    } else {
        String::new()
    };
    match (usize::from(it.setup.expected), people) {
        (0, 1) => format!("1 is in{by_hands}"),
        (0, _) => format!("{people} are in{by_hands}"),
        (expected, 1) => format!("1 of {expected} is in{by_hands}"),
        (expected, _) => format!("{people} of {expected} are in{by_hands}"),
    }
}

/// What became of what was read, in a sentence.
fn summary(room: Room, read: &[Read]) -> String {
    if read.is_empty() {
        return "There is no code in it. A code begins with DEMARC1-.".to_owned();
    }
    let count = |of: fn(&Fate) -> bool| read.iter().filter(|it| of(&it.fate)).count();
    let parts = [
        (count(|it| matches!(it, Fate::In(_))), "new"),
        (count(|it| matches!(it, Fate::Replaced(_))), "replaced"),
        (
            count(|it| matches!(it, Fate::Known(_) | Fate::Doubled)),
            "known already",
        ),
        (count(Fate::is_failure), "not readable"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    format!("{}. {}.", parts.join(", "), room.with_untracked(in_so_far))
}

/// What became of each code, failures first.
fn list(read: &[Read]) -> AnyView {
    let (failed, others): (Vec<&Read>, Vec<&Read>) =
        read.iter().partition(|it| it.fate.is_failure());
    let row = |it: &&Read| {
        let (class, of) = if it.fate.is_failure() {
            ("reads__failed", Sign::Cross)
        } else {
            ("", Sign::Tick)
        };
        view! {
            <li class=class>
                {sign(of)} " "
                <bdi>{it.from.clone()}</bdi>
                ": "
                {it.fate.says()}
            </li>
        }
        .into_any()
    };
    let failed = (!failed.is_empty()).then(|| {
        view! { <ul class="reads">{failed.iter().map(row).collect_view()}</ul> }.into_any()
    });
    let others = (!others.is_empty()).then(|| {
        let count = labels::count(others.len(), "other code", "other codes");
        view! {
            <details class="more">
                <summary>{count}</summary>
                <ul class="reads">{others.iter().map(row).collect_view()}</ul>
            </details>
        }
        .into_any()
    });
    view! {
        {failed}
        {others}
    }
    .into_any()
}

/// Who is in, by role, and a way to take a reply out that does not belong here.
fn people(room: Room, it: &Workshop) -> AnyView {
    let counted = it.counted(Round::First);
    if counted.is_empty() {
        return ().into_any();
    }
    let roles = it
        .setup
        .roles
        .iter()
        .enumerate()
        .filter_map(|(place, role)| {
            let count = counted
                .iter()
                .filter(|it| usize::from(it.role) == place)
                .count();
            (count > 0).then(|| format!("{role} {count}"))
        });
    let roles = roles.collect::<Vec<_>>().join(" · ");
    let rows = counted.iter().map(|ballot| row(room, it, ballot));
    view! {
        <details class="more">
            <summary>{format!("Who is in: {roles}")}</summary>
            <ul class="reads">{rows.collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn row(room: Room, it: &Workshop, ballot: &Ballot) -> AnyView {
    let name = match ballot.name.as_str() {
        "" => "No name".to_owned(),
        name => demarc_core::text::line(name).to_string(),
    };
    let role = it.setup.role(ballot.role).to_owned();
    let answers = labels::count(ballot.votes.len(), "answer", "answers");
    let when = clock::moment(ballot.handed_in.milliseconds());
    let label = format!("Take out: {name}, {role}");
    let person = ballot.person;
    let remove = move |_| {
        let all = room.with_untracked(|it| {
            let all = it.ballots.iter().filter(|it| it.ballot.person == person);
            all.cloned().collect::<Vec<_>>()
        });
        room.edit(|entries, at| {
            for it in &all {
                entries.remove_ballot(room.tag, it.round, &it.ballot, at);
            }
        });
        focus::first("#collect");
    };
    view! {
        <li>
            <bdi>{name}</bdi>
            {format!(", {role}: {answers}, {when} ")}
            <button
                type="button"
                class="button button--small button--quiet"
                aria-label=label
                on:click=remove
            >
                "Take out"
            </button>
        </li>
    }
    .into_any()
}
