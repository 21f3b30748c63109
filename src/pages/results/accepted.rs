//! The register of accepted risks, and the count of overdue gaps.
//! It computes nothing of its own.

use leptos::prelude::*;

use crate::components::{css, table};
use crate::route::{Step, View};
use crate::state::{Session, State};
use demarc_core::analysis::{AcceptedRisk, Analysis, GapFilter, GapQuery, GapState};
use demarc_core::labels;

/// The register; nothing when no risk is accepted.
pub(super) fn register(state: State, analysis: &Analysis) -> Option<AnyView> {
    let rows = state.with_untracked(|it| {
        let risks = analysis.accepted_risks(it);
        let rows = risks.iter().filter_map(|risk| row(state, analysis, risk));
        rows.collect::<Vec<_>>()
    });
    if rows.is_empty() {
        return None;
    }
    let columns = [
        "Practice",
        "In place",
        "Impact",
        "Accepted by",
        "Until",
        "Why",
        "Time left",
    ];
    let link = (analysis.accepted() > 0).then(|| {
        let link = gaps_link(
            state,
            GapState::Accepted,
            "Show them among the gaps".to_owned(),
        );
        view! { <p>{link}</p> }.into_any()
    });
    let view = view! {
        <section aria-labelledby="accepted">
            <h2 id="accepted">"Accepted risks"</h2>
            <p>
                "What somebody entitled to it leaves open. It counts as its level, and is not among what to fix first."
            </p>
            {table("Accepted risks".to_owned(), "table", &columns, rows)}
            {link}
        </section>
    };
    Some(view.into_any())
}

fn row(state: State, analysis: &Analysis, risk: &AcceptedRisk<'_>) -> Option<AnyView> {
    let practice = state.catalog().practice(&risk.gap.practice)?;
    let address = state.at(Step::Practice(practice.id.clone())).to_string();
    let response = analysis.finding(&practice.id)?.response.as_ref();
    let acceptance = risk.acceptance;
    let until = acceptance.until.as_ref();
    let row = view! {
        <tr>
            <th scope="row">
                <a href=address>{practice.title.as_str()}</a>
            </th>
            <td>{labels::response(response)}</td>
            <td>{format!("{} of 5", risk.impact)}</td>
            <td>{acceptance.by.clone()}</td>
            <td>{until.map_or_else(|| "–".to_owned(), labels::day)}</td>
            <td>{acceptance.because.clone()}</td>
            <td>
                <span class=css::acceptance(risk.state)>{labels::time_left(risk)}</span>
            </td>
        </tr>
    };
    Some(row.into_any())
}

/// How many gaps are overdue, with a link to them; nothing when none is.
pub(super) fn overdue(state: State, analysis: &Analysis) -> Option<AnyView> {
    let count = analysis.overdue().count();
    let longest = analysis.longest_overdue()?;
    let days = labels::count(
        usize::try_from(longest).unwrap_or(usize::MAX),
        "day",
        "days",
    );
    let text = match count {
        1 => format!("1 gap is overdue by {days}."),
        _ => format!("{count} gaps are overdue, the longest by {days}."),
    };
    let link = gaps_link(state, GapState::Overdue, "Show what is overdue".to_owned());
    let view = view! {
        <p class="notice notice--warning">
            {text} " " {link}
        </p>
    };
    Some(view.into_any())
}

/// A link to the list of gaps, narrowed to a state.
fn gaps_link(state: State, wanted: GapState, text: String) -> AnyView {
    let session = Session::get();
    let narrow = move |_| {
        let filter = GapFilter {
            state: Some(wanted),
            ..GapFilter::default()
        };
        let query = GapQuery {
            filter,
            ..GapQuery::default()
        };
        if let Some(id) = state.with_untracked(|it| Some(it.id.clone())) {
            session.keep_gap_query(id, query);
        }
    };
    let address = state.at(Step::Results(View::Gaps)).to_string();
    view! {
        <a href=address on:click=narrow>
            {text}
        </a>
    }
    .into_any()
}
