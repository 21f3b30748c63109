//! The reveal: what to talk about, what to go and look at, what is agreed.

use leptos::prelude::*;

use super::room::Room;
use super::words;
use crate::browser::focus;
use crate::components::reactive::{live, text, word};
use demarc_catalog::PracticeId;
use demarc_core::labels;
use demarc_core::workshop::{Outcome, OutcomeKind, Reveal, Revealed};

/// How many questions are worth an hour's talk.
const TO_TALK_ABOUT: usize = 5;

pub(super) fn head(room: Room) -> AnyView {
    let headline = move || {
        room.revealed(|it| {
            format!(
                "{} to talk about, {} to go and look at, {} agreed",
                it.talk.len(),
                it.look.len(),
                it.agreed.len()
            )
        })
    };
    let took_part = move || {
        let setup = room.with(|it| Some(it.setup.clone()));
        let roles = room.revealed(|it| {
            let roles = it.heads.iter().map(|(role, count)| {
                let role = setup.as_ref().map_or("", |it| it.role(*role));
                format!("{role} {count}")
            });
            roles.collect::<Vec<_>>().join(" · ")
        });
        let concluded = room.with(|it| it.outcomes.len());
        let asked = room.with(|it| it.setup.practices.len());
        let roles = if roles.is_empty() {
            String::new()
        } else {
            format!("{roles}. ")
        };
        format!("{roles}{concluded} of {asked} questions are concluded.")
    };
    view! {
        <section class="reveal-head" aria-labelledby="revealed">
            <h2 id="revealed" class="headline" tabindex="-1">{text(headline)}</h2>
            <p class="meta" role="status">{text(took_part)}</p>
        </section>
    }
    .into_any()
}

pub(super) fn sections(room: Room) -> AnyView {
    let all = RwSignal::new(false);
    let rows = move |list: fn(&Reveal) -> &Vec<Revealed>, most: usize| {
        let shown = room.revealed(|it| list(it).iter().take(most).cloned().collect::<Vec<_>>());
        shown.iter().map(|it| row(room, it)).collect_view()
    };
    let talk = move || {
        let count = room.revealed(|it| it.talk.len());
        let most = if all.get() { usize::MAX } else { TO_TALK_ABOUT };
        let more = (count > most).then(|| {
            view! {
                <p class="actions">
                    <button type="button" class="button button--small" on:click=move |_| all.set(true)>
                        {format!("Show all {count}")}
                    </button>
                </p>
            }
            .into_any()
        });
        view! {
            <ol class="reveal-list">{rows(|it| &it.talk, most)}</ol>
            {more}
        }
        .into_any()
    };
    let group = move |id: &'static str,
                      name: &'static str,
                      hint: &'static str,
                      list: fn(&Reveal) -> &Vec<Revealed>| {
        live(move || {
            if room.revealed(|it| list(it).is_empty()) {
                return ().into_any();
            }
            view! {
                <section aria-labelledby=id>
                    <h2 id=id>{name}</h2>
                    <p class="hint">{hint}</p>
                    <ul class="reveal-list">{rows(list, usize::MAX)}</ul>
                </section>
            }
            .into_any()
        })
    };
    view! {
        <section aria-labelledby="talk">
            <h2 id="talk">"Talk"</h2>
            <p class="hint">
                "Where answers are far apart and much depends on them. Choose one; the lowest and the highest speak first."
            </p>
            {live(talk)}
        </section>
        {group("look", "Go and look", "Half or more don’t know: a person and a date, no debate.", |it| &it.look)}
        {group("agreed", "Agreed", "At most one step apart. The lower median is proposed.", |it| &it.agreed)}
        {live(move || enter_all(room))}
        {live(move || silent(room))}
    }
    .into_any()
}

/// A question in a list; a press shows it.
fn row(room: Room, it: &Revealed) -> AnyView {
    let practice = it.practice.clone();
    let id = row_id(&practice);
    let shown = practice.clone();
    let current =
        word(move || (room.selected.with(|it| it.as_ref() == Some(&shown))).then_some("true"));
    let marks = it.marks.iter().filter(|_| it.is_on_top);
    let marks = marks.map(|mark| {
        view! { <span class="mark mark--unverified">{words::short_mark(mark)}</span> }.into_any()
    });
    let outcome = room.outcome(&practice);
    let outcome = outcome.map(|it| {
        view! { <span class="mark mark--closed">{words::outcome(&it)}</span> }.into_any()
    });
    let title = room.title(&practice);
    let choose = move |_| {
        room.ends.set(None);
        room.selected.set(Some(practice.clone()));
        focus::first("#question");
    };
    view! {
        <li>
            <button type="button" class="reveal-row" id=id aria-current=current on:click=choose>
                <span class="reveal-row__title">{title}</span>
                <span class="reveal-row__tally">{words::tally(it.now())}</span>
                <span class="reveal-row__marks">{marks.collect_view()} {outcome}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The id of the row of a question.
pub(super) fn row_id(practice: &PracticeId) -> String {
    format!("row-{}", practice.as_str().replace('.', "-"))
}

/// Enters all that is agreed and has no outcome yet, in one step.
fn enter_all(room: Room) -> AnyView {
    let outcomes = room
        .with(|it| Some(it.outcomes.clone()))
        .unwrap_or_default();
    let proposed: Vec<(PracticeId, Outcome)> = room.revealed(|it| {
        let open = it
            .agreed
            .iter()
            .filter(|it| !outcomes.contains_key(&it.practice));
        let proposed = open.filter_map(|it| {
            let outcome = Outcome {
                kind: OutcomeKind::Agreed,
                answer: Some(it.proposed()?.into()),
                ..Outcome::default()
            };
            Some((it.practice.clone(), outcome))
        });
        proposed.collect()
    });
    if proposed.is_empty() {
        return ().into_any();
    }
    let count = labels::count(proposed.len(), "agreed answer", "agreed answers");
    let enter = move |_| {
        room.conclude(proposed.clone());
        focus::first("#agreed");
    };
    view! {
        <p class="actions">
            <button type="button" class="button" id="enter-all" on:click=enter>
                {format!("Enter {count} as proposed")}
            </button>
            <span class="hint">"One step of the assessment: Undo takes all of them back."</span>
        </p>
    }
    .into_any()
}

/// What nobody answered.
fn silent(room: Room) -> AnyView {
    let silent = room.revealed(|it| it.silent.clone());
    if silent.is_empty() {
        return ().into_any();
    }
    let count = labels::count(silent.len(), "question was", "questions were");
    let rows = silent
        .iter()
        .map(|it| view! { <li>{room.title(it)}</li> }.into_any());
    view! {
        <details class="more">
            <summary>{format!("{count} answered by nobody")}</summary>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
    .into_any()
}
