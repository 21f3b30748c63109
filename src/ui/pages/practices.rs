//! All domains with their progress: where to go on, and where to go back to.
//! It shows no question.

use leptos::prelude::*;

use crate::analysis::DomainStanding;
use crate::catalog::PracticeId;
use crate::ui::components::Steps;
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// All domains.
#[component]
pub fn Practices() -> impl IntoView {
    let state = State::get();
    let standings = move || state.analyzed(|it| it.domains.clone());
    let next = Memo::new(move |_| {
        state.analyzed(|it| {
            it.practices
                .iter()
                .find(|finding| finding.response.is_none())
                .map(|finding| finding.practice.clone())
        })
    });
    let no_services = move || state.with(|it| it.services.is_empty());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Steps/>
            <h1 class="page-title" tabindex="-1">"Your practices"</h1>
            <p class="lede">
                "Only what your services and situation leave to you is asked. Answer one question at a time, or open a domain as a list."
            </p>
            <Show when=no_services>
                <div class="notice notice--warning">
                    <p>
                        "No service is chosen yet, so only the questions about your account are here. "
                        <a href=state.at(Step::Services).to_string()>"Choose services"</a>
                    </p>
                </div>
            </Show>
            <p class="actions">
                {move || match next.get() {
                    Some(id) => go_on(state, id).into_any(),
                    None => {
                        view! {
                            <a class="button button--primary" href=state.at(Step::Check).to_string()>
                                "All answered: check your answers"
                            </a>
                        }
                            .into_any()
                    }
                }}
            </p>
            <ul class="domain-list">
                {move || standings().into_iter().map(|it| domain_row(state, &it)).collect_view()}
            </ul>
        </main>
    }
}

fn go_on(state: State, id: PracticeId) -> impl IntoView {
    let begun = state.analyzed(|it| it.whole.answered > 0);
    view! {
        <a class="button button--primary" href=state.at(Step::Practice(id)).to_string()>
            {if begun { "Go on with the next question" } else { "Begin with the first question" }}
        </a>
    }
}

fn domain_row(state: State, row: &DomainStanding) -> impl IntoView + use<> {
    let domain = state.catalog().domain(&row.domain);
    let standing = &row.standing;
    let first = state.analyzed(|it| {
        let of_domain = || {
            it.practices
                .iter()
                .filter(|one| one.practice.domain() == row.domain)
        };
        let open = of_domain().find(|one| one.response.is_none());
        open.or_else(|| of_domain().next())
            .map(|one| one.practice.clone())
    });
    let one_by_one = first.map(|id| {
        view! {
            <a
                class="button button--small"
                href=state.at(Step::Practice(id)).to_string()
                aria-label=format!("{}: one question at a time", domain.map_or("", |it| &it.name))
            >
                "One at a time"
            </a>
        }
    });
    view! {
        <li class="domain-row">
            <h2>{domain.map(|it| it.name.as_str())}</h2>
            <p>{domain.map(|it| it.summary.as_str())}</p>
            <p class="meta">
                {format!(
                    "{} of {} answered · score {}",
                    standing.answered,
                    standing.in_scope,
                    words::score(standing.score.map(|score| score.value)),
                )}
            </p>
            <p class="actions">
                {one_by_one}
                <a
                    class="button button--small button--quiet"
                    href=state.at(Step::Domain(row.domain.clone())).to_string()
                    aria-label=format!("{}: as a list", domain.map_or("", |it| &it.name))
                >
                    "As a list"
                </a>
            </p>
        </li>
    }
}
