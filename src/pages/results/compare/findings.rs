//! What differs between the findings of scanners beside two versions.

use leptos::prelude::*;

use crate::route::Step;
use crate::state::State;
use demarc_catalog::PracticeId;
use demarc_core::evidence::{Weighed, compare_evidence};
use demarc_core::labels::compared::{findings_compared, settled};

/// What got better, what is new, and what is contradicted no more; nothing where neither has findings.
pub(super) fn section(state: State, from: Option<&Weighed>, to: Option<&Weighed>) -> AnyView {
    let has_findings = |it: &&Weighed| it.has_findings();
    let (from, to) = (from.filter(has_findings), to.filter(has_findings));
    let compared = match (from, to) {
        (None, None) => return ().into_any(),
        (Some(from), Some(to)) => compare_evidence(from, to),
        _ => None,
    };
    let Some(compared) = compared else {
        return view! {
            <h3>"Findings of scanners"</h3>
            <p>"Only one of the two has findings that count, so there is nothing to compare them with."</p>
        }
        .into_any();
    };
    let plain = |ids: &[PracticeId]| ids.iter().map(|id| (id.clone(), None)).collect();
    let no_more = compared.settled.iter();
    let no_more = no_more.map(|(id, why)| (id.clone(), Some(settled(*why))));
    let lists = [
        ("Contradicted no more", no_more.collect()),
        ("Newly contradicted", plain(&compared.new)),
        ("Fewer resources fail", plain(&compared.better)),
        ("More resources fail", plain(&compared.worse)),
    ];
    let lists = lists.map(|(title, rows): (_, Vec<_>)| list(state, title, rows));
    view! {
        <h3>"Findings of scanners"</h3>
        <p>{findings_compared(&compared)}</p>
        {Vec::from(lists)}
    }
    .into_any()
}

/// Practices under a heading, each with a word on why.
fn list(
    state: State,
    title: &'static str,
    rows: Vec<(PracticeId, Option<&'static str>)>,
) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let count = rows.len();
    let rows = rows.into_iter().filter_map(|(id, why)| {
        let practice = state.catalog().practice(&id)?;
        let address = state.at(Step::Practice(id)).to_string();
        let why = why.map(|why| view! { <span class="changes__answers">{why}</span> }.into_any());
        let row = view! {
            <li>
                <a href=address>{practice.title.as_str()}</a>
                {why}
            </li>
        };
        Some(row.into_any())
    });
    view! {
        <h4>{format!("{title}: {count}")}</h4>
        <ul class="changes">{rows.collect_view()}</ul>
    }
    .into_any()
}
