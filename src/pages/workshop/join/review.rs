//! All answers of a participant on one page, before handing in.

use leptos::prelude::*;

use super::reply::{Place, Reply};
use crate::components::{Sign, sign};
use crate::state::State;
use demarc_core::assessment::Response;
use demarc_core::labels;
use demarc_core::workshop::{HandedIn, Vote};

pub(super) fn page(reply: Reply) -> AnyView {
    let catalog = State::get().catalog();
    let ballot = reply.ballot.get();
    let (practices, statements) = reply.asked(|it| (it.practices.clone(), it.statements.clone()));
    let row = |index: usize, title: String, answer: Option<(Sign, String)>| {
        let (icon, answer) = answer.unwrap_or((Sign::Dot, "Not answered".to_owned()));
        view! {
            <li>
                <button
                    type="button"
                    class="reveal-row"
                    on:click=move |_| reply.go(Place::Question(index))
                >
                    <span class="reveal-row__title">{title}</span>
                    <span class="reveal-row__tally">{sign(icon)} " " {answer}</span>
                </button>
            </li>
        }
        .into_any()
    };
    let questions = practices.iter().enumerate().map(|(index, id)| {
        let title = catalog
            .practice(id)
            .map_or_else(|| id.to_string(), |it| it.title.clone());
        let answer = ballot.votes.get(id).map(|vote| match vote {
            Vote::Level(level) => {
                let response = Response::from(*level);
                (
                    Sign::of_response(Some(&response)),
                    labels::level(*level).to_owned(),
                )
            }
            Vote::DontKnow => (Sign::Question, "Don’t know".to_owned()),
            Vote::NotApplicable(_) => (Sign::Dash, "Not applicable".to_owned()),
        });
        row(index, title, answer)
    });
    let of_practices = practices.len();
    let beliefs = statements.iter().enumerate().map(|(index, cell)| {
        let service = catalog.deployment(&cell.service);
        let service = service.map_or_else(|| cell.service.to_string(), |it| it.name());
        let layer = catalog.layer(&cell.layer).map_or("", |it| it.name.as_str());
        let answer = ballot
            .belief(cell)
            .map(|it| (Sign::Disc, labels::belief(it).to_owned()));
        row(of_practices + index, format!("{service}: {layer}"), answer)
    });
    let answered = ballot.votes.len()
        + statements
            .iter()
            .filter(|it| ballot.belief(it).is_some())
            .count();
    let left = reply.count().saturating_sub(answered);
    let says = match left {
        0 => "Everything is answered.".to_owned(),
        left => format!(
            "{left} of {} are not answered. You can hand in all the same.",
            reply.count()
        ),
    };
    let again = (ballot.handed_in > HandedIn::default()).then(|| {
        view! {
            <p class="notice">
                "You handed in before. Handing in again gives a new code, which takes the place of the earlier one."
            </p>
        }
        .into_any()
    });
    let has_role = reply.role.get_untracked().is_some();
    let hand_in = move |_| {
        if has_role {
            reply.hand_in();
        } else {
            reply.go(Place::Start);
        }
    };
    let listed = view! {
        <ul class="reveal-list">{questions.collect_view()} {beliefs.collect_view()}</ul>
    }
    .into_any();
    view! {
        <h1 class="page-title" tabindex="-1">"Check your answers"</h1>
        <p class="lede">{says}</p>
        {again}
        <p class="actions">
            <button type="button" class="button button--primary" on:click=hand_in>"Hand in"</button>
            <button type="button" class="button button--quiet" on:click=move |_| reply.go(Place::Start)>
                "Role and name"
            </button>
        </p>
        {listed}
    }
    .into_any()
}
