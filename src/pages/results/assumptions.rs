//! Wrong beliefs: duties that were thought to be AWS’s, the dangerous kind, and those thought to be the user’s.

use leptos::prelude::*;

use super::copying;
use crate::components::{Sign, css, duty, sign};
use crate::route::Step;
use crate::state::State;
use demarc_catalog::PracticeId;
use demarc_core::analysis::{Analysis, BeliefCheck, Verdict};
use demarc_core::assessment::Chapter;
use demarc_core::labels;

/// Both kinds, each only where it occurs; a link to the belief check if no belief was given.
pub(super) fn section(state: State, analysis: &Analysis) -> AnyView {
    let of = |verdict: Verdict| {
        let checks = analysis.beliefs_with(verdict);
        checks
            .map(|it| assumption(state, analysis, it))
            .collect::<Vec<_>>()
    };
    let (assumed, over) = (of(Verdict::Assumption), of(Verdict::OverReach));
    let asked = analysis.beliefs.len();
    let sentence = match (asked, assumed.len()) {
        (0, _) => {
            let check = state.at(Step::Beliefs).to_string();
            return view! {
                <section aria-labelledby="assumed">
                    <h2 id="assumed">"Who thought otherwise"</h2>
                    <p>
                        "Nobody was asked yet who does what. The most dangerous gaps are duties that everybody thinks are AWS’s: "
                        <a href=check>"ask, before you look at the answers"</a> "."
                    </p>
                </section>
            }
            .into_any();
        }
        (_, 0) => format!(
            "Of {}, none took a duty of yours for AWS’s.",
            labels::count(asked, "belief", "beliefs")
        ),
        (_, count) => format!(
            "Of {}, {} a duty of yours for AWS’s, wholly or in part. What is taken to be AWS’s is easily done by nobody: see whether somebody does {}.",
            labels::count(asked, "belief", "beliefs"),
            labels::count(count, "takes", "take"),
            if count == 1 { "it" } else { "them" },
        ),
    };
    let over = (!over.is_empty()).then(|| {
        view! {
            <h3>"Thought to be yours"</h3>
            <p>"AWS does this alone. If you do work here, check what it is for before you stop it."</p>
            <ul class="assumptions">{over}</ul>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="assumed">
            <h2 id="assumed">"Who thought otherwise"</h2>
            <p>{sentence}</p>
            <p class="actions">{copying::chapter(state, Chapter::Assumptions)}</p>
            <ul class="assumptions">{assumed}</ul>
            {over}
        </section>
    }
    .into_any()
}

fn assumption(state: State, analysis: &Analysis, check: &BeliefCheck) -> AnyView {
    let catalog = state.catalog();
    let service = catalog.deployment(&check.cell.service);
    let service = service.map_or_else(|| check.cell.service.to_string(), |it| it.name());
    let layer = catalog.layer(&check.cell.layer);
    let layer = layer.map_or("", |it| &it.name);
    let cell = analysis.cell(&check.cell);
    let practices = cell.map_or(&[][..], |it| &it.practices);
    let practices = practices
        .iter()
        .filter_map(|id| practice(state, analysis, id));
    let practices = practices.collect::<Vec<_>>();
    let practices = (!practices.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{format!("What meets it: {}", labels::count(practices.len(), "practice", "practices"))}</summary>
                <ul>{practices}</ul>
            </details>
        }
        .into_any()
    });
    view! {
        <li class="assumption">
            <h3>{format!("{service}: {layer}")}</h3>
            <p class="assumption__who">
                <span>"Believed: " <strong>{labels::belief(check.believed)}</strong></span>
                " "
                <span>
                    "In truth: "
                    <span class=css::owner(check.owner)>{labels::owner(check.owner)}</span>
                </span>
            </p>
            {reason(state, check)}
            {practices}
        </li>
    }
    .into_any()
}

fn reason(state: State, check: &BeliefCheck) -> Option<AnyView> {
    let deployment = state.catalog().deployment(&check.cell.service)?;
    let reason = state.texts().reason(&deployment, &check.cell.layer)?;
    Some(duty(reason, &deployment))
}

/// A practice with its answer, as a link.
pub(super) fn practice(state: State, analysis: &Analysis, id: &PracticeId) -> Option<AnyView> {
    let practice = state.catalog().practice(id)?;
    let response = analysis.finding(id)?.response.as_ref();
    let item = view! {
        <li>
            <a href=state.at(Step::Practice(id.clone())).to_string()>{practice.title.as_str()}</a>
            " "
            <span class="meta">
                {sign(Sign::of_response(response))}
                {format!(" {}", labels::response(response))}
            </span>
        </li>
    };
    Some(item.into_any())
}
