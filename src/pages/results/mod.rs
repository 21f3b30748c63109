//! The gap analysis: the frame around its views, and the navigation between them.
//! Each view is a file; none computes what the analysis has.

mod accepted;
mod assign;
mod assumptions;
mod compare;
mod copying;
mod domains;
mod evidence;
mod explain;
mod fixes;
mod frameworks;
mod gaps;
mod grade;
mod matrix;
mod overview;
mod roadmap;
mod stack;
mod what_if;

use leptos::prelude::*;

use crate::components::frame;
use crate::components::reactive::{flag, live, text};
use crate::route::{Step, View, WorkshopView};
use crate::state::{EvidenceAccess, State};
use demarc_core::analysis::Analysis;
use demarc_core::text::line;

/// The views, in the order of the navigation.
const VIEWS: [(&str, View); 9] = [
    ("Overview", View::Overview),
    ("Gaps", View::Gaps),
    ("Roadmap", View::Roadmap),
    ("Who owns what", View::Matrix),
    ("Domains", View::Domains),
    ("Frameworks", View::Frameworks(None)),
    ("Evidence", View::Evidence),
    ("What if", View::WhatIf),
    ("Compare", View::Compare),
];

/// A view of the results. Evidence is a page of its own, in a part of its own.
pub fn page(view: &View) -> AnyView {
    let state = State::get();
    let shown = match view {
        View::Overview => overview::view(state),
        View::Matrix => matrix::view(state),
        View::Domains => domains::view(state),
        View::Gaps => gaps::view(state),
        View::Roadmap => roadmap::view(state),
        View::Frameworks(id) => frameworks::view(state, id.as_ref()),
        View::WhatIf => what_if::view(state),
        View::Compare => compare::view(state),
        View::Evidence => ().into_any(),
    };
    around(state, view, shown)
}

/// What the part of evidence brings for other pages.
pub fn evidence_access() -> EvidenceAccess {
    evidence::access()
}

/// The page of evidence.
pub fn evidence_page() -> AnyView {
    let state = State::get();
    around(state, &View::Evidence, evidence::view(state))
}

/// A view with the heading and the links to the other views.
fn around(state: State, view: &View, shown: AnyView) -> AnyView {
    let heading = move || {
        let name = state.with(|it| it.name.clone());
        if name.trim().is_empty() {
            "Results".to_owned()
        } else {
            // The whole name: style cuts it, and shows all of it to who points at it.
            format!("Results: {}", line(&name))
        }
    };
    view! {
        <main id="main" class="page page--wide" tabindex="-1">
            {frame(state)}
            <h1 class="page-title clamped" tabindex="-1">{text(heading)}</h1>
            {views(state, view)}
            {shown}
        </main>
    }
    .into_any()
}

/// Draws from the analysis; redraws only on a change that did not come from this page, because a redraw moves the list
/// under somebody who edits it.
fn analyzed(state: State, draw: fn(State, &Analysis) -> AnyView) -> AnyView {
    // What reads evidence can come after the page; what it contradicts is shown then.
    let has_evidence = flag(move || state.has_evidence());
    live(move || {
        state.track_redraws();
        has_evidence.get();
        state.analysis.with_untracked(|analysis| match analysis {
            Some(analysis) => draw(state, analysis),
            None => ().into_any(),
        })
    })
}

/// The links to the other views, and to the report.
fn views(state: State, shown: &View) -> AnyView {
    let is_shown = |view: &View| match (view, shown) {
        (View::Frameworks(_), View::Frameworks(_)) => true,
        _ => view == shown,
    };
    let link = |name: &'static str, step: Step, current: Option<&'static str>| {
        view! {
            <li>
                <a href=state.at(step).to_string() aria-current=current>{name}</a>
            </li>
        }
        .into_any()
    };
    let links = VIEWS.map(|(name, view)| {
        let current = is_shown(&view).then_some("page");
        link(name, Step::Results(view), current)
    });
    view! {
        <nav class="views" aria-label="Views of the results">
            <ul class="nav-list">
                {Vec::from(links)}
                {link("Workshop", Step::Workshop(WorkshopView::Latest), None)}
                {link("Report and files", Step::Report, None)}
            </ul>
        </nav>
    }
    .into_any()
}
