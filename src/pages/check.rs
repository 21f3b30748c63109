//! All answers on one page, each with a link to its question.
//! It changes nothing.

use leptos::prelude::*;

use crate::components::reactive::live;
use crate::components::{Sign, acceptance, frame, sign};
use crate::route::{Step, View};
use crate::state::State;
use demarc_catalog::Question;
use demarc_core::analysis::Finding;
use demarc_core::assessment::{NotApplicable, Response};
use demarc_core::labels;

/// The page “Check your answers”.
pub fn page() -> AnyView {
    let state = State::get();
    view! {
        <main id="main" class="page" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">"Check your answers"</h1>
            {live(move || decided(state))}
            {live(move || answers(state))}
            <p class="actions">
                <a class="button button--primary" href=state.at(Step::Results(View::Overview)).to_string()>
                    "See the results"
                </a>
            </p>
        </main>
    }
    .into_any()
}

fn answers(state: State) -> AnyView {
    let (name, profile) = state.with(|it| (it.name.clone(), it.profile.clone()));
    let situation = |name: &str, value: String| row(state, name, value, Step::Situation);
    let facts = state.catalog().questions.iter();
    let facts = facts.map(|question| situation(&question.label, chosen(state, question)));
    let domains = state.analyzed(|it| it.domains.clone());
    let domains = domains.iter().map(|standing| {
        let findings = state.analyzed(|it| {
            let findings = it.in_domain(&standing.domain);
            findings
                .map(|finding| answer(state, finding))
                .collect_view()
        });
        let name = state.catalog().domain(&standing.domain);
        section(name.map_or("", |it| &it.name), findings.into_any())
    });
    let situation = [
        situation("Name", demarc_core::text::line(&name)),
        situation("Workload", profile.workload),
        facts.collect_view().into_any(),
        situation("Depth", labels::depth(profile.depth).to_owned()),
    ];
    let services = row(state, "Services you run", services(state), Step::Services);
    [
        section("Situation", Vec::from(situation).into_any()),
        section("Services", services),
        section("Who does what", beliefs(state)),
        domains.collect_view().into_any(),
        unknown(state),
    ]
    .into_iter()
    .collect_view()
    .into_any()
}

fn section(name: &'static str, rows: AnyView) -> AnyView {
    view! {
        <h2>{name}</h2>
        <dl class="summary-list">{rows}</dl>
    }
    .into_any()
}

/// Ids from a file that this catalog does not have. They are kept and do not count.
fn unknown(state: State) -> AnyView {
    let ids = state.with(|it| joined(it.unknown(state.catalog()).into_iter()));
    if ids.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>"From a newer catalog"</h2>
        <p>
            "This Demarc does not know these. They are kept with your answers, and do not count: "
            {ids}
        </p>
    }
    .into_any()
}

/// The chosen options of a question.
fn chosen(state: State, question: &Question) -> String {
    let catalog = state.catalog();
    state.with(|it| {
        let of_question = it
            .profile
            .facts
            .iter()
            .filter(|fact| fact.answers(&question.id));
        joined(of_question.filter_map(|fact| Some(catalog.fact(fact)?.label.clone())))
    })
}

fn services(state: State) -> String {
    state.analyzed(|it| {
        joined(it.services.iter().filter_map(|row| {
            let deployment = state.catalog().deployment(&row.service)?;
            Some(deployment.name())
        }))
    })
}

/// The beliefs about the chosen services.
fn beliefs(state: State) -> AnyView {
    let checks = state.analyzed(|it| it.beliefs.clone());
    if checks.is_empty() {
        return row(
            state,
            "Who takes care of what, as you believed",
            String::new(),
            Step::Beliefs,
        );
    }
    let rows = checks.iter().map(|check| {
        let layer = state.catalog().layer(&check.cell.layer);
        let service = state.catalog().deployment(&check.cell.service);
        let service = service.map(|it| it.name()).unwrap_or_default();
        let name = format!("{}: {service}", layer.map_or("", |it| &it.name));
        row(
            state,
            &name,
            labels::belief(check.believed).to_owned(),
            Step::Beliefs,
        )
    });
    rows.collect_view().into_any()
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn row(state: State, name: &str, value: String, step: Step) -> AnyView {
    let value = if value.trim().is_empty() {
        "–".to_owned()
    } else {
        value
    };
    row_of(state, name, value.into_any(), step)
}

fn row_of(state: State, name: &str, value: AnyView, step: Step) -> AnyView {
    let change = (!state.shows_snapshot()).then(|| {
        view! {
            <dd class="summary-list__action">
                <a href=state.at(step).to_string()>
                    "Change"<span class="visually-hidden">{format!(": {name}")}</span>
                </a>
            </dd>
        }
        .into_any()
    });
    view! {
        <div>
            <dt>{name.to_owned()}</dt>
            <dd>{value}</dd>
            {change}
        </div>
    }
    .into_any()
}

/// The answers “not applicable” by business decision, which can be made accepted risks on the pages of their questions.
fn decided(state: State) -> AnyView {
    let links = state.analyzed(|it| {
        let decided = it.practices.iter().filter(|finding| {
            let response = finding.response.as_ref();
            let reason = NotApplicable::BusinessDecision;
            matches!(response, Some(Response::NotApplicable { reason: it, .. }) if *it == reason)
                && !acceptance::is_declined(state, &finding.practice)
        });
        let links = decided.filter_map(|finding| {
            let title = &state.catalog().practice(&finding.practice)?.title;
            let address = state
                .at(Step::Practice(finding.practice.clone()))
                .to_string();
            Some(
                view! {
                    <li>
                        <a href=address>{title.as_str()}</a>
                    </li>
                }
                .into_any(),
            )
        });
        links.collect::<Vec<_>>()
    });
    if links.is_empty() || state.shows_snapshot() {
        return ().into_any();
    }
    view! {
        <div class="notice">
            <p>"These are “not applicable” by business decision. That is an accepted risk; there you can change it, with nothing lost:"</p>
            <ul>{links}</ul>
        </div>
    }
    .into_any()
}

/// The acceptance of the risk, or that it is not complete.
fn accepted(state: State, finding: &Finding) -> Option<String> {
    state.with(|it| {
        let answer = it.answers.get(&finding.practice)?;
        if answer.accepts_risk() && answer.accepted_risk().is_none() {
            return Some("“Risk accepted” is not complete.".to_owned());
        }
        let acceptance = answer.accepted_risk();
        let (state, acceptance) = finding.acceptance.zip(acceptance)?;
        Some(labels::acceptance_in_full(state, acceptance))
    })
}

fn answer(state: State, finding: &Finding) -> AnyView {
    let response = finding.response.as_ref();
    let icon = sign(Sign::of_response(response));
    let mut value = format!(" {}", labels::response(response));
    if let Some(Response::NotApplicable { reason, because }) = response {
        let reason = labels::reason(*reason).to_ascii_lowercase();
        value = format!("{value} ({reason}): {because}");
    }
    if let Some(accepted) = accepted(state, finding) {
        value = format!("{value}. {accepted}");
    }
    if state.with(|it| it.has_draft(&finding.practice)) {
        value = format!("{value}; “not applicable” is not complete");
    }
    let question = state.practice_text(&finding.practice);
    row_of(
        state,
        question.map_or("", |it| &it.question),
        view! { {icon} {value} }.into_any(),
        Step::Practice(finding.practice.clone()),
    )
}
