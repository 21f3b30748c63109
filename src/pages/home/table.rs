//! The assessments as a table: search, orders, pages of fifty, and what can be done with each.

mod row;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{focus, frame};
use crate::components::FIRST_ROWS;
use crate::components::reactive::{flag, live, text, value, when, word};
use crate::state::{self, Library};
use demarc_core::assessment::{Assessment, AssessmentId, Moment, SortedMap, SortedSet};
use demarc_core::labels;
use demarc_core::library::{ListQuery, ListSort, Summary};

/// From how many assessments on they can be searched and sorted.
const MANY: usize = 6;
/// How long summaries are made before the page draws again.
const SLICE_MS: u64 = 15;

/// The columns that the list can be sorted by, with their heads.
const SORTED: [(ListSort, &str); 4] = [
    (ListSort::Name, "Name"),
    (ListSort::Score, "Score"),
    (ListSort::Overdue, "Overdue"),
    (ListSort::Changed, "Changed"),
];

/// The handle on the table.
#[derive(Clone, Copy)]
struct Table {
    library: Library,
    query: RwSignal<ListQuery>,
    /// The page, from 0.
    page: RwSignal<usize>,
    /// The summaries made so far, each with the moment of the edit that it holds for.
    summaries: StoredValue<SortedMap<AssessmentId, (Moment, Summary)>>,
    /// Counts the times that there were more of them.
    summarized: RwSignal<u32>,
    /// The assessments whose actions are shown.
    open: RwSignal<SortedSet<AssessmentId>>,
}

/// The table.
pub fn table(library: Library) -> AnyView {
    let table = Table {
        library,
        query: RwSignal::new(ListQuery::default()),
        page: RwSignal::new(0),
        summaries: StoredValue::new(SortedMap::default()),
        summarized: RwSignal::new(0),
        open: RwSignal::new(SortedSet::default()),
    };
    let order = Memo::new(move |_| table.order());
    table.summarize(order);
    let is_many = flag(move || library.with_inventory(|it| it.assessments.len() >= MANY));
    let heads = SORTED.map(|(sort, name)| table.head(sort, name));
    let [name, score, overdue, changed] = heads;
    view! {
        {when(move || is_many.get(), move || table.tools())}
        <div class="workplace" class:workplace--many=is_many>
            <table class="workplace__table">
                <thead>
                    <tr>
                        {name} <th scope="col">"Answered"</th> {score} {overdue} {changed}
                        <th scope="col">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                {live(move || {
                    let shown = table.shown(&order.get());
                    library
                        .with_inventory(|it| {
                            let rows = shown.iter().filter_map(|index| it.assessments.get(*index));
                            rows.map(|it| row::row(table, it.clone())).collect_view()
                        })
                        .into_any()
                })}
            </table>
            {live(move || table.none_found(order.get().len()))}
        </div>
        {live(move || table.pages(order.get().len()))}
    }
    .into_any()
}

impl Table {
    /// The indices of the assessments that are listed, in order.
    fn order(self) -> Vec<usize> {
        self.query.with(|query| {
            if query.sort.needs_summaries() {
                self.summarized.track();
            }
            self.library.with_inventory(|inventory| {
                let summaries = if query.sort.needs_summaries() {
                    let all = inventory.assessments.iter();
                    all.map(|it| self.summary_of(it)).collect()
                } else {
                    Vec::new()
                };
                query.list(&inventory.assessments, &summaries)
            })
        })
    }

    /// Of these, those on the page.
    fn shown(self, order: &[usize]) -> Vec<usize> {
        let page = self.page.get().min(last_page(order.len()));
        let rows = order.iter().skip(page * FIRST_ROWS).take(FIRST_ROWS);
        rows.copied().collect()
    }

    /// The summary of an assessment as it is now, if it was made.
    fn summary_of(self, assessment: &Assessment) -> Option<Summary> {
        self.summaries.with_value(|all| {
            let (made, summary) = all.get(&assessment.id)?;
            (*made == assessment.edits.latest()).then_some(*summary)
        })
    }

    /// The same; tracked.
    fn summary(self, assessment: &Assessment) -> Option<Summary> {
        self.summarized.track();
        self.summary_of(assessment)
    }

    /// Makes the summaries of all assessments, in slices between which the page draws; those that are shown first.
    fn summarize(self, order: Memo<Vec<usize>>) {
        let run = StoredValue::new(0_u32);
        Effect::new(move || {
            // Anew when a list is read.
            self.library.with_inventory(|_| ());
            let now = run.get_value() + 1;
            run.set_value(now);
            let shown = untrack(|| self.shown(&order.get()));
            spawn_local(async move {
                while run.try_get_value() == Some(now) && self.summarize_slice(&shown) {
                    frame::pause(Duration::ZERO).await;
                }
            });
        });
    }

    /// Makes summaries for a while. Whether there may be more to make.
    fn summarize_slice(self, first: &[usize]) -> bool {
        let start = crate::browser::clock::now();
        let mut made = Vec::new();
        let is_done = self.library.with_inventory_untracked(|inventory| {
            let all = &inventory.assessments;
            let first = first.iter().filter_map(|index| all.get(*index));
            for it in first.chain(all) {
                let is_made = |(id, _, _): &(AssessmentId, Moment, Summary)| *id == it.id;
                if self.summary_of(it).is_some() || made.iter().any(is_made) {
                    continue;
                }
                let analysis = untrack(|| state::analysis(it, None, None));
                if let Some(analysis) = analysis {
                    let summary = Summary::of(it, &analysis);
                    made.push((it.id.clone(), it.edits.latest(), summary));
                }
                if crate::browser::clock::now() - start >= SLICE_MS {
                    return false;
                }
            }
            true
        });
        if !made.is_empty() {
            self.summaries.update_value(|all| {
                for (id, at, summary) in made {
                    all.insert(id, (at, summary));
                }
            });
            self.summarized.update(|count| *count += 1);
        }
        !is_done
    }

    /// The head of a column that the list can be sorted by.
    fn head(self, sort: ListSort, name: &'static str) -> AnyView {
        let state = word(move || {
            self.query
                .with(|it| match (it.sort == sort, it.is_reversed) {
                    (false, _) => None,
                    // Name and score go up at first, the others down.
                    (true, turned) => Some(
                        if turned == matches!(sort, ListSort::Name | ListSort::Score) {
                            "descending"
                        } else {
                            "ascending"
                        },
                    ),
                })
        });
        let press = move |_| {
            self.query.update(|it| it.sort_by(sort));
            self.page.set(0);
        };
        view! {
            <th scope="col" aria-sort=state>
                <button type="button" class="sort" on:click=press>
                    {name}
                </button>
            </th>
        }
        .into_any()
    }

    /// Search; and the order, where the heads of the columns are not shown.
    fn tools(self) -> AnyView {
        let search = move |event: leptos::ev::Event| {
            self.query
                .update(|it| it.search = event_target_value(&event));
            self.page.set(0);
        };
        let sort = move |event: leptos::ev::Event| {
            if let Some(sort) = ListSort::from_key(&event_target_value(&event)) {
                self.query.update(|it| {
                    it.sort = sort;
                    it.is_reversed = false;
                });
                self.page.set(0);
            }
        };
        let options = SORTED.map(|(sort, name)| {
            let is_chosen = flag(move || self.query.with(|it| it.sort == sort));
            view! {
                <option value=sort.key() prop:selected=is_chosen>
                    {name}
                </option>
            }
            .into_any()
        });
        view! {
            <div class="workplace__tools">
                <input
                    type="search"
                    id="find"
                    autocomplete="off"
                    placeholder="Search your assessments"
                    aria-label="Search your assessments"
                    on:input=search
                />
                <select class="workplace__order" aria-label="Sort by" on:change=sort>
                    {Vec::from(options)}
                </select>
            </div>
        }
        .into_any()
    }

    fn none_found(self, count: usize) -> AnyView {
        if count > 0 {
            return ().into_any();
        }
        view! { <p role="status">"No assessment has all these words in its name or its workload."</p> }
            .into_any()
    }

    /// Which rows are shown of how many, and going to the others.
    fn pages(self, total: usize) -> AnyView {
        let last = last_page(total);
        if last == 0 {
            return ().into_any();
        }
        let page = move || self.page.get().min(last);
        let says = move || {
            let from = page() * FIRST_ROWS;
            format!("{}–{} of {total}", from + 1, (from + FIRST_ROWS).min(total))
        };
        let button = |name: &'static str, is_next: bool| {
            let is_end = move || page() == if is_next { last } else { 0 };
            let go = move |_| {
                let now = untrack(page);
                let to = if is_next {
                    now + 1
                } else {
                    now.saturating_sub(1)
                };
                if to <= last && to != now {
                    self.page.set(to);
                    focus::first(".assessment a");
                }
            };
            view! {
                <button
                    type="button"
                    class="button button--small"
                    aria-disabled=value(move || is_end().to_string())
                    on:click=go
                >
                    {name}
                </button>
            }
            .into_any()
        };
        view! {
            <nav class="actions" aria-label="Pages of the list">
                {button("Previous 50", false)} {button("Next 50", true)} <span class="meta" role="status">{text(says)}</span>
            </nav>
        }
        .into_any()
    }
}

/// The last page of so many rows, from 0.
fn last_page(total: usize) -> usize {
    total.saturating_sub(1) / FIRST_ROWS
}

/// The score as people read it.
fn score(summary: &Summary) -> String {
    labels::score(summary.score)
}
