//! The list of gaps as a table: filtered, sorted, grouped, and walked by keys. Beside it a panel has everything about
//! the gap that is chosen; several are changed at once in the bar below. `GapQuery` decides which gaps are listed.

mod bulk;
mod filters;
mod keys;
mod now;
mod panel;
mod row;
mod table;

use std::cell::RefCell;

use leptos::prelude::*;

use super::{analyzed, assign, copying};
use crate::browser::{focus, page};
use crate::components::reactive::{flag, text};
use crate::state::{Session, State};
use demarc_catalog::PracticeId;
use demarc_core::analysis::{Analysis, GapGroup, GapQuery};
use demarc_core::assessment::Chapter;
use demarc_core::labels;

pub(super) use row::states;

use now::Rows;

thread_local! {
    /// The gap that was chosen last, for when somebody comes back to the list.
    static CHOSEN: RefCell<Option<PracticeId>> = const { RefCell::new(None) };
}

/// The list and what is chosen in it.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    session: Session,
    query: RwSignal<GapQuery>,
    /// The gaps that match the query. They are listed anew for another query, and not for an answer: rows do not move
    /// while somebody edits them.
    shown: Memo<Vec<GapGroup>>,
    rows: Rows,
    /// The gap in the panel.
    chosen: RwSignal<Option<PracticeId>>,
    /// Whether the panel is open where it takes the place of the list.
    is_open: RwSignal<bool>,
    /// The gaps that a change of several applies to.
    selected: RwSignal<Vec<PracticeId>>,
}

pub(super) fn view(state: State) -> AnyView {
    let session = Session::get();
    let query = RwSignal::new(session.gap_query());
    let id = state.with_untracked(|it| Some(it.id.clone()));
    Effect::new(move || {
        if let Some(id) = &id {
            session.keep_gap_query(id.clone(), query.get());
        }
    });
    // What reads evidence can come after the page; what it contradicts is listed then.
    let has_evidence = flag(move || state.has_evidence());
    let page = Page {
        state,
        session,
        query,
        shown: Memo::new(move |_| {
            state.track_redraws();
            has_evidence.get();
            query.with(|it| listed(state, it))
        }),
        rows: Rows::follow(state),
        chosen: RwSignal::new(CHOSEN.with_borrow(Clone::clone)),
        is_open: RwSignal::new(false),
        selected: RwSignal::new(Vec::new()),
    };
    Effect::new(move || page.keep_to_what_is_shown());
    Effect::new(move || {
        page.chosen.with(|chosen| {
            page.rows.choose(chosen.as_ref());
            CHOSEN.with_borrow_mut(|it| it.clone_from(chosen));
        });
        page::show_from_start(panel::ID);
    });
    analyzed(state, move |_, analysis| section(page, analysis))
}

impl Page {
    /// The gaps in the order of the list.
    fn order(self) -> Vec<PracticeId> {
        self.shown.with_untracked(|it| {
            let gaps = it.iter().flat_map(|it| &it.gaps);
            gaps.map(|gap| gap.practice.clone()).collect()
        })
    }

    /// Chooses and selects only what is listed. Something is always chosen, so that the panel is never empty.
    fn keep_to_what_is_shown(self) {
        self.shown.track();
        let order = self.order();
        if self
            .selected
            .with_untracked(|it| !it.iter().all(|it| order.contains(it)))
        {
            self.selected
                .update(|it| it.retain(|it| order.contains(it)));
        }
        let is_listed = |it: &Option<PracticeId>| it.as_ref().is_some_and(|it| order.contains(it));
        if !self.chosen.with_untracked(is_listed) {
            self.chosen.set(order.into_iter().next());
        }
    }

    /// Chooses the gap of a row.
    fn choose(self, id: &PracticeId) {
        if self.chosen.with_untracked(|it| it.as_ref() != Some(id)) {
            self.chosen.set(Some(id.clone()));
        }
    }

    /// The gap that is so many rows below the chosen one, or above it; the last or the first one at the end.
    fn beside(self, by: isize) -> Option<PracticeId> {
        let order = self.order();
        let at = self
            .chosen
            .with_untracked(|it| order.iter().position(|id| Some(id) == it.as_ref()));
        let to = at.unwrap_or(0).saturating_add_signed(by);
        order.get(to.min(order.len().checked_sub(1)?)).cloned()
    }

    /// Opens the panel and moves the focus to it.
    fn open(self) {
        self.is_open.set(true);
        focus::first(panel::NAME);
    }

    /// Goes back to the row of the chosen gap.
    fn close(self) {
        self.is_open.set(false);
        let id = self
            .chosen
            .with_untracked(|it| it.as_ref().map(row::open_id));
        focus::restore(id);
    }
}

fn section(page: Page, analysis: &Analysis) -> AnyView {
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
    let Page {
        state,
        shown,
        selected,
        ..
    } = page;
    let total = labels::count(analysis.gaps.len(), "gap", "gaps");
    let count = move || match shown.with(|it| it.iter().map(|it| it.gaps.len()).sum::<usize>()) {
        0 => format!("None of {total} fits."),
        count => format!("{count} of {total}"),
    };
    let select_all = (!state.shows_snapshot()).then(|| {
        view! {
            <button
                type="button"
                class="button button--small button--quiet"
                on:click=move |_| selected.set(page.order())
            >
                "Select all shown"
            </button>
        }
        .into_any()
    });
    view! {
        <section class="gaps-page" class:gaps-page--open=page.is_open aria-labelledby="gaps">
            <h2 id="gaps">"Gaps"</h2>
            {filters::filters(page, analysis)}
            <div class="actions">
                <p class="hint" role="status">{text(count)}</p>
                {select_all}
                {copying::chapter(state, Chapter::Findings)}
            </div>
            {assign::names(state)}
            <div class="gaps-frame">
                <div class="gaps-view" on:keydown=move |event| keys::hear(page, &event)>
                    {table::table(page)}
                    {panel::panel(page)}
                </div>
            </div>
            {bulk::bar(page)}
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
