//! Everything that was said, on one page, each with the way back to it.
//! It changes nothing.

use leptos::prelude::*;

use crate::analysis::Finding;
use crate::assessment::Response;
use crate::ui::components::Steps;
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// Check your answers.
#[component]
pub fn Check() -> impl IntoView {
    let state = State::get();
    let catalog = state.catalog();
    view! {
        <main id="main" class="page" tabindex="-1">
            <Steps/>
            <h1 class="page-title" tabindex="-1">"Check your answers"</h1>
            <h2>"Situation"</h2>
            <dl class="summary-list">
                {row("Name", state.with(|it| it.name.clone()), state.at(Step::Situation).to_string())}
                {row("Workload", or_dash(state.with(|it| it.profile.workload.clone())), state.at(Step::Situation).to_string())}
                {catalog
                    .questions
                    .iter()
                    .map(|question| {
                        let chosen = state
                            .with(|it| {
                                it.profile
                                    .facts
                                    .iter()
                                    .filter(|fact| fact.question() == question.id)
                                    .filter_map(|fact| catalog.fact(fact))
                                    .map(|option| option.label.as_str())
                                    .collect::<Vec<_>>()
                                    .join(", ")
                            });
                        row(&question.label, or_dash(chosen), state.at(Step::Situation).to_string())
                    })
                    .collect_view()}
                {row("Depth", words::depth(state.with(|it| it.profile.depth)).to_owned(), state.at(Step::Situation).to_string())}
            </dl>
            <h2>"Services"</h2>
            <dl class="summary-list">
                {row("Services you run", or_dash(services(state)), state.at(Step::Services).to_string())}
            </dl>
            {move || state.analyzed(|it| it.domains.clone())
                .into_iter()
                .map(|standing| {
                    let findings = state
                        .analyzed(|it| {
                            let of_domain = |one: &&Finding| one.practice.domain() == standing.domain;
                            it.practices.iter().filter(of_domain).cloned().collect::<Vec<_>>()
                        });
                    view! {
                        <h2>{catalog.domain(&standing.domain).map(|it| it.name.as_str())}</h2>
                        <dl class="summary-list">
                            {findings.iter().map(|finding| answer(state, finding)).collect_view()}
                        </dl>
                    }
                })
                .collect_view()}
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Results).to_string()>
                    "See the results"
                </a>
            </p>
        </main>
    }
}

fn or_dash(text: String) -> String {
    if text.trim().is_empty() {
        "–".to_owned()
    } else {
        text
    }
}

fn services(state: State) -> String {
    let chosen = state.analyzed(|it| {
        it.services
            .iter()
            .map(|row| row.service.clone())
            .collect::<Vec<_>>()
    });
    chosen
        .iter()
        .filter_map(|reference| state.catalog().deployment(reference))
        .map(|it| it.name())
        .collect::<Vec<_>>()
        .join(", ")
}

fn row(name: &str, value: String, address: String) -> impl IntoView + use<> {
    view! {
        <div>
            <dt>{name.to_owned()}</dt>
            <dd>{value}</dd>
            <dd class="summary-list__action">
                <a href=address>"Change"<span class="visually-hidden">{format!(": {name}")}</span></a>
            </dd>
        </div>
    }
}

fn answer(state: State, finding: &Finding) -> impl IntoView + use<> {
    let practice = state.catalog().practice(&finding.practice);
    let mut value = format!(
        "{} {}",
        words::response_icon(finding.response.as_ref()),
        words::response(finding.response.as_ref()),
    );
    if let Some(Response::NotApplicable { reason, because }) = &finding.response {
        value = format!(
            "{value} ({}): {because}",
            words::reason(*reason).to_lowercase()
        );
    }
    let title = practice.map_or("", |it| &it.question);
    row(
        title,
        value,
        state
            .at(Step::Practice(finding.practice.clone()))
            .to_string(),
    )
}
