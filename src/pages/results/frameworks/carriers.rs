//! The practices that carry a requirement, with the answer of each, or the reason why there are none.

use leptos::prelude::*;

use crate::components::{Sign, sign};
use crate::route::Step;
use crate::state::State;
use demarc_catalog::Strength;
use demarc_core::analysis::{AskState, Carrier, Requirement};
use demarc_core::assessment::Response;
use demarc_core::labels;

/// With more practices than this, a requirement shows them on demand.
const FEW: usize = 4;

/// The practices that carry a requirement, or the reason why there are none.
pub(super) fn carried_by(state: State, requirement: &Requirement<'_>) -> AnyView {
    if let Some(exception) = requirement
        .exception
        .filter(|_| requirement.carriers.is_empty())
    {
        return view! { <p>{exception.reason.clone()}</p> }.into_any();
    }
    let of = |strength| {
        let all = requirement.carriers.iter();
        let rows = all.filter(|it| it.strength == strength);
        rows.map(|it| carrier(state, it)).collect::<Vec<_>>()
    };
    let (needs, supports) = (of(Strength::Needs), of(Strength::Supports));
    match needs.len() + supports.len() {
        0 => {
            view! { <p>"No practice is mapped to it: nothing here speaks about it."</p> }.into_any()
        }
        count if count <= FEW => groups(needs, supports),
        _ => view! {
            <details>
                <summary>{in_short(requirement)}</summary>
                {groups(needs, supports)}
            </details>
        }
        .into_any(),
    }
}

/// The practices that decide the requirement, then those that only help.
fn groups(needs: Vec<AnyView>, supports: Vec<AnyView>) -> AnyView {
    let heading = (!supports.is_empty()).then(|| {
        view! { <p class="meta carriers__help">"Help, and decide nothing:"</p> }.into_any()
    });
    let needs = (!needs.is_empty()).then(|| view! { <ul class="carriers">{needs}</ul> }.into_any());
    let supports = (!supports.is_empty())
        .then(|| view! { <ul class="carriers carriers--help">{supports}</ul> }.into_any());
    view! {
        {needs}
        {heading}
        {supports}
    }
    .into_any()
}

/// The number of practices, and their answers.
fn in_short(requirement: &Requirement<'_>) -> String {
    let answers = requirement.answers();
    let counts = answers.present().map(|(kind, count)| {
        let answer = labels::answer(kind).to_ascii_lowercase();
        format!("{count} {answer}")
    });
    let total = labels::count(requirement.carriers.len(), "practice", "practices");
    format!("{total}: {}", counts.collect::<Vec<_>>().join(", "))
}

/// A practice with its answer, or the reason why it is not asked.
fn carrier(state: State, carrier: &Carrier<'_>) -> AnyView {
    let practice = carrier.practice;
    let address = state.at(Step::Practice(practice.id.clone())).to_string();
    let status = match carrier.asked {
        AskState::Yes(finding) => match &finding.response {
            Some(Response::NotApplicable { reason, because }) => {
                format!("Not applicable. {}", labels::because(*reason, because))
            }
            response => labels::response(response.as_ref()).to_owned(),
        },
        AskState::No(why) => labels::unasked(why),
    };
    view! {
        <li>
            <span>{sign(Sign::of_answer(carrier.into()))}</span>
            <span>
                <a href=address>{practice.title.clone()}</a>
                " "
                <span class="meta">{status}</span>
            </span>
        </li>
    }
    .into_any()
}
