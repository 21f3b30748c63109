//! One domain as a compact list whose questions are answered in the list.

use leptos::prelude::*;

use crate::components::reactive::{flag, live, text, when};
use crate::components::{self, Sign, frame, sign};
use crate::pages::not_found;
use crate::route::Step;
use crate::state::{Session, State};
use demarc_catalog::{Domain, DomainId, Level, Practice, PracticeText};
use demarc_core::analysis::{Analysis, Gap};
use demarc_core::assessment::Response;
use demarc_core::labels;

/// The page of one domain.
pub fn page(id: &DomainId) -> AnyView {
    let state = State::get();
    match state.catalog().domain(id) {
        Some(domain) => list(state, domain),
        None => not_found::page(),
    }
}

fn list(state: State, domain: &'static Domain) -> AnyView {
    let asked = Memo::new(move |_| {
        state.analyzed(|it| {
            let asked = it.in_domain(&domain.id);
            asked.map(|it| it.practice.clone()).collect::<Vec<_>>()
        })
    });
    let items = move || {
        let ids = asked.get();
        let items = ids.iter().filter_map(|id| {
            let practice = state.catalog().practice(id)?;
            Some(item(state, practice, state.practice_text(id)?))
        });
        items.collect_view().into_any()
    };
    view! {
        <main id="main" class="page page--wide" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">{domain.name.as_str()}</h1>
            <p class="lede">{domain.summary.as_str()}</p>
            <ol class="compact">{live(items)}</ol>
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Practices).to_string()>
                    "Back to all domains"
                </a>
            </p>
        </main>
    }
    .into_any()
}

/// One question with its answers in a row.
fn item(state: State, practice: &'static Practice, texts: &'static PracticeText) -> AnyView {
    let session = Session::get();
    let id = &practice.id;
    let response = Memo::new(move |_| state.with(|it| it.response(id).cloned()));
    let choice = move |wanted: Response| {
        let given = wanted.clone();
        let label = view! {
            {sign(Sign::of_response(Some(&wanted)))}
            {format!(" {}", labels::response(Some(&wanted)))}
        };
        let checked = flag(move || response.with(|it| it.as_ref() == Some(&given)));
        let respond = move |_| session.edit(|it| it.respond(id, Some(wanted.clone())));
        components::choice_of(
            "radio",
            id.as_str(),
            label.into_any(),
            None,
            checked,
            respond,
        )
    };
    let has_draft = move || state.with(|it| it.has_draft(id));
    // An answer that needs a reason is given on the question's own page; a radio button that navigates would surprise.
    let accepted = move || {
        let is_accepted = |it: &Analysis| it.gap(id).is_some_and(Gap::is_accepted);
        let accepted = state.analyzed(is_accepted);
        if accepted {
            format!("{}. ", labels::RISK_ACCEPTED)
        } else {
            String::new()
        }
    };
    let answered = move || {
        response.with(|it| match it {
            Some(Response::NotApplicable { because, .. }) => {
                format!("Not applicable: {} ", demarc_core::text::lines(because))
            }
            Some(response) => response.level().map_or(String::new(), |level| {
                format!("{}. ", texts.short.criterion(level))
            }),
            None => String::new(),
        })
    };
    view! {
        <li class="compact__item">
            <fieldset>
                <legend class="compact__title">{texts.question.as_str()}</legend>
                <div class="compact__answer">
                    {Vec::from(Level::ALL.map(|level| choice(level.into())))}
                    {choice(Response::DontKnow)}
                </div>
                <p class="meta">
                    {text(accepted)} {text(answered)}
                    {when(has_draft, || "“Not applicable” is not complete. ".into_any())}
                    <a
                        href=state.at(Step::Practice(id.clone())).to_string()
                        aria-label=format!("Criteria, notes, risk accepted, not applicable: {}", practice.title)
                    >
                        "Criteria, notes, risk accepted, not applicable"
                    </a>
                </p>
            </fieldset>
        </li>
    }
    .into_any()
}
