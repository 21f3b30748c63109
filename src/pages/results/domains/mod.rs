//! Domains as charts: each against its target, its answers by level, and its gaps by impact and effort.

mod grid;
mod levels;
mod radar;
mod scores;

use leptos::prelude::*;

use super::{analyzed, explain, grade};
use crate::components::reactive::{flag, live, text};
use crate::components::{BandMark, band};
use crate::route::Step;
use crate::state::{Session, State};
use demarc_catalog::{DomainId, Level};
use demarc_core::analysis::{Analysis, DomainStanding};
use demarc_core::labels;

/// The levels that a target can have. “Not in place” is no target.
const TARGETS: [Level; 3] = [Level::Started, Level::Mostly, Level::Fully];

pub(super) fn view(state: State) -> AnyView {
    analyzed(state, |state, analysis| {
        let charts = move || {
            // The charts show the targets, which are edited on this page.
            state.with(|it| drop(it.plan.targets.clone()));
            state.analysis.with_untracked(|analysis| {
                let analysis = analysis.as_ref();
                analysis.map(|it| charts(state, it)).into_any()
            })
        };
        view! {
            {table(state, analysis)}
            {live(charts)}
        }
        .into_any()
    })
}

fn charts(state: State, analysis: &Analysis) -> AnyView {
    if analysis.whole.answered == 0 {
        return view! { <p class="notice">"Charts are drawn once something is answered."</p> }
            .into_any();
    }
    view! {
        <section class="charts" aria-labelledby="charts">
            <h2 id="charts">"Charts"</h2>
            {scores::chart(state, analysis)}
            {radar::chart(state, analysis)}
            {levels::chart(state, analysis)}
            {grid::chart(state, analysis)}
        </section>
    }
    .into_any()
}

/// A domain in a chart: its name, its standing, and the score of its target.
struct Shown<'a> {
    name: &'static str,
    standing: &'a DomainStanding,
    target: Option<f64>,
}

/// The domains in scope, in catalog order.
fn shown(state: State, analysis: &Analysis) -> Vec<Shown<'_>> {
    let targets = state.with_untracked(|it| it.plan.targets.clone());
    let shown = analysis.domains.iter().map(|standing| Shown {
        name: name(state, &standing.domain),
        standing,
        target: targets.get(&standing.domain).map(Level::score),
    });
    shown.collect()
}

fn name(state: State, domain: &DomainId) -> &'static str {
    state.catalog().domain(domain).map_or("", |it| &it.name)
}

/// A coordinate, rounded.
#[expect(
    clippy::cast_possible_truncation,
    reason = "drawings are some hundreds of units wide"
)]
fn unit(value: f64) -> i32 {
    value.round() as i32
}

/// The domains with their targets.
fn table(state: State, analysis: &Analysis) -> AnyView {
    let rows = analysis.domains.iter().map(|it| row(state, it));
    let against = move || {
        state.with(|it| drop(it.plan.targets.clone()));
        state
            .analysis
            .with_untracked(|it| it.as_ref().map(|it| against(state, it)).unwrap_or_default())
    };
    view! {
        <section aria-labelledby="domains">
            <h2 id="domains">"How each domain stands"</h2>
            <p class="lede">{text(against)}</p>
            <ul class="scores scores--targets">{rows.collect_view()}</ul>
            <p class="hint">
                "The bar is the score, the pale part behind it what is not known or not answered could still make of it, the mark across it the target. A target is the level that the practices of a domain are to reach on average: started is a score of 33, mostly 66, fully 100."
            </p>
        </section>
    }
    .into_any()
}

/// How many domains reach their targets, and which is farthest from it.
fn against(state: State, analysis: &Analysis) -> String {
    let against = state.with_untracked(|it| analysis.against(&it.plan.targets));
    match (against.aimed, against.farthest) {
        (0, _) => "No domain has a target yet. Set one to see how far each is from it.".to_owned(),
        (aimed, None) => format!(
            "{} of {} reached.",
            against.reached,
            labels::count(aimed, "target", "targets"),
        ),
        (aimed, Some((domain, missing))) => format!(
            "{} of {} reached. Farthest: {}, {} to go.",
            against.reached,
            labels::count(aimed, "target", "targets"),
            name(state, &domain),
            labels::score(Some(missing)),
        ),
    }
}

fn row(state: State, row: &DomainStanding) -> AnyView {
    let session = Session::get();
    let id = row.domain.clone();
    let standing = &row.standing;
    let score = standing.score.map(|it| it.value);
    let meta = grade::in_short(standing);
    let target = {
        let id = id.clone();
        move || state.with(|it| it.plan.targets.get(&id))
    };
    let distance = {
        let target = target.clone();
        move || match (target(), score) {
            (Some(target), Some(score)) if score < target.score() => {
                format!(
                    "{} to go",
                    labels::score(Some((target.score() - score).ceil()))
                )
            }
            (Some(_), Some(_)) => "Target reached".to_owned(),
            _ => String::new(),
        }
    };
    let range = standing.score.map(|it| (it.low, it.high));
    let bar = {
        let target = target.clone();
        move || {
            let mut marks = Vec::new();
            if let Some(((low, high), score)) = range.zip(score) {
                marks.push(BandMark::Range("standing__band", low, high));
                marks.push(BandMark::Range("standing__score", 0.0, score));
            }
            if let Some(target) = target() {
                marks.push(BandMark::Score("standing__target", target.score()));
            }
            band(&marks)
        }
    };
    let option = |level: Option<Level>| {
        let (value, name) = level.map_or(("", "No target"), |it| (it.key(), labels::level(it)));
        let target = target.clone();
        let selected = flag(move || target() == level);
        view! { <option value=value prop:selected=selected>{name}</option> }.into_any()
    };
    let mut options = vec![option(None)];
    options.extend(TARGETS.map(|level| option(Some(level))));
    let set = {
        let id = id.clone();
        move |event: leptos::ev::Event| {
            let level = Level::from_key(&event_target_value(&event));
            session.edit(|it| it.plan.targets.set(&id, level));
        }
    };
    view! {
        <li class="scores__row" class:scores__row--few=standing.is_too_small()>
            <div class="scores__name">
                <a href=state.at(Step::Domain(id.clone())).to_string()>{name(state, &id)}</a>
                <p class="meta">{meta}</p>
            </div>
            <div class="standing">
                <p>
                    <strong>{labels::score(score)}</strong>
                    <span class="visually-hidden">" of 100"</span>
                </p>
                {live(bar)}
                {standing.score.as_ref().map(explain::score)}
            </div>
            <div class="scores__target">
                <label>
                    "Target "
                    <span class="visually-hidden">{format!("for {}", name(state, &id))}</span>
                    <select disabled=state.shows_snapshot() on:change=set>
                        {options}
                    </select>
                </label>
                <span class="meta">{text(distance)}</span>
            </div>
        </li>
    }
    .into_any()
}
