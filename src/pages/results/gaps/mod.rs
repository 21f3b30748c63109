//! The list of gaps: filtered, sorted, grouped; owners and dates are edited in the row, and in bulk.
//! `GapQuery` decides which gaps are listed.

mod bulk;
mod filters;
mod now;
mod row;

use leptos::prelude::*;

use super::{analyzed, assign, copying};
use crate::components::reactive::{live, text};
use crate::state::{Session, State};
use demarc_catalog::PracticeId;
use demarc_core::analysis::{Analysis, GapGroup, GapQuery};
use demarc_core::assessment::Chapter;
use demarc_core::labels;

pub(super) use row::states;

use now::Rows;

pub(super) fn view(state: State) -> AnyView {
    analyzed(state, section)
}

fn section(state: State, analysis: &Analysis) -> AnyView {
    if analysis.gaps.is_empty() {
        return view! {
            <section aria-labelledby="gaps">
                <h2 id="gaps">"Gaps"</h2>
                <p class="notice">
                    "There is none: nothing that was answered is less than fully in place."
                </p>
            </section>
        }
        .into_any();
    }
    let id = state.with_untracked(|it| Some(it.id.clone()));
    let session = Session::get();
    let query = RwSignal::new(session.gap_query());
    Effect::new(move || {
        if let Some(id) = &id {
            session.keep_gap_query(id.clone(), query.get());
        }
    });
    let selected = RwSignal::new(Vec::<PracticeId>::new());
    // The list is rebuilt for another query, and not for an answer: rows do not move while somebody edits them.
    let shown = Memo::new(move |_| query.with(|it| listed(state, it)));
    // A bulk edit changes only rows that are visible.
    Effect::new(move || {
        shown.with(|shown| {
            let is_shown = |id: &PracticeId| {
                let mut gaps = shown.iter().flat_map(|it| &it.gaps);
                gaps.any(|gap| gap.practice == *id)
            };
            if selected.with_untracked(|it| !it.iter().all(is_shown)) {
                selected.update(|it| it.retain(is_shown));
            }
        });
    });
    let total = labels::count(analysis.gaps.len(), "gap", "gaps");
    let count = move || match shown.with(|it| it.iter().map(|it| it.gaps.len()).sum::<usize>()) {
        0 => format!("None of {total} fits."),
        count => format!("{count} of {total}"),
    };
    let select_all = move |_| {
        let ids = shown.with_untracked(|it| {
            let gaps = it.iter().flat_map(|it| &it.gaps);
            gaps.map(|gap| gap.practice.clone()).collect()
        });
        selected.set(ids);
    };
    let select_all = (!state.shows_snapshot()).then(|| {
        view! {
            <button type="button" class="button button--small button--quiet" on:click=select_all>
                "Select all shown"
            </button>
        }
        .into_any()
    });
    let rows = Rows::follow(state);
    let lists = move || {
        rows.clear();
        shown.with(|it| {
            let groups = it.iter().map(|it| group(state, it, rows, selected));
            groups.collect_view().into_any()
        })
    };
    view! {
        <section aria-labelledby="gaps">
            <h2 id="gaps">"Gaps"</h2>
            {filters::filters(state, analysis, query)}
            <div class="actions">
                <p class="hint" role="status">{text(count)}</p>
                {select_all}
                {copying::chapter(state, Chapter::Findings)}
            </div>
            {assign::names(state)}
            {live(lists)}
            {bulk::bar(session, selected)}
        </section>
    }
    .into_any()
}

/// The gaps that match the query.
fn listed(state: State, query: &GapQuery) -> Vec<GapGroup> {
    let (catalog, texts) = (state.catalog(), state.texts());
    state.analysis.with_untracked(|analysis| {
        let list = |analysis: &Analysis| {
            state.with_untracked(|it| query.list(catalog, texts, it, analysis))
        };
        analysis.as_deref().map(list).unwrap_or_default()
    })
}

fn group(
    state: State,
    group: &GapGroup,
    rows: Rows,
    selected: RwSignal<Vec<PracticeId>>,
) -> AnyView {
    let drawn = group
        .gaps
        .iter()
        .filter_map(|gap| row::row(state, gap, rows, selected));
    let drawn = drawn.collect_view();
    let name = labels::gap_group(state.catalog(), &group.of);
    let heading = name.map(|name| {
        let heading = format!("{name} ({})", group.gaps.len());
        view! { <h3>{heading}</h3> }.into_any()
    });
    view! {
        {heading}
        <ul class="gaps">{drawn}</ul>
    }
    .into_any()
}
