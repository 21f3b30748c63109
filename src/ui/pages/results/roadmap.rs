//! The roadmap: what is done now, next and later, with the room there is; moved by hand, by keys too.
//! It knows the roadmap of the analysis. Where a gap was put is part of its answer.

use leptos::ev::Event;
use leptos::prelude::*;

use super::{assign, copying};
use crate::analysis::{Item, Stage, days, roadmap};
use crate::assessment::{Capacity, Chapter, Phase};
use crate::catalog::PracticeId;
use crate::ui::document;
use crate::ui::live::{live, text, value};
use crate::ui::looks;
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::words;

pub(super) fn view(state: State) -> AnyView {
    // What is planned follows every change: moving one gap makes room for others.
    let planned = Memo::new(move |_| {
        state.analyzed(|analysis| state.with(|it| Some(roadmap(&analysis.gaps, it))))
    });
    let said = RwSignal::new(String::new());
    let stages = move || {
        planned.with(|plan| {
            let stages = plan.iter().flat_map(|plan| &plan.phases);
            stages
                .map(|it| stage(state, it, said))
                .collect_view()
                .into_any()
        })
    };
    let put = move |event: Event| {
        let days = event_target_value(&event).parse::<u16>().ok();
        let capacity = days.and_then(|days| Capacity::try_from(days).ok());
        match capacity {
            Some(capacity) => state.edit(|it| it.plan.capacity = Some(capacity)),
            None => said.set("Capacity is a number of days from 1 to 999.".to_owned()),
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
        state.edit(|it| {
            let moved = it
                .answers
                .iter()
                .filter(|(_, answer)| answer.phase.is_some());
            let moved: Vec<PracticeId> = moved.map(|(id, _)| id.clone()).collect();
            for id in moved {
                it.change_answer(&id, |answer| answer.phase = None);
            }
        });
        said.set("Everything is where its priority puts it.".to_owned());
    };
    let frozen = state.shows_snapshot();
    let reset = (!frozen).then(|| {
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
            <p>
                "Gaps in the order of their priority, as many in each phase as there is time for. A small effort is planned with 2 days of work, a medium one with 8, a large one with 30. What you move stays where you put it."
            </p>
            <div class="filters">
                <label>
                    "Days of work in 30 days "
                    <input
                        type="number"
                        min="1"
                        max="999"
                        inputmode="numeric"
                        readonly=frozen
                        prop:value=value(capacity)
                        on:change=put
                    />
                </label>
                {reset}
                {copying::chapter(state, Chapter::Roadmap)}
            </div>
            <p class="hint" role="status">{text(move || said.get())}</p>
            {assign::names(state)}
            <div class="roadmap">{live(stages)}</div>
        </section>
    }
    .into_any()
}

fn stage(state: State, stage: &Stage, said: RwSignal<String>) -> AnyView {
    let phase = stage.phase;
    let items = stage
        .items
        .iter()
        .filter_map(|it| item(state, phase, it, said));
    let items = items.collect_view();
    let room = match stage.room {
        Some(room) => format!("{} of {room} days planned", stage.planned),
        None => words::count(usize::try_from(stage.planned).unwrap_or(0), "day", "days"),
    };
    let over = stage.room.filter(|room| stage.planned > *room).map(|room| {
        let over = stage.planned - room;
        let over = words::count(usize::try_from(over).unwrap_or(0), "day", "days");
        view! {
            <p class="field__error">{format!("{over} more than there is room for")}</p>
        }
        .into_any()
    });
    let gauge = stage.room.map(|room| {
        view! {
            <progress
                aria-hidden="true"
                max=room.to_string()
                prop:value=stage.planned.min(room).to_string()
            ></progress>
        }
        .into_any()
    });
    let none = stage
        .items
        .is_empty()
        .then(|| view! { <p class="hint">"Nothing"</p> }.into_any());
    let heading = format!("phase-{}", words::phase(phase));
    let named = heading.clone();
    view! {
        <section class="stage" aria-labelledby=named>
            <h3 id=heading>
                {words::phase(phase)}
                " "
                <span class="meta">{format!("{} · {}", words::phase_hint(phase), words::count(stage.items.len(), "gap", "gaps"))}</span>
            </h3>
            {gauge}
            <p class="meta">{room}</p>
            {over}
            {none}
            <ol class="stage__items">{items}</ol>
        </section>
    }
    .into_any()
}

fn item(state: State, phase: Phase, item: &Item, said: RwSignal<String>) -> Option<AnyView> {
    let practice = state.catalog().practice(&item.practice)?;
    let id = &practice.id;
    let kind = state
        .analysis
        .with_untracked(|it| it.as_ref()?.gap(id).map(|gap| gap.kind))?;
    let owner = state.with_untracked(|it| it.answers.get(id).map(|it| it.owner.clone()));
    let owner = owner.filter(|it| !it.trim().is_empty());
    let owner = owner.unwrap_or_else(|| "nobody yet".to_owned());
    let due = state.with_untracked(|it| it.answers.get(id)?.due.clone());
    let due = due.map_or_else(String::new, |it| format!(" · due {it}"));
    let takes = usize::try_from(days(practice.effort)).unwrap_or(0);
    let meta = format!("{} · {owner}{due}", words::count(takes, "day", "days"));
    let place = phase as usize;
    let before = place
        .checked_sub(1)
        .and_then(|it| Phase::ALL.get(it).copied());
    let after = Phase::ALL.get(place + 1).copied();
    let word = id.as_str().replace('.', "-");
    let step = |to: Option<Phase>, sign: &'static str, way: &'static str| {
        let button = format!("{way}-{word}");
        to.map(|to| {
            // In the first and the last phase one of the two buttons is missing: then the other is where to go on.
            let mover = match to {
                Phase::Now => format!("later-{word}"),
                Phase::Later => format!("sooner-{word}"),
                Phase::Next => button.clone(),
            };
            let name = format!("Move “{}” to {}", practice.title, words::phase(to).to_lowercase());
            let go = move |_| {
                state.edit(|it| it.change_answer(id, |answer| answer.phase = Some(to)));
                said.set(format!("“{}” is in {} now.", practice.title, words::phase(to).to_lowercase()));
                // The row is drawn anew elsewhere: whoever works with keys goes with it.
                document::focus_again(Some(mover.clone()));
            };
            view! {
                <button type="button" id=button class="button button--small" aria-label=name title=words::phase(to) on:click=go>
                    {sign}
                </button>
            }
            .into_any()
        })
    };
    let steps = (!state.shows_snapshot()).then(|| {
        view! {
            <span class="stage__move">{step(before, "↑", "sooner")} {step(after, "↓", "later")}</span>
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
                    <span class=looks::kind(kind)>{words::kind(kind)}</span>
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
