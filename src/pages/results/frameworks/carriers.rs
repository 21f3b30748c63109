//! The practices that carry a requirement, with the answer of each, or the reason why there are none.

use leptos::prelude::*;

use crate::components::{Sign, sign};
use crate::route::Step;
use crate::state::State;
use demarc_catalog::{Framework, FrameworkKind};
use demarc_core::analysis::{AskState, Carrier, Requirement};
use demarc_core::assessment::Response;
use demarc_core::labels;

/// With more practices than this, a requirement shows them on demand.
const FEW: usize = 4;

/// The practices that carry a requirement, or the reason why there are none.
pub(super) fn carried_by(
    state: State,
    framework: &Framework,
    requirement: &Requirement<'_>,
) -> AnyView {
    if let Some(exception) = requirement
        .exception
        .filter(|_| requirement.carriers.is_empty())
    {
        return view! { <p>{exception.reason.clone()}</p> }.into_any();
    }
    let list = requirement.carriers.iter().map(|it| carrier(state, it));
    let list = list.collect_view();
    match requirement.carriers.len() {
        // Of a framework of automated checks, practices name only the closest few.
        0 if framework.kind == FrameworkKind::Checks => {
            view! { <p class="meta">"No practice names this check."</p> }.into_any()
        }
        0 => view! { <p>"No practice carries it: nothing here speaks about it."</p> }.into_any(),
        count if count <= FEW => view! { <ul class="carriers">{list}</ul> }.into_any(),
        _ => view! {
            <details>
                <summary>{in_short(requirement)}</summary>
                <ul class="carriers">{list}</ul>
            </details>
        }
        .into_any(),
    }
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
