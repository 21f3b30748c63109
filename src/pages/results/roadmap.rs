//! The roadmap: gaps by phase, within the capacity. A gap is moved by buttons, so by keyboard too.
//! The phase that a gap is moved to is part of its answer.

use leptos::ev::Event;
use leptos::prelude::*;

use super::{copying, load};
use crate::browser::focus;
use crate::components::reactive::{live, text, value, when};
use crate::components::{Sign, Unstored, kind_mark, sign};
use crate::route::Step;
use crate::state::{Session, State};
use demarc_catalog::{Effort, PracticeId};
use demarc_core::analysis::{Roadmap, RoadmapItem, RoadmapPhase, days, roadmap};
use demarc_core::assessment::{Assessment, Capacity, Chapter, Phase};
use demarc_core::labels;
use demarc_core::text;

pub(super) fn view(state: State) -> AnyView {
    let session = Session::get();
    // The plan follows every change: moving one gap makes room for others.
    let planned = Memo::new(move |_| {
        state.analyzed(|analysis| state.with(|it| Some(roadmap(&analysis.gaps, it))))
    });
    let status = RwSignal::new(String::new());
    let stages = Phase::ALL.map(|phase| stage(state, phase, planned, status));
    let unstored = Unstored::mark();
    let typed = move |event: Event| {
        let days = event_target_value(&event).parse::<u16>().ok();
        let capacity = days.and_then(|days| Capacity::try_from(days).ok());
        unstored.set(capacity.is_none());
        if let Some(capacity) = capacity {
            session.edit(|it| it.plan.capacity = Some(capacity));
            status.set(String::new());
        }
        capacity
    };
    let leave = move |event: Event| {
        if unstored.is_gone() {
            return;
        }
        session.end_step();
        if typed(event).is_none() {
            status.set("Capacity is a number of days from 1 to 999.".to_owned());
        }
    };
    let capacity = move || {
        planned.with(|plan| {
            plan.as_ref()
                .map(|it| it.capacity)
                .unwrap_or_default()
                .days()
                .to_string()
        })
    };
    let reset = move |_| {
        session.edit(Assessment::forget_phases);
        status.set("Everything is where its priority puts it.".to_owned());
    };
    let picture = move || {
        planned.with(|plan| {
            let plan = plan.as_ref();
            plan.map(|it| load::chart(state, it)).into_any()
        })
    };
    let snapshot = state.shows_snapshot();
    let reset = (!snapshot).then(|| {
        view! {
            <button type="button" class="button button--small" on:click=reset>
                "Plan anew by priority"
            </button>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="roadmap">
            <h2 id="roadmap">"Roadmap"</h2>
            {live(picture)}
            <p>
                {format!(
                    "Gaps in the order of their priority, as many in each phase as there is time for. A small effort is planned with {} days of work, a medium one with {}, a large one with {} and not for the next 30 days. What you move stays where you put it.",
                    days(Effort::Small),
                    days(Effort::Medium),
                    days(Effort::Large),
                )}
            </p>
            <div class="filters">
                <label>
                    "Days of work in 30 days "
                    <input
                        type="number"
                        min="1"
                        max="999"
                        inputmode="numeric"
                        readonly=snapshot
                        prop:value=value(capacity)
                        on:input=move |event| {
                            typed(event);
                        }
                        on:change=leave
                    />
                </label>
                {reset}
                {copying::chapter(state, Chapter::Roadmap)}
            </div>
            <p class="hint" role="status">{text(move || status.get())}</p>
            <div class="roadmap">{Vec::from(stages)}</div>
        </section>
    }
    .into_any()
}

fn stage(
    state: State,
    phase: Phase,
    planned: Memo<Option<Roadmap>>,
    status: RwSignal<String>,
) -> AnyView {
    let read = move |read: fn(&RoadmapPhase) -> String| {
        text(move || {
            planned.with(|plan| {
                let stage = plan.as_ref().map(|it| &it.phases[phase as usize]);
                stage.map(read).unwrap_or_default()
            })
        })
    };
    let room = read(|it| match it.room {
        Some(room) => format!("{} of {room} days planned{}", it.planned, late(it)),
        None => labels::count(whole(it.planned), "day", "days") + &late(it),
    });
    let is_over = move || {
        planned.with(|plan| {
            let stage = plan.as_ref().map(|it| &it.phases[phase as usize]);
            stage.is_some_and(|it| excess(it) > 0)
        })
    };
    let over = when(is_over, move || {
        let over = read(|it| {
            let over = labels::count(whole(excess(it)), "day", "days");
            format!("{over} more than there is room for")
        });
        view! { <p class="field__error">{over}</p> }.into_any()
    });
    let count = read(|it| labels::count(it.items.len(), "gap", "gaps"));
    let figure = move |read: fn(&RoadmapPhase) -> u32| {
        value(move || {
            planned.with(|plan| {
                let stage = plan.as_ref().map(|it| &it.phases[phase as usize]);
                stage.map_or(0, read).to_string()
            })
        })
    };
    let gauge = (phase != Phase::Later).then(|| {
        view! {
            <progress
                aria-hidden="true"
                max=figure(|it| it.room.unwrap_or(1))
                prop:value=figure(|it| it.planned.min(it.room.unwrap_or(0)))
            ></progress>
        }
        .into_any()
    });
    // A row redraws when its own content changes, and not when another row moves.
    let rows = move || {
        let items = planned.with(|plan| {
            let stage = plan
                .as_ref()
                .map(|it| it.phases[phase as usize].items.clone());
            stage.unwrap_or_default()
        });
        let with_who = |item: RoadmapItem| {
            let (owner, due) = who(state, &item.practice);
            let problem = labels::due_problem(&item);
            let problem = problem.map(|it| format!(" ({it})")).unwrap_or_default();
            (item, owner, due + &problem)
        };
        items.into_iter().map(with_who).collect::<Vec<_>>()
    };
    let heading = format!("phase-{}", phase.key());
    let named = heading.clone();
    view! {
        <section class="stage" aria-labelledby=named>
            <h3 id=heading>
                {labels::phase(phase)} " "
                <span class="meta">{labels::phase_hint(phase)} " · " {count}</span>
            </h3>
            {gauge}
            <p class="meta">{room}</p>
            {over}
            <ol class="stage__items">
                <For
                    each=rows
                    key=|(item, owner, due)| format!("{} {} {owner} {due}", item.practice, item.moved)
                    children=move |(it, owner, due)| item(state, phase, &it, &owner, &due, status)
                />
            </ol>
        </section>
    }
    .into_any()
}

/// How many gaps of a phase are due before it begins.
fn late(phase: &RoadmapPhase) -> String {
    match phase.items.iter().filter(|it| it.late).count() {
        0 => String::new(),
        late => format!(" · {late} due before this phase begins"),
    }
}

/// How many days more are planned in a phase than it has room for.
fn excess(phase: &RoadmapPhase) -> u32 {
    phase
        .room
        .map_or(0, |room| phase.planned.saturating_sub(room))
}

fn whole(days: u32) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}

/// The owner and the due date, as text after the duration.
fn who(state: State, practice: &PracticeId) -> (String, String) {
    state.with(|it| {
        let answer = it.answers.get(practice);
        let owner = answer.map_or_else(String::new, |it| text::line(&it.owner));
        let owner = if owner.is_empty() {
            "nobody yet".to_owned()
        } else {
            owner
        };
        let due = answer.and_then(|it| it.due.as_ref());
        let due = due.map_or_else(String::new, |it| format!(" · due {it}"));
        (owner, due)
    })
}

fn item(
    state: State,
    phase: Phase,
    item: &RoadmapItem,
    owner: &str,
    due: &str,
    status: RwSignal<String>,
) -> Option<AnyView> {
    let session = Session::get();
    let practice = state.catalog().practice(&item.practice)?;
    let id = &practice.id;
    let kind = state
        .analysis
        .with_untracked(|it| it.as_ref()?.gap(id).map(|gap| gap.kind))?;
    let takes = labels::count(whole(days(practice.effort)), "day", "days");
    let meta = format!("{takes} · {owner}{due}");
    let index = phase as usize;
    let before = index
        .checked_sub(1)
        .and_then(|it| Phase::ALL.get(it).copied());
    let after = Phase::ALL.get(index + 1).copied();
    let suffix = id.as_str().replace('.', "-");
    let step = |to: Option<Phase>, icon: Sign, direction: &'static str| {
        let button = format!("{direction}-{suffix}");
        to.map(|to| {
            // The first and the last phase lack one of the two buttons: there, the focus goes to the other.
            let mover = match to {
                Phase::Now => format!("later-{suffix}"),
                Phase::Later => format!("sooner-{suffix}"),
                Phase::Next => button.clone(),
            };
            let name = format!("Move “{}” to {}", practice.title, labels::phase(to).to_lowercase());
            let go = move |_| {
                session.edit(|it| it.change_answer(id, |answer| answer.phase = Some(to)));
                status.set(format!("“{}” stands under {} now.", practice.title, labels::phase(to)));
                // The row redraws in another phase: focus follows it.
                focus::restore(Some(mover.clone()));
            };
            view! {
                <button type="button" id=button class="button button--small" aria-label=name title=labels::phase(to) on:click=go>
                    {sign(icon)}
                </button>
            }
            .into_any()
        })
    };
    let steps = (!state.shows_snapshot()).then(|| {
        view! {
            <span class="stage__move">{step(before, Sign::Up, "sooner")} {step(after, Sign::Down, "later")}</span>
        }
        .into_any()
    });
    let moved = item
        .moved
        .then(|| view! { <span class="meta">" · moved by hand"</span> }.into_any());
    let row = view! {
        <li class="stage__item">
            <div>
                <a href=state.at(Step::Practice(id.clone())).to_string()>{practice.title.as_str()}</a>
                <p class="meta">
                    {kind_mark(kind)}
                    " "
                    {meta}
                    {moved}
                </p>
            </div>
            {steps}
        </li>
    };
    Some(row.into_any())
}
