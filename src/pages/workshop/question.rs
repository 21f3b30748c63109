//! The question that is talked about: who answered what, who speaks first, voting again, and what becomes of it.

use leptos::prelude::*;

use super::counter::counter;
use super::dots::dots;
use super::room::Room;
use super::time_box::time_box;
use super::{agree, words};
use crate::components::of_catalog;
use crate::components::reactive::live;
use demarc_catalog::{Level, PracticeId};
use demarc_core::labels;
use demarc_core::workshop::{Revealed, Round, Setup};

pub(super) fn panel(room: Room) -> AnyView {
    live(move || match room.selected.get() {
        Some(practice) => question(room, &practice),
        None => {
            view! { <p class="hint">"Choose a question to see who answered what."</p> }.into_any()
        }
    })
}

fn question(room: Room, practice: &PracticeId) -> AnyView {
    let texts = room.state.practice_text(practice);
    let asked = texts.map(|it| view! { <p class="lede">{it.question.as_str()}</p> }.into_any());
    let criteria = texts.map(|it| {
        let rows = Level::ALL.map(|level| {
            view! {
                <dt>{labels::level(level)}</dt>
                <dd>{of_catalog(it.levels.criterion(level))}</dd>
            }
            .into_any()
        });
        view! {
            <details class="more">
                <summary>"What the levels mean"</summary>
                <dl class="facts">{rows.collect_view()}</dl>
            </details>
        }
        .into_any()
    });
    let id = practice.clone();
    let revealed = Memo::new(move |_| room.revealed(|it| it.of(&id).cloned()));
    let answers = move || {
        let setup = room.with(|it| Some(it.setup.clone()));
        match (setup, revealed.get()) {
            (Some(setup), Some(it)) => answered(room, &setup, &it),
            _ => view! { <p>"Nobody answered this question."</p> }.into_any(),
        }
    };
    let again = practice.clone();
    view! {
        <article class="question-panel" aria-labelledby="question">
            <h2 id="question" tabindex="-1">{room.title(practice)}</h2>
            {asked}
            {live(answers)}
            {comments(room, practice)}
            {criteria}
            {time_box(room.ends)}
            <details class="more">
                <summary>"Vote again by hands"</summary>
                <p class="hint">
                    "After the talk, once. Hands of the whole room take the place of the first answers; those stay beside them."
                </p>
                {counter(room, Round::Second, again, || {})}
            </details>
            {agree::form(room, practice)}
        </article>
    }
    .into_any()
}

fn answered(room: Room, setup: &Setup, it: &Revealed) -> AnyView {
    let marks = it
        .marks
        .iter()
        .map(|mark| view! { <li>{words::mark(room, setup, mark)}</li> }.into_any());
    let marks = (!it.marks.is_empty()).then(|| {
        view! { <ul class="question-panel__marks">{marks.collect_view()}</ul> }.into_any()
    });
    let before = it.after.is_some().then(|| {
        let before = format!("Before the talk: {}", words::tally(&it.before));
        view! { <p class="meta">{before}</p> }.into_any()
    });
    let found = room.state.catalog().practice(&it.practice);
    let cornerstone = found.is_some_and(|it| it.cornerstone);
    let depends = words::points(room, it).map(|points| {
        let grade = if cornerstone {
            " It is a cornerstone: the grade could change."
        } else {
            ""
        };
        let text = format!(
            "Between the lowest and the highest answer the score differs by {points} points.{grade}"
        );
        view! { <p>{text}</p> }.into_any()
    });
    view! {
        {marks}
        {dots(setup, it)}
        {before}
        {speaks(setup, it)}
        {depends}
    }
    .into_any()
}

/// Who speaks first: the roles of the lowest and the highest answer.
fn speaks(setup: &Setup, it: &Revealed) -> Option<AnyView> {
    let (low, high) = it.now().range()?;
    if low == high {
        return None;
    }
    let roles = |level: Level| {
        let with = it.by_role.iter().filter(|(_, tally)| tally.at(level) > 0);
        let names: Vec<&str> = with.map(|(role, _)| setup.role(*role)).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!(" ({})", names.join(", "))
        }
    };
    let text = format!(
        "Let those speak first who say “{}”{}, then those who say “{}”{}.",
        labels::level(low).to_lowercase(),
        roles(low),
        labels::level(high).to_lowercase(),
        roles(high),
    );
    Some(view! { <p><strong>{text}</strong></p> }.into_any())
}

/// What participants wrote to their answers.
fn comments(room: Room, practice: &PracticeId) -> AnyView {
    let practice = practice.clone();
    live(move || {
        let rows = room.with(|it| {
            let counted = it.counted(Round::First);
            let with = counted.iter().filter_map(|ballot| {
                let comment = ballot.comments.get(&practice)?;
                let role = it.setup.role(ballot.role).to_owned();
                let comment = demarc_core::text::line(comment).to_string();
                Some(
                    view! { <li><strong>{role}</strong> ": " <bdi>{comment}</bdi></li> }.into_any(),
                )
            });
            with.collect::<Vec<_>>()
        });
        if rows.is_empty() {
            return ().into_any();
        }
        view! { <ul class="question-panel__comments" aria-label="Comments">{rows}</ul> }.into_any()
    })
}
