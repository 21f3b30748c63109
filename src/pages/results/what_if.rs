//! What if: gaps marked as closed, and the score, grade and roadmap that follow.
//! Nothing is stored before the user applies it; leaving the page discards it.

use leptos::ev::Event;
use leptos::prelude::*;

use super::analyzed;
use crate::browser::clock;
use crate::components::reactive::{flag, live, text};
use crate::components::{Sign, css, sign};
use crate::state::{Session, State};
use demarc_catalog::{Effort, PracticeId};
use demarc_core::analysis::{Analysis, Gap, analyze_with, roadmap};
use demarc_core::assessment::{Assessment, Response, SortedSet};
use demarc_core::evidence::Weighed;
use demarc_core::labels;

/// How many gaps “the first” selects.
const FIRST: usize = 5;

pub(super) fn view(state: State) -> AnyView {
    analyzed(state, section)
}

fn section(state: State, analysis: &Analysis) -> AnyView {
    let session = Session::get();
    if analysis.gaps.is_empty() {
        return view! {
            <section aria-labelledby="what-if">
                <h2 id="what-if">"What if"</h2>
                <p class="notice">"There is no gap to close."</p>
            </section>
        }
        .into_any();
    }
    let closed = RwSignal::new(SortedSet::<PracticeId>::default());
    let now = StoredValue::new(analysis.clone());
    let weighed = state.analysis.with_untracked(|it| {
        let found = it.as_ref()?.weighing()?;
        Some(found.weighed.clone())
    });
    let weighed = StoredValue::new(weighed);
    let then = Memo::new(move |_| {
        closed.with(|closed| {
            state.with_untracked(|it| {
                let then = it.as_if_closed(closed);
                // What is closed is not contradicted any more; the rest is as it was.
                let open = weighed.with_value(|it| it.as_ref().map(Weighed::contradictions));
                let open = open.unwrap_or_default().into_iter();
                let open = open.filter(|(id, _)| !closed.contains(id)).collect();
                let catalog = demarc_edition::catalog();
                Some(analyze_with(catalog, &then, &open, &clock::day()))
            })
        })
    });
    let gaps = analysis.gaps.iter().filter_map(|gap| {
        let forbids = weighed.with_value(|it| it.as_ref().and_then(|it| forbids(it, gap)));
        row(state, gap, forbids, closed)
    });
    let first = move |_| {
        closed.set(now.with_value(|it| it.first_gaps(FIRST)));
    };
    let quick = move |_| {
        closed.set(now.with_value(|it| it.gaps_of_effort(Effort::Small)));
    };
    let outcome = move || {
        then.with(|then| {
            let then = then.as_ref();
            let drawn = then.map(|then| {
                now.with_value(|now| {
                    closed.with_untracked(|closed| {
                        let supported = weighed.with_value(|it| {
                            let it = it.as_ref()?;
                            state.with_untracked(|of| supported(state, of, now, it, closed))
                        });
                        outcome(state, now, then, closed, supported)
                    })
                })
            });
            drawn.into_any()
        })
    };
    let keep = move |_| {
        let ids = closed.get_untracked();
        session.edit(|it| {
            for id in &ids {
                it.respond(id, Some(Response::Fully));
            }
        });
        session.redraw();
    };
    let is_none = flag(move || closed.with(SortedSet::is_empty));
    let keep = (!state.shows_snapshot()).then(|| {
        let count = move || {
            let count = closed.with(SortedSet::len);
            format!(
                "Answer {} with “fully”",
                labels::count(count, "gap", "gaps")
            )
        };
        view! {
            <button type="button" class="button" disabled=is_none on:click=keep>
                {text(count)}
            </button>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="what-if">
            <h2 id="what-if">"What if"</h2>
            <p>
                "Mark gaps as if they were closed, and see what that does. Nothing is saved until you say so."
            </p>
            <div class="what-if">
                <div class="what-if__outcome">
                    <div role="status">{live(outcome)}</div>
                    <p class="actions">{keep}</p>
                </div>
                <div class="what-if__gaps">
                    <p class="actions">
                        <button type="button" class="button button--small" on:click=first>
                            {format!("The first {}", FIRST.min(analysis.gaps.len()))}
                        </button>
                        <button type="button" class="button button--small" on:click=quick>
                            "All of small effort"
                        </button>
                        <button
                            type="button"
                            class="button button--small"
                            disabled=is_none
                            on:click=move |_| closed.set(SortedSet::default())
                        >
                            "None"
                        </button>
                    </p>
                    <fieldset>
                        <legend class="visually-hidden">"Gaps as if closed"</legend>
                        <ul class="what-if__list">{gaps.collect_view()}</ul>
                    </fieldset>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What the findings say against “fully”, if they contradict it.
fn forbids(weighed: &Weighed, gap: &Gap) -> Option<String> {
    let it = weighed.practice(&gap.practice)?;
    let at_most = it.at_most.filter(|_| weighed.forbids_full(&gap.practice))?;
    let level = labels::level(at_most);
    Some(format!("failing checks allow “{level}” at most"))
}

/// The score that the findings support, now and with the marked gaps closed.
fn supported(
    state: State,
    assessment: &Assessment,
    now: &Analysis,
    weighed: &Weighed,
    closed: &SortedSet<PracticeId>,
) -> Option<[String; 2]> {
    let was = weighed.supported_score()?;
    let is = weighed.supported_if_closed(state.catalog(), assessment, now, closed)?;
    Some([was, is].map(|it| labels::score(Some(it.value))))
}

fn row(
    state: State,
    gap: &Gap,
    forbids: Option<String>,
    closed: RwSignal<SortedSet<PracticeId>>,
) -> Option<AnyView> {
    let practice = state.catalog().practice(&gap.practice)?;
    let id = &practice.id;
    let is_closed = flag(move || closed.with(|it| it.contains(id)));
    let mark = move |event: Event| {
        let is_checked = event_target_checked(&event);
        closed.update(|it| {
            if is_checked {
                it.insert(id.clone());
            } else {
                it.remove(id);
            }
        });
    };
    let mut meta = vec![labels::kind(gap.kind).to_owned()];
    meta.extend(labels::states(gap));
    meta.push(labels::effort(practice.effort).to_owned());
    meta.extend(forbids);
    let meta = meta.join(" · ");
    let row = view! {
        <li class="choice">
            <label>
                <input type="checkbox" prop:checked=is_closed on:change=mark />
                <span class="choice__label">{practice.title.as_str()}</span>
                <span class="choice__hint">{meta}</span>
            </label>
        </li>
    };
    Some(row.into_any())
}

/// The figures with the marked gaps closed, beside the current ones.
fn outcome(
    state: State,
    now: &Analysis,
    then: &Analysis,
    closed: &SortedSet<PracticeId>,
    supported: Option<[String; 2]>,
) -> AnyView {
    let value = |it: &Analysis| it.whole.score.map(|it| it.value);
    let figure = |name: &'static str, now: String, then: String| {
        let changed = now != then;
        let then = changed.then(|| {
            view! {
                " " {sign(Sign::Next)} " "
                <span class="visually-hidden">" becomes "</span>
                <strong>{then}</strong>
            }
            .into_any()
        });
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{now} {then}</dd>
            </div>
        }
        .into_any()
    };
    let takes = now.days_to_close(closed);
    let planned = |it: &Analysis| {
        let plan = state.with_untracked(|of| Some(roadmap(&it.gaps, of)));
        let counts = plan
            .iter()
            .flat_map(|it| &it.phases)
            .map(|it| it.items.len().to_string());
        counts.collect::<Vec<_>>().join(", ")
    };
    let caps = |it: &Analysis| it.whole.missing_cornerstones.len().to_string();
    let domains = now.domains_beside(then).filter_map(|(before, after)| {
        let [was, is] =
            [before, after].map(|it| labels::score(it.standing.score.map(|it| it.value)));
        let name = state.catalog().domain(&before.domain)?;
        (was != is).then(|| {
            view! {
                <li>
                    {name.name.as_str()} ": " {was} " " {sign(Sign::Next)} " "
                    <span class="visually-hidden">" becomes "</span> <strong>{is}</strong>
                </li>
            }
            .into_any()
        })
    });
    let domains = domains.collect::<Vec<_>>();
    let domains = (!domains.is_empty()).then(|| {
        view! {
            <h3>"Domains"</h3>
            <ul>{domains}</ul>
        }
        .into_any()
    });
    view! {
        <div class=css::grade(then.whole.grade)>
            <h3>
                {sign(Sign::of_grade(then.whole.grade))}
                {format!("Grade: {}", labels::grade_of(&then.whole))}
            </h3>
            <dl class="figures">
                {figure("Score", labels::score(value(now)), labels::score(value(then)))}
                {supported.map(|[was, is]| figure("Findings support at most", was, is))}
                {figure("Gaps", now.gaps.len().to_string(), then.gaps.len().to_string())}
                {figure("Cornerstones missing", caps(now), caps(then))}
                {figure("Now, next, later", planned(now), planned(then))}
                {figure("Days of work", takes.to_string(), takes.to_string())}
            </dl>
        </div>
        {domains}
    }
    .into_any()
}
